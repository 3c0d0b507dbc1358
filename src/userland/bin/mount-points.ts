/** mountpoint: whether a file system is mounted at a path. */
import { SysError } from '../../kernel/errno.ts';
import type { MountInfo } from '../../kernel/sys.ts';
import { tool } from './lib/tool.ts';

/** What `mountpoint` answers when it is none. */
const NO_MOUNT_POINT = 32;

export const mountpoint = tool(
  {
    name: 'mountpoint',
    usage: '[-qd] </path/to/directory> | -x </dev/device>',
    about: 'Check whether a directory or file is a mountpoint',
    options: 'q|quiet nofollow d|fs-devno x|devno',
    from: 'util-linux 2.38.1',
  },
  async (t) => {
    const [path] = t.operands;
    if (path === undefined || t.operands.length > 1) return t.usage('bad usage');
    let stat;
    try {
      stat = await (t.has('nofollow') ? t.sys.lstat(path) : t.sys.stat(path));
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return t.has('q') ? 1 : t.die(`${path}: ${error.message}`);
    }
    if (t.has('x')) {
      if (stat.type !== 'block')
        return t.has('q') ? NO_MOUNT_POINT : t.die(`${path}: not a block device`, undefined, NO_MOUNT_POINT);
      return t.out.line(`${stat.major}:${stat.minor}`);
    }
    const real = stat.type === 'symlink' ? '' : await t.sys.realpath(path);
    const mount = t.sys.mounts().findLast(({ target }) => target === real);
    if (mount && t.has('d')) await t.out.line(deviceOf(mount));
    else if (!t.has('q')) await t.out.line(`${path} is ${mount ? '' : 'not '}a mountpoint`);
    return mount ? 0 : NO_MOUNT_POINT;
  },
);

export function deviceOf({ device }: MountInfo): string {
  return `0:${device ?? 0}`;
}
