/** xz, unxz, xzcat and, for files of the older form, lzma, unlzma and lzcat. */
import { SysError } from '../../kernel/errno.ts';
import type { Stat } from '../../kernel/sys.ts';
import { CompressionError, Feed } from '../../base/compression/feed.ts';
import { lzmaDecoded, lzmaEncoded, looksLikeLzma } from '../../base/compression/lzma-alone.ts';
import { chunksOf, isThere, measured, writeBeside } from './lib/replace-file.ts';
import { CHECK_NAMES } from '../../base/compression/xz-checks.ts';
import { xzDecoded } from '../../base/compression/xz-decode.ts';
import { XZ_MAGIC, xzEncoded } from '../../base/compression/xz-encode.ts';
import { SUMMARY_HEAD, summaryLine, summed, type XzSummary, xzSummary } from '../../base/compression/xz-list.ts';
import type { Input } from './lib/input.ts';
import { basename } from './lib/path.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';
import { wholeInput } from './lib/whole-input.ts';

const OPTIONS =
  'c|stdout|to-stdout d|decompress|uncompress z|compress k|keep f|force t|test l|list- q|quiet v|verbose Q|no-warn S|suffix= F|format= C|check= ' +
  'T|threads= M|memory|memlimit= e|extreme no-sync no-sparse no-adjust ignore-check single-stream! block-size=! block-list=! flush-timeout=! files=?! ' +
  'files0=?! robot! lzma1=?! lzma2=?! x86=?! arm=?! armthumb=?! arm64=?! powerpc=?! ia64=?! sparc=?! delta=?! info-memory! 0|fast 1 2 3 4 5 6 7 8 9|best';

type Format = 'auto' | 'xz' | 'lzma';

function program(name: string, fixed: readonly string[]): Applet {
  const run = tool(
    {
      name,
      usage: '[-cdzkftqv] [-0..-9] [-F FORMAT] [-C CHECK] [FILE]...',
      about: fixed.includes('-d') ? 'Decompress FILEs' : 'Compress FILEs',
      options: OPTIONS,
      from: 'XZ Utils',
    },
    async (t) => {
      if (t.has('l')) return list(t);
      const settings = await settingsOf(t);
      for (const path of t.operands.length ? t.operands : ['-']) await each(t, path, settings);
    },
  );
  return (sys, argv = sys.argv) => run(sys, [argv[0] as string, ...fixed, ...argv.slice(1)]);
}

const [asXz, asUnxz, asXzcat] = [program('xz', []), program('unxz', ['-d']), program('xzcat', ['-d', '-c'])];
const OLD_FORM = ['--format=lzma'];
const BY_NAME: Readonly<Record<string, Applet>> = {
  xz: asXz,
  unxz: asUnxz,
  xzcat: asXzcat,
  lzma: program('lzma', OLD_FORM),
  unlzma: program('unlzma', [...OLD_FORM, '-d']),
  lzcat: program('lzcat', [...OLD_FORM, '-d', '-c']),
};

/** One file in Debian, which its links call by other names. */
export const xz: Applet = (sys, argv = sys.argv) => (BY_NAME[basename(argv[0] ?? 'xz')] ?? asXz)(sys, argv);

async function list(t: Tool): Promise<void> {
  if (t.has('v')) return t.die("option '--verbose' with --list is not simulated in Drydock");
  if (t.operands.length === 0) return t.die('--list does not support reading from standard input');
  const listed: XzSummary[] = [];
  for (const path of t.operands) {
    const summary = await summaryOf(t, path);
    if (!summary) continue;
    if (listed.length === 0) await t.out.text(SUMMARY_HEAD);
    listed.push(summary);
    await t.out.text(summaryLine(summary, path));
  }
  if (listed.length < 2) return;
  await t.out.text(`${'-'.repeat(79)}\n${summaryLine(summed(listed), `${listed.length} files`)}`);
}

/** Undefined when there is none, which has been said. */
async function summaryOf(t: Tool, path: string): Promise<XzSummary | undefined> {
  const no = (words: string, status = 1) => t.warn(`${path}: ${words}`, undefined, status).then(() => undefined);
  try {
    if ((await t.sys.stat(path)).type === 'directory') return await no('Is a directory, skipping', 2);
    const bytes = await wholeInput(t, path);
    if (bytes.length === 0) return await no('File is empty');
    if (bytes.length < SMALLEST) return await no('Too small to be a valid .xz file');
    return xzSummary(bytes);
  } catch (error) {
    if (error instanceof SysError) return no(error.message);
    if (!(error instanceof CompressionError)) throw error;
    return no(error.reason === 'magic' ? 'File format not recognized' : 'Compressed data is corrupt');
  }
}

/** Bytes of a header and a footer. */
const SMALLEST = 24;

interface Settings {
  readonly mode: 'compress' | 'decompress' | 'test';
  readonly format: Format;
  readonly check: number;
  readonly level: number;
}

async function settingsOf(t: Tool): Promise<Settings> {
  const last = t.last('d', 'z', 't');
  const mode = last === 't' ? 'test' : last === 'd' ? 'decompress' : 'compress';
  // busybox only takes apart.
  if (t.busybox && mode === 'compress') await t.usage('');
  const format = t.value('F') ?? 'auto';
  if (!['auto', 'xz', 'lzma', 'alone'].includes(format))
    return t.die(
      format === 'raw' || format === 'lzip'
        ? `the format ${format} is not simulated in Drydock`
        : `${format}: Unknown file format type`,
    );
  const check = CHECK_NAMES[t.value('C') ?? 'crc64'];
  if (check === undefined) return t.die(`${t.value('C') ?? ''}: Unsupported integrity check type`);
  const level = Number(t.given.findLast(([key]) => /^[0-9]$/.test(key))?.[0] ?? 6);
  return { mode, format: format === 'alone' ? 'lzma' : (format as Format), check, level };
}

async function each(t: Tool, path: string, settings: Settings): Promise<void> {
  const { mode } = settings;
  if (path === '-') {
    if (t.sys.isatty(mode === 'compress' ? 1 : 0) && mode !== 'test')
      return t.warn(
        `Compressed data cannot be ${mode === 'compress' ? 'written to' : 'read from'} a terminal`,
        `compressed data not read from terminal, use -f to force it`,
      );
    await convert(t, path, new Feed(chunksOf(await t.input('-'))), undefined, settings);
    return;
  }
  const replaces = mode !== 'test' && !t.has('c');
  let input: Input;
  let stat: Stat;
  try {
    stat = replaces && !t.has('f') ? await t.sys.lstat(path) : await t.sys.stat(path);
    const refusal = replaces ? refusalOf(t, stat) : stat.type === 'directory' ? 'Is a directory, skipping' : undefined;
    if (refusal !== undefined) return await t.warn(`${path}: ${refusal}`, `${path}: ${refusal}`, 2);
    input = await t.input(path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.warn(`${path}: ${error.message}`);
  }
  try {
    const feed = new Feed(chunksOf(input));
    // What is no compressed file is so whatever its name.
    if (mode === 'decompress' && replaces && !t.busybox && (await formOf(feed, settings.format)) === 'other')
      return await complain(t, path, new CompressionError('magic'));
    const target = replaces ? await targetOf(t, path, settings) : undefined;
    if (replaces && target === undefined) return;
    const done = await convert(t, path, feed, target === undefined ? undefined : { path: target, stat }, settings);
    if (done && target !== undefined && !t.has('k')) await t.sys.unlink(path);
  } finally {
    await t.done(input);
  }
}

function refusalOf(t: Tool, stat: Stat): string | undefined {
  if (stat.type === 'directory') return 'Is a directory, skipping';
  if (t.busybox || t.has('f')) return undefined;
  if (stat.type === 'symlink') return 'Is a symbolic link, skipping';
  if (stat.type !== 'file') return 'Not a regular file, skipping';
  if (stat.mode & 0o6000) return 'File has setuid or setgid bit set, skipping';
  if (stat.mode & 0o1000) return 'File has sticky bit set, skipping';
  return stat.nlink > 1 && !t.has('k') ? 'Input file has more than one hard link, skipping' : undefined;
}

/** Where the other form goes; undefined when that has been refused. */
async function targetOf(t: Tool, path: string, { mode, format }: Settings): Promise<string | undefined> {
  const own = t.value('S');
  const target = mode === 'compress' ? packedName(path, own, format) : plainName(path, own);
  if (target === undefined) {
    await t.warn(
      mode === 'compress'
        ? `${path}: File already has \`${format === 'lzma' ? '.lzma' : '.xz'}' suffix, skipping`
        : `${path}: Filename has an unknown suffix, skipping`,
      `${path}: unknown suffix - ignored`,
      2,
    );
    return undefined;
  }
  if (await isThere(t, target)) {
    if (!t.has('f')) {
      await t.warn(`${target}: File exists`, `can't open '${target}': File exists`);
      return undefined;
    }
    await t.sys.unlink(target);
  }
  return target;
}

function packedName(path: string, own: string | undefined, format: Format): string | undefined {
  const usual = format === 'lzma' ? ['.lzma', '.tlz'] : ['.xz', '.txz'];
  if (usual.some((suffix) => path.endsWith(suffix)) || (own !== undefined && path.endsWith(own))) return undefined;
  return path + (own ?? (usual[0] as string));
}

function plainName(path: string, own: string | undefined): string | undefined {
  if (own !== undefined && path.endsWith(own)) return path.slice(0, -own.length);
  for (const suffix of ['.xz', '.lzma']) if (path.endsWith(suffix)) return path.slice(0, -suffix.length);
  for (const suffix of ['.txz', '.tlz']) if (path.endsWith(suffix)) return `${path.slice(0, -4)}.tar`;
  return undefined;
}

async function convert(
  t: Tool,
  path: string,
  feed: Feed,
  target: { readonly path: string; readonly stat: Stat } | undefined,
  settings: Settings,
): Promise<boolean> {
  let written = 0;
  const made = settings.mode === 'compress' ? packed(t, feed.all(), settings) : unpacked(t, feed, settings.format);
  const converted = measured(made, (bytes) => (written += bytes));
  try {
    if (target) await writeBeside(t, target.path, target.stat, converted);
    else for await (const bytes of converted) if (settings.mode !== 'test') await t.out.bytes(bytes);
  } catch (error) {
    if (!(error instanceof CompressionError)) throw error;
    await complain(t, path, error);
    return false;
  }
  if (t.has('v')) {
    const read = feed.passed;
    const [small, large] = settings.mode === 'compress' ? [written, read] : [read, written];
    const share = large === 0 ? '---' : (small / large).toFixed(3);
    await t.err(`${path === '-' ? '(stdin)' : path}: ${small} B / ${large} B = ${share}\n`);
  }
  return true;
}

function packed(t: Tool, source: AsyncIterable<Uint8Array>, { format, level, check }: Settings) {
  const tick = () => t.sys.tick();
  return format === 'lzma' ? lzmaEncoded(source, level, tick) : xzEncoded(source, { level, check, tick });
}

/** By its first bytes; nothing at all is a file that is cut off. */
async function formOf(feed: Feed, format: Format): Promise<'xz' | 'lzma' | 'other'> {
  await feed.has(13);
  const head = feed.window;
  const isXz = XZ_MAGIC.every((byte, i) => i >= head.length || head[i] === byte);
  if (format !== 'lzma' && isXz) return 'xz';
  return format !== 'xz' && looksLikeLzma(head) ? 'lzma' : 'other';
}

/** With -dcf, what is compressed in neither form passes as it is. */
async function* unpacked(t: Tool, feed: Feed, format: Format): AsyncGenerator<Uint8Array> {
  const form = await formOf(feed, format);
  const hold = (bytes: number) => t.sys.brk(bytes);
  if (form === 'xz') yield* xzDecoded(feed, hold);
  else if (form === 'lzma') yield* lzmaDecoded(feed, hold);
  else if (t.has('f') && t.has('c')) yield* feed.all();
  else throw new CompressionError('magic');
}

async function complain(t: Tool, path: string, { reason }: CompressionError): Promise<void> {
  const said = {
    magic: 'File format not recognized',
    end: 'Unexpected end of input',
    data: 'Compressed data is corrupt',
    options: 'Unsupported options',
  }[reason];
  const busybox = {
    magic: 'no gzip/bzip2/xz magic',
    end: 'unexpected EOF',
    data: 'corrupted data',
    options: 'corrupted data',
  };
  await t.warn(`${path === '-' ? '(stdin)' : path}: ${said}`, busybox[reason]);
}
