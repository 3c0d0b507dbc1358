/** hexdump and hd: bytes in the form that format strings tell. */
import { SysError } from '../../kernel/errno.ts';
import { readText } from './lib/read-text.ts';
import { fromText } from './lib/byte-string.ts';
import { blocks } from './dump.ts';
import { blockText, type DumpFormat, FormatError, parseFormat, widthOf } from './hexdump/format.ts';
import { parseSize } from './lib/text.ts';
import { tool, type Tool } from './lib/tool.ts';

/** What each letter stands for: the address, sixteen bytes, and the address after the last. */
const LETTERS: Readonly<Record<string, readonly string[]>> = {
  b: ['"%07.7_Ax\\n"', '"%07.7_ax " 16/1 "%03o " "\\n"'],
  c: ['"%07.7_Ax\\n"', '"%07.7_ax " 16/1 "%3_c " "\\n"'],
  C: ['"%08.8_Ax\\n"', '"%08.8_ax  " 8/1 "%02x " "  " 8/1 "%02x " ', '"  |" 16/1 "%_p" "|\\n"'],
  d: ['"%07.7_Ax\\n"', '"%07.7_ax " 8/2 "  %05u " "\\n"'],
  o: ['"%07.7_Ax\\n"', '"%07.7_ax " 8/2 " %06o " "\\n"'],
  x: ['"%07.7_Ax\\n"', '"%07.7_ax " 8/2 "   %04x " "\\n"'],
  '': ['"%07.7_Ax\\n"', '"%07.7_ax " 8/2 "%04x " "\\n"'],
};

const main = async (t: Tool) => {
  const formats = await formatsOf(t);
  const size = Math.max(...formats.map(widthOf));
  if (!(size > 0)) return;
  const skip = await sizeOption(t, 's', 0);
  const limit = await sizeOption(t, 'n', Infinity);
  if (skip > 0 && t.operands.length === 0 && (await t.sys.fstat(0)).type === 'fifo')
    return t.die('stdin: Illegal seek');
  let [at, last, starred] = [skip, '', false];
  for await (const block of blocks(t, t.operands, size, skip, limit)) {
    const whole = new Uint8Array(size);
    whole.set(block);
    const key = String.fromCharCode(...block);
    if (key === last && block.length === size && !t.has('v')) {
      if (!starred) await t.out.raw('*\n');
      starred = true;
    } else {
      starred = false;
      for (const format of formats) await t.out.raw(blockText(format, whole, block.length, at));
    }
    last = key;
    at += block.length;
  }
  const end = formats.findLast((format) => format.last)?.last;
  if (at > skip && end) await t.out.raw(end(at));
  if (at === skip && t.status && !t.busybox) return t.die('all input file arguments failed');
  return t.status;
};

async function formatsOf(t: Tool): Promise<DumpFormat[]> {
  // hd is hexdump that was given -C already.
  const sources: string[] = t.name === 'hd' ? [...(LETTERS.C as readonly string[])] : [];
  for (const [key, value] of t.given) {
    if (key === 'e') sources.push(fromText(value));
    else if (key === 'f') sources.push(...(await linesOf(t, value)));
    else if (key in LETTERS) sources.push(...(LETTERS[key] as readonly string[]));
  }
  try {
    return (sources.length ? sources : (LETTERS[''] as readonly string[])).map(parseFormat);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return t.die(error.message);
  }
}

async function linesOf(t: Tool, path: string): Promise<string[]> {
  try {
    await t.sys.stat(path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`can't read ${path}: ${error.message}`);
  }
  const lines = (await readText(t.sys, path)).split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#'));
}

async function sizeOption(t: Tool, key: 's' | 'n', usual: number): Promise<number> {
  const word = t.value(key);
  if (word === undefined) return usual;
  const size = /^0x[0-9a-f]+$/i.test(word) ? Number(word) : parseSize(word);
  const why = /^\d{20,}$/.test(word) ? 'Numerical result out of range' : 'Invalid argument';
  const what = key === 's' ? 'offset' : 'length';
  return size ?? t.die(`failed to parse ${what}: '${word}': ${why}`, `invalid number '${word}'`);
}

const SPEC = {
  usage: '[-bcdoxCv] [-n SIZE] [-s SKIP] [FILE]...',
  about: 'Display FILEs (or stdin) in a user specified format',
  options:
    'C|canonical n|length= s|skip= v|no-squeezing x|two-bytes-hex d|two-bytes-decimal o|two-bytes-octal b|one-byte-octal c|one-byte-char e|format= f|format-file= L|color=?-',
  from: 'util-linux 2.38.1',
} as const;

export const hexdump = tool({ ...SPEC, name: 'hexdump' }, main);
export const hd = tool({ ...SPEC, name: 'hd' }, main);
