/** cksum and sum: checksums of the POSIX, BSD and System V kinds; cksum makes digests too. */
import { SysError } from '../../kernel/errno.ts';
import { check, lengthOf, refuseWithoutCheck, report, sumOf } from './digests.ts';
import { choose } from './lib/choice.ts';
import { cantOpen } from './lib/each-input.ts';
import type { Input } from './lib/input.ts';
import { tool, type Tool } from './lib/tool.ts';

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

type Checksum = 'crc' | 'bsd' | 'sysv';

const DIGESTS = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'blake2b', 'sm3'];

export const cksum = tool(
  {
    name: 'cksum',
    usage: '[FILE]...',
    about: 'Calculate CRC32 checksum of FILEs',
    options:
      'a|algorithm=- b|binary- c|check- l|length=- tag- untagged- z|zero- ignore-missing- q|quiet- s|status- strict- w|warn- t|text- debug-',
  },
  async (t) => {
    const word = t.value('a');
    const algorithm =
      word === undefined
        ? undefined
        : await choose(
            t,
            '--algorithm',
            word,
            ['bsd', 'sysv', 'crc', ...DIGESTS].map((name) => [name]),
          );
    const checksum = algorithm === undefined || !DIGESTS.includes(algorithm);
    if (t.has('c')) {
      if (algorithm !== undefined && checksum) return t.die('--check is not supported with --algorithm={bsd,sysv,crc}');
      const bits = await lengthOf(t);
      for (const list of t.operands.length ? t.operands : ['-'])
        await check(t, list, () => (algorithm === undefined ? undefined : { algorithm, bits }));
      return t.status;
    }
    if (!t.busybox) await refuseWithoutCheck(t);
    if (t.has('l') && algorithm !== 'blake2b') return t.die('--length is only supported with --algorithm=blake2b');
    const digest = { algorithm: algorithm ?? '', bits: await lengthOf(t) };
    for (const path of t.operands.length ? t.operands : ['-']) {
      if (checksum) await checksumOf(t, path, (algorithm as Checksum | undefined) ?? 'crc');
      else {
        const sum = await sumOf(t, path, digest);
        if (sum !== undefined) await report(t, path, sum, digest, !t.has('untagged'));
      }
    }
    return t.status;
  },
);

export const sum = tool(
  { name: 'sum', usage: '[-rs] [FILE]...', about: 'Checksum and count the blocks of FILEs', options: 'r s|sysv' },
  async (t) => {
    for (const path of t.operands.length ? t.operands : ['-'])
      await checksumOf(t, path, t.last('r', 's') === 's' ? 'sysv' : 'bsd');
  },
);

async function checksumOf(t: Tool, path: string, kind: Checksum): Promise<void> {
  let input: Input | undefined;
  try {
    input = await t.input(path);
    await t.out.text(await line(t, input, path, kind));
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.errno === 'EISDIR' && kind === 'crc' && !t.busybox) await t.out.line(`${~0 >>> 0} 0 ${path}`);
    else await t.warn(`${t.qf(path)}: ${error.message}`, cantOpen(path, error.message));
  }
  if (input) await t.done(input);
}

async function line(t: Tool, input: Input, path: string, kind: Checksum): Promise<string> {
  const crcs = table();
  let [value, size] = [0, 0];
  const feed: Readonly<Record<Checksum, (byte: number) => void>> = {
    crc: (byte) => (value = ((value << 8) ^ (crcs[((value >>> 24) ^ byte) & 255] as number)) >>> 0),
    bsd: (byte) => (value = ((value >> 1) + ((value & 1) << 15) + byte) & 0xffff),
    sysv: (byte) => (value = (value + byte) >>> 0),
  };
  for (let bytes = await input.chunk(); bytes.length; bytes = await input.chunk()) {
    for (const byte of bytes) feed[kind](byte);
    size += bytes.length;
    await t.sys.tick();
  }
  const named = t.operands.length > 0;
  const end = t.has('z') ? '\0' : '\n';
  if (kind === 'bsd') {
    const shown = named ? ` ${path}` : '';
    return `${String(value).padStart(5, '0')} ${String(Math.ceil(size / 1024)).padStart(5)}${shown}${end}`;
  }
  if (kind === 'sysv') {
    const folded = (value & 0xffff) + (value >>> 16);
    return `${(folded & 0xffff) + (folded >>> 16)} ${Math.ceil(size / 512)}${named ? ` ${path}` : ''}${end}`;
  }
  for (let length = size; length > 0; length = Math.floor(length / 256)) feed.crc(length & 255);
  return `${~value >>> 0} ${size}${named ? ` ${path}` : ''}${end}`;
}
