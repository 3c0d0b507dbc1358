/** od: bytes made visible, as numbers of many kinds. */
import { concat } from '../../base/bytes.ts';
import { SysError } from '../../kernel/errno.ts';
import { fromBytes } from './lib/byte-string.ts';
import { cantOpen } from './lib/each-input.ts';
import { choose } from './lib/choice.ts';
import { CHUNK, type Input } from './lib/input.ts';
import { formatPrintf } from '../sh/builtins/printf.ts';
import { odCharacter } from './lib/od-character.ts';
import { parseSize } from './lib/text.ts';
import { tool, type Tool } from './lib/tool.ts';

/** Reads operands one after another as blocks of `size` bytes; the last may be shorter. */
export async function* blocks(
  t: Tool,
  paths: readonly string[],
  size: number,
  skip: number,
  limit: number,
): AsyncGenerator<Uint8Array> {
  let held: Uint8Array = new Uint8Array(0);
  let [toSkip, left] = [skip, limit];
  for (const path of paths.length ? paths : ['-']) {
    let input: Input;
    try {
      input = await t.input(path);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await t.warn(
        `${path}: ${error.message}`,
        t.name === 'xxd'
          ? `${path}: ${error.message}`
          : cantOpen(path, error.message).replace("can't open '", '').replace("'", ''),
        t.name === 'xxd' ? 2 : 1,
      );
      continue;
    }
    // A device has as much as one likes to skip.
    if (toSkip && (await t.sys.fstat(input.fd)).type === 'char') toSkip = 0;
    for (;;) {
      let bytes: Uint8Array;
      try {
        bytes = await input.chunk();
      } catch (error) {
        if (!(error instanceof SysError) || error.errno !== 'EISDIR') throw error;
        await t.warn(`${path}: ${error.message}`, `read error: ${error.message}`);
        break;
      }
      if (bytes.length === 0) break;
      const passed = Math.min(toSkip, bytes.length);
      toSkip -= passed;
      bytes = bytes.subarray(passed, passed + left);
      left -= bytes.length;
      held = held.length ? concat([held, bytes]) : bytes;
      let at = 0;
      for (; at + size <= held.length; at += size) yield held.subarray(at, at + size);
      held = held.slice(at);
      await t.sys.tick();
      if (left <= 0) break;
    }
    await t.done(input);
  }
  if (toSkip > 0 && t.name === 'od' && !t.busybox && t.status === 0)
    return void (await t.die('cannot skip past end of combined input'));
  if (held.length) yield held;
}

const LONG_NAMES =
  'nul soh stx etx eot enq ack bel bs ht nl vt ff cr so si dle dc1 dc2 dc3 dc4 nak syn etb can em sub esc fs gs rs us sp'.split(
    ' ',
  );

interface Format {
  readonly bytes: number;
  readonly width: number;
  readonly show: (bytes: Uint8Array) => string;
}

function word(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = value * 256n + BigInt(bytes[i] as number);
  return value;
}

function integerFormat(kind: string, bytes: number): Format {
  const bits = BigInt(bytes * 8);
  const most = (1n << bits) - 1n;
  if (kind === 'x')
    return {
      bytes,
      width: bytes * 2,
      show: (part) =>
        word(part)
          .toString(16)
          .padStart(bytes * 2, '0'),
    };
  if (kind === 'o') {
    const width = most.toString(8).length;
    return { bytes, width, show: (part) => word(part).toString(8).padStart(width, '0') };
  }
  if (kind === 'u') return { bytes, width: most.toString().length, show: (part) => word(part).toString() };
  return {
    bytes,
    width: (most >> 1n).toString().length + 1,
    show: (part) => BigInt.asIntN(Number(bits), word(part)).toString(),
  };
}

function odFormat(type: string): Format | undefined {
  if (type === 'c') {
    return {
      bytes: 1,
      width: 3,
      show: ([byte = 0]) => odCharacter(byte, '_c'),
    };
  }
  if (type === 'a')
    return {
      bytes: 1,
      width: 3,
      show: ([byte = 0]) => LONG_NAMES[byte & 127] ?? ((byte & 127) === 127 ? 'del' : String.fromCharCode(byte & 127)),
    };
  const match = /^([doux])([1248CSIL]?)$/.exec(type);
  if (match) {
    const size = { C: 1, S: 2, I: 4, L: 8, '': 4 }[match[2] as ''] ?? Number(match[2]);
    return integerFormat(match[1] as string, size);
  }
  const float = /^f([48FD]?)$/.exec(type);
  if (!float) return undefined;
  const bytes = float[1] === '4' || float[1] === 'F' ? 4 : 8;
  return {
    bytes,
    width: bytes === 4 ? 15 : 24,
    show: (part) => {
      const padded = new Uint8Array(bytes);
      padded.set(part);
      const view = new DataView(padded.buffer);
      return shortest(bytes === 4 ? view.getFloat32(0, true) : view.getFloat64(0, true), bytes);
    },
  };
}

/** The fewest digits that tell a number from its neighbours, as C's `%g` writes them. */
function shortest(value: number, bytes: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value < 0 ? '-inf' : 'inf';
  const same = (text: string) => (bytes === 4 ? Math.fround(Number(text)) : Number(text)) === value;
  let digits = bytes === 4 ? 6 : 15;
  // Numbers below the normal ones have fewer digits to tell.
  const least = bytes === 4 ? 2 ** -126 : 2 ** -1022;
  if (Math.abs(value) < least) digits = 1;
  while (digits < 17 && !same(value.toPrecision(digits))) digits++;
  return formatPrintf(`%.${digits}g`, [String(value)], { extended: true, quotes: false, wholeNumbers: false }).text;
}

/** What is wrong with a type, in GNU's words. */
function typeFault(t: Tool, type: string, whole: string): string {
  const sized = /^([doux]|f)(\d+)/.exec(type);
  if (sized) {
    const kind = sized[1] === 'f' ? 'floating point' : 'integral';
    return `invalid type string ${t.quote(whole)};\nthis system doesn't provide a ${sized[2]}-byte ${kind} type`;
  }
  return `invalid character ${t.quote(type.slice(0, 1))} in type string ${t.quote(whole)}`;
}

const OD_SHORT: Record<string, string> = {
  a: 'a',
  b: 'o1',
  c: 'c',
  d: 'u2',
  i: 'd4',
  l: 'd8',
  o: 'o2',
  s: 'd2',
  x: 'x2',
  h: 'x2',
  f: 'f4',
  F: 'f8',
  e: 'f8',
};

const odTool = tool(
  {
    name: 'od',
    usage: '[-abcdeFfhiloxsv] [-t TYPE] [-A RADIX] [-N SIZE] [-j SKIP] [-w WIDTH] [FILE]...',
    about: 'Print FILEs (or stdin) unambiguously, as octal bytes by default',
    options:
      'a b c d i l o s x A|address-radix= j|skip-bytes= N|read-bytes= t|format= v|output-duplicates w|width=? e F f h S=- strings=?- endian=- traditional-',
  },
  async (t) => {
    const types = t.given.flatMap(([key, value]) =>
      key === 't'
        ? (value.match(/[ac]z?|[dfoux](?:\d+|[CSILFD])?z?|.+/g) ?? [value])
        : OD_SHORT[key]
          ? [OD_SHORT[key] as string]
          : [],
    );
    const order = t.value('endian');
    const big = order !== undefined && (await choose(t, '--endian', order, [['little'], ['big']])) === 'big';
    const formats: { format: Format; text: boolean }[] = [];
    for (const type of types.length ? types : ['o2']) {
      const format = odFormat(type.replace(/z$/, ''));
      if (!format) return t.die(typeFault(t, type, t.value('t') ?? type), `invalid type string '${type}'`);
      formats.push({ format: big ? reversed(format) : format, text: type.endsWith('z') });
    }
    const skip = await sizeOption(t, 'j', 0);
    const limit = await sizeOption(t, 'N', Infinity);
    const radix = t.value('A') ?? 'o';
    if (!t.busybox && !/^[doxn]$/.test(radix))
      return t.die(`invalid output address radix ${t.quote(radix)}; it must be one character from [doxn]`);
    if (t.has('S') || t.has('strings')) return odStrings(t, radix, skip, limit);
    const width = await odWidth(t, Math.max(...formats.map(({ format }) => format.bytes)));
    const address = (at: number) =>
      ({
        d: () => String(at).padStart(7, '0'),
        x: () => at.toString(16).padStart(t.busybox ? 6 : 6, '0'),
        n: () => '',
        o: () => at.toString(8).padStart(7, '0'),
      })[radix as 'o']?.() ?? '';
    const cell = Math.max(...formats.map(({ format }) => (format.width + 1) / format.bytes));
    let [at, last, starred] = [skip, '', false];
    for await (const block of blocks(t, t.operands, width, skip, limit)) {
      const key = fromBytes(block);
      if (key === last && block.length === width && !t.has('v')) {
        if (!starred) await t.out.raw('*\n');
        starred = true;
      } else {
        starred = false;
        for (const [i, { format, text }] of formats.entries()) {
          let line = i === 0 ? address(at) : ' '.repeat(address(at).length);
          for (let from = 0; from < block.length; from += format.bytes) {
            line += format.show(block.subarray(from, from + format.bytes)).padStart(Math.round(cell * format.bytes));
          }
          if (text)
            line += `${' '.repeat(Math.max(0, Math.round(((width - block.length) / format.bytes) * cell * format.bytes)))}  >${key.replace(/[^ -~]/g, '.')}<`;
          await t.out.raw(`${line}\n`);
        }
      }
      last = key;
      at += block.length;
    }
    if (at === skip && t.status) return t.status;
    if (radix !== 'n') await t.out.raw(`${address(at)}\n`);
    return t.status;
  },
);

/** `od FILE +10.` is an old way to skip: octal, decimal with a dot, hexadecimal after `x`, in blocks with a `b`. */
export const od: typeof odTool = (sys, argv = sys.argv) => {
  const word = argv.at(-1) ?? '';
  const match = /^\+(x|0x)?([0-9a-f]+)(\.)?([bB])?$/i.exec(word);
  if (!match || argv.length < 2 || sys.program === 'busybox' || argv.some((other) => /^-(?:[ANjt]|-)/.test(other)))
    return odTool(sys, argv);
  const [, hex, digits = '', dot, block] = match;
  const skip = parseInt(digits, hex ? 16 : dot ? 10 : 8) * (block === 'b' ? 512 : block ? 1024 : 1);
  return odTool(sys, [...argv.slice(0, -1), '-j', String(skip)]);
};

async function sizeOption(t: Tool, key: 'j' | 'N', usual: number): Promise<number> {
  const word = t.value(key);
  if (word === undefined) return usual;
  const size = /^0x[0-9a-f]+$/i.test(word) ? Number(word) : parseSize(word);
  return size ?? t.die(`invalid -${key} argument ${t.quote(word)}`, `invalid number '${word}'`);
}

/** Bytes a line: a multiple of what the largest type takes. */
async function odWidth(t: Tool, unit: number): Promise<number> {
  if (!t.has('w')) return 16;
  const width = Number(t.value('w') || 32);
  if (width > 0 && width % unit === 0) return width;
  if (!Number.isInteger(width)) return t.die(`invalid -w argument ${t.quote(t.value('w') ?? '')}`);
  await t.err(`${t.called}: warning: invalid width ${width}; using ${unit} instead\n`);
  return unit;
}

function reversed(format: Format): Format {
  if (format.bytes === 1) return format;
  const show = (part: Uint8Array) => {
    const padded = new Uint8Array(format.bytes);
    padded.set(part);
    return format.show(padded.reverse());
  };
  return { ...format, show };
}

/** `-S N`: what is printable, at least N long, and ends with a zero byte. */
async function odStrings(t: Tool, radix: string, skip: number, limit: number): Promise<number> {
  const word = t.value('S') || t.value('strings') || '3';
  if (!/^\d+$/.test(word)) return t.die(`invalid -S argument ${t.quote(word)}`);
  const least = Number(word);
  let all = '';
  for await (const block of blocks(t, t.operands, CHUNK, skip, limit)) {
    all += fromBytes(block);
    t.sys.brk(all.length);
  }
  for (const match of all.matchAll(new RegExp(`[\\t -~\\x07-\\r]{${least},}(?=\\0)`, 'g'))) {
    const at = skip + match.index;
    const base = ({ d: 10, o: 8, x: 16 } as Record<string, number>)[radix];
    const address = base ? `${at.toString(base).padStart(base === 16 ? 6 : 7, '0')} ` : '';
    await t.out.raw(`${address}${match[0]}\n`);
  }
  return t.status;
}
