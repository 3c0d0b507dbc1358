/**
 * From a path to a place: crosses mounts, follows symbolic links, asks for search permission on every directory on the
 * way (path_resolution(7)). Synchronous as long as every file system on the way is.
 */
import { LIMITS } from '../../base/limits.ts';
import { SysError } from '../errno.ts';
import type { Awaitable } from '../sys.ts';
import type { Inode } from './filesystem.ts';
import type { Location, MountPoint } from './location.ts';
import { EXECUTE, type Identity, permitted, require, rightsOf } from './permissions.ts';

export interface WalkStart {
  readonly root: Location;
  readonly cwd: Location;
  readonly who: Identity;
  /** The caller's, in its namespace. */
  readonly pid?: number;
}

export interface WalkOptions {
  /** Follow a symbolic link in the last component; default true. A trailing slash always does. */
  readonly follow?: boolean;
}

/** The place of a path. ENOENT when there is none. */
export function walk(start: WalkStart, path: string, options: WalkOptions = {}): Awaitable<Location> {
  const found = new Walk(start, options.follow ?? true).run(path);
  return found instanceof Promise ? found.then(existing) : existing(found);
}

/** A name in a directory, which may not exist: for calls that make or remove it. */
export interface Entry {
  readonly directory: Location;
  readonly name: string;
  /** What is there now. */
  readonly found: Location | undefined;
  /** The path ended in a slash: only a directory will do. */
  readonly slash: boolean;
}

/** The last component not followed unless `follow`. EBUSY for the root, EINVAL and such are the caller's. */
export function walkEntry(start: WalkStart, path: string, options: WalkOptions = {}): Awaitable<Entry> {
  return new Walk(start, options.follow ?? false).run(path);
}

function existing(entry: Entry): Location {
  if (!entry.found) throw new SysError('ENOENT');
  if (entry.slash && entry.found.inode.type !== 'directory') throw new SysError('ENOTDIR');
  return entry.found;
}

class Walk {
  #links = 0;
  #at: Location;
  #path = '';
  /** Where the next name of the path begins; its length when there is none. */
  #from = 0;
  #slash = false;

  constructor(
    private readonly start: WalkStart,
    private readonly follow: boolean,
  ) {
    this.#at = start.cwd;
  }

  run(path: string): Awaitable<Entry> {
    if (path === '') throw new SysError('ENOENT');
    if (path.length > LIMITS.pathBytes) throw new SysError('ENAMETOOLONG');
    this.#set(path);
    return this.#steps();
  }

  #set(path: string): void {
    if (path.charCodeAt(0) === SLASH) this.#at = this.start.root;
    this.#path = path;
    this.#pass(0);
  }

  /** To the next name from a slash or the beginning: slashes and single dots say only that a directory is meant. */
  #pass(from: number): void {
    const path = this.#path;
    let at = from;
    for (;;) {
      const code = path.charCodeAt(at);
      const passed = code === SLASH || (code === DOT && (at + 1 === path.length || path.charCodeAt(at + 1) === SLASH));
      if (!passed) break;
      at++;
    }
    this.#from = at;
    if (at === path.length && at > from) this.#slash = true;
  }

  get #atEnd(): boolean {
    return this.#from === this.#path.length;
  }

  #nextName(): string {
    const slash = this.#path.indexOf('/', this.#from);
    const end = slash < 0 ? this.#path.length : slash;
    const name = this.#path.slice(this.#from, end);
    this.#pass(end);
    return name;
  }

  #steps(): Awaitable<Entry> {
    for (;;) {
      if (this.#atEnd) {
        const { parent, name: own } = this.#at;
        return { directory: parent ?? this.#at, name: own, found: this.#at, slash: this.#slash };
      }
      const entry = this.#step(this.#nextName());
      if (entry instanceof Promise) return entry.then((done) => done ?? this.#steps());
      if (entry) return entry;
    }
  }

  /** One component. An entry when the walk ends with it. */
  #step(name: string): Awaitable<Entry | undefined> {
    const at = this.#at;
    if (at.inode.type !== 'directory') throw new SysError('ENOTDIR');
    const stat = this.start.who.euid === 0 ? undefined : rightsOf(at.inode);
    if (stat instanceof Promise) return stat.then((s) => (require(s, this.start.who, EXECUTE), this.#enter(at, name)));
    if (stat && !permitted(stat, this.start.who, EXECUTE)) throw new SysError('EACCES');
    return this.#enter(at, name);
  }

  #enter(at: Location, name: string): Awaitable<Entry | undefined> {
    if (name === '..') {
      this.#at = at.inode === this.start.root.inode ? at : (at.parent ?? at);
      return undefined;
    }
    if (name.length > LIMITS.nameBytes / 3 && utf8Length(name) > LIMITS.nameBytes) throw new SysError('ENAMETOOLONG');
    const inode = at.inode.lookup(name);
    return inode instanceof Promise
      ? inode.then((node) => this.#arrive(at, name, node))
      : this.#arrive(at, name, inode);
  }

  #arrive(at: Location, name: string, inode: Inode | undefined): Awaitable<Entry | undefined> {
    const last = this.#atEnd;
    if (!inode) {
      if (!last) throw new SysError('ENOENT');
      return { directory: at, name, found: undefined, slash: this.#slash };
    }
    const mounted = covering(at.mount, inode);
    const next: Location = mounted
      ? { inode: mounted.root, mount: mounted, parent: at, name }
      : { inode, mount: at.mount, parent: at, name };
    if (next.inode.type !== 'symlink' || (last && !this.follow && !this.#slash)) {
      this.#at = next;
      return undefined;
    }
    if (++this.#links > LIMITS.symlinks) throw new SysError('ELOOP');
    const magic = next.inode.follow?.();
    if (magic) {
      this.#at = { ...next, inode: magic };
      return undefined;
    }
    const target = next.inode.readlink(this.start.pid);
    return target instanceof Promise ? target.then((t) => this.#jump(at, t)) : this.#jump(at, target);
  }

  #jump(at: Location, target: string): undefined {
    if (target === '') throw new SysError('ENOENT');
    this.#at = at;
    this.#set(this.#atEnd ? target : `${target}/${this.#path.slice(this.#from)}`);
    return undefined;
  }
}

const SLASH = 0x2f;
const DOT = 0x2e;

function covering(mount: MountPoint, inode: Inode): MountPoint | undefined {
  let top = mount.covered?.get(inode);
  // Mounted over a mount's root: the last one shows.
  for (let over = top; over; over = over.covered?.get(over.root)) top = over;
  return top;
}

function utf8Length(name: string): number {
  return new TextEncoder().encode(name).length;
}
