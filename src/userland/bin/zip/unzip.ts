/** unzip: lists, tests and extracts zip files. */
import { SysError } from '../../../kernel/errno.ts';
import { O } from '../../../kernel/sys.ts';
import { isThere } from '../lib/replace-file.ts';
import { globRegex } from '../lib/glob.ts';
import { Input } from '../lib/input.ts';
import { basename, dirname, join } from '../lib/path.ts';
import { strftime } from '../lib/strftime.ts';
import { zoneOf } from '../lib/time-zone.ts';
import { toText } from '../lib/byte-string.ts';
import { tool, type Tool } from '../lib/tool.ts';
import { wholeInput } from '../lib/whole-input.ts';
import { contentOf, readZip, type ZipEntry, ZipError } from './archive.ts';
import { zipinfoList } from './zipinfo.ts';

const OPTIONS = 'Z p c l v t q o n u f j d x C L a b D K X U V W M T! z! 1 2 s! m! h!';

export const unzip = tool(
  {
    name: 'unzip',
    usage: '[-Z] [-opts[modifiers]] file[.zip] [list] [-x xlist] [-d exdir]',
    about: 'Extract files from a zip archive',
    options: OPTIONS,
    rawArguments: true,
    usageStatus: 10,
    from: 'unzip',
  },
  (t) => main(t, false),
);

export const zipinfo = tool(
  {
    name: 'zipinfo',
    usage: '[-12smlhtT] file[.zip] [list]',
    about: 'List a zip archive',
    options: OPTIONS,
    rawArguments: true,
    usageStatus: 10,
    from: 'unzip',
  },
  (t) => main(t, true),
);

interface Request {
  readonly letters: ReadonlySet<string>;
  readonly quiet: number;
  readonly file: string | undefined;
  readonly wanted: readonly string[];
  readonly excluded: readonly string[];
  readonly directory: string | undefined;
}

/** Options may follow the file; `-x` takes all names up to the next option. */
function requestOf(words: readonly string[]): Request | string {
  const letters = new Set<string>();
  let [quiet, list] = [0, 'wanted' as 'wanted' | 'excluded'];
  const names = { wanted: [] as string[], excluded: [] as string[] };
  let [file, directory] = [undefined as string | undefined, undefined as string | undefined];
  const known = new Set(OPTIONS.replace(/[! ]/g, ''));
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    if (!word.startsWith('-') || word === '-') {
      if (file === undefined) file = word;
      else names[list].push(word);
      continue;
    }
    for (let at = 1; at < word.length; at++) {
      const letter = word[at] as string;
      if (!known.has(letter)) return letter;
      if (letter === 'q') quiet++;
      else if (letter === 'x') list = 'excluded';
      else if (letter === 'd') {
        directory = word.slice(at + 1) || words[++i];
        break;
      } else letters.add(letter);
    }
  }
  return { letters, quiet, file, ...names, directory };
}

async function main(t: Tool, info: boolean): Promise<number> {
  const request = requestOf(t.operands);
  if (typeof request === 'string' || request.file === undefined) {
    const known = typeof request !== 'string';
    const text = await t.usageText();
    if (known) await t.out.text(text);
    else await t.err(text);
    return known ? 0 : 10;
  }
  const found = await findArchive(t, request.file);
  if (!found) {
    const { file } = request;
    if (t.busybox) return t.die('', `can't open ${file}[.zip]`);
    const words = `${t.name}:  cannot find or open ${file}, ${file}.zip or ${file}.ZIP.\n`;
    await (info && request.wanted.length === 0 ? t.out.text(words) : t.err(words));
    return 9;
  }
  let entries: ZipEntry[];
  const listsNames = request.letters.has('Z') || info;
  try {
    entries = readZip(found.bytes);
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    return badArchive(t, found.path, request.file, error);
  }
  const chosen = choose(entries, request);
  if (listsNames)
    await zipinfoList(t, found, chosen.entries, {
      letters: request.letters,
      chosen: request.wanted.length + request.excluded.length > 0,
    });
  else if (request.letters.has('l') || request.letters.has('v')) await list(t, found.path, chosen.entries, request);
  else if (request.letters.has('t')) return test(t, found.path, chosen, request);
  else {
    if (!request.letters.has('p') && !request.quiet) await t.out.line(`Archive:  ${found.path}`);
    if (!(await directoryMade(t, request.directory))) return 2;
    await new Extraction(t, request).run(chosen.entries);
  }
  const silent = request.letters.has('l') || request.letters.has('v');
  for (const name of chosen.unmatched) {
    if (!silent) await t.err(`caution: filename not matched:  ${name}\n`);
    t.status = 11;
  }
  return chosen.entries.length === 0 && t.status === 0 ? 11 : t.status;
}

/** Where members go, if that is elsewhere: one directory is made, and none above it. */
async function directoryMade(t: Tool, directory: string | undefined): Promise<boolean> {
  if (directory === undefined || t.busybox || (await isThere(t, directory))) return true;
  try {
    await t.sys.mkdir(directory);
    return true;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.err(`checkdir:  cannot create extraction directory: ${directory}\n           ${error.message}\n`);
    return false;
  }
}

async function findArchive(t: Tool, path: string): Promise<{ path: string; bytes: Uint8Array } | undefined> {
  for (const candidate of [path, `${path}.zip`, `${path}.ZIP`]) {
    try {
      if ((await t.sys.stat(candidate)).type === 'directory') continue;
      return { path: candidate, bytes: await wholeInput(t, candidate) };
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
  return undefined;
}

async function badArchive(t: Tool, path: string, asked: string, error: ZipError): Promise<number> {
  await t.out.line(`Archive:  ${path}`);
  if (error.reason === 'unsupported') {
    await t.err(
      `unzip:  ${path} has members of a form that is not simulated in Drydock (encryption, or another compression)\n`,
    );
    return 81;
  }
  await t.err(
    error.reason === 'none'
      ? `  End-of-central-directory signature not found.  Either this file is not\n  a zipfile, or it constitutes one disk of a multi-part archive.  In the\n  latter case the central directory and zipfile comment will be found on\n  the last disk(s) of this archive.\nunzip:  cannot find zipfile directory in one of ${asked} or\n        ${asked}.zip, and cannot find ${asked}.ZIP, period.\n`
      : `error [${path}]:  the zipfile directory is damaged\n`,
  );
  return error.reason === 'none' ? 9 : 3;
}

function choose(entries: readonly ZipEntry[], { wanted, excluded, letters }: Request) {
  const pattern = (word: string) => globRegex(word, letters.has('C'));
  const [patterns, without] = [wanted.map(pattern), excluded.map(pattern)];
  const chosen = entries.filter(
    ({ name }) =>
      (!patterns.length || patterns.some((one) => one.test(name))) && !without.some((one) => one.test(name)),
  );
  const unmatched = wanted.filter((_, i) => !entries.some(({ name }) => (patterns[i] as RegExp).test(name)));
  return { entries: chosen, unmatched };
}

async function list(t: Tool, path: string, entries: readonly ZipEntry[], { letters, quiet }: Request): Promise<void> {
  const zone = zoneOf(t.sys.env.get('TZ'));
  const verbose = letters.has('v');
  if (!quiet) await t.out.line(`Archive:  ${path}`);
  if (quiet < 2)
    await t.out.text(
      verbose
        ? ' Length   Method    Size  Cmpr    Date    Time   CRC-32   Name\n--------  ------  ------- ---- ---------- ----- --------  ----\n'
        : '  Length      Date    Time    Name\n---------  ---------- -----   ----\n',
    );
  const saved = (size: number, packed: number) => `${size ? Math.round((1 - packed / size) * 100) : 0}%`.padStart(4);
  let [size, packed] = [0, 0];
  for (const entry of entries) {
    size += entry.size;
    packed += entry.packed.length;
    const date = strftime('%Y-%m-%d %H:%M', entry.mtime, zone);
    const method = entry.method === 'stored' ? 'Stored' : 'Defl:N';
    const crc = entry.crc.toString(16).padStart(8, '0');
    await t.out.line(
      verbose
        ? `${String(entry.size).padStart(8)}  ${method}${String(entry.packed.length).padStart(9)} ${saved(entry.size, entry.packed.length)} ${date} ${crc}  ${entry.name}`
        : `${String(entry.size).padStart(9)}  ${date}   ${entry.name}`,
    );
  }
  if (quiet >= 2) return;
  const count = `${entries.length} file${entries.length === 1 ? '' : 's'}`;
  await t.out.text(
    verbose
      ? `--------          -------  ---                            -------\n${String(size).padStart(8)}${String(packed).padStart(17)} ${saved(size, packed)}                            ${count}\n`
      : `---------                     -------\n${String(size).padStart(9)}                     ${count}\n`,
  );
}

async function test(
  t: Tool,
  path: string,
  { entries, unmatched }: ReturnType<typeof choose>,
  { quiet }: Request,
): Promise<number> {
  if (!quiet) await t.out.line(`Archive:  ${path}`);
  let status = unmatched.length > 0 ? 11 : 0;
  for (const entry of entries) {
    let good = true;
    try {
      await contentOf(entry);
    } catch (error) {
      if (!(error instanceof ZipError)) throw error;
      good = false;
      status = 2;
    }
    if (!quiet) await t.out.line(`    testing: ${entry.name.padEnd(22)}   ${good ? 'OK' : 'bad CRC'}`);
    await t.sys.tick();
  }
  for (const name of unmatched) await t.out.line(`caution: filename not matched:  ${name}`);
  if (status) await t.out.line(`At least one error was detected in ${path}.`);
  else if (quiet < 2) await t.out.line(`No errors detected in compressed data of ${path}.`);
  return status;
}

class Extraction {
  #answer: 'ask' | 'all' | 'none';
  readonly #keyboard: Input;

  constructor(
    private readonly t: Tool,
    private readonly request: Request,
  ) {
    this.#answer = request.letters.has('o') ? 'all' : request.letters.has('n') ? 'none' : 'ask';
    this.#keyboard = new Input(t.sys, 0);
  }

  async run(entries: readonly ZipEntry[]): Promise<void> {
    const { t, request } = this;
    const piped = request.letters.has('p');
    for (const entry of entries) {
      await t.sys.tick();
      try {
        if (piped || request.letters.has('c')) await this.#show(entry, piped);
        else await this.#extract(entry);
      } catch (error) {
        if (error instanceof ZipError) {
          await t.err(`${entry.name}:  bad CRC or damaged data\n`);
          t.status = Math.max(t.status, 2);
        } else if (error instanceof SysError && error.errno !== 'EPIPE') {
          await t.err(`error:  cannot create ${entry.name}\n        ${error.message}\n`);
          t.status = Math.max(t.status, 50);
        } else throw error;
      }
    }
  }

  async #show(entry: ZipEntry, bare: boolean): Promise<void> {
    const { t, request } = this;
    if (entry.name.endsWith('/')) return;
    const bytes = await contentOf(entry);
    if (!bare && !request.quiet) await t.out.line(action(entry));
    await t.out.bytes(bytes);
    if (!bare && !request.quiet) await t.out.line('');
  }

  /** Names may not lead out of the directory that is extracted to. */
  #target(entry: ZipEntry): string {
    const { letters, directory } = this.request;
    // -L is about names from systems that know capitals alone.
    const name = letters.has('j') ? basename(entry.name) : entry.name;
    const safe = name
      .split('/')
      .filter((part) => part !== '..')
      .join('/')
      .replace(/^\/+/, '');
    return directory === undefined ? safe : join(directory, safe);
  }

  async #extract(entry: ZipEntry): Promise<void> {
    const { t, request } = this;
    let target = this.#target(entry);
    if (entry.name.endsWith('/')) {
      if (request.letters.has('j')) return;
      const path = target.replace(/\/+$/, '');
      if (await isThere(t, path)) return;
      await this.#parents(path);
      await t.sys.mkdir(path);
      if (entry.mode) await t.sys.chmod(path, entry.mode & 0o777);
      if (!request.quiet) await t.out.line(`   creating: ${target}`);
      return;
    }
    while (await isThere(t, target)) {
      const other = await this.#replacing(target);
      if (other === undefined) return;
      if (other === target) break;
      target = other;
    }
    const bytes = await contentOf(entry);
    await this.#parents(target);
    if (await isThere(t, target)) await t.sys.unlink(target);
    if ((entry.mode & 0o170000) === 0o120000) {
      await t.sys.symlink(new TextDecoder().decode(bytes), target);
      if (!request.quiet) await t.out.line(`    linking: ${target.padEnd(22)}  -> ${new TextDecoder().decode(bytes)} `);
      return;
    }
    if (!request.quiet) await t.out.line(action({ ...entry, name: target }));
    const fd = await t.sys.open(target, O.WRONLY | O.CREAT | O.TRUNC, 0o666);
    await t.sys.write(fd, bytes);
    await t.sys.close(fd);
    if (entry.mode) await t.sys.chmod(target, entry.mode & 0o777);
    await t.sys.utimes(target, entry.mtime, entry.mtime);
  }

  async #parents(path: string): Promise<void> {
    const parent = dirname(path);
    if (parent === '.' || parent === '/' || (await isThere(this.t, parent))) return;
    await this.#parents(parent);
    await this.t.sys.mkdir(parent);
  }

  /** The name to extract to; undefined: not at all. */
  async #replacing(target: string): Promise<string | undefined> {
    if (this.#answer !== 'ask') return this.#answer === 'all' ? target : undefined;
    for (;;) {
      const word = await this.#asked(`replace ${target}? [y]es, [n]o, [A]ll, [N]one, [r]ename: `);
      if (word === undefined) {
        await this.t.err(' NULL\n(EOF or read error, treating as "[N]one" ...)\n');
        this.#answer = 'none';
        return undefined;
      }
      if (word === 'A') this.#answer = 'all';
      if (word === 'N') this.#answer = 'none';
      if (word === 'y' || word === 'A') return target;
      if (word === 'n' || word === 'N') return undefined;
      if (word === 'r') {
        const other = await this.#asked('new name: ');
        if (other) return other;
      } else await this.t.err(`error:  invalid response [${word[0] ?? '{ENTER}'}]\n`);
    }
  }

  async #asked(question: string): Promise<string | undefined> {
    await this.t.err(question);
    const line = await this.#keyboard.line();
    return line === undefined ? undefined : toText(line).trim();
  }
}

function action({ name, method }: Pick<ZipEntry, 'name' | 'method'>): string {
  return `${(method === 'stored' ? 'extracting' : 'inflating').padStart(11)}: ${name.padEnd(22)}  `;
}
