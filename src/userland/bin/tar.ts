/** tar: create, extract, list; streaming, with gzip. */
import { ByteReader, type ByteSource } from '../../base/streams.ts';
import { SysError } from '../../kernel/errno.ts';
import { O, type Stat } from '../../kernel/sys.ts';
import { gunzipped, gzipped, GzipError } from './gzip.ts';
import { Accounts } from './lib/accounts.ts';
import { toText } from './lib/byte-string.ts';
import { CHUNK } from './lib/input.ts';
import { parseMode, type ModeChange } from './lib/mode-change.ts';
import { parseDate } from './lib/parse-date.ts';
import { zoneOf } from './lib/time-zone.ts';
import { q } from './lib/text.ts';
import { FilterError, filterOf, filterOfContent, throughProgram } from './tar-filter.ts';
import { join } from './lib/path.ts';
import { BLOCK, padding, TarError, writeHeader, type TarHeader } from './lib/tar-format.ts';
import { excluder, Extractor } from './tar-extract.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';

const program = tool(
  {
    name: 'tar',
    usage: 'c|x|t [-ZzJjahmvokO] [-f TARFILE] [-C DIR] [FILE]...',
    about: 'Create, extract, or list files from a tar file',
    options:
      'c|create x|extract|get t|list r|append! u|update! A! d|diff! f|file= v|verbose z|gzip|gunzip j|bzip2 J|xz lzma Z! a|auto-compress C|directory= ' +
      'O|to-stdout k|keep-old-files o|no-same-owner m|touch p|preserve-permissions|same-permissions h|dereference exclude= X|exclude-from= ' +
      'T|files-from= strip-components= strip=- P|absolute-names- overwrite numeric-owner no-recursion owner=- group=- mtime=- sort=- ' +
      'same-owner no-same-permissions wildcards- one-file-system- totals!- format=- H=- transform=! to-command=! no-xattrs- xattrs- zstd! S|sparse- w|interactive! mode=- null- full-time- I|use-compress-program=- show-transformed-names|show-transformed- no-wildcards- ' +
      'wildcards-match-slash- no-wildcards-match-slash- anchored- no-anchored- restrict- no-null- verbatim-files-from- delay-directory-restore- ' +
      'ignore-failed-read- warning=- recursion- no-auto-compress- no-same-order- unlink-first|U- recursive-unlink-',
    usageStatus: 64,
    failureStatus: 2,
    optionError: (text) => `tar: ${text}\nTry 'tar --help' or 'tar --usage' for more information.\n`,
    from: 'GNU tar',
  },
  async (t) => {
    const modes = ['c', 'x', 't'].filter((key) => t.has(key));
    if (modes.length !== 1) {
      if (t.busybox) return t.usage('');
      const words = modes.length
        ? "You may not specify more than one '-Acdtrux', '--delete' or  '--test-label' option"
        : "You must specify one of the '-Acdtrux', '--delete' or '--test-label' options";
      await t.err(`tar: ${words}\nTry 'tar --help' or 'tar --usage' for more information.\n`);
      return 2;
    }
    try {
      if (modes[0] === 'c') await create(t);
      else await read(t, modes[0] === 'x');
    } catch (error) {
      if (error instanceof TarError) {
        if (t.busybox) return t.die('', error.kind === 'short' ? 'short read' : 'invalid tar magic');
        await t.err(
          error.kind === 'short'
            ? 'tar: This does not look like a tar archive\n'
            : 'tar: This does not look like a tar archive\ntar: Skipping to next header\n',
        );
        return t.die('Exiting with failure status due to previous errors', undefined, 2);
      }
      if (error instanceof GzipError) {
        await t.err(t.busybox ? `tar: ${error.message}\n` : `\ngzip: stdin: ${error.message}\n`);
        return t.busybox ? 1 : t.die('Error is not recoverable: exiting now', undefined, 2);
      }
      if (error instanceof FilterError) {
        if (t.busybox) return 1;
        await t.warn(`Child returned status ${error.status}`, undefined, 2);
        return t.die('Error is not recoverable: exiting now', undefined, 2);
      }
      throw error;
    }
    if (t.status)
      await t.err(
        t.busybox
          ? 'tar: error exit delayed from previous errors\n'
          : 'tar: Exiting with failure status due to previous errors\n',
      );
    return t.status;
  },
);

/** The first word may be letters without a dash; their arguments follow in the letters' order. */
export const tar: Applet = (sys, argv = sys.argv) => {
  const first = argv[1];
  if (first === undefined || first.startsWith('-')) return program(sys, argv);
  const rest = argv.slice(2);
  const words: string[] = [];
  for (const letter of first)
    words.push(`-${letter}`, ...('fCXTH'.includes(letter) && rest.length ? [rest.shift() as string] : []));
  return program(sys, [argv[0] as string, ...words, ...rest]);
};

/** Goes through operands, changing directory at each -C in the order given. */
async function* operandsInOrder(t: Tool): AsyncGenerator<string> {
  const words = t.argv.slice(1);
  const directories = t.values('C');
  if (directories.length === 1 || words[0]?.[0] !== '-') {
    for (const directory of directories) await enter(t, directory);
    yield* t.operands;
  } else {
    const left = [...t.operands];
    for (let i = 0; i < words.length; i++) {
      const word = words[i] as string;
      if (word === '-C' || word === '--directory') await enter(t, words[++i] as string);
      else if (/^(-C.|--directory=)/.test(word)) await enter(t, word.replace(/^(-C|--directory=)/, ''));
      else if (word === left[0]) yield left.shift() as string;
    }
    yield* left;
  }
  for (const path of t.values('T')) {
    const input = await t.input(path);
    const mark = t.has('null') ? '\0' : '\n';
    for (let line = await input.line(mark); line !== undefined; line = await input.line(mark))
      if (line) yield toText(line);
    await t.done(input);
  }
}

async function enter(t: Tool, directory: string): Promise<void> {
  try {
    await t.sys.chdir(directory);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (t.busybox) await t.die('', `can't change directory to '${directory}': ${error.message}`);
    await t.err(`tar: ${directory}: Cannot open: ${error.message}\n`);
    await t.die('Error is not recoverable: exiting now', undefined, 2);
  }
}

async function archiveOpen(t: Tool, path: string, flags: number): Promise<number> {
  try {
    return await t.sys.open(path, flags, 0o666);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (t.busybox) return t.die('', `can't open '${path}': ${error.message}`);
    await t.err(`tar: ${path}: Cannot open: ${error.message}\n`);
    return t.die('Error is not recoverable: exiting now', undefined, 2);
  }
}

async function create(t: Tool): Promise<void> {
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
  const fd = path === '-' ? 1 : await archiveOpen(t, path, O.WRONLY | O.CREAT | O.TRUNC);
  const own = await t.sys.fstat(fd);
  const writer = new Writer(t, await Accounts.read(t.sys), own, await overrides(t));
  const program = filterGiven(t) ?? (t.has('a') ? filterOf(path) : undefined);
  const archive = writer.archive();
  const source =
    program === 'gzip'
      ? gzipped(archive)
      : program === undefined
        ? archive
        : throughFilter(t, [program], archive, `/bin/sh: 1: ${program}: not found\n`, 127);
  for await (const bytes of source) await t.sys.write(fd, bytes);
  if (fd !== 1) await t.sys.close(fd);
}

const FILTERS: Readonly<Record<string, string>> = { z: 'gzip', j: 'bzip2', J: 'xz', lzma: 'lzma' };

/** The program that the command line names for the archive. */
function filterGiven(t: Tool): string | undefined {
  const last = t.last('I', ...Object.keys(FILTERS));
  return last === 'I' ? t.value('I') : last && FILTERS[last];
}

/** Through a program that may be missing, of which `missing` then tells. */
async function* throughFilter(
  t: Tool,
  argv: readonly string[],
  source: ByteSource,
  missing: string,
  status: number,
): AsyncGenerator<Uint8Array> {
  try {
    yield* throughProgram(t.sys, argv, source);
  } catch (error) {
    if (!(error instanceof SysError) || error.errno !== 'ENOENT') throw error;
    await t.err(t.busybox ? `tar: can't execute '${argv[0]}': No such file or directory\n` : missing);
    throw new FilterError(status);
  }
}

/** What the command line says of every member. */
interface Overrides {
  readonly mtime: number | undefined;
  readonly mode: ModeChange | undefined;
}

async function overrides(t: Tool): Promise<Overrides> {
  const [date, mode] = [t.value('mtime'), t.value('mode')];
  let mtime: number | undefined;
  if (date !== undefined) {
    mtime = /^[./]/.test(date)
      ? (await t.sys.stat(date)).mtime
      : parseDate(date, t.sys.now(), zoneOf(t.sys.env.get('TZ')));
    if (mtime === undefined) await t.err(`tar: Invalid date format ${q(date)}\n`);
  }
  const change = mode === undefined ? undefined : parseMode(mode, 0);
  if (mode !== undefined && !change) return t.die('Invalid mode given on option', undefined, 2);
  return { mtime, mode: change };
}

class Writer {
  #links = new Map<string, string>();
  #stripped = false;
  #size = 0;
  readonly #excluded: (name: string) => boolean;

  constructor(
    readonly t: Tool,
    readonly accounts: Accounts,
    readonly own: Stat,
    readonly overrides: Overrides,
  ) {
    this.#excluded = excluder(t);
  }

  async *archive(): AsyncGenerator<Uint8Array> {
    for await (const path of operandsInOrder(this.t))
      yield* this.#add(path.length > 1 ? path.replace(/\/+$/, '') || '/' : path);
    const end = BLOCK * 2;
    const record = BLOCK * 20;
    const rest = (this.#size + end) % record;
    yield new Uint8Array(end + (rest && !this.t.busybox ? record - rest : 0));
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
      await t.warn(`${path}: Cannot stat: ${error.message}`, `${path}: ${error.message}`, t.busybox ? 1 : 2);
      return;
    }
    if (this.#excluded(path)) return;
    if (stat.dev === this.own.dev && stat.ino === this.own.ino) {
      if (!t.busybox) await t.err(`tar: ${path}: file is the archive; not dumped\n`);
      return;
    }
    if (stat.type === 'socket') return void (await t.err(`tar: ${path}: socket ignored\n`));
    const name = (await this.#memberName(path)).replace(/\/+$/, '') + (stat.type === 'directory' ? '/' : '');
    const key = `${stat.dev}:${stat.ino}`;
    const first = stat.nlink > 1 && stat.type !== 'directory' ? this.#links.get(key) : undefined;
    if (stat.nlink > 1 && first === undefined) this.#links.set(key, name);
    const owner = this.#owner(stat);
    const header: TarHeader = {
      ...owner,
      name,
      type: first === undefined ? stat.type : 'hardlink',
      mode: this.overrides.mode?.(stat.mode, stat.type === 'directory') ?? stat.mode,
      size: stat.type === 'file' && first === undefined ? stat.size : 0,
      mtime: this.overrides.mtime ?? stat.mtime,
      link: first ?? (stat.type === 'symlink' ? await t.sys.readlink(path) : ''),
      major: stat.major,
      minor: stat.minor,
    };
    if (t.has('v')) await (t.value('f') === '-' || !t.has('f') ? t.err(`${name}\n`) : t.out.line(name));
    if (header.type === 'file') yield* this.#file(path, header);
    else yield this.#count(writeHeader(header));
    if (stat.type !== 'directory' || t.has('no-recursion')) return;
    const names = (await t.sys.readdir(path))
      .map((entry) => entry.name)
      .filter((entry) => entry !== '.' && entry !== '..');
    if (t.value('sort') === 'name') names.sort();
    for (const entry of names) yield* this.#add(join(path, entry));
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
    if (!path.startsWith('/') || this.t.has('P')) return path;
    if (!this.#stripped)
      await this.t.err(
        this.t.busybox
          ? "tar: removing leading '/' from member names\n"
          : "tar: Removing leading `/' from member names\n",
      );
    this.#stripped = true;
    return path.replace(/^\/+/, '') || '.';
  }

  /** Exactly as many bytes as the header says, whatever happens to the file meanwhile. */
  async *#file(path: string, header: TarHeader): AsyncGenerator<Uint8Array> {
    const { t } = this;
    let fd: number;
    try {
      fd = await t.sys.open(path, O.RDONLY);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await t.warn(`${path}: Cannot open: ${error.message}`, `${path}: ${error.message}`, t.busybox ? 1 : 2);
      return;
    }
    yield this.#count(writeHeader(header));
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

async function* withStart(start: Uint8Array, rest: ByteSource): AsyncGenerator<Uint8Array> {
  if (start.length) yield start;
  yield* rest;
}

async function read(t: Tool, extracts: boolean): Promise<void> {
  const path = t.value('f') ?? '-';
  const fd = path === '-' ? 0 : await archiveOpen(t, path, O.RDONLY);
  const raw = new ByteReader(readAll(t, fd));
  const start = await raw.read(CHUNK);
  const found = filterOfContent(start);
  const zipped = found === 'gzip';
  const program = filterGiven(t) ?? found;
  if (program !== undefined && program !== 'gzip') {
    const missing = `tar (child): ${program}: Cannot exec: No such file or directory\ntar (child): Error is not recoverable: exiting now\n`;
    const filtered = throughFilter(t, [program, '-d'], withStart(start, raw.rest()), missing, 2);
    return members(t, new ByteReader(filtered), extracts);
  }
  if (t.has('z') && !zipped && start.length) throw new GzipError(t.busybox ? 'invalid magic' : 'not in gzip format');
  const content = withStart(start, raw.rest());
  const reader = new ByteReader(zipped ? gunzipped(content) : content);
  if (start.length === 0 && (t.busybox || path !== '-')) throw new TarError('short');
  return members(t, reader, extracts);
}

async function members(t: Tool, reader: ByteReader, extracts: boolean): Promise<void> {
  const wanted = new Map<string, boolean>();
  for await (const name of operandsInOrder(t)) wanted.set(name.replace(/\/$/, ''), false);
  const reading = new Extractor(t, reader, wanted, await Accounts.read(t.sys), extracts);
  await reading.run();
  for (const [name, found] of wanted)
    if (!found) await t.warn(`${name}: Not found in archive`, `${name}: not found in archive`, t.busybox ? 1 : 2);
}

async function* readAll(t: Tool, fd: number): AsyncGenerator<Uint8Array> {
  for (;;) {
    const bytes = await t.sys.read(fd, CHUNK * 4);
    if (bytes.length === 0) return;
    yield bytes;
    await t.sys.tick();
  }
}
