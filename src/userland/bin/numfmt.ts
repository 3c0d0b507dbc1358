/** numfmt: numbers to and from forms for people. */
import { formatPrintf } from '../sh/builtins/printf.ts';
import { eachInput } from './lib/each-input.ts';
import { choose } from './lib/choice.ts';
import { tool, type Tool } from './lib/tool.ts';

const UNITS = ['none', 'auto', 'si', 'iec', 'iec-i'];
const ROUNDINGS = ['up', 'down', 'from-zero', 'towards-zero', 'nearest'];
const INVALID = ['abort', 'fail', 'warn', 'ignore'];
const LETTERS = 'KMGTPEZY';

interface Style {
  readonly from: string;
  readonly to: string;
  readonly fromUnit: number;
  readonly toUnit: number;
  readonly round: string;
  readonly padding: number;
  readonly suffix: string;
  readonly format:
    | {
        readonly before: string;
        readonly flags: string;
        readonly width: number;
        readonly precision: number | undefined;
        readonly after: string;
      }
    | undefined;
  readonly grouping: boolean;
}

export const numfmt = tool(
  {
    name: 'numfmt',
    usage: '[OPTION]... [NUMBER]...',
    about: 'Reformat NUMBERs, or those on standard input',
    options:
      'd|delimiter= field= format= from= from-unit= grouping header=? invalid= padding= round= suffix= to= to-unit= z|zero-terminated debug',
  },
  async (t) => {
    const style = await readStyle(t);
    const convert = (word: string) => reformatted(t, word, style);
    if (t.operands.length) {
      const end = t.has('z') ? '\0' : '\n';
      for (const word of t.operands) await t.out.text((await fields(t, word, convert)) + end);
      return t.status;
    }
    const skip = t.has('header') ? Number(t.value('header') || 1) : 0;
    const mark = t.has('z') ? '\0' : '\n';
    await eachInput(t, ['-'], async (input) => {
      let number = 0;
      for (let line = await input.line(mark); line !== undefined; line = await input.line(mark)) {
        const end = input.terminated ? mark : '';
        await t.out.raw((number++ < skip ? line : await fields(t, line, convert)) + end);
        await t.sys.tick();
      }
    });
    return t.status;
  },
);

/** What is wrong with a format that is none. */
async function badFormat(t: Tool, format: string): Promise<never> {
  const told = t.quote(format);
  const [, directive] = /^(?:[^%]|%%)*%(.*)$/s.exec(format) ?? [];
  if (directive === undefined) return t.die(`format ${told} has no % directive`);
  if (directive === '') return t.die(`format ${told} ends in %`);
  if (/^[-'0 ]*\d*(?:\.\d*)?f/.test(directive)) return t.die(`format ${told} has too many % directives`);
  return t.die(`invalid format ${told}, directive must be %[0]['][-][N][.][N]f`);
}

async function readStyle(t: Tool): Promise<Style> {
  const unit = async (key: string) => {
    const word = t.value(key) ?? 'none';
    if (UNITS.includes(word) && !(key === 'to' && word === 'auto')) return word;
    const units = UNITS.filter((name) => key !== 'to' || name !== 'auto').map((name) => [name]);
    return choose(t, `--${key}`, word, units);
  };
  const size = async (key: string) => {
    const word = t.value(key) ?? '1';
    const match = /^(\d*)([KMGTPEZY]?)(i?)$/.exec(word);
    if (!match || word === '' || Number(match[1] || 1) === 0) return t.die(`invalid unit size: ${t.quote(word)}`);
    return Number(match[1] || 1) * (match[2] ? (match[3] ? 1024 : 1000) ** (LETTERS.indexOf(match[2]) + 1) : 1);
  };
  if (t.has('invalid'))
    await choose(
      t,
      '--invalid',
      t.value('invalid') ?? '',
      INVALID.map((name) => [name]),
    );
  await checkFields(t);
  const padding = t.value('padding') ?? '0';
  if (!/^-?\d+$/.test(padding) || (t.has('padding') && Number(padding) === 0))
    return t.die(`invalid padding value ${t.quote(padding)}`);
  const format = t.value('format');
  const match =
    format === undefined ? undefined : /^((?:[^%]|%%)*)%([-'0 ]*)(-?\d*)(?:\.(\d*))?f((?:[^%]|%%)*)$/.exec(format);
  if (match === null) return badFormat(t, format ?? '');
  const style: Style = {
    from: await unit('from'),
    to: await unit('to'),
    fromUnit: await size('from-unit'),
    toUnit: await size('to-unit'),
    round: t.has('round')
      ? await choose(
          t,
          '--round',
          t.value('round') ?? '',
          ROUNDINGS.map((name) => [name]),
        )
      : 'from-zero',
    padding: Number(padding),
    suffix: t.value('suffix') ?? '',
    format: match && {
      before: (match[1] as string).replaceAll('%%', '%'),
      flags: match[2] as string,
      width: Number(match[3] || 0),
      precision: match[4] === undefined ? undefined : Number(match[4] || 0),
      after: match[5] as string,
    },
    grouping: t.has('grouping'),
  };
  if (style.grouping && style.to !== 'none') return t.die('grouping cannot be combined with --to');
  return style;
}

async function checkFields(t: Tool): Promise<void> {
  const list = t.value('field');
  if (list === undefined || list === '-') return;
  for (const part of list.split(/[, ]/)) {
    const [, from, dash, to] = /^(\d*)(-?)(\d*)$/.exec(part) ?? [];
    if (from === undefined) await t.usage(`invalid field value ${t.quote(list)}`);
    if ((!dash && !from) || from === '0' || (dash && to === '0')) await t.usage('fields are numbered from 1');
    if (!from && !to) await t.usage('invalid range with no endpoint: -');
    if (from && to && Number(to) < Number(from)) await t.usage('invalid decreasing range');
  }
}

/** Converts the fields that --field names (the first by default) and leaves the others. */
async function fields(t: Tool, line: string, convert: (word: string) => Promise<string>): Promise<string> {
  const delimiter = t.value('d');
  const list = t.value('field') ?? '1';
  const wanted = (i: number) =>
    list === '-' ||
    list.split(',').some((part) => {
      const [, from, dash, to] = /^(\d*)(-?)(\d*)$/.exec(part) ?? [];
      return i >= Number(from || 1) && i <= (dash ? Number(to || Infinity) : Number(from));
    });
  if (delimiter !== undefined) {
    const parts = line.split(delimiter);
    const out: string[] = [];
    for (const [i, part] of parts.entries()) out.push(wanted(i + 1) ? await convert(part) : part);
    return out.join(delimiter);
  }
  let out = '';
  let i = 0;
  for (const [part, blanks = '', word = ''] of line.matchAll(/([ \t\n]*)([^ \t\n]+)/g)) {
    i++;
    if (!wanted(i)) out += part;
    else {
      const text = await convert(word);
      // The column keeps its width where it had one.
      const room = i > 1 || blanks ? blanks.length + word.length : 0;
      out +=
        !t.has('padding') && !t.has('format') && room > 0 && blanks.length > 1 ? text.padStart(room) : blanks + text;
    }
  }
  return /[ \t\n]$/.test(line) ? `${out} ` : out;
}

async function reformatted(t: Tool, word: string, style: Style): Promise<string> {
  const bare = style.suffix && word.endsWith(style.suffix) ? word.slice(0, -style.suffix.length) : word;
  const match = /^(-?)(\d*)(?:\.(\d*))?([KMGTPEZY]?)(i?)(.*)$/s.exec(bare);
  const invalid = async (message: string) => {
    const mode = t.value('invalid') ?? 'abort';
    if (mode === 'abort') return t.die(message, undefined, 2);
    if (mode !== 'ignore') await t.warn(message, undefined, mode === 'warn' ? 0 : 2);
    return word;
  };
  if (!match || (match[2] === '' && !match[3])) return invalid(`invalid number: ${t.quote(bare)}`);
  const [, sign, whole = '', fraction, letter = '', i, rest] = match;
  const surplus = i && (style.from === 'iec' || style.from === 'si') ? `${i}${rest}` : rest;
  if (surplus)
    return invalid(
      letter
        ? `invalid suffix in input ${t.quote(bare)}: ${t.quote(surplus)}`
        : `invalid suffix in input: ${t.quote(bare)}`,
    );
  if (letter && style.from === 'none')
    return invalid(`rejecting suffix in input: ${t.quote(bare)} (consider using --from)`);
  if (letter && style.from === 'iec-i' && !i)
    return invalid(`missing 'i' suffix in input: ${t.quote(bare)} (e.g Ki/Mi/Gi)`);
  const base = style.from === 'iec' || style.from === 'iec-i' || (style.from === 'auto' && i) ? 1024 : 1000;
  const value =
    ((sign ? -1 : 1) *
      Number(`${whole || 0}.${fraction || 0}`) *
      base ** (letter ? LETTERS.indexOf(letter) + 1 : 0) *
      style.fromUnit) /
    style.toUnit;
  const places = style.to === 'none' && !letter ? (fraction ?? '').length : 0;
  return laidOut(shown(value, places, style) + style.suffix, style);
}

function rounded(value: number, how: string): number {
  switch (how) {
    case 'up':
      return Math.ceil(value);
    case 'down':
      return Math.floor(value);
    case 'towards-zero':
      return Math.trunc(value);
    case 'nearest':
      return Math.sign(value) * Math.round(Math.abs(value));
    default:
      return Math.sign(value) * Math.ceil(Math.abs(value) - 1e-9);
  }
}

function shown(value: number, places: number, style: Style): string {
  const precision = style.format?.precision;
  if (style.to === 'none') {
    const digits = precision ?? places;
    const text = (rounded(value * 10 ** digits, style.round) / 10 ** digits).toFixed(digits);
    return text;
  }
  const base = style.to === 'si' ? 1000 : 1024;
  let [scaled, power] = [value, 0];
  while (Math.abs(scaled) >= base && power < LETTERS.length) {
    scaled /= base;
    power++;
  }
  const digits = precision ?? (Math.abs(scaled) < 10 ? 1 : 0);
  scaled = rounded(scaled * 10 ** digits, style.round) / 10 ** digits;
  if (Math.abs(scaled) >= base && power < LETTERS.length) {
    scaled /= base;
    power++;
  }
  const decimals = precision ?? (power > 0 && Math.abs(scaled) < 10 ? 1 : 0);
  const { text } = formatPrintf(`%.${decimals}f`, [String(scaled)], {
    extended: true,
    quotes: false,
    wholeNumbers: false,
  });
  return text + (power ? (LETTERS[power - 1] as string) + (style.to === 'iec-i' ? 'i' : '') : '');
}

function laidOut(text: string, { format, padding }: Style): string {
  const width = padding || (format?.flags.includes('-') ? -(format.width || 0) : (format?.width ?? 0));
  let out: string;
  if (format?.flags.includes('0') && width > 0)
    out = text.startsWith('-') ? `-${text.slice(1).padStart(width - 1, '0')}` : text.padStart(width, '0');
  else out = width < 0 ? text.padEnd(-width) : text.padStart(width);
  return format ? format.before + out + format.after : out;
}
