/** tar -c: files to members. */
import { SysError } from '../../kernel/errno.ts';
import { O, type Stat } from '../../kernel/sys.ts';
import { gzipped } from './gzip.ts';
import { Accounts } from './lib/accounts.ts';
import { CHUNK } from './lib/input.ts';
import { parseMode, type ModeChange } from './lib/mode-change.ts';
import { parseDate } from './lib/parse-date.ts';
import { join } from './lib/path.ts';
import { BLOCK, padding, type TarHeader } from './lib/tar-format.ts';
import { UnwritableError, writeHeader, type TarFormat } from './lib/tar-headers.ts';
import { zoneOf } from './lib/time-zone.ts';
import type { Tool } from './lib/tool.ts';
import { excluder, newerThan, tagged, type Tagged } from './tar-choice.ts';
import { recordSize, withCheckpoints } from './tar-checkpoint.ts';
import { filterGiven, filterOf, throughFilter } from './tar-filter.ts';
import { labelHeader } from './tar-label.ts';
import { memberLine } from './tar-listing.ts';
import { nameStyle, renamer, type Renamed } from './tar-names.ts';
import { archiveOpen, operandsInOrder } from './tar-operands.ts';
import { tellLine } from './tar-verbose.ts';

export async function create(t: Tool): Promise<void> {
  const path = t.value('f') ?? '-';
  if (t.operands.length === 0 && !t.has('T')) {
    if (t.busybox) return t.die('', 'empty archive');
    await t.err(
      "tar: Cowardly refusing to create an empty archive\nTry 'tar --help' or 'tar --usage' for more information.\n",
    );
    return t.sys.exit(2);
  }
  if (path === '-' && t.sys.isatty(1) && !t.busybox)
    return t.die('Refusing to write archive contents to terminal (missing -f option?)', undefined, 2);
  const [said, names] = [await overrides(t), await renamer(t)];
  const fd = path === '-' ? 1 : await archiveOpen(t, path, O.WRONLY | O.CREAT | O.TRUNC);
  const own = await t.sys.fstat(fd);
  const writer = new Writer(t, await Accounts.read(t.sys), own, said, names);
  const program = filterGiven(t) ?? (t.has('a') ? filterOf(path) : undefined);
  const archive = t.busybox ? writer.archive() : withCheckpoints(t, writer.archive(), 'Write');
  const source =
    program === 'gzip'
      ? gzipped(archive)
      : program === undefined
        ? archive
        : throughFilter(t, [program], archive, `/bin/sh: 1: ${program}: not found\n`, 127);
  for await (const bytes of source) await t.sys.write(fd, bytes);
  if (fd !== 1) await t.sys.close(fd);
}

/** What the command line says of every member. */
interface Overrides {
  readonly mtime: number | undefined;
  readonly mode: ModeChange | undefined;
}

export async function overrides(t: Tool): Promise<Overrides> {
  const [date, mode] = [t.value('mtime'), t.value('mode')];
  let mtime: number | undefined;
  if (date !== undefined) {
    mtime = /^[./]/.test(date)
      ? (await t.sys.stat(date)).mtime
      : parseDate(date, t.sys.now(), zoneOf(t.sys.env.get('TZ')));
    if (mtime === undefined) await t.err(`tar: Invalid date format ${t.q(date)}\n`);
  }
  const change = mode === undefined ? undefined : parseMode(mode, 0);
  if (mode !== undefined && !change) return t.die('Invalid mode given on option', undefined, 2);
  return { mtime, mode: change };
}

/** Formats by the words of --format. */
const FORMATS: Readonly<Record<string, TarFormat>> = { v7: 'v7', ustar: 'ustar', pax: 'pax', posix: 'pax' };

const NEW = { start: 0, known: new Map<string, number>() };

/** Makes the bytes of an archive. */
export class Writer {
  readonly #lines = { width: 19 };
  #links = new Map<string, string>();
  #stripped = false;
  #above = false;
  #size = 0;
  #excluded: (name: string) => boolean = () => false;
  #isNew: (stat: Stat) => boolean = () => true;
  #shown = (name: string) => name;

  constructor(
    readonly t: Tool,
    readonly accounts: Accounts,
    readonly own: Stat,
    readonly overrides: Overrides,
    readonly renamed: Renamed,
    /** Where the archive goes on, and the times of members that newer files alone replace. */
    readonly update: { readonly start: number; readonly known: ReadonlyMap<string, number> } = NEW,
  ) {
    this.#size = update.start;
  }

  async *archive(): AsyncGenerator<Uint8Array> {
    const { t } = this;
    this.#excluded = await excluder(t);
    this.#isNew = await newerThan(t);
    this.#shown = await nameStyle(t);
    const label = t.value('V');
    if (label !== undefined && !this.update.start) yield this.#count(writeHeader(labelHeader(label, t.sys.now())));
    for await (const path of operandsInOrder(t))
      yield* this.#add(path.length > 1 ? path.replace(/\/+$/, '') || '/' : path);
    const end = BLOCK * 2;
    const record = recordSize(t);
    const rest = (this.#size + end) % record;
    if (t.has('totals')) await t.err(`Total bytes written: ${this.#size + end + (rest ? record - rest : 0)}\n`);
    yield new Uint8Array(end + (rest && !t.busybox ? record - rest : 0));
  }

  #count(bytes: Uint8Array): Uint8Array {
    this.#size += bytes.length;
    return bytes;
  }

  async *#add(path: string): AsyncGenerator<Uint8Array> {
    const { t } = this;
    let stat: Stat;
    try {
      stat = await (t.has('h') ? t.sys.stat(path) : t.sys.lstat(path));
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await t.warn(
        `${this.#shown(path)}: Cannot stat: ${error.message}`,
        `${path}: ${error.message}`,
        t.busybox ? 1 : 2,
      );
      return;
    }
    if (this.#excluded(path) || !this.#isNew(stat)) return;
    const tag = stat.type === 'directory' ? await tagged(t, path) : undefined;
    if (tag?.extent === '-all') return;
    if (stat.dev === this.own.dev && stat.ino === this.own.ino) {
      if (!t.busybox) await t.err(`tar: ${path}: file is the archive; not dumped\n`);
      return;
    }
    if (stat.type === 'socket') return void (await t.err(`tar: ${path}: socket ignored\n`));
    const known = this.update.known.get(path.replace(/^\/+/, ''));
    const older = known !== undefined && Math.floor(stat.mtime / 1000) * 1000 <= known;
    if (older && stat.type !== 'directory') return;
    const own = await this.#memberName(path);
    const plain = this.renamed(own);
    const name = plain.replace(/(.)\/+$/, '$1') + (stat.type === 'directory' && plain !== '/' ? '/' : '');
    const key = `${stat.dev}:${stat.ino}`;
    const first =
      stat.nlink > 1 && stat.type !== 'directory' && !t.has('hard-dereference') ? this.#links.get(key) : undefined;
    if (stat.nlink > 1 && first === undefined) this.#links.set(key, own);
    const owner = this.#owner(stat);
    const header: TarHeader = {
      ...owner,
      name,
      type: first === undefined ? stat.type : 'hardlink',
      mode: this.overrides.mode?.(stat.mode, stat.type === 'directory') ?? stat.mode,
      size: stat.type === 'file' && first === undefined ? stat.size : 0,
      mtime: this.#mtime(stat),
      link: await this.#link(path, stat, first),
      major: stat.major,
      minor: stat.minor,
    };
    if (t.has('v') && !older) {
      const long = t.given.filter(([key]) => key === 'v').length > 1;
      const written = this.#shown(name);
      const shown =
        long && !t.busybox ? memberLine(t, header, written, this.#shown(header.link), this.#lines) : written;
      await tellLine(t, shown, t.value('f') === '-' || !t.has('f'));
    }
    const head = await this.#head(path, header);
    if (!head) return;
    if (header.type === 'file') yield* this.#file(path, header, head);
    else if (!older) yield this.#count(head);
    if (t.has('remove-files') && stat.type !== 'directory') await t.sys.unlink(path);
    if (stat.type !== 'directory' || t.has('no-recursion') || tag?.extent === '-under') return;
    yield* this.#below(path, tag);
    if (t.has('remove-files')) await t.sys.rmdir(path);
  }

  async *#below(path: string, tag: Tagged | undefined): AsyncGenerator<Uint8Array> {
    const { t } = this;
    if (tag) return yield* this.#add(join(path, tag.tag));
    const names = (await t.sys.readdir(path))
      .map((entry) => entry.name)
      .filter((entry) => entry !== '.' && entry !== '..');
    if (t.value('sort') === 'name') names.sort();
    for (const entry of names) yield* this.#add(join(path, entry));
  }

  #mtime(stat: Stat): number {
    const { mtime } = this.overrides;
    if (mtime === undefined) return stat.mtime;
    return this.t.has('clamp-mtime') ? Math.min(mtime, stat.mtime) : mtime;
  }

  /** What a link leads to: of hard links the member that came first. */
  async #link(path: string, stat: Stat, first: string | undefined): Promise<string> {
    if (first !== undefined) return this.renamed(first, 'hardlink');
    return stat.type === 'symlink' ? this.renamed(await this.t.sys.readlink(path), 'symlink') : '';
  }

  #owner(stat: Stat): Pick<TarHeader, 'uid' | 'gid' | 'user' | 'group'> {
    const parse = (word: string | undefined, fallback: number, find: (name: string) => number | undefined) => {
      if (word === undefined) return fallback;
      const [name, id] = word.split(':');
      return Number(id ?? find(name as string) ?? name) || 0;
    };
    const uid = parse(this.t.value('owner'), stat.uid, (name) => this.accounts.user(name)?.uid);
    const gid = parse(this.t.value('group'), stat.gid, (name) => this.accounts.group(name)?.gid);
    const numeric = this.t.has('numeric-owner');
    return {
      uid,
      gid,
      user: numeric ? '' : this.#name(this.t.value('owner'), this.accounts.user(uid)?.name),
      group: numeric ? '' : this.#name(this.t.value('group'), this.accounts.group(gid)?.name),
    };
  }

  /** `--owner NAME:ID` names someone whom nobody here knows. */
  #name(word: string | undefined, known: string | undefined): string {
    return word?.includes(':') ? (word.split(':')[0] as string) : (known ?? '');
  }

  async #memberName(path: string): Promise<string> {
    if (this.t.has('P')) return path;
    const above = /^(?:.*\/)?\.\.(?:\/|$)/.exec(path)?.[0];
    if (above !== undefined && !this.t.busybox) {
      if (!this.#above) await this.t.err(`tar: Removing leading \`${above}' from member names\n`);
      this.#above = true;
      return path.slice(above.length) || '.';
    }
    if (!path.startsWith('/')) return path;
    if (!this.#stripped)
      await this.t.err(
        this.t.busybox
          ? "tar: removing leading '/' from member names\n"
          : "tar: Removing leading `/' from member names\n",
      );
    this.#stripped = true;
    return path.replace(/^\/+/, '') || '.';
  }

  /** Undefined where the format has no words for the member, which is told. */
  async #head(path: string, header: TarHeader): Promise<Uint8Array | undefined> {
    const { t } = this;
    const word = t.has('posix') ? 'posix' : (t.value('H') ?? 'gnu');
    try {
      return writeHeader(header, t.busybox ? 'gnu' : (FORMATS[word] ?? 'gnu'));
    } catch (error) {
      if (!(error instanceof UnwritableError)) throw error;
      const name = /link/.test(error.message) ? header.link : header.name;
      await t.warn(`${this.#shown(name || path)}: ${error.message}`, undefined, 2);
      return undefined;
    }
  }

  /** Exactly as many bytes as the header says, whatever happens to the file meanwhile. */
  async *#file(path: string, header: TarHeader, head: Uint8Array): AsyncGenerator<Uint8Array> {
    const { t } = this;
    let fd: number;
    try {
      fd = await t.sys.open(path, O.RDONLY);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await t.warn(`${path}: Cannot open: ${error.message}`, `${path}: ${error.message}`, t.busybox ? 1 : 2);
      return;
    }
    yield this.#count(head);
    let left = header.size;
    while (left > 0) {
      const bytes = await t.sys.read(fd, Math.min(left, CHUNK * 4));
      if (bytes.length === 0) break;
      left -= bytes.length;
      yield this.#count(bytes);
      await t.sys.tick();
    }
    await t.sys.close(fd);
    if (left > 0) {
      await t.warn(`${path}: File shrank by ${left} bytes; padding with zeros`, `short read`);
      for (; left > 0; left -= Math.min(left, CHUNK)) yield this.#count(new Uint8Array(Math.min(left, CHUNK)));
    }
    yield this.#count(padding(header.size));
  }
}
