/** Collects the files of one layer. Parents are made as needed; the result is sorted by path, as Docker sorts layers. */
import { utf8 } from '../base/bytes.ts';
import { PROGRAM_HEADER_BYTES, programHeader } from '../base/program-file.ts';
import type { RecipeEntry } from './recipe.ts';

export interface Ownership {
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
}

export class LayerFiles {
  readonly #entries = new Map<string, RecipeEntry>();

  directory(path: string, { mode = 0o755, uid = 0, gid = 0 }: Ownership = {}): this {
    return this.#put({ path, type: 'directory', mode, uid, gid, size: 0 });
  }

  directories(...paths: readonly string[]): this {
    for (const path of paths) this.directory(path);
    return this;
  }

  text(path: string, content: string, { mode = 0o644, uid = 0, gid = 0 }: Ownership = {}): this {
    return this.bytes(path, utf8(content), { mode, uid, gid });
  }

  bytes(path: string, head: Uint8Array, { mode = 0o644, uid = 0, gid = 0 }: Ownership = {}): this {
    return this.#put({ path, type: 'file', mode, uid, gid, head, size: head.length });
  }

  /** An executable that runs one of the sandbox's programs. `size` is that of the real file. */
  program(path: string, name: string, size: number, { mode = 0o755, uid = 0, gid = 0 }: Ownership = {}): this {
    const head = programHeader(name);
    return this.#put({ path, type: 'file', mode, uid, gid, head, size: Math.max(size, PROGRAM_HEADER_BYTES) });
  }

  /** A file whose content nobody reads: its head, if any, and zeros. */
  blank(path: string, size: number, { mode = 0o644, uid = 0, gid = 0 }: Ownership = {}, head?: Uint8Array): this {
    const fit = head && head.length <= size ? { head } : {};
    return this.#put({ path, type: 'file', mode, uid, gid, size, ...fit });
  }

  symlink(path: string, link: string): this {
    return this.#put({ path, type: 'symlink', mode: 0o777, uid: 0, gid: 0, size: 0, link });
  }

  hardlink(path: string, link: string): this {
    const file = this.#entries.get(link);
    if (file?.type !== 'file') throw new Error(`${path}: no file ${link} to link to`);
    return this.#put({ ...file, path, type: 'hardlink', size: 0, link });
  }

  /** An entry as it is, such as a package's. */
  entry(entry: RecipeEntry): this {
    return this.#put(entry);
  }

  /** Scales files that nobody reads, so that all files have `bytes` together: images are as big as the real ones. */
  fit(bytes: number): this {
    const blanks = [...this.#entries.values()].filter(({ type, head, size }) => type === 'file' && !head && size > 0);
    const sum = blanks.reduce((total, { size }) => total + size, 0);
    const scale = (bytes - (this.size - sum)) / sum;
    if (scale <= 0) throw new Error(`files with content have more than ${bytes} bytes`);
    for (const entry of blanks)
      this.#entries.set(entry.path, { ...entry, size: Math.max(1, Math.round(entry.size * scale)) });
    return this;
  }

  has(path: string): boolean {
    return this.#entries.has(path);
  }

  /** Bytes of all files, what Docker calls the layer's size. */
  get size(): number {
    return [...this.#entries.values()].reduce((sum, entry) => sum + entry.size, 0);
  }

  /** By code units of the path, so that a directory comes before what is in it. */
  entries(): readonly RecipeEntry[] {
    return [...this.#entries.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  #put(entry: RecipeEntry): this {
    if (/^\/|^\.\.?\/|\/$|\/\/|^$/.test(entry.path)) throw new Error(`${entry.path}: not in normal form`);
    const at = entry.path.lastIndexOf('/');
    const parent = entry.path.slice(0, Math.max(at, 0));
    if (parent !== '' && !this.#entries.has(parent)) this.directory(parent);
    if (entry.type === 'hardlink' && (entry.link ?? '') > entry.path) {
      throw new Error(`${entry.path}: sorts before ${entry.link}, which it links to`);
    }
    this.#entries.set(entry.path, entry);
    return this;
  }
}
