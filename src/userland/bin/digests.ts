/** md5sum, sha1sum, sha256sum, sha512sum, cksum: streaming digests and -c. */
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

const MAKE: Record<string, () => Promise<Hasher>> = {
  md5: async () => (await import('hash-wasm')).createMD5(),
  sha1: async () => (await import('hash-wasm')).createSHA1(),
  sha224: async () => (await import('hash-wasm')).createSHA224(),
  sha256: async () => (await import('hash-wasm')).createSHA256(),
  sha384: async () => (await import('hash-wasm')).createSHA384(),
  sha512: async () => (await import('hash-wasm')).createSHA512(),
};

const TITLES: Record<string, string> = {
  md5: 'MD5',
  sha1: 'SHA1',
  sha224: 'SHA224',
  sha256: 'SHA256',
  sha384: 'SHA384',
  sha512: 'SHA512',
};
const LENGTHS: Record<string, number> = { md5: 32, sha1: 40, sha224: 56, sha256: 64, sha384: 96, sha512: 128 };

export function digestProgram(algorithm: string): Applet {
  const title = TITLES[algorithm] as string;
  return tool(
    {
      name: `${algorithm}sum`,
      usage: '[-c[sw]] [FILE]...',
      about: `Print or check ${title} checksums`,
      options: 'b|binary- c|check s|status w|warn t|text- q|quiet- tag- z|zero- strict- ignore-missing-',
    },
    async (t) => {
      for (const path of t.operands.length ? t.operands : ['-']) {
        if (t.has('c')) {
          await check(t, path, algorithm);
          continue;
        }
        const sum = await sumOf(t, path, algorithm);
        if (sum === undefined) continue;
        const escaped = !t.busybox && /[\\\n]/.test(path);
        const name = escaped ? path.replaceAll('\\', '\\\\').replaceAll('\n', '\\n') : path;
        if (t.has('tag')) await t.out.line(`${title} (${name}) = ${sum}`);
        else
          await t.out.text(`${escaped ? '\\' : ''}${sum} ${t.has('b') ? '*' : ' '}${name}${t.has('z') ? '\0' : '\n'}`);
      }
    },
  );
}

async function sumOf(t: Tool, path: string, algorithm: string, missing = false): Promise<string | undefined> {
  let input: Input | undefined;
  try {
    input = await t.input(path);
    const hasher = await (MAKE[algorithm] as () => Promise<Hasher>)();
    hasher.init();
    for (;;) {
      const bytes = await input.chunk(256 * 1024);
      if (bytes.length === 0) return hasher.digest('hex');
      hasher.update(bytes);
      await t.sys.tick();
    }
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (missing && t.has('ignore-missing') && error.errno === 'ENOENT') return undefined;
    await t.warn(
      `${path}: ${error.message}`,
      error.errno === 'EISDIR' ? `read error: ${error.message}` : cantOpen(path, error.message),
    );
    return undefined;
  } finally {
    if (input) await t.done(input);
  }
}

async function check(t: Tool, list: string, algorithm: string): Promise<void> {
  let input: Input;
  try {
    input = await t.input(list);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.warn(`${list}: ${error.message}`, cantOpen(list, error.message));
  }
  const size = LENGTHS[algorithm] as number;
  const form = new RegExp(`^\\\\?([0-9a-fA-F]{${size}}) [ *]?(.+)$`);
  const tagged = new RegExp(`^${TITLES[algorithm]} \\((.+)\\) = ([0-9a-fA-F]{${size}})$`);
  let [total, bad, unreadable, malformed] = [0, 0, 0, 0];
  for (let line = await input.line(); line !== undefined; line = await input.line()) {
    const plain = form.exec(line);
    const tag = tagged.exec(line);
    if (!plain && !tag) {
      malformed++;
      continue;
    }
    const [name, wanted] = (plain ? [plain[2], plain[1]] : [tag?.[1], tag?.[2]]) as [string, string];
    total++;
    const path = toText(name);
    const sum = await sumOf(t, path, algorithm, true);
    if (sum === undefined) unreadable++;
    else if (sum !== wanted.toLowerCase()) bad++;
    const ok = sum === wanted.toLowerCase();
    const verdict = ok ? 'OK' : sum === undefined && !t.busybox ? 'FAILED open or read' : 'FAILED';
    if (!t.has('s') && !(ok && t.has('q'))) await t.out.line(`${path}: ${verdict}`);
  }
  await t.done(input);
  await summary(t, list, algorithm, { total, bad, unreadable, malformed });
}

async function summary(
  t: Tool,
  list: string,
  algorithm: string,
  { total, bad, unreadable, malformed }: { total: number; bad: number; unreadable: number; malformed: number },
): Promise<void> {
  if (bad || unreadable || total === 0) t.status = 1;
  if (t.has('s')) return;
  if (t.busybox) {
    const failed = bad + unreadable + (total === 0 ? malformed : 0);
    if (failed)
      await t.warn(
        '',
        `WARNING: ${failed} of ${total + (total === 0 ? malformed : 0)} computed checksums did NOT match`,
      );
    return;
  }
  if (total === 0) return t.warn(`${list}: no properly formatted ${TITLES[algorithm]} checksum lines found`);
  const many = (count: number, noun: string, one: string, more: string) =>
    `WARNING: ${count} ${noun}${count === 1 ? one : more}`;
  if (malformed) await t.err(`${t.name}: ${many(malformed, 'line', ' is', 's are')} improperly formatted\n`);
  if (unreadable) await t.warn(`${many(unreadable, 'listed file', '', 's')} could not be read`);
  if (bad) await t.warn(`${many(bad, 'computed checksum', '', 's')} did NOT match`);
}

let crcTable: Uint32Array | undefined;

function table(): Uint32Array {
  if (crcTable) return crcTable;
  crcTable = new Uint32Array(256);
  for (let i = 0; i < 256; i++) {
    let value = i << 24;
    for (let bit = 0; bit < 8; bit++) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
    crcTable[i] = value >>> 0;
  }
  return crcTable;
}

export const cksum = tool(
  { name: 'cksum', usage: '[FILE]...', about: 'Calculate CRC32 checksum of FILEs', options: 'a|algorithm=!-' },
  async (t) => {
    const crcs = table();
    for (const path of t.operands.length ? t.operands : ['-']) {
      try {
        const input = await t.input(path);
        let [crc, size] = [0, 0];
        const feed = (byte: number) => (crc = ((crc << 8) ^ (crcs[((crc >>> 24) ^ byte) & 255] as number)) >>> 0);
        for (;;) {
          const bytes = await input.chunk();
          if (bytes.length === 0) break;
          for (const byte of bytes) feed(byte);
          size += bytes.length;
          await t.sys.tick();
        }
        for (let length = size; length > 0; length = Math.floor(length / 256)) feed(length & 255);
        await t.done(input);
        await t.out.line(`${~crc >>> 0} ${size}${path === '-' && !t.operands.length ? '' : ` ${path}`}`);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        await t.warn(`${path}: ${error.message}`, cantOpen(path, error.message));
      }
    }
  },
);
