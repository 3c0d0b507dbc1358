/** zip: makes and changes zip files. */
import { utf8 } from '../../../base/bytes.ts';
import { SysError } from '../../../kernel/errno.ts';
import { O, type Stat } from '../../../kernel/sys.ts';
import { isThere } from '../lib/replace-file.ts';
import { fromBytes, toBytes, toText } from '../lib/byte-string.ts';
import { globRegex } from '../lib/glob.ts';
import { basename, dirname, join } from '../lib/path.ts';
import { tool, type Tool } from '../lib/tool.ts';
import { wholeInput } from '../lib/whole-input.ts';
import { entryOf, readZip, type ZipEntry, ZipError, writeZip } from './archive.ts';

const TYPE_BITS: Readonly<Record<string, number>> = { file: 0o100000, directory: 0o040000, symlink: 0o120000 };
const WITHOUT_ARGUMENT = 'r q v m u f d j y D X T k g S o 0 1 2 3 4 5 6 7 8 9 @ l n!'.split(' ');

interface Request {
  readonly letters: ReadonlySet<string>;
  readonly archive: string | undefined;
  readonly names: readonly string[];
  readonly excluded: readonly RegExp[];
  readonly included: readonly RegExp[];
}

export const zip = tool(
  {
    name: 'zip',
    usage: '[-options] [zipfile list] [-x list]',
    about: 'Package and compress files',
    rawArguments: true,
    usageStatus: 16,
    from: 'zip 3.0',
  },
  async (t) => {
    const request = requestOf(t.operands);
    if (typeof request === 'string') {
      await t.out.text(`\nzip error: Invalid command arguments (short option '${request}' not supported)\n`);
      return 16;
    }
    if (request.archive === undefined) return void (await t.out.text(await t.usageText()));
    const path = archivePath(request.archive);
    const old = await readOld(t, path);
    if (!old) return 3;
    if (request.letters.has('d')) return remove(t, path, old, request);
    return add(t, path, old, request);
  },
);

/** Options may stand anywhere; `-x` and `-i` take patterns up to the next option, or to `@`. */
function requestOf(words: readonly string[]): Request | string {
  const letters = new Set<string>();
  const [operands, excluded, included]: string[][] = [[], [], []];
  let list = operands as string[];
  for (const word of words) {
    if (word === '@') {
      list = operands as string[];
      continue;
    }
    if (!word.startsWith('-') || word === '-') {
      // Nobody can tell where such a list ends but an option or the archive's absence.
      list.push(word);
      continue;
    }
    list = operands as string[];
    if (word === '-ll') {
      letters.add(word);
      continue;
    }
    for (const [at, letter] of [...word.slice(1)].entries()) {
      if (letter === 'x' || letter === 'i') {
        list = (letter === 'x' ? excluded : included) as string[];
        const rest = word.slice(at + 2);
        if (rest) list.push(rest);
        break;
      }
      if (!WITHOUT_ARGUMENT.includes(letter)) return letter;
      letters.add(letter);
    }
  }
  const [archive, ...names] = operands as string[];
  const patterns = (given: string[] | undefined) => (given ?? []).map((word) => globRegex(word));
  return { letters, archive, names, excluded: patterns(excluded), included: patterns(included) };
}

function archivePath(name: string): string {
  return name === '-' || basename(name).includes('.') ? name : `${name}.zip`;
}

/** What the archive holds so far; undefined when it is no archive, which has been said. */
async function readOld(t: Tool, path: string): Promise<ZipEntry[] | undefined> {
  if (path === '-' || !(await isThere(t, path))) return [];
  try {
    return readZip(await wholeInput(t, path));
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    await t.err(`\nzip error: Zip file structure invalid (${path})\n`);
    return undefined;
  }
}

async function write(t: Tool, path: string, entries: readonly ZipEntry[]): Promise<void> {
  const bytes = writeZip(entries);
  if (path === '-') return t.out.bytes(bytes);
  const fd = await t.sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o666);
  await t.sys.write(fd, bytes);
  await t.sys.close(fd);
}

async function remove(t: Tool, path: string, old: readonly ZipEntry[], { names, letters }: Request): Promise<number> {
  const patterns = names.map((name) => globRegex(name));
  const gone = (entry: ZipEntry) => patterns.some((pattern) => pattern.test(entry.name));
  if (!old.some(gone)) {
    for (const name of names) await t.out.text(`\tzip warning: name not matched: ${name}\n`);
    await t.out.text(`\nzip error: Nothing to do! (${path})\n`);
    return 12;
  }
  for (const entry of old.filter(gone)) if (!letters.has('q')) await t.out.line(`deleting: ${entry.name}`);
  const kept = old.filter((entry) => !gone(entry));
  if (kept.length === 0) await t.out.line('\tzip warning: zip file empty');
  await write(t, path, kept);
  return 0;
}

interface Found {
  readonly path: string;
  readonly name: string;
  readonly stat: Stat;
}

async function add(t: Tool, path: string, old: readonly ZipEntry[], request: Request): Promise<number> {
  const { letters } = request;
  const say = async (line: string) => {
    if (letters.has('q')) return;
    if (path === '-') await t.err(line);
    else await t.out.text(line);
  };
  if (path !== '-' && !(await isThere(t, dirname(path)))) {
    await t.out.text(`zip I/O error: No such file or directory\nzip error: Could not create output file (${path})\n`);
    return 15;
  }
  const names = letters.has('@') ? await listed(t) : request.names;
  const found: Found[] = [];
  for (const name of names) await gather(t, name, request, path, found);
  const entries = new Map(old.map((entry) => [entry.name, entry]));
  let changed = 0;
  for (const file of found) {
    const before = entries.get(file.name);
    // Times in the archive are whole seconds.
    const newer = before !== undefined && Math.floor(file.stat.mtime / 1000) * 1000 > before.mtime;
    if (letters.has('u') && before && !newer) continue;
    if (letters.has('f') && !newer) continue;
    entries.set(file.name, await packed(t, file, letters, before !== undefined, say));
    changed++;
  }
  if (found.length === 0) {
    await (path === '-' ? t.err : t.out.text.bind(t.out)).call(t, `\nzip error: Nothing to do! (${path})\n`);
    return 12;
  }
  if (changed === 0) return 12;
  await write(t, path, [...entries.values()]);
  if (letters.has('T')) await t.out.line(`test of ${path} OK`);
  if (letters.has('m'))
    for (const file of found.reverse())
      await (file.stat.type === 'directory' ? t.sys.rmdir(file.path) : t.sys.unlink(file.path));
  return t.status;
}

async function listed(t: Tool): Promise<string[]> {
  const input = await t.input('-');
  const names: string[] = [];
  for (let line = await input.line(); line !== undefined; line = await input.line()) names.push(toText(line));
  return names;
}

async function gather(t: Tool, path: string, request: Request, archive: string, found: Found[]): Promise<void> {
  const { letters, excluded, included } = request;
  if (path === '-') {
    found.push({ path, name: '-', stat: await t.sys.fstat(0) });
    return;
  }
  let stat: Stat;
  try {
    stat = letters.has('y') ? await t.sys.lstat(path) : await t.sys.stat(path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.out.text(`\tzip warning: name not matched: ${path}\n`);
    return;
  }
  const plain = path.replace(/^(\.?\/)+/, '').replace(/\/+$/, '');
  const isDirectory = stat.type === 'directory';
  const name = letters.has('j') ? basename(plain) : plain + (isDirectory ? '/' : '');
  const matches =
    !excluded.some((one) => one.test(name)) && (!included.length || included.some((one) => one.test(name)));
  const itself = !isDirectory && archivePath(archive) === path.replace(/^\.\//, '');
  const kept = isDirectory
    ? !letters.has('D') && !letters.has('j') && plain !== '.' && plain !== ''
    : stat.type === 'file' || stat.type === 'symlink';
  if (kept && matches && !itself && !found.some((one) => one.name === name)) found.push({ path, name, stat });
  if (!isDirectory || !letters.has('r')) return;
  const below = (await t.sys.readdir(path)).map((entry) => entry.name).filter((one) => one !== '.' && one !== '..');
  for (const child of below) {
    await t.sys.tick();
    await gather(t, path === '.' ? child : join(path, child), request, archive, found);
  }
}

async function packed(
  t: Tool,
  { path, name, stat }: Found,
  letters: ReadonlySet<string>,
  known: boolean,
  say: (line: string) => Promise<void>,
): Promise<ZipEntry> {
  const bytes =
    stat.type === 'directory'
      ? new Uint8Array(0)
      : stat.type === 'symlink'
        ? utf8(await t.sys.readlink(path))
        : lineEnds(await wholeInput(t, path), letters);
  const mode = (TYPE_BITS[stat.type] ?? 0o010000) | stat.mode;
  const mtime = name === '-' ? t.sys.now() : stat.mtime;
  const entry = await entryOf(name, bytes, { mtime, mode, deflate: !letters.has('0'), bare: letters.has('X') });
  const saved = entry.size ? Math.round((1 - entry.packed.length / entry.size) * 100) : 0;
  const how = `${entry.method} ${saved}%`;
  const sizes = letters.has('v') ? `\t(in=${entry.size}) (out=${entry.packed.length})` : '';
  await say(`${known ? 'updating' : '  adding'}: ${name}${sizes} (${how})\n`);
  return entry;
}

/** `-l`: lines end as on DOS; `-ll`: as on Unix. */
function lineEnds(bytes: Uint8Array, letters: ReadonlySet<string>): Uint8Array {
  if (!letters.has('l') && !letters.has('-ll')) return bytes;
  const text = fromBytes(bytes);
  return toBytes(letters.has('l') ? text.replaceAll('\n', '\r\n') : text.replaceAll('\r\n', '\n'));
}
