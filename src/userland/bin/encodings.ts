/** base64, base32 and basenc. */
import { fromBytes } from './lib/byte-string.ts';
import { eachInput } from './lib/each-input.ts';
import type { Input } from './lib/input.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';

/** A power-of-two alphabet: `bits` a letter, padded to whole groups of `group` letters. */
interface Alphabet {
  readonly letters: string;
  readonly bits: number;
  readonly group: number;
  /** Least significant bit first. */
  readonly reversed?: boolean;
}

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const BASE64 = `${UPPER}${UPPER.toLowerCase()}0123456789`;
const ALPHABETS: Readonly<Record<string, Alphabet>> = {
  base64: { letters: `${BASE64}+/`, bits: 6, group: 4 },
  base64url: { letters: `${BASE64}-_`, bits: 6, group: 4 },
  base32: { letters: `${UPPER}234567`, bits: 5, group: 8 },
  base32hex: { letters: `0123456789${UPPER.slice(0, 22)}`, bits: 5, group: 8 },
  base16: { letters: '0123456789ABCDEF', bits: 4, group: 2 },
  base2msbf: { letters: '01', bits: 1, group: 8 },
  base2lsbf: { letters: '01', bits: 1, group: 8, reversed: true },
};

function encoded(bytes: string, { letters, bits, group, reversed }: Alphabet): string {
  let [out, held, size] = ['', 0, 0];
  for (let i = 0; i < bytes.length; i++) {
    let byte = bytes.charCodeAt(i);
    if (reversed) byte = turned(byte);
    held = ((held << 8) | byte) & 0xffff;
    size += 8;
    while (size >= bits) {
      size -= bits;
      out += letters[(held >> size) & ((1 << bits) - 1)];
    }
  }
  if (size > 0) out += letters[(held << (bits - size)) & ((1 << bits) - 1)];
  return out.padEnd(Math.ceil(out.length / group) * group, '=');
}

function turned(byte: number): number {
  let out = 0;
  for (let i = 0; i < 8; i++) if (byte & (1 << i)) out |= 0x80 >> i;
  return out;
}

/** What could be read, and whether all was well formed; of a broken group, what its first letters hold. */
function decoded(text: string, { letters, bits, group, reversed }: Alphabet): { bytes: string; whole: boolean } {
  const values = new Map([...letters].map((letter, value) => [letter, value]));
  const out: string[] = [];
  for (let at = 0; at < text.length; at += group) {
    let [held, size, count] = [0, 0, 0];
    let bytes = '';
    for (; count < group; count++) {
      const value = values.get(text[at + count] ?? '');
      if (value === undefined) break;
      held = ((held << bits) | value) & 0xffff;
      size += bits;
      if (size < 8) continue;
      size -= 8;
      const byte = (held >> size) & 255;
      bytes += String.fromCharCode(reversed ? turned(byte) : byte);
    }
    const rest = text.slice(at + count, at + group);
    const whole = count > 0 && size < bits && count + rest.length === group && /^=*$/.test(rest);
    if (whole || bits === 6 || at + group <= text.length) out.push(bytes);
    if (!whole) return { bytes: out.join(''), whole: false };
  }
  return { bytes: out.join(''), whole: true };
}

/** Z85 (rfc.zeromq.org/spec/32): four bytes are a number of five digits. */
const Z85 = `0123456789${UPPER.toLowerCase()}${UPPER}.-:+=^!/*?&<>()[]{}@%$#`;

function z85Encoded(bytes: string): string {
  let out = '';
  for (let at = 0; at < bytes.length; at += 4) {
    let number = 0;
    for (let i = 0; i < 4; i++) number = number * 256 + bytes.charCodeAt(at + i);
    let digits = '';
    for (let i = 0; i < 5; i++) {
      digits = (Z85[number % 85] as string) + digits;
      number = Math.floor(number / 85);
    }
    out += digits;
  }
  return out;
}

/** Undefined when it is none. */
function z85Decoded(text: string): string | undefined {
  if (text.length % 5) return undefined;
  let out = '';
  for (let at = 0; at < text.length; at += 5) {
    const digits = [...text.slice(at, at + 5)].map((digit) => Z85.indexOf(digit));
    const number = digits.reduce((sum, digit) => sum * 85 + digit, 0);
    if (digits.includes(-1) || number >= 2 ** 32) return undefined;
    for (const shift of [24, 16, 8, 0]) out += String.fromCharCode((number >>> shift) & 255);
  }
  return out;
}

async function convertZ85(t: Tool): Promise<void> {
  const wrap = await operandsAndWrap(t);
  await eachInput(
    t,
    [t.operands[0] ?? '-'],
    async (input) => {
      const text = await input.rest();
      if (t.has('d')) {
        const kept = [...text.replaceAll('\n', '')].filter((char) => !t.has('i') || Z85.includes(char)).join('');
        const bytes = z85Decoded(kept);
        await (bytes === undefined ? t.warn('invalid input') : t.out.raw(bytes));
        return;
      }
      if (text.length % 4) return t.die('invalid input (length must be multiple of 4 characters)');
      const encodedText = z85Encoded(text);
      const lines = wrap
        ? (encodedText.match(new RegExp(`.{1,${wrap}}`, 'g')) ?? []).map((line) => `${line}\n`)
        : [encodedText];
      await t.out.raw(lines.join(''));
    },
    { reading: READING },
  );
}

const READING = (_: string, reason: string) => `read error: ${reason}`;

async function operandsAndWrap(t: Tool): Promise<number> {
  const extra = t.operands[1];
  if (extra !== undefined) return t.usage(`extra operand ${t.quote(extra)}`);
  const wrap = t.value('w') ?? '76';
  if (!/^\d+$/.test(wrap)) return t.die(`invalid wrap size: ${t.quote(wrap)}`, `invalid number '${wrap}'`);
  return Number(wrap);
}

async function convert(t: Tool, alphabet: Alphabet): Promise<void> {
  const [path = '-'] = t.operands;
  const width = await operandsAndWrap(t);
  const act = async (input: Input) => {
    if (t.has('d')) {
      let text = (await input.rest()).replaceAll('\n', '');
      if (t.has('i')) text = [...text].filter((char) => char === '=' || alphabet.letters.includes(char)).join('');
      const { bytes, whole } = decoded(text, alphabet);
      await t.out.raw(bytes);
      if (!whole) await t.warn('invalid input');
      return;
    }
    let [line, held] = ['', ''];
    const emit = async (text: string) => {
      line += text;
      while (width && line.length >= width) {
        await t.out.raw(`${line.slice(0, width)}\n`);
        line = line.slice(width);
      }
    };
    for (let bytes = await input.chunk(); bytes.length; bytes = await input.chunk()) {
      held += fromBytes(bytes);
      // 120 bytes are a whole number of groups in every alphabet.
      const whole = held.length - (held.length % 120);
      await emit(encoded(held.slice(0, whole), alphabet));
      held = held.slice(whole);
      await t.sys.tick();
    }
    await emit(encoded(held, alphabet));
    if (line) await t.out.raw(width ? `${line}\n` : line);
  };
  await eachInput(t, [path], act, { reading: READING });
}

const COMMON = 'd|decode i|ignore-garbage- w|wrap=';

export const base64: Applet = tool(
  {
    name: 'base64',
    usage: '[-d] [-w COL] [FILE]',
    about: 'Base64 encode or decode FILE to standard output',
    options: COMMON,
  },
  (t) => convert(t, ALPHABETS.base64 as Alphabet),
);

export const base32: Applet = tool(
  {
    name: 'base32',
    usage: '[-d] [-w COL] [FILE]',
    about: 'Base32 encode or decode FILE to standard output',
    options: COMMON,
  },
  (t) => convert(t, ALPHABETS.base32 as Alphabet),
);

export const basenc: Applet = tool(
  {
    name: 'basenc',
    usage: '--ENCODING [-d] [-w COL] [FILE]',
    about: 'Encode or decode FILE to standard output in the encoding that is named',
    options: `${COMMON} base64 base64url base32 base32hex base16 base2msbf base2lsbf z85`,
  },
  async (t) => {
    const name = t.last(...Object.keys(ALPHABETS), 'z85');
    if (name === 'z85') return convertZ85(t);
    if (!name) return t.usage('missing encoding type');
    await convert(t, ALPHABETS[name] as Alphabet);
  },
);
