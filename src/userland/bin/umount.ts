/** umount: takes mounts away (umount(8)). */
import { SysError } from '../../kernel/errno.ts';
import type { MountInfo } from '../../kernel/sys.ts';
import { nameExists } from '../name-exists.ts';
import { tool, type Tool } from './lib/tool.ts';

/** Exit statuses of mount(8). Those of several operands are added. */
const [USAGE, FAILED] = [1, 32];

export const umount = tool(
  {
    name: 'umount',
    usage: '[-rlfda] FILESYSTEM|DIRECTORY',
    about: 'Unmount filesystems',
    options:
      'r|read-only l|lazy f|force d|detach-loop a|all A|all-targets- c|no-canonicalize- fake- i|internal-only- n|no-mtab O|test-opts=- ' +
      'R|recursive- q|quiet- t|types=- v|verbose N|namespace=!-',
    from: 'util-linux',
  },
  async (t) => {
    if (t.has('a') && !t.busybox) return all(t);
    if (t.operands.length === 0) return t.busybox ? t.usage('') : t.usage('bad usage');
    let status = 0;
    for (const path of t.operands) status = t.busybox ? (await one(t, path)) || status : status + (await one(t, path));
    return Math.min(status, 255);
  },
);

/** What stands in /etc/fstab or is mounted, of some types; the root stays. */
async function all(t: Tool): Promise<number> {
  const types = t.value('t')?.split(',');
  let status = 0;
  for (const { target, type } of [...t.sys.mounts()].reverse())
    if (target !== '/' && (!types || types.includes(type))) status = (await one(t, target)) || status;
  return status;
}

/** The exit status. */
async function one(t: Tool, path: string): Promise<number> {
  const exists = await nameExists(t.sys, path);
  const real = exists ? await t.sys.realpath(path) : path;
  const mounts = t.sys.mounts();
  const mounted = mounts.findLast(({ target, source }) => target === real || source === path);
  if (t.busybox) return byBusybox(t, path, mounted);
  if (!mounted && (t.has('R') || t.has('A'))) return told(t, `${path}: ${exists ? 'not mounted' : 'not found'}`, USAGE);
  if (!exists && !mounted && t.sys.credentials.euid !== 0) return told(t, `${path}: ${NOTHING}`, USAGE);
  if (t.has('fake')) return 0;
  if (!mounted) return told(t, `${path}: ${exists ? 'not mounted' : 'no mount point specified'}.`, FAILED);
  const below = mounts.filter(({ target }) => target.startsWith(`${mounted.target}/`));
  if (below.length && !t.has('R') && !t.has('l')) return told(t, `${mounted.target}: target is busy.`, FAILED);
  try {
    for (const { target } of below.reverse()) await t.sys.umount(target, t.has('l'));
    await t.sys.umount(mounted.target, t.has('l'));
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const busy = error.errno === 'EBUSY';
    return told(
      t,
      `${busy ? mounted.target : path}: ${busy ? 'target is busy' : 'must be superuser to unmount'}.`,
      FAILED,
    );
  }
  if (t.has('v')) await t.err(`umount: ${mounted.target} (${mounted.source}) unmounted\n`);
  return 0;
}

const NOTHING = new SysError('ENOENT').message;

async function told(t: Tool, words: string, status: number): Promise<number> {
  if (!(t.has('q') && /not mounted/.test(words))) await t.err(`umount: ${words}\n`);
  return status;
}

async function byBusybox(t: Tool, path: string, mounted: MountInfo | undefined): Promise<number> {
  try {
    await t.sys.umount(mounted?.target ?? path, t.has('l'));
    return 0;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.err(`umount: can't unmount ${path}: ${error.message}\n`);
    return 1;
  }
}
