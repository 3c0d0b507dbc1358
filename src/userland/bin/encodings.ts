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

async function convert(t: Tool, alphabet: Alphabet): Promise<void> {
  const [path = '-', extra] = t.operands;
  if (extra !== undefined) return t.usage(`extra operand ${t.quote(extra)}`);
  const wrap = t.value('w') ?? '76';
  if (!/^\d+$/.test(wrap)) return t.die(`invalid wrap size: ${t.quote(wrap)}`, `invalid number '${wrap}'`);
  const reading = (_: string, reason: string) => `read error: ${reason}`;
  const act = async (input: Input) => {
    if (t.has('d')) {
      let text = (await input.rest()).replaceAll('\n', '');
      if (t.has('i')) text = [...text].filter((char) => char === '=' || alphabet.letters.includes(char)).join('');
      const { bytes, whole } = decoded(text, alphabet);
      await t.out.raw(bytes);
      if (!whole) await t.warn('invalid input');
      return;
    }
    const width = Number(wrap);
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
  await eachInput(t, [path], act, { reading });
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
    options: `${COMMON} base64 base64url base32 base32hex base16 base2msbf base2lsbf z85!`,
  },
  async (t) => {
    const name = t.last(...Object.keys(ALPHABETS));
    if (!name) return t.usage('missing encoding type');
    await convert(t, ALPHABETS[name] as Alphabet);
  },
);
