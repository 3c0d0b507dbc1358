/** bzip2, bunzip2, bzcat. */
import { SysError } from '../../kernel/errno.ts';
import type { Stat } from '../../kernel/sys.ts';
import { bzip2Decoded } from '../../base/compression/bzip2-decode.ts';
import { bzip2Encoded } from '../../base/compression/bzip2-encode.ts';
import { CompressionError, Feed } from '../../base/compression/feed.ts';
import { chunksOf, isThere, measured, writeBeside } from './lib/replace-file.ts';
import type { Input } from './lib/input.ts';
import { basename } from './lib/path.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';

const OPTIONS =
  'c|stdout d|decompress z|compress k|keep f|force t|test q|quiet- v|verbose- s|small- h|help- V|L|version|license- repetitive-fast- repetitive-best- ' +
  '1|fast 2 3 4 5 6 7 8 9|best';
const SUFFIXES: readonly (readonly [packed: string, plain: string])[] = [
  ['.bz2', ''],
  ['.bz', ''],
  ['.tbz2', '.tar'],
  ['.tbz', '.tar'],
];
const RECOVER =
  "\nYou can use the `bzip2recover' program to attempt to recover\ndata from undamaged sections of corrupted files.\n\n";
const DAMAGED =
  '\nIt is possible that the compressed file(s) have become corrupted.\nYou can use the -tvv option to test integrity of such files.\n';

const VERSION = 'bzip2, a block-sorting file compressor.  Version 1.0.8, as simulated by Drydock.\n';

const HELP = (name: string) => `bzip2, a block-sorting file compressor.  Version 1.0.8, 13-Jul-2019.

   usage: ${name} [flags and input files in any order]

   -h --help           print this message
   -d --decompress     force decompression
   -z --compress       force compression
   -k --keep           keep (don't delete) input files
   -f --force          overwrite existing output files
   -t --test           test compressed file integrity
   -c --stdout         output to standard out
   -q --quiet          suppress noncritical error messages
   -v --verbose        be verbose (a 2nd -v gives more)
   -L --license        display software version & license
   -V --version        display software version & license
   -s --small          use less memory (at most 2500k)
   -1 .. -9            set block size to 100k .. 900k
   --fast              alias for -1
   --best              alias for -9

   If invoked as \`bzip2', default action is to compress.
              as \`bunzip2',  default action is to decompress.
              as \`bzcat', default action is to decompress to stdout.

   If no file names are given, bzip2 compresses or decompresses
   from standard input to standard output.  You can combine
   short flags, so \`-v -4' means the same as -v4 or -4v, &c.

`;

function program(name: string, fixed: readonly string[]): Applet {
  const run = tool(
    {
      name,
      usage: '[-cdzkftqvs123456789] [FILE]...',
      about: fixed.length ? 'Decompress FILEs' : 'Compress FILEs',
      options: OPTIONS,
      from: 'bzip2',
      optionError: (text) => {
        const option = /'(.*)'/.exec(text)?.[1] ?? '';
        return `${name}: Bad flag \`${option.startsWith('--') ? option : `-${option}`}'\n${HELP(name)}`;
      },
    },
    async (t) => {
      if (!t.busybox && t.has('h')) return t.err(HELP(name));
      if (!t.busybox && t.has('V')) return t.err(VERSION);
      if (!t.busybox && t.has('c') && t.last('d', 'z', 't') === 't') return t.die('-c and -t cannot be used together.');
      for (const path of t.operands.length ? t.operands : ['-']) await each(t, path);
    },
  );
  return (sys, argv = sys.argv) => {
    const busybox = sys.program === 'busybox';
    const words = ['BZIP2', 'BZIP'].flatMap(
      (key) => (!busybox && sys.env.get(key)?.split(/\s+/).filter(Boolean)) || [],
    );
    return run(sys, [argv[0] as string, ...fixed, ...words, ...argv.slice(1)]);
  };
}

const asBzip2 = program('bzip2', []);
const BY_NAME: Readonly<Record<string, Applet>> = {
  bzip2: asBzip2,
  bunzip2: program('bunzip2', ['-d']),
  bzcat: program('bzcat', ['-d', '-c']),
};

/** One program, which links call by other names. */
export const bzip2: Applet = (sys, argv = sys.argv) => (BY_NAME[basename(argv[0] ?? 'bzip2')] ?? asBzip2)(sys, argv);

type Mode = 'compress' | 'decompress' | 'test';

function modeOf(t: Tool): Mode {
  const last = t.last('d', 'z', 't');
  return last === 't' ? 'test' : last === 'd' ? 'decompress' : 'compress';
}

async function each(t: Tool, path: string): Promise<void> {
  const mode = modeOf(t);
  if (path === '-') {
    if (t.sys.isatty(mode === 'compress' ? 1 : 0) && !t.has('f'))
      return t.warn(
        mode === 'compress'
          ? "I won't write compressed data to a terminal.\nbzip2: For help, type: `bzip2 --help'."
          : "I won't read compressed data from a terminal.\nbzip2: For help, type: `bzip2 --help'.",
        `compressed data not ${mode === 'compress' ? 'written to' : 'read from'} terminal, use -f to force it`,
      );
    await convert(t, mode, path, await t.input('-'), undefined);
    return;
  }
  const stat = await usable(t, path, mode);
  if (!stat) return;
  const toStdout = mode === 'test' || t.has('c');
  const target = toStdout ? undefined : await targetOf(t, path, mode);
  if (target !== undefined && (await isThere(t, target))) {
    if (!t.has('f')) return t.warn(`Output file ${target} already exists.`, `can't open '${target}': File exists`);
    await t.sys.unlink(target);
  }
  let input: Input;
  try {
    input = await t.input(path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.warn(`Can't open input file ${path}: ${error.message}.`, `${path}: ${error.message}`);
  }
  try {
    const done = await convert(t, mode, path, input, target === undefined ? undefined : { path: target, stat });
    if (done && target !== undefined && !t.has('k')) await t.sys.unlink(path);
  } finally {
    await t.done(input);
  }
}

/** The file's state; undefined when it is left alone, which has been said. */
async function usable(t: Tool, path: string, mode: Mode): Promise<Stat | undefined> {
  const replaces = mode !== 'test' && !t.has('c');
  let stat: Stat;
  try {
    stat = await t.sys.stat(path);
    if (replaces && !t.has('f')) stat = await t.sys.lstat(path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.warn(`Can't open input file ${path}: ${error.message}.`, `${path}: ${error.message}`);
    return undefined;
  }
  if (mode === 'compress' && !t.busybox) {
    const suffix = SUFFIXES.find(([packed]) => path.endsWith(packed))?.[0];
    if (suffix !== undefined) {
      await t.warn(`Input file ${path} already has ${suffix} suffix.`);
      return undefined;
    }
  }
  if (stat.type === 'directory') {
    await t.warn(`Input file ${path} is a directory.`, `${path}: Is a directory`);
    return undefined;
  }
  if (t.busybox || !replaces || t.has('f')) return stat;
  if (stat.type !== 'file') {
    await t.warn(`Input file ${path} is not a normal file.`);
    return undefined;
  }
  if (stat.nlink > 1) {
    await t.warn(`Input file ${path} has ${stat.nlink - 1} other link${stat.nlink > 2 ? 's' : ''}.`);
    return undefined;
  }
  return stat;
}

async function targetOf(t: Tool, path: string, mode: Mode): Promise<string> {
  if (mode === 'compress') return `${path}.bz2`;
  const known = SUFFIXES.find(([packed]) => path.endsWith(packed));
  if (known) return path.slice(0, -known[0].length) + known[1];
  await t.err(`${t.name}: Can't guess original name for ${path} -- using ${path}.out\n`);
  return `${path}.out`;
}

async function convert(
  t: Tool,
  mode: Mode,
  path: string,
  input: Input,
  target: { readonly path: string; readonly stat: Stat } | undefined,
): Promise<boolean> {
  const level = Number(t.given.findLast(([key]) => /^[1-9]$/.test(key))?.[0] ?? 9);
  let [read, written] = [0, 0];
  const source = measured(chunksOf(input), (bytes) => (read += bytes));
  const passes = t.has('f') && t.has('c') && mode === 'decompress';
  const made =
    mode === 'compress'
      ? bzip2Encoded(source, level, () => t.sys.tick())
      : passes
        ? decodedOrPlain(source)
        : bzip2Decoded(source);
  const converted = measured(made, (bytes) => (written += bytes));
  try {
    if (t.has('v')) {
      const shown = path === '-' ? '(stdin)' : path;
      const longest = Math.max(7, ...t.operands.map((name) => name.length));
      await t.err(`  ${shown}: ${' '.repeat(longest - shown.length)}`);
    }
    if (target) await writeBeside(t, target.path, target.stat, converted);
    else for await (const bytes of converted) if (mode !== 'test') await t.out.bytes(bytes);
  } catch (error) {
    if (!(error instanceof CompressionError)) throw error;
    await complain(t, path, error, mode, target?.path);
    return false;
  }
  if (t.has('v')) await t.err(report(mode, read, written));
  return true;
}

/** With -dcf, what is not compressed passes as it is. */
async function* decodedOrPlain(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const feed = new Feed(source);
  await feed.has(3);
  const head = feed.window;
  const packed = head[0] === 0x42 && head[1] === 0x5a && head[2] === 0x68;
  const all = feed.all();
  yield* packed ? bzip2Decoded(all) : all;
}

function report(mode: Mode, read: number, written: number): string {
  if (mode === 'test') return 'ok\n';
  if (mode === 'decompress') return 'done\n';
  if (read === 0) return ' no data compressed.\n';
  const ratio = (value: number, width: number, digits: number) => value.toFixed(digits).padStart(width);
  return `${ratio(read / written, 6, 3)}:1, ${ratio((written * 8) / read, 6, 3)} bits/byte, ${ratio((1 - written / read) * 100, 5, 2)}% saved, ${read} in, ${written} out.\n`;
}

async function complain(t: Tool, path: string, error: CompressionError, mode: Mode, target: string | undefined) {
  t.status = Math.max(t.status, t.busybox ? 1 : 2);
  if (t.busybox) {
    const said = { magic: 'invalid magic', end: 'bunzip error -3', data: 'bunzip error -5', options: error.message };
    return t.err(`${t.name}: ${said[error.reason]}\n`);
  }
  const shown = path === '-' ? '(stdin)' : path;
  if (error.reason === 'magic') {
    if (mode === 'test') {
      return t.err(
        `${t.has('v') ? '' : `${t.name}: ${shown}: `}bad magic number (file not created by bzip2)\n${RECOVER}`,
      );
    }
    return t.err(`${t.name}: ${shown} is not a bzip2 file.\n`);
  }
  if (error.reason === 'options') return t.err(`${t.name}: ${shown}: ${error.message}\n`);
  if (mode === 'test') {
    const why = error.reason === 'end' ? 'file ends unexpectedly' : 'data integrity (CRC) error in data';
    return t.err(`${t.has('v') ? '' : `${t.name}: ${shown}: `}${why}\n${RECOVER}`);
  }
  const files = `\tInput file = ${shown}, output file = ${target ?? '(stdout)'}\n`;
  if (error.reason === 'data')
    return t.err(`\n${t.name}: Data integrity error when decompressing.\n${files}${DAMAGED}${RECOVER}`);
  return t.err(
    `\n${t.name}: Compressed file ends unexpectedly;\n\tperhaps it is corrupted?  *Possible* reason follows.\n${t.name}: Inappropriate ioctl for device\n${files}${DAMAGED}${RECOVER}`,
  );
}
