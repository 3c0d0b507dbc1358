/** gzip, gunzip, zcat. Compressing is the platform's own. */
import { fromReadable, toReadable, type ByteSource } from '../../base/streams.ts';
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { concat } from '../../base/bytes.ts';
import { gunzipped, GzipError } from '../../base/compression/gzip-decode.ts';
import { nameExists } from '../name-exists.ts';
import { confirm } from './lib/confirm.ts';
import { CHUNK, type Input } from './lib/input.ts';
import { join } from './lib/path.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';
import { wholeInput } from './lib/whole-input.ts';

const OPTIONS =
  'c|stdout|to-stdout d|decompress|uncompress f|force k|keep t|test q|quiet v|verbose n|no-name N|name r|recursive- l|list rsyncable- synchronous- S|suffix=- b|bits=- a|ascii- 1|fast 2 3 4 5 6 7 8 9|best';

export async function* bytesOf(input: Input): AsyncGenerator<Uint8Array> {
  for (;;) {
    const bytes = await input.chunk(CHUNK);
    if (bytes.length === 0) return;
    yield bytes;
  }
}

export function gzipped(source: ByteSource): ByteSource {
  return fromReadable(toReadable(source).pipeThrough(new CompressionStream('gzip')));
}

/** GNU's gunzip and zcat are gzip with options before those given, and speak as gzip. */
function gzipProgram(own: string, fixed: readonly string[]): Applet {
  const make = (name: string) =>
    tool(
      {
        name,
        usage: '[-cfkdt] [FILE]...',
        about: name === 'gzip' ? 'Compress FILEs (or stdin)' : 'Decompress FILEs (or stdin)',
        options: OPTIONS,
        from: 'gzip',
      },
      async (t) => {
        if (t.value('S') === '') return t.die("invalid suffix ''");
        if (t.has('a')) await t.err('gzip: option --ascii ignored on this system\n');
        const decompress = t.has('d') || t.has('t');
        if (t.has('l')) return listed(t);
        for (const path of t.operands.length ? t.operands : ['-']) await each(t, path, decompress);
      },
    );
  const [gnu, busybox] = [make('gzip'), make(own)];
  return (sys, argv = sys.argv) =>
    (sys.program === 'busybox' ? busybox : gnu)(sys, [argv[0] as string, ...fixed, ...argv.slice(1)]);
}

export const gzip = gzipProgram('gzip', []);
export const gunzip = gzipProgram('gunzip', ['-d']);
export const zcat = gzipProgram('zcat', ['-d', '-c']);

/** One operand, or with -r all files below it. */
async function each(t: Tool, path: string, decompress: boolean): Promise<void> {
  try {
    if (t.has('r') && path !== '-' && (await t.sys.stat(path)).type === 'directory') {
      for (const { name } of await t.sys.readdir(path)) {
        if (name !== '.' && name !== '..' && name.endsWith(suffixOf(t)) === decompress)
          await each(t, join(path, name), decompress);
      }
      return;
    }
    await one(t, await present(t, path, decompress), decompress);
  } catch (error) {
    if (error instanceof GzipError) await complain(t, path, error);
    else if (!(error instanceof SysError) || error.errno === 'EPIPE') throw error;
    else
      await t.warn(
        `${path}${error.errno === 'ENOENT' && needsSuffix(t, path, decompress) ? '.gz' : ''}: ${error.message}`,
        `${path}: ${error.message}`,
      );
  }
}

/** Endings of names that gunzip takes off, beside the suffix asked for. */
const PACKED = /[.-](?:gz|z|Z)$|\.t[ga]z$/;

function suffixOf(t: Tool): string {
  const suffix = t.value('S') ?? 'gz';
  return suffix.startsWith('.') ? suffix : `.${suffix}`;
}

function needsSuffix(t: Tool, path: string, decompress: boolean): boolean {
  return decompress && !t.busybox && path !== '-' && !PACKED.test(path) && !path.endsWith(suffixOf(t));
}

/** A name without its suffix stands for the file that has it. */
async function present(t: Tool, path: string, decompress: boolean): Promise<string> {
  if (!needsSuffix(t, path, decompress)) return path;
  try {
    await t.sys.lstat(path);
    return path;
  } catch (error) {
    if (!(error instanceof SysError) || error.errno !== 'ENOENT') throw error;
  }
  for (const suffix of [...new Set([suffixOf(t), '.gz', '.z', '-z', '.Z'])]) {
    if (await nameExists(t.sys, path + suffix)) return path + suffix;
  }
  throw new SysError('ENOENT');
}

async function one(t: Tool, path: string, decompress: boolean): Promise<void> {
  const toStdout = t.has('c') || path === '-' || t.has('t');
  if (path !== '-' && (await t.sys.stat(path)).type === 'directory') {
    if (t.has('q') && !t.busybox) {
      t.status = 2;
      return;
    }
    return t.warn(
      `${path} is a directory -- ignored`,
      decompress ? `${path}: unknown suffix - ignored` : `can't remove file '${path}': Is a directory`,
      t.busybox ? 1 : 2,
    );
  }
  const suffix = suffixOf(t);
  if (!toStdout && decompress && !PACKED.test(path) && !path.endsWith(suffix))
    return t.warn(`${path}: unknown suffix -- ignored`, `${path}: unknown suffix - ignored`, t.busybox ? 1 : 2);
  if (!toStdout && !decompress && path.endsWith(suffix) && !t.has('f')) {
    if (!t.busybox) return t.err(`gzip: ${path} already has ${suffix} suffix -- unchanged\n`);
    return t.warn('', `${path}: already has .gz suffix`);
  }
  const input = await t.input(path);
  if (path === '-' && t.sys.isatty(decompress ? 0 : 1) && !t.has('f')) {
    await t.die(
      `compressed data not ${decompress ? 'read from' : 'written to'} a terminal. Use -f to force ${decompress ? 'de' : ''}compression.\nFor help, type: ${t.name} -h`,
      `compressed data not ${decompress ? 'read from' : 'written to'} terminal, use -f to force it`,
    );
  }
  const first = decompress ? await magicOf(input) : undefined;
  const foreign = first !== undefined && (first[0] !== 0x1f || first[1] !== 0x8b);
  // Asked to go on at any price, gzip hands on what it does not know.
  const asItIs = foreign && t.has('f') && t.has('c') && !t.busybox;
  if (foreign && !asItIs) {
    const empty = first.length === 0 || (first.length === 1 && (!t.busybox || first[0] === 0x1f));
    if (t.busybox)
      throw new GzipError(empty ? 'short read' : t.name === 'zcat' ? 'no gzip/bzip2/xz magic' : 'invalid magic');
    throw new GzipError(empty ? 'unexpected end of file' : 'not in gzip format');
  }
  let trailing: GzipError | undefined;
  const told = async () => trailing && complain(t, path, trailing);
  const content = (async function* () {
    if (first?.length) yield first;
    yield* bytesOf(input);
  })();
  const unpacked = gunzipped(content, (error) => (trailing = error));
  const converted = asItIs ? content : decompress ? unpacked : gzipped(content);
  if (toStdout) {
    for await (const bytes of converted) if (!t.has('t')) await t.out.bytes(bytes);
    if (t.has('t') && t.has('v') && !t.busybox) await t.err(`${path}:\t OK\n`);
    await told();
    return t.done(input);
  }
  const target = !decompress
    ? `${path}${suffix}`
    : path.endsWith(suffix)
      ? path.slice(0, -suffix.length)
      : path.replace(/\.t[ga]z$/, '.tar').replace(PACKED, '');
  const stat = await t.sys.fstat(input.fd);
  if (!(await mayWrite(t, target))) return;
  const fd = await t.sys.open(target, O.WRONLY | O.CREAT | O.TRUNC, stat.mode & 0o777);
  let size = 0;
  try {
    for await (const bytes of converted) {
      await t.sys.write(fd, bytes);
      size += bytes.length;
    }
  } catch (error) {
    await t.sys.close(fd);
    await t.sys.unlink(target);
    throw error;
  }
  await told();
  await t.sys.close(fd);
  await t.sys.chmod(target, stat.mode);
  if (!t.busybox) {
    if (t.sys.credentials.euid === 0) await t.sys.chown(target, stat.uid, stat.gid);
    await t.sys.utimes(target, stat.atime, stat.mtime);
  }
  await t.done(input);
  if (!t.has('k')) await t.sys.unlink(path);
  if (t.has('v')) {
    const [plain, packed] = decompress ? [size, stat.size] : [stat.size, size];
    // What is not the data's own does not count.
    const ratio = plain ? (plain - (packed - frameSize(first))) / plain : 0;
    await t.err(
      `${path}:\t${(ratio * 100).toFixed(1).padStart(5)}% -- ${t.has('k') ? 'created' : 'replaced with'} ${target}\n`,
    );
  }
}

/** A first piece of at least the two bytes that tell the format, unless there are fewer. */
async function magicOf(input: Input): Promise<Uint8Array> {
  const first = await input.chunk();
  return first.length === 1 ? concat([first, await input.chunk()]) : first;
}

/** Bytes of a member's head, with the name that it may hold, and of its end. */
function frameSize(head: Uint8Array | undefined): number {
  const [HEAD, END, HAS_NAME] = [10, 8, 8];
  const name = head && ((head[3] ?? 0) & HAS_NAME) !== 0 ? head.indexOf(0, HEAD) - HEAD + 1 : 0;
  return HEAD + END + Math.max(0, name);
}

async function mayWrite(t: Tool, target: string): Promise<boolean> {
  if (t.has('f')) return true;
  try {
    await t.sys.lstat(target);
  } catch (error) {
    if (error instanceof SysError && error.errno === 'ENOENT') return true;
    throw error;
  }
  if (t.busybox) await t.warn('', `can't open '${target}': File exists`);
  else if (t.sys.isatty(0)) return confirm(t, `gzip: ${target} already exists; do you wish to overwrite (y or n)? `);
  else await t.warn(`${target} already exists;\tnot overwritten`, undefined, 2);
  return false;
}

/** GNU's three programs all speak as gzip. */
async function complain(t: Tool, path: string, error: GzipError): Promise<void> {
  t.status = Math.max(t.status, error.status);
  if (t.busybox) await t.err(`${t.name}: ${error.message}\n`);
  else await t.err(`\ngzip: ${path === '-' ? 'stdin' : path}: ${error.message}\n`);
}

/** -l: sizes from the ends of the files; what the last four bytes tell is the size modulo 2^32. */
async function listed(t: Tool): Promise<number> {
  const rows: { compressed: number; plain: number; name: string }[] = [];
  for (const path of t.operands.length ? t.operands : ['-']) {
    try {
      const whole = await wholeInput(t, await present(t, path, true));
      if (whole[0] !== 0x1f || whole[1] !== 0x8b) {
        await complain(t, path, new GzipError(whole.length ? 'not in gzip format' : 'unexpected end of file'));
        continue;
      }
      const plain = new DataView(whole.buffer, whole.byteOffset).getUint32(whole.length - 4, true);
      const name = path === '-' ? 'stdout' : path.replace(/\.(gz|Z)$/, '').replace(/\.tgz$/, '.tar');
      rows.push({ compressed: whole.length, plain, name });
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await t.warn(`${path}${needsSuffix(t, path, true) ? '.gz' : ''}: ${error.message}`, `${path}: ${error.message}`);
    }
  }
  const sum = (key: 'compressed' | 'plain') => rows.reduce((total, row) => total + row[key], 0);
  const shown =
    rows.length > 1 ? [...rows, { compressed: sum('compressed'), plain: sum('plain'), name: '(totals)' }] : rows;
  if (rows.length && !t.has('q')) await t.out.line('         compressed        uncompressed  ratio uncompressed_name');
  for (const { compressed, plain, name } of shown) {
    // The header of 10 bytes and the end of 8 are no part of what was pressed.
    const ratio = plain ? ((plain - (compressed - 18)) / plain) * 100 : 0;
    const columns = `${String(compressed).padStart(19)} ${String(plain).padStart(19)}`;
    await t.out.line(`${columns} ${ratio.toFixed(1).padStart(5)}% ${name}`);
  }
  return t.status;
}
