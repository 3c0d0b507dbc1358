/** tar: going through an archive, to list it or to take it out. */
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { Accounts } from './lib/accounts.ts';
import { backUp, BACKUP_KINDS, readBackup, type Backup } from './lib/backup.ts';
import { CHUNK } from './lib/input.ts';
import { dirname, join } from './lib/path.ts';
import { padding, readHeader, TarError, type TarHeader } from './lib/tar-format.ts';
import type { Tool } from './lib/tool.ts';
import type { BlockReader } from './tar-blocks.ts';
import { excluder, newerThan } from './tar-choice.ts';
import { giveToCommand } from './tar-command.ts';
import { checkLabel } from './tar-label.ts';
import { busyboxLine, memberLine } from './tar-listing.ts';
import { nameStyle, renamer, topLevel, type NameKind, type Renamed } from './tar-names.ts';
import { tellLine } from './tar-verbose.ts';
import type { Selection } from './tar-selection.ts';

/** What the command line says of all members. */
export interface Going {
  readonly accounts: Accounts;
  /** Members are taken out; else they are listed. */
  readonly extracts: boolean;
  readonly renamed: Renamed;
  readonly excluded: (name: string) => boolean;
  readonly isNew: (header: TarHeader) => boolean;
  readonly shown: (name: string) => string;
  /** The directory that everything goes into. */
  readonly top: string | undefined;
  readonly backup: Backup;
}

async function backupKind(t: Tool): Promise<Backup> {
  const word = t.value('backup');
  if (word === undefined && !t.has('suffix')) return 'none';
  const groups = BACKUP_KINDS.map((names) => `  - ${names.map((name) => `'${name}'`).join(', ')}\n`);
  if (!word || BACKUP_KINDS.some((names) => names.includes(word))) return readBackup(t);
  await t.err(`tar: invalid argument '${word}' for '--backup'\nValid arguments are:\n${groups.join('')}`);
  return t.sys.exit(2);
}

export async function goingBy(t: Tool, extracts: boolean): Promise<Going> {
  const [accounts, renamed, excluded] = [await Accounts.read(t.sys), await renamer(t), await excluder(t)];
  const backup = await backupKind(t);
  const [isNew, shown, top] = [await newerThan(t), await nameStyle(t), await topLevel(t)];
  return { accounts, extracts, renamed, excluded, isNew, shown, top, backup };
}

export class Extractor {
  #directories: { path: string; header: TarHeader }[] = [];
  readonly #lines = { width: 19 };
  #told = false;

  constructor(
    readonly t: Tool,
    readonly reader: BlockReader,
    readonly selection: Selection,
    readonly going: Going,
  ) {}

  async run(): Promise<void> {
    const { t, reader, going } = this;
    for (let first = true; ; first = false) {
      const block = reader.block;
      const header = await readHeader(reader, t.has('i'));
      if (!header) {
        if (t.has('R')) await t.out.line(`block ${reader.zeroBlock(block)}: ** Block of NULs **`);
        break;
      }
      if (first) await checkLabel(t, header);
      const content = header.type === 'file' ? header.size : 0;
      const path = this.#chosen(header) ? this.#target(header.name) : undefined;
      if (path === undefined) await this.#skip(content);
      else {
        await this.#tellOfRoot(header.name);
        await this.#announce(header, block);
        if (!going.extracts || header.label) await this.#skip(content);
        else if (t.has('O')) await this.#toStdout(content);
        else if (t.has('to-command')) await this.#toCommand(path, header, content);
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

  #chosen(header: TarHeader): boolean {
    if (this.going.excluded(header.name.replace(/\/$/, '')) || !this.selection.has(header.name)) return false;
    return this.going.isNew(header);
  }

  /** Where a member goes; undefined when stripping leaves nothing of its name, or it would leave the directory. */
  #target(name: string, kind?: NameKind): string | undefined {
    const strip = Number(this.t.value('strip-components') ?? this.t.value('strip') ?? 0);
    let path = name;
    if (!this.t.has('P')) path = path.replace(/^\/+/, '');
    if (strip) path = path.split('/').slice(strip).join('/');
    path = this.going.renamed(path, kind);
    if (path.split('/').includes('..') && !this.t.has('P')) return undefined;
    if (!path) return strip ? undefined : '.';
    const { top } = this.going;
    return top === undefined || path === top || path.startsWith(`${top}/`) ? path : join(top, path);
  }

  async #announce(header: TarHeader, block: number): Promise<void> {
    const { t, going } = this;
    const times = t.given.filter(([key]) => key === 'v').length + (going.extracts ? 0 : 1);
    const number = t.has('R') ? `block ${block}: ` : '';
    if (times === 0) return number ? tellLine(t, `${number}${going.shown(header.name)}`) : undefined;
    const transformed = t.has('show-transformed-names');
    const name = going.shown(transformed ? (this.#target(header.name) ?? header.name) : header.name);
    if (times < 2) return tellLine(t, number + name);
    if (t.busybox) return t.out.line(busyboxLine(header));
    const link = going.shown(transformed ? this.#linkTarget(header) : header.link);
    await tellLine(t, number + memberLine(t, header, name, link, this.#lines));
  }

  #linkTarget({ type, link }: TarHeader): string {
    return type === 'hardlink' ? (this.#target(link, 'hardlink') ?? link) : this.going.renamed(link, 'symlink');
  }

  async #skip(size: number): Promise<void> {
    const whole = size + padding(size).length;
    if ((await this.reader.skip(whole)) < whole) throw new TarError('short');
  }

  async #toStdout(size: number): Promise<void> {
    for await (const bytes of this.#content(size)) await this.t.out.bytes(bytes);
  }

  async #toCommand(path: string, header: TarHeader, size: number): Promise<void> {
    if (header.type !== 'file') return this.#skip(size);
    await giveToCommand(this.t, header, path, this.#content(size));
  }

  /** The bytes of a member; the archive is then behind it. */
  async *#content(size: number): AsyncGenerator<Uint8Array> {
    for (let left = size; left > 0;) {
      const bytes = await this.reader.read(Math.min(left, CHUNK * 4));
      if (bytes.length === 0) throw new TarError('short');
      left -= bytes.length;
      yield bytes;
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
        if (t.has('skip-old-files')) {
          if (t.has('v') && !t.busybox) await t.err(`tar: ${path}: skipping existing file\n`);
          return await this.#skip(size);
        }
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
        await this.#makeRoom(path);
      }
      if (header.type === 'symlink') await t.sys.symlink(this.#linkTarget(header), path);
      else if (header.type === 'hardlink') await this.#link(this.#linkTarget(header), path);
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
      await this.#replaceLink(bare);
    }
    await this.#own(bare, header);
    this.#directories.push({ path: bare, header });
  }

  /** A link to a directory makes room for a directory, unless it is to be kept. */
  async #replaceLink(path: string): Promise<void> {
    const { t } = this;
    if (t.busybox || t.has('keep-directory-symlink') || (await t.sys.lstat(path)).type !== 'symlink') return;
    await t.sys.unlink(path);
    await t.sys.mkdir(path, 0o700);
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
    const [a, b] = [await this.t.sys.lstat(path), await this.t.sys.lstat(this.#linkTarget(header))];
    return a.dev === b.dev && a.ino === b.ino;
  }

  async #link(target: string, path: string): Promise<void> {
    try {
      await this.t.sys.link(target, path);
    } catch (error) {
      if (!(error instanceof SysError) || this.t.busybox) throw error;
      await this.t.warn(`${path}: Cannot hard link to '${target}': ${error.message}`, undefined, 2);
    }
  }

  /** What stands where a member goes: it gets another name, where that is asked for. */
  async #makeRoom(path: string): Promise<void> {
    const { t, going } = this;
    const kept = await backUp(t, path, going.backup, t.value('suffix'));
    if (kept === undefined) await this.#clear(path);
    else if (t.has('v')) await t.out.line(`Renaming '${path}' to '${kept}'`);
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
    const {
      t,
      going: { accounts },
    } = this;
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
