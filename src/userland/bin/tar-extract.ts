/** tar: going through an archive, to list it or to take it out. */
import type { ByteReader } from '../../base/streams.ts';
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { globRegex } from './lib/glob.ts';
import type { Accounts } from './lib/accounts.ts';
import { toText } from './lib/byte-string.ts';
import { CHUNK } from './lib/input.ts';
import { dirname } from './lib/path.ts';
import { escapeRegex } from './lib/regex.ts';
import { zoneOf } from './lib/time-zone.ts';
import { strftime } from './lib/strftime.ts';
import { padding, readHeader, TarError, type TarHeader } from './lib/tar-format.ts';
import { modeString } from './lib/text.ts';
import type { Tool } from './lib/tool.ts';

/** A member as -tv lists it; `column` keeps the width of owner and size from line to line. */
export function memberLine(t: Tool, header: TarHeader, name: string, column: { width: number }): string {
  const { mode, type, link, mtime } = header;
  const letters = modeString({ mode, type: type === 'hardlink' ? 'file' : type });
  const numeric = t.has('numeric-owner');
  const owner = `${(!numeric && header.user) || header.uid}/${(!numeric && header.group) || header.gid}`;
  const size = type === 'char' || type === 'block' ? `${header.major},${header.minor}` : String(header.size);
  const arrow = type === 'symlink' ? ` -> ${link}` : type === 'hardlink' ? ` link to ${link}` : '';
  column.width = Math.max(column.width, owner.length + size.length + 1);
  const gap = ' '.repeat(column.width - owner.length - size.length);
  const seconds = t.has('full-time');
  const zone = zoneOf(t.has('utc') ? 'UTC' : t.sys.env.get('TZ'));
  const time = strftime(seconds ? '%Y-%m-%d %H:%M:%S' : '%Y-%m-%d %H:%M', mtime, zone);
  return `${type === 'hardlink' ? `h${letters.slice(1)}` : letters} ${owner}${gap}${size} ${time} ${name}${arrow}`;
}

/** By --exclude: against the whole name and every tail and head of it. */
export async function excluder(t: Tool): Promise<(name: string) => boolean> {
  const plain = t.last('wildcards', 'no-wildcards') === 'no-wildcards';
  const given = t.values('exclude');
  for (const path of t.values('X')) given.push(...(await patternsIn(t, path)));
  const patterns = given
    .map((glob) => glob.replace(/\/$/, ''))
    .map((glob) => (plain ? new RegExp(`^${escapeRegex(glob)}$`) : globRegex(glob)));
  if (patterns.length === 0) return () => false;
  return (name) => {
    const parts = name.replace(/\/$/, '').split('/');
    return patterns.some((pattern) =>
      parts.some((_, i) => pattern.test(parts.slice(i).join('/')) || pattern.test(parts.slice(0, i + 1).join('/'))),
    );
  };
}

/** Patterns of a file, a line each. */
async function patternsIn(t: Tool, path: string): Promise<readonly string[]> {
  try {
    const input = await t.input(path);
    const lines = toText(await input.rest()).split('\n');
    await t.done(input);
    return lines.filter(Boolean);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.err(`tar: ${path}: Cannot open: ${error.message}\n`);
    return t.die('Error is not recoverable: exiting now', undefined, 2);
  }
}

export class Extractor {
  #directories: { path: string; header: TarHeader }[] = [];
  readonly #lines = { width: 19 };
  #excluded: (name: string) => boolean = () => false;
  #told = false;

  constructor(
    readonly t: Tool,
    readonly reader: ByteReader,
    readonly wanted: Map<string, boolean>,
    readonly accounts: Accounts,
    readonly extracts: boolean,
    readonly renamed: (name: string, what?: 'symlink' | 'hardlink') => string,
  ) {}

  async run(): Promise<void> {
    const { t, reader } = this;
    this.#excluded = await excluder(t);
    for (;;) {
      const header = await readHeader(reader);
      if (!header) break;
      const content = header.type === 'file' ? header.size : 0;
      const path = this.#chosen(header.name) ? this.#target(header.name) : undefined;
      if (path === undefined) await this.#skip(content);
      else {
        await this.#tellOfRoot(header.name);
        await this.#announce(header);
        if (!this.extracts) await this.#skip(content);
        else if (t.has('O')) await this.#toStdout(content);
        else await this.#extract(path, header, content);
      }
      const turn = t.sys.tick();
      if (turn instanceof Promise) await turn;
    }
    for (const { path, header } of this.#directories.reverse()) {
      await t.sys.chmod(path, this.#mode(header));
      if (!t.has('m')) await t.sys.utimes(path, header.mtime, header.mtime);
    }
    // Reads to the end, so that a writer on the other side of a pipe is not cut off.
    while ((await reader.read(CHUNK)).length);
  }

  /** Names from the root lose it, of which GNU tells once. */
  async #tellOfRoot(name: string): Promise<void> {
    if (this.#told || !name.startsWith('/') || this.t.has('P') || this.t.busybox) return;
    this.#told = true;
    await this.t.err("tar: Removing leading `/' from member names\n");
  }

  #chosen(name: string): boolean {
    const bare = name.replace(/\/$/, '');
    if (this.#excluded(bare)) return false;
    if (this.wanted.size === 0) return true;
    for (const prefix of this.wanted.keys()) {
      const glob = this.t.has('wildcards') && globRegex(prefix).test(bare);
      if (!glob && bare !== prefix && !bare.startsWith(`${prefix}/`)) continue;
      this.wanted.set(prefix, true);
      return true;
    }
    return false;
  }

  /** Where a member goes; undefined when stripping leaves nothing of its name, or it would leave the directory. */
  #target(name: string): string | undefined {
    const strip = Number(this.t.value('strip-components') ?? this.t.value('strip') ?? 0);
    let path = name;
    if (!this.t.has('P')) path = path.replace(/^\/+/, '');
    if (strip) path = path.split('/').slice(strip).join('/');
    path = this.renamed(path);
    if (path.split('/').includes('..') && !this.t.has('P')) return undefined;
    return path || (strip ? undefined : '.');
  }

  async #announce(header: TarHeader): Promise<void> {
    const { t } = this;
    const times = t.given.filter(([key]) => key === 'v').length + (this.extracts ? 0 : 1);
    if (times === 0) return;
    const name = t.has('show-transformed-names') ? (this.#target(header.name) ?? header.name) : header.name;
    if (times < 2) return void (await t.out.line(name));
    if (!t.busybox) return void (await t.out.line(memberLine(t, header, name, this.#lines)));
    const { mode, type, link } = header;
    const letters = modeString({ mode, type: type === 'hardlink' ? 'file' : type });
    const owner = `${header.user || header.uid}/${header.group || header.gid}`;
    const size = type === 'char' || type === 'block' ? `${header.major},${header.minor}` : String(header.size);
    const arrow = type === 'symlink' || type === 'hardlink' ? ` -> ${link}` : '';
    await t.out.line(
      `${letters} ${owner} ${size.padStart(9)} ${strftime('%Y-%m-%d %H:%M:%S', header.mtime)} ${header.name}${arrow}`,
    );
  }

  async #skip(size: number): Promise<void> {
    const whole = size + padding(size).length;
    if ((await this.reader.skip(whole)) < whole) throw new TarError('short');
  }

  async #toStdout(size: number): Promise<void> {
    for (let left = size; left > 0;) {
      const bytes = await this.reader.read(left);
      if (bytes.length === 0) throw new TarError('short');
      left -= bytes.length;
      await this.t.out.bytes(bytes);
    }
    await this.reader.skip(padding(size).length);
  }

  #mode(header: TarHeader): number {
    const { t } = this;
    if (t.has('p') || (t.sys.credentials.euid === 0 && !t.has('no-same-permissions'))) return header.mode;
    const mask = t.sys.umask(0);
    t.sys.umask(mask);
    return header.mode & 0o777 & ~mask;
  }

  async #extract(path: string, header: TarHeader, size: number): Promise<void> {
    const { t } = this;
    let read = 0;
    try {
      await this.#parents(path);
      if (header.type === 'directory') {
        await this.#directory(path, header);
        return;
      }
      if (await this.#occupied(path)) {
        if (t.has('skip-old-files')) return await this.#skip(size);
        if (t.has('keep-newer-files') && (await t.sys.lstat(path)).mtime >= header.mtime) {
          await t.err(`tar: Current '${header.name}' is newer or same age\n`);
          return await this.#skip(size);
        }
        if (t.has('k')) {
          if (header.type === 'hardlink' && !t.busybox && (await this.#isLinked(path, header))) return;
          await t.warn(
            `${header.name}: Cannot ${keptWords(header)}: File exists`,
            `can't open '${path}': File exists`,
            t.busybox ? 1 : 2,
          );
          return await this.#skip(size);
        }
        await this.#clear(path);
      }
      if (header.type === 'symlink') await t.sys.symlink(header.link, path);
      else if (header.type === 'hardlink') await t.sys.link(this.#target(header.link) ?? header.link, path);
      else if (header.type === 'file') {
        const fd = await t.sys.open(path, O.WRONLY | O.CREAT | O.EXCL, 0o600);
        try {
          while (read < size) {
            const bytes = await this.reader.read(Math.min(size - read, CHUNK * 4));
            if (bytes.length === 0) throw new TarError('short');
            read += bytes.length;
            await t.sys.write(fd, bytes.slice());
          }
        } finally {
          await t.sys.close(fd);
        }
        await this.reader.skip(padding(size).length);
        size = read = 0;
      } else await t.sys.mknod(path, header.type as 'fifo', 0o600, header.major, header.minor);
      await this.#attributes(path, header);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      const how = header.type === 'directory' ? 'mkdir' : header.type === 'file' ? 'open' : 'create';
      const short = header.type === 'directory' ? `can't make dir ${path}` : `can't ${how} '${path}'`;
      await t.warn(`${header.name}: Cannot ${how}: ${error.message}`, `${short}: ${error.message}`, t.busybox ? 1 : 2);
      if (t.busybox) return t.sys.exit(1);
      const rest = size + padding(size).length - read;
      if (rest > 0) await this.reader.skip(rest);
    }
  }

  async #directory(path: string, header: TarHeader): Promise<void> {
    const bare = path.replace(/\/+$/, '') || '.';
    try {
      await this.t.sys.mkdir(bare, 0o700);
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'EEXIST') throw error;
      if (bare === '.') return;
    }
    await this.#own(bare, header);
    this.#directories.push({ path: bare, header });
  }

  async #parents(path: string): Promise<void> {
    const parent = dirname(path);
    if (parent === '.' || parent === '/') return;
    try {
      await this.t.sys.stat(parent);
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'ENOENT') throw error;
      await this.#parents(parent);
      await this.t.sys.mkdir(parent, 0o755);
    }
  }

  async #occupied(path: string): Promise<boolean> {
    try {
      await this.t.sys.lstat(path);
      return true;
    } catch (error) {
      if (error instanceof SysError && error.errno === 'ENOENT') return false;
      throw error;
    }
  }

  async #isLinked(path: string, header: TarHeader): Promise<boolean> {
    const [a, b] = [await this.t.sys.lstat(path), await this.t.sys.lstat(this.#target(header.link) ?? header.link)];
    return a.dev === b.dev && a.ino === b.ino;
  }

  /** A file takes the place of another, and of an empty directory. */
  async #clear(path: string): Promise<void> {
    try {
      await this.t.sys.unlink(path);
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'EISDIR') throw error;
      await this.t.sys.rmdir(path);
    }
  }

  async #own(path: string, header: TarHeader): Promise<void> {
    const { t, accounts } = this;
    if (t.has('o') || t.sys.credentials.euid !== 0) return;
    const numeric = t.has('numeric-owner');
    const uid = (!numeric && accounts.user(header.user)?.uid) || header.uid;
    const gid = (!numeric && accounts.group(header.group)?.gid) || header.gid;
    await t.sys.chown(path, uid, gid, { followLink: false });
  }

  async #attributes(path: string, header: TarHeader): Promise<void> {
    if (header.type === 'hardlink') return;
    await this.#own(path, header);
    if (header.type === 'symlink') return;
    await this.t.sys.chmod(path, this.#mode(header));
    if (!this.t.has('m')) await this.t.sys.utimes(path, header.mtime, header.mtime);
  }
}

/** What could not be done where something stands already. */
function keptWords({ type, link }: TarHeader): string {
  if (type === 'symlink') return `create symlink to '${link}'`;
  if (type === 'hardlink') return `hard link to '${link}'`;
  if (type === 'fifo') return 'mkfifo';
  return type === 'char' || type === 'block' ? 'mknod' : 'open';
}
