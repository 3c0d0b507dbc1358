/** md5sum, sha1sum, sha256sum, sha512sum, b2sum and their like: streaming digests and -c. */
import { SysError } from '../../kernel/errno.ts';
import { cantOpen } from './lib/each-input.ts';
import { toText } from './lib/byte-string.ts';
import type { Input } from './lib/input.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';

interface Hasher {
  init(): unknown;
  update(bytes: Uint8Array): unknown;
  digest(form: 'hex'): string;
}

const MAKE: Record<string, (bits: number) => Promise<Hasher>> = {
  md5: async () => (await import('hash-wasm')).createMD5(),
  sha1: async () => (await import('hash-wasm')).createSHA1(),
  sha224: async () => (await import('hash-wasm')).createSHA224(),
  sha256: async () => (await import('hash-wasm')).createSHA256(),
  sha384: async () => (await import('hash-wasm')).createSHA384(),
  sha512: async () => (await import('hash-wasm')).createSHA512(),
  blake2b: async (bits) => (await import('hash-wasm')).createBLAKE2b(bits),
  sm3: async () => (await import('hash-wasm')).createSM3(),
};

export const TITLES: Readonly<Record<string, string>> = {
  md5: 'MD5',
  sha1: 'SHA1',
  sha224: 'SHA224',
  sha256: 'SHA256',
  sha384: 'SHA384',
  sha512: 'SHA512',
  blake2b: 'BLAKE2b',
  sm3: 'SM3',
};
const LENGTHS: Record<string, number> = { md5: 32, sha1: 40, sha224: 56, sha256: 64, sha384: 96, sha512: 128, sm3: 64 };

/** What a check and a report go by: `bits` is the length of BLAKE2b's digests. */
export interface Digest {
  readonly algorithm: string;
  readonly bits: number;
}

export function digestProgram(algorithm: string): Applet {
  const title = TITLES[algorithm] as string;
  return tool(
    {
      name: algorithm === 'blake2b' ? 'b2sum' : `${algorithm}sum`,
      usage: '[-c[sw]] [FILE]...',
      about: `Print or check ${title} checksums`,
      options:
        'b|binary- c|check s|status w|warn t|text- q|quiet- tag- z|zero- strict- ignore-missing-' +
        (algorithm === 'blake2b' ? ' l|length=' : ''),
    },
    async (t) => {
      if (!t.busybox) await refuseWithoutCheck(t);
      const digest = { algorithm, bits: await lengthOf(t) };
      for (const path of t.operands.length ? t.operands : ['-']) {
        if (t.has('c')) {
          await check(t, path, () => digest);
          continue;
        }
        const sum = await sumOf(t, path, digest);
        if (sum !== undefined) await report(t, path, sum, digest, t.has('tag'));
      }
    },
  );
}

/** Options that only -c has a use for. */
export async function refuseWithoutCheck(t: Tool): Promise<void> {
  if (t.has('c')) {
    if (t.has('tag')) await t.usage('the --tag option is meaningless when verifying checksums');
    return;
  }
  for (const [key, name] of [
    ['ignore-missing', 'ignore-missing'],
    ['s', 'status'],
    ['w', 'warn'],
    ['q', 'quiet'],
    ['strict', 'strict'],
  ] as const) {
    if (t.has(key)) await t.usage(`the --${name} option is meaningful only when verifying checksums`);
  }
}

export async function lengthOf(t: Tool): Promise<number> {
  const word = t.value('l');
  if (word === undefined || word === '0') return 512;
  if (!/^\d+$/.test(word)) return t.die(`invalid length: '${word}'`);
  if (Number(word) % 8) return t.die(`invalid length: '${word}'\n${t.called}: length is not a multiple of 8`);
  if (Number(word) > 512)
    return t.die(`invalid length: '${word}'\n${t.called}: maximum digest length for 'BLAKE2b' is 512 bits`);
  return Number(word);
}

/** `SUM  NAME`, or BSD's `TITLE (NAME) = SUM`; names with a backslash or a new line are escaped. */
export async function report(t: Tool, path: string, sum: string, digest: Digest, tagged: boolean): Promise<void> {
  const escaped = !t.busybox && !t.has('z') && /[\\\n\r]/.test(path);
  const name = escaped ? path.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r') : path;
  const mark = escaped ? '\\' : '';
  const end = t.has('z') ? '\0' : '\n';
  if (tagged) {
    const size = digest.algorithm === 'blake2b' && digest.bits !== 512 ? `-${digest.bits}` : '';
    await t.out.text(`${mark}${TITLES[digest.algorithm]}${size} (${name}) = ${sum}${end}`);
  } else await t.out.text(`${mark}${sum} ${t.last('b', 't') === 'b' ? '*' : ' '}${name}${end}`);
}

export async function sumOf(
  t: Tool,
  path: string,
  { algorithm, bits }: Digest,
  missing = false,
): Promise<string | undefined> {
  let input: Input | undefined;
  try {
    input = await t.input(path);
    const hasher = await (MAKE[algorithm] as (bits: number) => Promise<Hasher>)(bits);
    hasher.init();
    for (;;) {
      const bytes = await input.chunk(256 * 1024);
      if (bytes.length === 0) return hasher.digest('hex');
      hasher.update(bytes);
      await t.sys.tick();
    }
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (missing && t.has('ignore-missing') && error.errno === 'ENOENT') return 'missing';
    await t.warn(
      `${t.qf(path)}: ${error.message}`,
      error.errno === 'EISDIR' ? `read error: ${error.message}` : cantOpen(path, error.message),
    );
    return undefined;
  } finally {
    if (input) await t.done(input);
  }
}

interface Line {
  readonly digest: Digest;
  readonly wanted: string;
  readonly path: string;
}

/** A line of a list of sums; undefined when it is none. `plain` is the digest of lines that name none. */
function readLine(line: string, plain: Digest | undefined): Line | undefined {
  const escaped = line.startsWith('\\');
  const text = escaped ? line.slice(1) : line;
  const name = (bytes: string) =>
    toText(escaped ? bytes.replace(/\\(.)/g, (_, c: string) => (c === 'n' ? '\n' : c === 'r' ? '\r' : c)) : bytes);
  const tag = /^([A-Za-z0-9]+?)(?:-(\d+))? \((.+)\) = ([0-9a-fA-F]+)$/.exec(text);
  if (tag) {
    const algorithm = Object.keys(TITLES).find((key) => TITLES[key] === tag[1]);
    if (!algorithm || (plain && plain.algorithm !== algorithm)) return undefined;
    const wanted = (tag[4] as string).toLowerCase();
    if (LENGTHS[algorithm] !== undefined && LENGTHS[algorithm] !== wanted.length) return undefined;
    return { digest: { algorithm, bits: wanted.length * 4 }, wanted, path: name(tag[3] as string) };
  }
  const form = plain && /^([0-9a-fA-F]+) [ *]?(.+)$/.exec(text);
  if (!form) return undefined;
  const wanted = (form[1] as string).toLowerCase();
  const size = LENGTHS[plain.algorithm];
  if (size === undefined ? wanted.length % 2 || wanted.length > 128 : size !== wanted.length) return undefined;
  return { digest: { ...plain, bits: wanted.length * 4 }, wanted, path: name(form[2] as string) };
}

export async function check(t: Tool, list: string, plain: () => Digest | undefined): Promise<void> {
  let input: Input;
  try {
    input = await t.input(list);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.warn(`${t.qf(list)}: ${error.message}`);
  }
  const count = { total: 0, bad: 0, unreadable: 0, malformed: 0, good: 0 };
  let number = 0;
  for (let line = await input.line(); line !== undefined; line = await input.line()) {
    number++;
    if (line.startsWith('#') && !t.busybox) continue;
    const entry = readLine(line, plain());
    if (!entry) {
      count.malformed++;
      const title = TITLES[plain()?.algorithm ?? ''];
      if (t.has('w') && t.busybox) await t.err(`${t.name}: invalid format\n`);
      else if (t.has('w'))
        await t.err(`${t.name}: ${list}: ${number}: improperly formatted ${title ? `${title} ` : ''}checksum line\n`);
      continue;
    }
    count.total++;
    const sum = await sumOf(t, entry.path, entry.digest, true);
    if (sum === 'missing') continue;
    const ok = sum === entry.wanted;
    if (sum === undefined) count.unreadable++;
    else if (ok) count.good++;
    else count.bad++;
    const verdict = ok ? 'OK' : sum === undefined && !t.busybox ? 'FAILED open or read' : 'FAILED';
    if (!t.has('s') && !(ok && t.has('q'))) await t.out.line(`${entry.path}: ${verdict}`);
  }
  await t.done(input);
  await summary(t, list, count);
}

async function summary(
  t: Tool,
  list: string,
  {
    total,
    bad,
    unreadable,
    malformed,
    good,
  }: Readonly<Record<'total' | 'bad' | 'unreadable' | 'malformed' | 'good', number>>,
): Promise<void> {
  if (bad || unreadable || total === 0 || (malformed && t.has('strict'))) t.status = 1;
  const unverified = total > 0 && t.has('ignore-missing') && good + bad + unreadable === 0;
  if (unverified) t.status = 1;
  if (t.has('s')) return;
  if (t.busybox && total === 0 && malformed === 0) return t.die('', `${list}: no checksum lines found`);
  if (t.busybox) {
    const failed = bad + unreadable + (total === 0 ? malformed : 0);
    if (failed)
      await t.warn(
        '',
        `WARNING: ${failed} of ${total + (total === 0 ? malformed : 0)} computed checksums did NOT match`,
      );
    return;
  }
  if (total === 0) return t.warn(`${t.qf(list)}: no properly formatted checksum lines found`);
  const many = (count: number, noun: string, one: string, more: string) =>
    `WARNING: ${count} ${noun}${count === 1 ? one : more}`;
  if (malformed) await t.err(`${t.name}: ${many(malformed, 'line', ' is', 's are')} improperly formatted\n`);
  if (unreadable) await t.warn(`${many(unreadable, 'listed file', '', 's')} could not be read`);
  if (bad) await t.warn(`${many(bad, 'computed checksum', '', 's')} did NOT match`);
  if (unverified) await t.warn(`${t.qf(list)}: no file was verified`);
}
