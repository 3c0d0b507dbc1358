/**
 * What real Docker does when it unpacks a tar into an empty directory of its own, behind chroot (moby, pkg/archive
 * Unpack): names are cut off at the root, links on the way are followed within it, what stands in the way is removed,
 * and the failures are those of the system calls. Layers are unpacked by it, with whiteouts turned into devices and
 * duplicates refused as tar-split does, and so are the archives of `docker load`.
 *
 * Nothing is written: the tree of names is kept to tell where each entry really lies, and what all of it weighs.
 */
import { utf8 } from '../base/bytes.ts';
import { FailureError } from '../base/errors.ts';
import { LIMITS } from '../base/limits.ts';
import { baseOf, clampedPath, goClean, joinPath, parentOf } from './changeset.ts';
import { compareUtf8 } from './go-json.ts';
import { OPAQUE_WHITEOUT, WHITEOUT_PREFIX } from './layer.ts';
import type { LayerEntry, LayerEntryType } from './layer.ts';
import type { TarHeader } from './tar/header.ts';

interface Directory {
  readonly type: 'directory';
  /** Normal form, without links. */
  readonly path: string;
  readonly names: Map<string, Node>;
}

interface Leaf {
  readonly type: Exclude<LayerEntryType, 'directory' | 'hardlink'>;
  /** As `du` counts: content, or a symbolic link's target. */
  readonly size: number;
  readonly target?: string;
}

type Node = Directory | Leaf;

/** Why a path leads nowhere, in the words of the system's errors. */
const FAULTS = {
  ENOENT: 'no such file or directory',
  ENOTDIR: 'not a directory',
  ELOOP: 'too many levels of symbolic links',
  ENAMETOOLONG: 'file name too long',
} as const;
type Fault = keyof typeof FAULTS;

const refuse = (message: string) => new FailureError('invalid', message);

/** `layer`: whiteouts mean removals and no name comes twice. `archive`: plain files, the last of a name counts. */
export type UnpackKind = 'layer' | 'archive';

export class Unpack {
  readonly #root: Directory = { type: 'directory', path: '', names: new Map() };
  readonly #seen = new Set<string>();
  /** Where the last entry went: the next one often goes there too. Nothing but a removal moves a directory. */
  #recent: { readonly parent: string; readonly directory: Directory } | undefined;

  constructor(private readonly kind: UnpackKind) {}

  /**
   * Takes the next entry of the tar, whose content begins at `offset`. Answers it with its place in the root; undefined
   * when it is the root itself, which keeps what it has. Fails with `invalid`.
   */
  add(header: TarHeader, offset: number): LayerEntry | undefined {
    const name = goClean(header.name);
    if (this.kind === 'layer') {
      if (this.#seen.has(name)) throw refuse('duplicates of file paths not supported');
      this.#seen.add(name);
    }
    const path = clampedPath(name);
    const parent = parentOf(path);
    if (this.#recent?.parent !== parent) this.#makeParents(parent);
    const isDirectory = header.type === 'directory';
    const present = this.#find(path);
    if (typeof present !== 'string') {
      if (present === this.#root && name === '.') return undefined;
      if (present === this.#root && !isDirectory) throw refuse('open /: is a directory');
      if (!(present.type === 'directory' && isDirectory)) this.#remove(path);
    }
    if (present === this.#root) return entryOf(header, offset, '');
    const directory = this.#directory(parent);
    const fault = typeof directory === 'string' ? directory : nameFault(path);
    const base = baseOf(path);
    const isWhiteout = this.kind === 'layer' && base.startsWith(WHITEOUT_PREFIX);
    if (isWhiteout && base !== OPAQUE_WHITEOUT) this.#whiteOut(parent, base.slice(WHITEOUT_PREFIX.length), fault);
    if (fault || typeof directory === 'string') throw refuse(`${callOf(header, path)}${FAULTS[fault ?? 'ENOENT']}`);
    if (header.type === 'hardlink' && !isWhiteout) return this.#link(header, offset, path, directory);
    const keeps = isDirectory && typeof present !== 'string';
    if (!isWhiteout && !keeps) enter(directory, base, header);
    return entryOf(header, offset, joinPath(directory.path, base));
  }

  /** What everything in it weighs, as moby's directory.Size: each file once, however many names it has. */
  get size(): number {
    const files = new Set<Leaf>();
    const visit = (directory: Directory) => {
      for (const node of directory.names.values()) {
        if (node.type === 'directory') visit(node);
        else files.add(node);
      }
    };
    visit(this.#root);
    let size = 0;
    for (const file of files) size += file.size;
    return size;
  }

  /** Names of the directories in the root, sorted. */
  directories(): readonly string[] {
    const found = [...this.#root.names].filter(([, { type }]) => type === 'directory');
    return found.map(([name]) => name).sort(compareUtf8);
  }

  /**
   * Where a path leads once all links are followed within the root, the last one too; what is missing stays as it is
   * spelled (moby, FollowSymlinkInScope).
   */
  resolve(path: string): { readonly path: string; readonly type: LayerEntryType | undefined } {
    let at = clampedPath(path);
    for (let hops = 0; hops <= LIMITS.symlinks; hops++) {
      const parent = this.#directory(parentOf(at));
      if (typeof parent === 'string') break;
      const node = at === '' ? this.#root : parent.names.get(baseOf(at));
      at = at === '' ? '' : joinPath(parent.path, baseOf(at));
      if (node?.type !== 'symlink') return { path: at, type: node?.type };
      const target = node.target as string;
      at = clampedPath(target.startsWith('/') ? target : `${parent.path}/${target}`);
    }
    return { path: at, type: undefined };
  }

  #link(header: TarHeader, offset: number, path: string, directory: Directory): LayerEntry {
    const target = clampedPath(header.link ?? '');
    const call = `link /${target} /${path}: `;
    const node = this.#find(target);
    if (typeof node === 'string') throw refuse(call + FAULTS[node]);
    if (node.type === 'directory') throw refuse(`${call}operation not permitted`);
    directory.names.set(baseOf(path), node);
    const place = this.#directory(parentOf(target)) as Directory;
    const entry = entryOf(header, offset, joinPath(directory.path, baseOf(path)));
    return { ...entry, link: joinPath(place.path, baseOf(target)) };
  }

  /** The device that stands for a removed name; nothing may be there in the same layer. */
  #whiteOut(parent: string, name: string, fault: Fault | undefined): void {
    const hidden = clampedPath(`${parent}/${name}`);
    const call = `failed to mknod("/${hidden}", S_IFCHR, 0): `;
    if (fault) throw refuse(call + FAULTS[fault]);
    const present = this.#find(hidden);
    if (typeof present !== 'string') throw refuse(`${call}file exists`);
    (this.#directory(parent) as Directory).names.set(name, { type: 'char', size: 0 });
  }

  /** The node at a path whose last part is not followed when it is a link. */
  #find(path: string): Node | Fault {
    if (path === '') return this.#root;
    const parent = this.#directory(parentOf(path));
    if (typeof parent === 'string') return parent;
    return parent.names.get(baseOf(path)) ?? nameFault(path) ?? 'ENOENT';
  }

  /** The directory at a path, all links followed. */
  #directory(path: string): Directory | Fault {
    if (path === '') return this.#root;
    if (this.#recent?.parent === path) return this.#recent.directory;
    const found = this.#walk(path);
    if (typeof found !== 'string') this.#recent = { parent: path, directory: found };
    return found;
  }

  #walk(path: string): Directory | Fault {
    const waiting = path.split('/').reverse();
    const stack = [this.#root];
    let followed = 0;
    while (waiting.length) {
      const name = waiting.pop() as string;
      if (name === '..' && stack.length > 1) stack.pop();
      if (name === '' || name === '.' || name === '..') continue;
      const node = (stack.at(-1) as Directory).names.get(name);
      if (!node) return nameFault(name) ?? 'ENOENT';
      if (node.type === 'directory') {
        stack.push(node);
        continue;
      }
      if (node.type !== 'symlink') return 'ENOTDIR';
      if (++followed > LIMITS.symlinks) return 'ELOOP';
      const target = node.target as string;
      if (target.startsWith('/')) stack.length = 1;
      waiting.push(...target.split('/').reverse());
    }
    return stack.at(-1) as Directory;
  }

  /** As moby's createImpliedDirectories: what is missing above an entry is made; other trouble shows when it is used. */
  #makeParents(parent: string): void {
    if (this.#find(parent) !== 'ENOENT') return;
    const parts = parent.split('/');
    for (let depth = 1; depth <= parts.length; depth++) {
      const path = parts.slice(0, depth).join('/');
      const there = this.#directory(path);
      if (typeof there !== 'string') continue;
      if (there !== 'ENOENT') throw refuse(`mkdir /${path}: ${FAULTS[there]}`);
      const above = this.#directory(parentOf(path)) as Directory;
      const name = baseOf(path);
      if (above.names.has(name)) throw refuse(`mkdir /${path}: file exists`);
      above.names.set(name, { type: 'directory', path: joinPath(above.path, name), names: new Map() });
    }
  }

  #remove(path: string): void {
    (this.#directory(parentOf(path)) as Directory).names.delete(baseOf(path));
    this.#recent = undefined;
  }
}

function nameFault(path: string): Fault | undefined {
  // No code unit takes more than three bytes: most paths need no counting.
  if (path.length * 3 <= LIMITS.nameBytes) return undefined;
  if (utf8(path).length >= LIMITS.pathBytes) return 'ENAMETOOLONG';
  return path.split('/').some((name) => utf8(name).length > LIMITS.nameBytes) ? 'ENAMETOOLONG' : undefined;
}

function enter(directory: Directory, name: string, { type, size, link = '' }: TarHeader): void {
  if (type === 'directory') {
    directory.names.set(name, { type, path: joinPath(directory.path, name), names: new Map() });
  } else if (type === 'symlink') {
    directory.names.set(name, { type, size: utf8(link).length, target: link });
  } else {
    directory.names.set(name, { type: type as Leaf['type'], size });
  }
}

/** How Go names the call that failed; making a device is not named at all. */
function callOf({ type, link = '' }: TarHeader, path: string): string {
  switch (type) {
    case 'file':
      return `open /${path}: `;
    case 'directory':
      return `mkdir /${path}: `;
    case 'symlink':
      return `symlink ${link} /${path}: `;
    case 'hardlink':
      return `link /${clampedPath(link)} /${path}: `;
    default:
      return '';
  }
}

function entryOf(header: TarHeader, offset: number, path: string): LayerEntry {
  const { type, mode, uid, gid, mtime, size, link, major, minor, xattrs } = header;
  return {
    path,
    type,
    mode,
    uid,
    gid,
    mtime,
    size,
    offset,
    ...(link === undefined ? {} : { link }),
    ...(major === undefined ? {} : { major, minor: minor ?? 0 }),
    ...(xattrs === undefined ? {} : { xattrs }),
  };
}
