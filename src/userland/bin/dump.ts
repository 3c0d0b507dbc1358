/** Bytes made visible: od, xxd, hexdump, base64, strings. */
import { concat } from '../../base/bytes.ts';
import { SysError } from '../../kernel/errno.ts';
import { fromBytes } from './lib/byte-string.ts';
import { cantOpen, eachInput } from './lib/each-input.ts';
import type { Input } from './lib/input.ts';
import { parseSize, q } from './lib/text.ts';
import { tool, type Tool } from './lib/tool.ts';

/** Reads operands one after another as blocks of `size` bytes; the last may be shorter. */
async function* blocks(
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
      );
      continue;
    }
    for (;;) {
      let bytes = await input.chunk();
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
  if (held.length) yield held;
}

const CHAR_NAMES: Record<number, string> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
};
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
      show: ([byte = 0]) =>
        CHAR_NAMES[byte] ?? (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : byte.toString(8).padStart(3, '0')),
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
      return bytes === 4 ? String(Number(view.getFloat32(0, true).toPrecision(8))) : String(view.getFloat64(0, true));
    },
  };
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
};

export const od = tool(
  {
    name: 'od',
    usage: '[-abcdeFfhiloxsv] [-t TYPE] [-A RADIX] [-N SIZE] [-j SKIP] [-w WIDTH] [FILE]...',
    about: 'Print FILEs (or stdin) unambiguously, as octal bytes by default',
    options:
      'a b c d i l o s x A|address-radix= j|skip-bytes= N|read-bytes= t|format= v|output-duplicates w|width=? e! F! f! h! S|strings=?! endian=!-',
  },
  async (t) => {
    const types = t.given.flatMap(([key, value]) =>
      key === 't'
        ? (value.match(/[acdfoux][0-9CSILFD]?z?/g) ?? [value])
        : OD_SHORT[key]
          ? [OD_SHORT[key] as string]
          : [],
    );
    const formats: { format: Format; text: boolean }[] = [];
    for (const type of types.length ? types : ['o2']) {
      const format = odFormat(type.replace(/z$/, ''));
      if (!format) return t.die(`invalid type string ${q(type)}`, `invalid type string '${type}'`);
      formats.push({ format, text: type.endsWith('z') });
    }
    const width = t.has('w') ? Number(t.value('w') || 32) : 16;
    const skip = parseSize(t.value('j') ?? '0') ?? 0;
    const radix = t.value('A') ?? 'o';
    const address = (at: number) =>
      ({
        d: () => String(at).padStart(7, '0'),
        x: () => at.toString(16).padStart(t.busybox ? 6 : 6, '0'),
        n: () => '',
        o: () => at.toString(8).padStart(7, '0'),
      })[radix as 'o']?.() ?? '';
    const cell = Math.max(...formats.map(({ format }) => (format.width + 1) / format.bytes));
    let [at, last, starred] = [skip, '', false];
    for await (const block of blocks(t, t.operands, width, skip, parseSize(t.value('N') ?? '') ?? Infinity)) {
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
    if (radix !== 'n') await t.out.raw(`${address(at)}\n`);
  },
);

export const hexdump = tool(
  {
    name: 'hexdump',
    usage: '[-bcdoxCv] [-n SIZE] [-s SKIP] [FILE]...',
    about: 'Display FILEs (or stdin) in a user specified format',
    options: 'C|canonical n|length= s|skip= v|no-squeezing x d o b c e=! f=!',
    from: 'util-linux',
  },
  async (t) => {
    const canonical = t.has('C');
    const skip = parseSize(t.value('s') ?? '0') ?? 0;
    const form = t.last('x', 'd', 'o', 'b', 'c') ?? '';
    const address = (value: number) => value.toString(16).padStart(canonical ? 8 : 7, '0');
    let [at, last, starred, any] = [skip, '', false, false];
    for await (const block of blocks(t, t.operands, 16, skip, parseSize(t.value('n') ?? '') ?? Infinity)) {
      any = true;
      const key = fromBytes(block);
      if (key === last && block.length === 16 && !t.has('v')) {
        if (!starred) await t.out.raw('*\n');
        starred = true;
      } else {
        starred = false;
        await t.out.raw(`${address(at)}${canonical ? canonicalCells(block, key) : plainCells(block, form)}\n`);
      }
      last = key;
      at += block.length;
    }
    if (any) await t.out.raw(`${address(at)}\n`);
  },
);

function canonicalCells(block: Uint8Array, key: string): string {
  let cells = '';
  for (let i = 0; i < 16; i++) {
    const byte = block[i];
    cells += `${i % 8 === 0 ? ' ' : ''} ${byte === undefined ? '  ' : byte.toString(16).padStart(2, '0')}`;
  }
  return `${cells}  |${key.replace(/[^ -~]/g, '.')}|`;
}

function plainCells(block: Uint8Array, form: string): string {
  let cells = '';
  if (form === 'b')
    for (let i = 0; i < 16; i++)
      cells += block[i] === undefined ? '    ' : ` ${(block[i] as number).toString(8).padStart(3, '0')}`;
  else if (form === 'c') {
    for (let i = 0; i < 16; i++)
      cells +=
        block[i] === undefined ? '    ' : ` ${(odFormat('c') as Format).show(block.subarray(i, i + 1)).padStart(3)}`;
  } else {
    const [radix, width, gap] = (
      { x: [16, 4, 4], d: [10, 5, 3], o: [8, 6, 2] } as Record<string, [number, number, number]>
    )[form] ?? [16, 4, 1];
    for (let i = 0; i < 16; i += 2) {
      const value =
        i < block.length
          ? Number(word(block.subarray(i, i + 2)))
              .toString(radix)
              .padStart(width, '0')
          : ' '.repeat(width);
      cells += ' '.repeat(gap) + value;
    }
  }
  return cells;
}

export const xxd = tool(
  {
    name: 'xxd',
    usage: '[-pri] [-g N] [-c N] [-l LEN] [-s OFS] [-o OFS] [FILE]',
    about: 'Hex dump FILE (or stdin)',
    options: 'p|ps|postscript|plain r|revert i|include g= c|cols= l|len= s= o= u a! b! e E!',
    from: 'xxd',
  },
  async (t) => {
    if (t.has('r')) return revert(t);
    const plain = t.has('p');
    const usual = plain ? 30 : t.has('i') ? 12 : 16;
    const width = Number(t.value('c') ?? usual) || (plain ? 1 << 20 : usual);
    const littleEndian = t.has('e');
    const group = Number(t.value('g') ?? (littleEndian ? 4 : 2)) || width;
    if (littleEndian && (group & (group - 1)) !== 0)
      return t.die('number of octets per group must be a power of 2 with -e.');
    const skip = Number(t.value('s') ?? 0);
    const hexa = (byte: number) => (t.has('u') ? byte.toString(16).toUpperCase() : byte.toString(16)).padStart(2, '0');
    let at = skip + Number(t.value('o') ?? 0);
    const start = at;
    const name = t.operands[0] === '-' ? '' : (t.operands[0] ?? '').replace(/\W/g, '_');
    if (t.has('i') && name) await t.out.text(`unsigned char ${name}[] = {\n`);
    const limit = t.value('l') === undefined ? Infinity : Number(t.value('l'));
    let previous = '';
    for await (const block of blocks(t, t.operands.slice(0, 1), width, skip, limit)) {
      if (t.has('i')) {
        if (previous) await t.out.raw(`${previous},\n`);
        previous = `  ${[...block].map((byte) => `0x${hexa(byte)}`).join(', ')}`;
      } else if (plain) await t.out.raw([...block].map(hexa).join('') + (width < 1 << 20 ? '\n' : ''));
      else {
        let cells = '';
        for (let i = 0; i < width; i++) {
          const at = littleEndian ? i - (i % group) + group - 1 - (i % group) : i;
          cells += (at < block.length ? hexa(block[at] as number) : '  ') + ((i + 1) % group === 0 ? ' ' : '');
        }
        const gap = width % group || littleEndian ? '  ' : ' ';
        await t.out.raw(
          `${at.toString(16).padStart(8, '0')}: ${cells}${gap}${fromBytes(block).replace(/[^ -~]/g, '.')}\n`,
        );
      }
      at += block.length;
    }
    if (plain && width === 1 << 20 && at > start) await t.out.raw('\n');
    if (t.has('i'))
      await t.out.text(
        `${previous}${previous && '\n'}${name ? `};\nunsigned int ${name}_len = ${at - start};\n` : ''}`,
      );
  },
);

/** Takes the digits of a dump back to bytes, at the places that it names. */
async function revert(t: Tool): Promise<void> {
  const input = await t.input(t.operands[0] ?? '-');
  const columns = Number(t.value('c') ?? (t.has('p') ? Infinity : 16));
  let at = 0;
  for (let line = await input.line(); line !== undefined; line = await input.line()) {
    let cells = line;
    if (!t.has('p')) {
      const [whole, offset = ''] = /^\s*([0-9a-fA-F]+):?/.exec(line) ?? [];
      if (whole === undefined) continue;
      const place = parseInt(offset, 16);
      // Into a pipe it can only go forward.
      if (place > at) await t.out.raw('\0'.repeat(Math.min(place - at, 1 << 20)));
      at = Math.max(at, place);
      cells = line.slice(whole.length).replace(/^ ?/, '');
      const end = /[^0-9a-fA-F ]| {2}/.exec(cells.trimStart())?.index;
      if (end !== undefined) cells = cells.trimStart().slice(0, end);
    }
    const digits = cells.replace(/[^0-9a-fA-F]/g, '').slice(0, columns * 2);
    const bytes = (digits.match(/../g) ?? []).map((pair) => String.fromCharCode(parseInt(pair, 16))).join('');
    at += bytes.length;
    await t.out.raw(bytes);
    await t.sys.tick();
  }
}

export const base64 = tool(
  {
    name: 'base64',
    usage: '[-d] [-w COL] [FILE]',
    about: 'Base64 encode or decode FILE to standard output',
    options: 'd|decode i|ignore-garbage- w|wrap=',
  },
  async (t) => {
    const path = t.operands[0] ?? '-';
    if (t.operands.length > 1) return t.usage(`extra operand ${q(t.operands[1] as string)}`);
    await eachInput(t, [path], async (input) => {
      if (t.has('d')) {
        let text = (await input.rest()).replace(/\s/g, '');
        if (t.has('i')) text = text.replace(/[^A-Za-z0-9+/=]/g, '');
        const bad = /[^A-Za-z0-9+/=]/.exec(text);
        const whole = bad ? text.slice(0, bad.index & ~3) : text.slice(0, text.length & ~3);
        await t.out.raw(atob(whole));
        if (bad || text.length % 4) await t.warn('invalid input', 'truncated input');
        return;
      }
      const wrap = Number(t.value('w') ?? 76);
      let line = '';
      for await (const block of readBlocks(input, 57 * 256)) {
        line += btoa(fromBytes(block));
        while (wrap && line.length >= wrap) {
          await t.out.raw(`${line.slice(0, wrap)}\n`);
          line = line.slice(wrap);
        }
        if (!wrap) {
          await t.out.raw(line);
          line = '';
        }
      }
      if (line) await t.out.raw(`${line}\n`);
    });
  },
);

async function* readBlocks(input: Input, size: number): AsyncGenerator<Uint8Array> {
  let held: Uint8Array = new Uint8Array(0);
  for (;;) {
    const bytes = await input.chunk();
    if (bytes.length === 0) break;
    held = concat([held, bytes]);
    const whole = held.length - (held.length % size);
    if (whole) yield held.subarray(0, whole);
    held = held.slice(whole);
  }
  if (held.length) yield held;
}

export const strings = tool(
  {
    name: 'strings',
    usage: '[-fo] [-t o|d|x] [-n LEN] [FILE]...',
    about: 'Display printable strings in a binary file',
    options: 'a|all f|print-file-name n|bytes= o t|radix=',
    from: 'GNU binutils',
  },
  async (t) => {
    const least = Number(t.value('n') ?? 4);
    const radix = t.has('o') ? 'o' : t.value('t');
    const pattern = new RegExp(`[\\t -~]{${least},}`, 'g');
    await eachInput(t, t.operands, async (input, path) => {
      for (const match of (await input.rest()).matchAll(pattern)) {
        const at = match.index.toString(({ o: 8, d: 10, x: 16 } as Record<string, number>)[radix ?? 'd']);
        await t.out.raw(`${t.has('f') ? `${path}: ` : ''}${radix ? `${at.padStart(7)} ` : ''}${match[0]}\n`);
      }
    });
  },
);
