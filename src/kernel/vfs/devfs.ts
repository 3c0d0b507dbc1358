/** /dev of a container: the devices Docker puts there, its terminals under pts. Opening goes by device numbers. */
import type { Clock } from '../../base/ports.ts';
import type { Tty } from '../tty/terminal.ts';
import type { Filesystem, Inode } from './filesystem.ts';
import { createOverlay } from './overlay.ts';
import { SyntheticDevice, SyntheticDirectory, SyntheticFilesystem } from './synthetic.ts';
import type { TreeNode } from './tree.ts';

const plain = { uid: 0, gid: 0, mtime: 0, initial: true };
const device = (major: number, minor: number, mode = 0o666): TreeNode => ({
  ...plain,
  type: 'char',
  mode,
  major,
  minor,
});
const link = (target: string): TreeNode => ({ ...plain, type: 'symlink', mode: 0o777, target });
const directory = (mode: number): TreeNode => ({ ...plain, type: 'directory', mode, children: new Map() });

/** Shared by all containers: each has an overlay of its own over it. */
const DEVICES: TreeNode = {
  ...plain,
  type: 'directory',
  mode: 0o755,
  children: new Map<string, TreeNode>([
    ['fd', link('/proc/self/fd')],
    ['full', device(1, 7)],
    ['mqueue', directory(0o1777)],
    ['null', device(1, 3)],
    ['ptmx', link('pts/ptmx')],
    ['pts', directory(0o755)],
    ['random', device(1, 8)],
    ['stderr', link('/proc/self/fd/2')],
    ['stdin', link('/proc/self/fd/0')],
    ['stdout', link('/proc/self/fd/1')],
    ['tty', device(5, 0)],
    ['urandom', device(1, 9)],
    ['zero', device(1, 5)],
  ]),
};

/** What only some containers have: a console, when there is a terminal, and shared memory. */
const EXTRAS = { console: device(5, 1, 0o620), shm: directory(0o1777) } as const;
const trees = new Map<string, TreeNode>();

export function createDevfs(options: {
  readonly clock: Clock;
  readonly extras: readonly (keyof typeof EXTRAS)[];
}): Filesystem {
  const { clock, extras } = options;
  const key = extras.join();
  let lower = trees.get(key);
  if (!lower) {
    const children = new Map([...(DEVICES.children ?? []), ...extras.map((name) => [name, EXTRAS[name]] as const)]);
    trees.set(key, (lower = { ...DEVICES, children }));
  }
  return createOverlay({ lower, clock, type: 'tmpfs', maxBytes: 64 * 1024 * 1024 });
}

/** Terminals of a namespace as /dev/pts. */
export function createDevpts(clock: Clock, terminals: readonly (Tty | undefined)[]): Filesystem {
  const root = (fs: SyntheticFilesystem): Inode => {
    const names = function* () {
      yield 'ptmx';
      for (let i = 0; i < terminals.length; i++) if (live(i)) yield String(i);
    };
    const live = (i: number) => terminals[i] && !terminals[i]?.hungUp;
    const child = (name: string) => {
      if (name === 'ptmx') return new SyntheticDevice(fs, { mode: 0o666, ino: 2, major: 5, minor: 2 });
      if (!/^(0|[1-9]\d*)$/.test(name) || !live(Number(name))) return undefined;
      return new SyntheticDevice(fs, { mode: 0o620, gid: 5, ino: 3 + Number(name), major: 136, minor: Number(name) });
    };
    return new SyntheticDirectory(fs, names, child, { mode: 0o755 });
  };
  return new SyntheticFilesystem('devpts', 24, () => clock.now(), root);
}
