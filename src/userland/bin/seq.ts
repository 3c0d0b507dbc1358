/** seq. */
import { formatPrintf } from '../sh/builtins/printf.ts';
import { fromText } from './lib/byte-string.ts';
import { tool, type Tool } from './lib/tool.ts';

const seqTool = tool(
  {
    name: 'seq',
    usage: '[-w] [-s SEP] [FIRST [INC]] LAST',
    about: 'Print numbers from FIRST to LAST, in steps of INC',
    options: 'w|equal-width s|separator= f|format=-',
    firstOperandEnds: true,
  },
  async (t) => {
    const count = t.operands.length;
    if (count === 0) return t.usage('missing operand');
    if (count > 3) return t.usage(`extra operand ${t.quote(t.operands[3] as string)}`);
    const nan = t.operands.find((word) => /^[-+]?nan$/i.test(word));
    if (nan !== undefined) return t.usage(`invalid 'not-a-number' argument: ${t.quote(nan)}`);
    for (const word of t.operands)
      if (!NUMBER.test(word)) return t.usage(`invalid floating point argument: ${t.quote(word)}`);
    const [first, step, last] = [
      count > 1 ? (t.operands[0] as string) : '1',
      count > 2 ? (t.operands[1] as string) : '1',
      t.operands[count - 1] as string,
    ];
    if (valueOf(step) === 0) return t.usage(`invalid Zero increment value: ${t.quote(step)}`);
    const format = t.value('f');
    if (format !== undefined) {
      const fault = faultOf(t, format);
      if (fault) return t.die(fault);
      if (t.has('w')) return t.usage('format string may not be specified when printing equal width strings');
    }
    if (
      format === undefined &&
      [first, step, last].some((word) => word.length > 15) &&
      WHOLE.test(`${first} ${step} ${last}`)
    )
      return printWhole(t, BigInt(first), BigInt(step), BigInt(last));
    await print(t, first, step, last, format);
  },
);

const WHOLE = /^-?\d+ -?\d+ -?\d+$/;

/** Integers beyond what floating-point numbers tell apart. */
async function printWhole(t: Tool, first: bigint, step: bigint, last: bigint): Promise<void> {
  const separator = fromText(t.value('s') ?? '\n');
  const end = first + ((last - first) / step) * step;
  const width = t.has('w') ? Math.max(String(first).length, String(end).length) : 0;
  let any = false;
  for (let value = first; step > 0n ? value <= last : value >= last; value += step) {
    const digits = String(value < 0n ? -value : value).padStart(width - (value < 0n ? 1 : 0), '0');
    await t.out.raw(`${any ? separator : ''}${value < 0n ? '-' : ''}${digits}`);
    any = true;
    await t.sys.tick();
  }
  if (any) await t.out.raw('\n');
}

const NUMBER = /^\s*[-+]?(0x[\da-f]+|\d+\.?\d*(e[-+]?\d+)?|\.\d+(e[-+]?\d+)?|inf(inity)?)$/i;

function valueOf(word: string): number {
  const bare = word.trim().replace(/^\+/, '');
  return /inf/i.test(bare) ? (bare.startsWith('-') ? -Infinity : Infinity) : Number(bare);
}

/** Digits after the point that a number was given with. */
function placesOf(word: string): number {
  const [mantissa = '', exponent = '0'] = word.toLowerCase().split('e');
  if (/x|inf/i.test(word)) return 0;
  return Math.max(0, (mantissa.split('.')[1] ?? '').length - Number(exponent));
}

async function print(t: Tool, first: string, step: string, last: string, format: string | undefined): Promise<void> {
  const places = Math.max(placesOf(first), placesOf(step));
  const scale = 10 ** Math.max(places, placesOf(last));
  const whole = (word: string) => (Number.isFinite(valueOf(word)) ? Math.round(valueOf(word) * scale) : valueOf(word));
  const [from, by, to] = [whole(first), whole(step), whole(last)];
  const show = (value: number) => (value / scale).toFixed(places);
  const end = Number.isFinite(to) ? from + Math.floor((to - from) / by) * by : to;
  const width =
    t.has('w') && Number.isFinite(end)
      ? Math.max(widthOf(first, show(from), places), widthOf(last, show(end), places))
      : 0;
  const given = t.value('s') ?? '\n';
  const separator = fromText(t.busybox ? given.replaceAll('\\n', '\n').replaceAll('\\t', '\t') : given);
  let any = false;
  for (let value = from; by > 0 ? value <= to : value >= to; value += by) {
    let text = show(value);
    if (width) text = text.startsWith('-') ? `-${text.slice(1).padStart(width - 1, '0')}` : text.padStart(width, '0');
    if (format !== undefined)
      text = formatPrintf(format, [String(value / scale)], { extended: true, quotes: false, wholeNumbers: false }).text;
    const wrote = t.out.raw(any ? separator + text : text);
    if (wrote instanceof Promise) await wrote;
    any = true;
    const turn = t.sys.tick();
    if (turn instanceof Promise) await turn;
  }
  if (any) await t.out.raw('\n');
}

/** Zeros that a plain number was given with count for `-w`. */
function widthOf(word: string, shown: string, places: number): number {
  const plain = /^\s*\+?(-?\d+)(\.\d*)?$/.exec(word);
  return Math.max(shown.length, plain ? (plain[1] as string).length + (places ? places + 1 : 0) : 0);
}

/** A format has one directive for a floating-point number. */
function faultOf(t: Tool, format: string): string | undefined {
  const at = /^(?:[^%]|%%)*/.exec(format)?.[0].length ?? 0;
  if (at >= format.length) return `format ${t.quote(format)} has no % directive`;
  const match = /^%[-'+ #0]*\d*(?:\.\d*)?L?(.?)/s.exec(format.slice(at));
  const letter = match?.[1] ?? '';
  if (letter === '') return `format ${t.q(format)} ends in %`;
  if (!'efgaEFGA'.includes(letter)) return `format ${t.quote(format)} has unknown %${letter} directive`;
  const rest = format.slice(at + (match?.[0].length ?? 0));
  return /^(?:[^%]|%%)*$/.test(rest) ? undefined : `format ${t.quote(format)} has too many % directives`;
}

/** Negative numbers are operands, not options. */
export const seq: typeof seqTool = (sys, argv = sys.argv) => {
  const valued = (word: string | undefined) => word === '-s' || word === '-f';
  const at = argv.findIndex((word, i) => i > 0 && /^[-+]?[.\d]/.test(word) && !valued(argv[i - 1]));
  return seqTool(sys, at < 0 || argv.includes('--') ? argv : [...argv.slice(0, at), '--', ...argv.slice(at)]);
};
