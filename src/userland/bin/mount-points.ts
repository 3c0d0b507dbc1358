/** mountpoint and findmnt: what of the mount table a path or a pattern means. */
import { SysError } from '../../kernel/errno.ts';
import type { MountInfo } from '../../kernel/sys.ts';
import { mountOf } from './system.ts';
import { tool, type Tool } from './lib/tool.ts';

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

function deviceOf({ device }: MountInfo): string {
  return `0:${device ?? 0}`;
}

const COLUMNS: Readonly<Record<string, (mount: MountInfo) => string>> = {
  TARGET: ({ target }) => target,
  SOURCE: ({ source, root }) => source + (root !== undefined && root !== '/' ? `[${root}]` : ''),
  FSTYPE: ({ type }) => type,
  OPTIONS: ({ options }) => options,
  'VFS-OPTIONS': ({ options }) => options,
  FSROOT: ({ root }) => root ?? '/',
  'MAJ:MIN': deviceOf,
};

export const findmnt = tool(
  {
    name: 'findmnt',
    usage: '[options] <device> | <mountpoint>',
    about: 'Find a (mounted) filesystem',
    options:
      'n|noheadings o|output= l|list r|raw t|types= T|target= S|source= M|mountpoint= f|first-only k|kernel m|mtab R|submounts! s|fstab! J|json! P|pairs! D|df! A|all u|notruncate i|invert O|options=',
    from: 'util-linux 2.38.1',
  },
  async (t) => {
    const names = (t.value('o') ?? 'TARGET,SOURCE,FSTYPE,OPTIONS').toUpperCase().split(',');
    for (const name of names) if (!Object.hasOwn(COLUMNS, name)) return t.die(`unknown column: ${name}`);
    const { chosen, tree } = await selected(t);
    if (chosen.length === 0) return 1;
    const flat = t.has('l') || t.has('r') || !tree;
    const rows = chosen.map((mount, i) =>
      names.map((name) => (name === 'TARGET' && !flat ? branch(chosen, i) : '') + COLUMNS[name]?.(mount)),
    );
    const lines = table([names, ...rows], t.has('r'));
    for (const line of t.has('n') ? lines.slice(1) : lines) await t.out.line(line);
  },
);

async function selected(t: Tool): Promise<{ readonly chosen: readonly MountInfo[]; readonly tree: boolean }> {
  const types = t.value('t')?.split(',');
  const all = t.sys.mounts().filter(({ type }) => (!types || types.includes(type)) !== (!!types && t.has('i')));
  const inside = t.value('T');
  if (inside !== undefined) {
    const mount = await mountOf(t, inside);
    return { chosen: mount ? [mount] : [], tree: false };
  }
  const target = t.value('M') ?? t.operands[t.operands.length - 1];
  const source = t.value('S') ?? (t.operands.length > 1 ? t.operands[0] : undefined);
  if (target === undefined && source === undefined) return { chosen: all, tree: !types };
  const wanted = all.filter(
    (mount) =>
      (source === undefined || mount.source === source) &&
      (target === undefined ||
        mount.target === target ||
        (!t.has('M') && t.operands.length === 1 && mount.source === target)),
  );
  return { chosen: t.has('f') ? wanted.slice(0, 1) : wanted, tree: false };
}

const isAbove = (upper: MountInfo, lower: MountInfo) =>
  upper !== lower && (upper.target === '/' || lower.target.startsWith(`${upper.target}/`));

/** The mount that another one's directory lies on. */
function parentOf(mounts: readonly MountInfo[], mount: MountInfo): MountInfo | undefined {
  return mounts.filter((one) => isAbove(one, mount)).sort((a, b) => b.target.length - a.target.length)[0];
}

/** The lines that lead to a mount in the tree. */
function branch(mounts: readonly MountInfo[], at: number): string {
  const [mark, last, bar] = ['|-', '`-', '| '];
  const hasLater = (mount: MountInfo) => {
    const parent = parentOf(mounts, mount);
    return mounts.slice(mounts.indexOf(mount) + 1).some((one) => parentOf(mounts, one) === parent);
  };
  const mount = mounts[at] as MountInfo;
  if (!parentOf(mounts, mount)) return '';
  let lines = hasLater(mount) ? mark : last;
  for (let up = parentOf(mounts, mount); up && parentOf(mounts, up); up = parentOf(mounts, up))
    lines = (hasLater(up) ? bar : '  ') + lines;
  return lines;
}

/** Columns as wide as what is in them; `raw`: parted by single spaces. */
function table(rows: readonly (readonly string[])[], raw: boolean): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  const last = widths.length - 1;
  return rows.map((row) =>
    row.map((cell, i) => (raw || i === last ? cell : cell.padEnd(widths[i] as number))).join(' '),
  );
}
