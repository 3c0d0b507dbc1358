/**
 * The registry's contents in files, laid out as the Distribution project's file system driver does, so that a learner
 * who looks below /var/lib/registry finds what is there on a real one:
 *
 *   blobs/sha256/ab/ab…/data
 *   repositories/NAME/_layers/sha256/ab…/link
 *   repositories/NAME/_manifests/revisions/sha256/ab…/link
 *   repositories/NAME/_manifests/tags/TAG/current/link, and /index/sha256/ab…/link
 *   repositories/NAME/_uploads/
 */
import { text, utf8 } from '../../base/bytes.ts';
import { FailureError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import { collect } from '../../base/streams.ts';
import { SysError } from '../../kernel/errno.ts';
import { O, type Sys } from '../../kernel/sys.ts';
import { createHasher } from '../../oci/digest.ts';
import type { Digest } from '../../oci/digest-types.ts';
import { manifestType } from '../../registry/manifest-type.ts';
import type { RegistryIngest, RegistryStorage } from '../../registry/server-contents.ts';

type Key =
  | { readonly kind: 'blob' | 'manifest'; readonly repository: string; readonly digest: string }
  | { readonly kind: 'tag'; readonly repository: string; readonly tag: string };

/** See the keys of registry/server-contents.ts. */
function parseKey(key: string): Key {
  const [, kind, rest = ''] = /^registry\/(blob|manifest|tag)\/(.*)$/.exec(key) ?? [];
  const mark = kind === 'tag' ? rest.lastIndexOf(':') : rest.lastIndexOf('@');
  const repository = rest.slice(0, mark);
  const last = rest.slice(mark + 1);
  return kind === 'tag'
    ? { kind, repository, tag: last }
    : { kind: kind as 'blob' | 'manifest', repository, digest: last };
}

const hexOf = (digest: string) => digest.slice('sha256:'.length);

export class DiskStorage implements RegistryStorage {
  readonly #root: string;
  #uploads = 0;

  constructor(
    private readonly sys: Sys,
    directory: string,
  ) {
    this.#root = `${directory.replace(/\/$/, '')}/docker/registry/v2`;
  }

  readonly content: RegistryStorage['content'] = {
    get: async (digest) => {
      const path = this.#blobPath(digest);
      const stat = await this.#stat(path);
      return stat && { size: stat.size, source: () => this.#source(path) };
    },
    ingest: () => this.#ingest(),
  };

  readonly records: RegistryStorage['records'] = {
    get: async <T>(key: string) => (await this.#read(parseKey(key))) as T | undefined,
    list: async <T>(prefix: string) => (await this.#list(prefix)) as readonly (readonly [string, T])[],
    write: async (batch) => {
      for (const { key, value } of batch) await this.#write(parseKey(key), value);
    },
  };

  #blobPath(digest: string): string {
    const hash = hexOf(digest);
    return `${this.#root}/blobs/sha256/${hash.slice(0, 2)}/${hash}/data`;
  }

  #linkPath(key: Key): string {
    const repository = `${this.#root}/repositories/${key.repository}`;
    if (key.kind === 'tag') return `${repository}/_manifests/tags/${key.tag}/current/link`;
    const folder = key.kind === 'blob' ? '_layers' : '_manifests/revisions';
    return `${repository}/${folder}/sha256/${hexOf(key.digest)}/link`;
  }

  async #read(key: Key): Promise<unknown> {
    const link = await this.#text(this.#linkPath(key));
    if (link === undefined) return undefined;
    if (key.kind === 'tag') return link;
    return key.kind === 'blob' ? true : this.#manifestRecord(link);
  }

  /** A revision's link holds no media type: the manifest says its own. */
  async #manifestRecord(digest: string): Promise<unknown> {
    const path = this.#blobPath(digest);
    if (!(await this.#stat(path))) return undefined;
    const bytes = await collect(this.#source(path), LIMITS.manifestBytes);
    const { subject } = JSON.parse(text(bytes)) as { readonly subject?: { readonly digest?: string } };
    return {
      mediaType: manifestType(bytes, null) ?? '',
      ...(subject?.digest !== undefined && { subject: subject.digest }),
    };
  }

  async #write(key: Key, value: unknown): Promise<void> {
    const path = this.#linkPath(key);
    if (value === undefined) {
      await this.#remove(path.replace(/(\/current)?\/link$/, ''));
      return;
    }
    const digest = key.kind === 'tag' ? String(value) : key.digest;
    await this.#put(path, digest);
    if (key.kind !== 'tag') return;
    await this.#put(path.replace(/current\/link$/, `index/sha256/${hexOf(digest)}/link`), digest);
  }

  async #list(prefix: string): Promise<[string, unknown][]> {
    const [, kind = '', rest = ''] = /^registry\/(blob|manifest|tag)\/(.*)$/.exec(prefix) ?? [];
    const found: [string, unknown][] = [];
    const repositories = rest === '' ? await this.#repositories('') : [rest.slice(0, -1)];
    for (const repository of repositories) {
      const base = `${this.#root}/repositories/${repository}`;
      const folder =
        kind === 'tag' ? '_manifests/tags' : kind === 'blob' ? '_layers/sha256' : '_manifests/revisions/sha256';
      for (const name of await this.#names(`${base}/${folder}`)) {
        const key =
          kind === 'tag' ? `registry/tag/${repository}:${name}` : `registry/${kind}/${repository}@sha256:${name}`;
        const value = await this.#read(parseKey(key));
        if (value !== undefined) found.push([key, value]);
      }
    }
    return found;
  }

  /** Every repository: a folder that holds `_manifests` or `_layers`; folders may lie in each other. */
  async #repositories(below: string): Promise<string[]> {
    const found: string[] = [];
    for (const name of await this.#names(`${this.#root}/repositories/${below}`)) {
      if (name.startsWith('_')) {
        if (below !== '' && !found.includes(below.slice(0, -1))) found.push(below.slice(0, -1));
      } else found.push(...(await this.#repositories(`${below}${name}/`)));
    }
    return found;
  }

  async #ingest(): Promise<RegistryIngest> {
    const { sys } = this;
    const folder = `${this.#root}/_uploads/${sys.pid}-${++this.#uploads}`;
    const path = `${folder}/data`;
    await this.#parents(path);
    const fd = await sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o644);
    const hasher = await createHasher();
    let size = 0;
    return {
      write: async (bytes) => {
        hasher.update(bytes);
        size += bytes.length;
        await sys.write(fd, bytes);
      },
      commit: async (expected) => {
        const digest = hasher.digest() as Digest;
        await sys.close(fd);
        if (expected !== undefined && expected !== digest) {
          await this.#remove(folder);
          throw new FailureError('invalid', `digest is ${digest}`);
        }
        const target = this.#blobPath(digest);
        await this.#parents(target);
        await sys.rename(path, target);
        await this.#remove(folder);
        return { digest, size };
      },
      abort: async () => {
        await sys.close(fd);
        await this.#remove(folder);
      },
    };
  }

  async *#source(path: string): AsyncGenerator<Uint8Array> {
    const { sys } = this;
    const fd = await sys.open(path, O.RDONLY);
    try {
      for (let part = await sys.read(fd, 65_536); part.length > 0; part = await sys.read(fd, 65_536)) yield part;
    } finally {
      await sys.close(fd);
    }
  }

  async #put(path: string, content: string): Promise<void> {
    await this.#parents(path);
    const fd = await this.sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o644);
    await this.sys.write(fd, utf8(content));
    await this.sys.close(fd);
  }

  async #parents(path: string): Promise<void> {
    const names = path.split('/').slice(1, -1);
    for (let i = 1; i <= names.length; i++) {
      try {
        await this.sys.mkdir(`/${names.slice(0, i).join('/')}`, 0o755);
      } catch (error) {
        if (!(error instanceof SysError && error.errno === 'EEXIST')) throw error;
      }
    }
  }

  /** A file, or a folder with all that is in it. */
  async #remove(path: string): Promise<void> {
    const { sys } = this;
    const stat = await this.#stat(path);
    if (!stat) return;
    if (stat.type !== 'directory') {
      await sys.unlink(path);
      return;
    }
    for (const name of await this.#names(path)) await this.#remove(`${path}/${name}`);
    await sys.rmdir(path);
  }

  async #names(path: string): Promise<string[]> {
    return (await missing(async () => (await this.sys.readdir(path)).map(({ name }) => name).sort())) ?? [];
  }

  #stat(path: string): Promise<{ readonly size: number; readonly type: string } | undefined> {
    return missing(async () => this.sys.stat(path));
  }

  #text(path: string): Promise<string | undefined> {
    return missing(async () => text(await collect(this.#source(path), LIMITS.manifestBytes)));
  }
}

async function missing<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SysError && (error.errno === 'ENOENT' || error.errno === 'ENOTDIR')) return undefined;
    throw error;
  }
}
