/** Who may do what with a file: owner, group and others by mode bits, root everything but run what nobody may run. */
import { SysError } from '../errno.ts';
import type { Awaitable, Stat } from '../sys.ts';

/** Identity of who asks: effective ids. */
export interface Identity {
  readonly euid: number;
  readonly egid: number;
  readonly groups: readonly number[];
  /** What root may do here, without `CAP_`; undefined: everything. */
  readonly capabilities?: ReadonlySet<string> | undefined;
}

/** Root, and not of a container that has dropped the capability. */
export function capable(who: Identity, capability: string): boolean {
  return who.euid === 0 && (who.capabilities?.has(capability) ?? true);
}

export const READ = 4;
export const WRITE = 2;
export const EXECUTE = 1;

/** What a file's permissions hang on. */
export type Rights = Pick<Stat, 'type' | 'mode' | 'uid' | 'gid'>;

/** Of an inode, without the rest of `stat` where it can tell them alone: links of a directory are counted. */
export function rightsOf(inode: { readonly rights?: Rights; stat(): Awaitable<Stat> }): Awaitable<Rights> {
  return inode.rights ?? inode.stat();
}

export function permitted(stat: Rights, who: Identity, wanted: number): boolean {
  if (capable(who, 'DAC_OVERRIDE'))
    return !(wanted & EXECUTE) || stat.type === 'directory' || (stat.mode & 0o111) !== 0;
  const shift = stat.uid === who.euid ? 6 : inGroup(who, stat.gid) ? 3 : 0;
  return ((stat.mode >> shift) & wanted) === wanted;
}

export function require(stat: Rights, who: Identity, wanted: number): void {
  if (!permitted(stat, who, wanted)) throw new SysError('EACCES');
}

/** The sticky bit: only owners of the file or the directory take names away. */
export function requireRemovable(directory: Rights, file: Rights, who: Identity): void {
  if (!(directory.mode & 0o1000) || capable(who, 'FOWNER')) return;
  if (who.euid !== file.uid && who.euid !== directory.uid) throw new SysError('EPERM');
}

export function requireOwner(stat: Stat, who: Identity): void {
  if (!capable(who, 'FOWNER') && who.euid !== stat.uid) throw new SysError('EPERM');
}

export function inGroup(who: Identity, gid: number): boolean {
  return who.egid === gid || who.groups.includes(gid);
}
