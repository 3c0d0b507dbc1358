/** Files of a tar archive in memory: a build context, or a part of an image. */
import { concat, EMPTY, utf8 } from '../../base/bytes.ts';
import { FailureError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import type { ByteSource } from '../../base/streams.ts';
import { clampedPath, parentOf } from '../../oci/changeset.ts';
import { sha256 } from '../../oci/digest.ts';
import type { TarHeader } from '../../oci/tar/header.ts';
import { readTar } from '../../oci/tar/read.ts';
import { TYPE_FLAGS } from '../../oci/tar/write.ts';

export interface FileEntry {
  /** Relative to the root, which is the empty string. */
  readonly path: string;
  /** What is there; a hard link is the file it means. */
  readonly header: TarHeader;
  readonly bytes: Uint8Array;
  /** The path of an earlier entry that is the same file. */
  readonly sameAs?: string;
  /** Absent for directories that the archive only implies. */
  readonly sum: (() => Promise<string>) | undefined;
}

export class FileTree {
  readonly #entries = new Map<string, FileEntry>();
  #bytes = 0;

  constructor() {
    this.#imply('');
  }

  /** Adds a build context. Fails with `invalid` when it is too large. */
  async addContext(tar: ByteSource): Promise<void> {
    for await (const { header, bytes } of this.#read(tar)) {
      this.#put(clampedPath(header.name), header, bytes, {
        target: clampedPath(header.link ?? ''),
        sum: () => fileSum(header, bytes),
      });
    }
  }

  /** Adds files of an image; `rename` gives the path of an archive's name. Sums are of the files as they lie there. */
  async addImageFiles(tar: ByteSource, rename: (name: string) => string): Promise<void> {
    for await (const { header, bytes } of this.#read(tar)) {
      const path = rename(header.name);
      const target = rename(header.link ?? '');
      const name = header.type === 'directory' ? `${path}/` : path;
      const same = header.type === 'hardlink' ? this.get(target) : undefined;
      this.#put(path, header, bytes, {
        target,
        sum: () => fileSum({ ...(same?.header ?? header), name }, same?.bytes ?? bytes),
      });
    }
  }

  get(path: string): FileEntry | undefined {
    return this.#entries.get(path);
  }

  /** The entry and, when it is a directory, all below it; directories before what they hold, each sorted. */
  walk(path: string): readonly FileEntry[] {
    const prefix = path === '' ? '' : `${path}/`;
    return [...this.#entries.values()]
      .filter((entry) => entry.path === path || entry.path.startsWith(prefix))
      .sort((a, b) => compareNames(a.path.split('/'), b.path.split('/')));
  }

  remove(path: string): void {
    for (const entry of this.walk(path)) this.#entries.delete(entry.path);
  }

  /** Where a path leads once all links are followed, with this root as theirs; it need not exist. */
  follow(path: string): string {
    const waiting = path.split('/').reverse();
    const at: string[] = [];
    let followed = 0;
    while (waiting.length) {
      const part = waiting.pop() as string;
      if (part === '' || part === '.') continue;
      if (part === '..') {
        at.pop();
        continue;
      }
      const here = [...at, part].join('/');
      const { header } = this.get(here) ?? {};
      if (header?.type !== 'symlink') {
        at.push(part);
        continue;
      }
      if (++followed > LIMITS.symlinks) throw new FailureError('invalid', `${path}: too many levels of symbolic links`);
      const target = header.link ?? '';
      if (target.startsWith('/')) at.length = 0;
      waiting.push(...target.split('/').reverse());
    }
    return at.join('/');
  }

  async *#read(tar: ByteSource): AsyncGenerator<{ readonly header: TarHeader; readonly bytes: Uint8Array }> {
    for await (const { header, body } of readTar(tar)) {
      this.#bytes += header.size;
      if (this.#bytes > LIMITS.buildContextBytes) {
        throw new FailureError(
          'invalid',
          `Drydock builds from at most ${LIMITS.buildContextBytes} bytes: real Docker has no such limit`,
        );
      }
      const bytes = new Uint8Array(header.size);
      let at = 0;
      for await (const part of body) {
        bytes.set(part, at);
        at += part.length;
      }
      yield { header, bytes };
    }
  }

  #put(
    path: string,
    header: TarHeader,
    bytes: Uint8Array,
    options: { readonly target: string; readonly sum: () => Promise<string> },
  ): void {
    this.#imply(parentOf(path));
    const { target, sum } = options;
    if (header.type !== 'hardlink') {
      this.#entries.set(path, { path, header, bytes, sum });
      return;
    }
    const same = this.get(target);
    if (!same) throw new FailureError('invalid', `invalid hardlink "${header.name}" -> "${header.link}"`);
    this.#entries.set(path, { path, header: same.header, bytes: same.bytes, sameAs: same.sameAs ?? target, sum });
  }

  #imply(path: string): void {
    if (this.#entries.has(path)) return;
    if (path !== '') this.#imply(parentOf(path));
    const header: TarHeader = { name: path, type: 'directory', mode: 0o755, uid: 0, gid: 0, mtime: 0, size: 0 };
    this.#entries.set(path, { path, header, bytes: EMPTY, sum: undefined });
  }
}

/** The sum that the build cache knows a file by: header without times and names of owners, then content (measured). */
export async function fileSum(header: TarHeader, content: Uint8Array): Promise<string> {
  const text = [
    ['name', header.name],
    ['mode', header.mode],
    ['uid', header.uid],
    ['gid', header.gid],
    ['size', header.size],
    ['typeflag', TYPE_FLAGS[header.type]],
    ['linkname', header.link ?? ''],
    ['devmajor', header.major ?? 0],
    ['devminor', header.minor ?? 0],
  ];
  const head = utf8(text.map(([name, value]) => `${name}${value}`).join(''));
  return (await sha256(concat([head, content]))).slice('sha256:'.length);
}

function compareNames(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; ; i++) {
    const [left, right] = [a[i], b[i]];
    if (left === right) {
      if (left === undefined) return 0;
      continue;
    }
    if (left === undefined || left === '') return -1;
    if (right === undefined || right === '') return 1;
    return left < right ? -1 : 1;
  }
}
