/** cut, paste, nl, rev. */
import { SysError } from '../../kernel/errno.ts';
import { fromText, toText } from './lib/byte-string.ts';
import { isUtf8 } from './lib/locale.ts';
import { eachInput } from './lib/each-input.ts';
import type { Input } from './lib/input.ts';
import { regex, RegexError } from './lib/regex.ts';
import { tool, type Tool } from './lib/tool.ts';

type Ranges = readonly (readonly [from: number, to: number])[];

/** `1,3-5,7-` to ranges; undefined when malformed. */
function parseRanges(list: string, fromZero = false): Ranges | undefined {
  const ranges: [number, number][] = [];
  for (const part of list.split(/[, ]/)) {
    const match = /^(\d*)(-?)(\d*)$/.exec(part);
    if (!match || (match[1] === '' && match[3] === '')) return undefined;
    const from = match[1] === '' ? 1 : Number(match[1]);
    const to = match[2] ? (match[3] === '' ? Infinity : Number(match[3])) : from;
    // busybox takes 0, as before the first.
    if ((from < 1 && !fromZero) || to < from) return undefined;
    ranges.push([from, to]);
  }
  ranges.sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of ranges) {
    const last = merged[merged.length - 1];
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

function complementOf(ranges: Ranges): Ranges {
  const out: [number, number][] = [];
  let at = 1;
  for (const [from, to] of ranges) {
    if (from > at) out.push([at, from - 1]);
    at = to + 1;
  }
  if (at !== Infinity) out.push([at, Infinity]);
  return out;
}

export const cut = tool(
  {
    name: 'cut',
    usage: '[OPTIONS] [FILE]...',
    about: 'Print selected fields from FILEs to stdout',
    options:
      'b|bytes= c|characters= d|delimiter= f|fields= s|only-delimited n O|output-delimiter= complement- z|zero-terminated- D! F=!',
  },
  async (t) => {
    const key = t.last('b', 'c', 'f');
    if (!key) {
      const words = 'you must specify a list of bytes, characters, or fields';
      return t.busybox ? t.die('', 'expected a list of bytes, characters, or fields') : t.usage(words);
    }
    if (['b', 'c', 'f'].filter((name) => t.has(name)).length > 1) return t.usage('only one list may be specified');
    const delimiter = t.value('d') === '' && !t.busybox ? '\0' : fromText(t.value('d') ?? '\t');
    if (delimiter.length > 1) return t.usage('the delimiter must be a single character');
    if (t.has('d') && key !== 'f') {
      return t.usage('an input delimiter may be specified only when operating on fields');
    }
    if (t.has('s') && key !== 'f' && !t.busybox)
      return t.usage('suppressing non-delimited lines makes sense\n\tonly when operating on fields');
    const list = t.value(key) as string;
    const parsed = parseRanges(list, t.busybox);
    if (!parsed) {
      const bad = key === 'f' ? 'invalid field value' : 'invalid byte/character position';
      const zero = /(?:^|[,-])0|^$|(?:^|[, ])(?:[, ]|$)/.test(list);
      if (!t.busybox && /^[\d, -]*$/.test(list) && /\d*-\d*-/.test(list))
        return t.usage(key === 'f' ? 'invalid field range' : 'invalid byte or character range');
      const backwards = /(?:^|[, ])(\d+)-(\d+)/.exec(list);
      if (t.busybox && backwards) return t.die('', `${Number(backwards[2])}<${Number(backwards[1]) - 1}`);
      if (t.busybox) return t.die('', zero ? `invalid range ${list}` : `invalid number '${list}'`);
      if (!zero && list.split(/[, ]/).every((part) => /^\d*-?\d*$/.test(part)))
        return t.usage(
          /(^|[, ])-([, ]|$)/.test(list) ? 'invalid range with no endpoint: -' : 'invalid decreasing range',
        );
      return t.usage(
        zero
          ? key === 'f'
            ? 'fields are numbered from 1'
            : 'byte/character positions are numbered from 1'
          : `${bad} ${t.q(list)}`,
      );
    }
    const ranges = t.has('complement') ? complementOf(parsed) : parsed;
    const glue = t.has('O') ? fromText(t.value('O') || '\0') : key === 'f' ? delimiter : '';
    const mark = t.has('z') ? '\0' : '\n';
    const pick = (parts: readonly string[]) =>
      ranges
        .map(([from, to]) => parts.slice(Math.max(from, 1) - 1, Math.max(to, 1)))
        // busybox writes its delimiter before a range that finds nothing, too.
        .flatMap((found) => (t.busybox ? found.join(glue) : found))
        .join(glue);
    await eachInput(t, t.operands, async (input) => {
      if (key === 'f' && delimiter === mark) {
        // Lines are the fields of one record, which the last of them ends.
        const fields = (await input.rest()).replace(mark === '\n' ? /\n$/ : /\0$/, '').split(mark);
        return t.out.raw(pick(fields) + mark);
      }
      for (;;) {
        const next = input.line(mark);
        const line = next instanceof Promise ? await next : next;
        if (line === undefined) return;
        let out: string;
        if (key !== 'f')
          out = ranges
            .map(([from, to]) => line.slice(Math.max(from, 1) - 1, Math.max(to, 1)))
            .filter(Boolean)
            .join(glue);
        else if (!line.includes(delimiter)) {
          if (t.has('s') && !(t.busybox && line === '')) continue;
          out = line;
        } else out = pick(line.split(delimiter));
        const wrote = t.out.raw(out + mark);
        if (wrote instanceof Promise) await wrote;
        const turn = t.sys.tick();
        if (turn instanceof Promise) await turn;
      }
    });
  },
);

/** A program that turns each line into another. */
function perLine(
  spec: Parameters<typeof tool>[0],
  make: (t: Tool) => ((line: string) => string) | Promise<(line: string) => string>,
) {
  return tool(spec, async (t) => {
    const convert = await make(t);
    await eachInput(
      t,
      t.operands,
      async (input) => {
        for (;;) {
          const line = await input.line();
          if (line === undefined) return;
          await t.out.raw(convert(line) + (input.terminated ? '\n' : ''));
          await t.sys.tick();
        }
      },
      spec.name === 'rev'
        ? {
            gnu: (name, reason) => `cannot open ${name}: ${reason}`,
            reading: (name, reason) => `${name === '-' ? 'stdin' : name}: 0: ${reason}`,
          }
        : {},
    );
  });
}

export const rev = perLine(
  { name: 'rev', usage: '[FILE]...', about: 'Reverse lines of FILE', from: 'util-linux' },
  (t) =>
    isUtf8(t.sys) ? (line) => fromText([...toText(line)].reverse().join('')) : (line) => [...line].reverse().join(''),
);

export const nl = tool(
  {
    name: 'nl',
    usage: '[OPTIONS] [FILE]...',
    about: 'Number lines of FILEs',
    options:
      'b|body-numbering= i|line-increment= n|number-format= s|number-separator= v|starting-line-number= w|number-width= h|header-numbering= f|footer-numbering= d|section-delimiter= l|join-blank-lines= p|no-renumber',
  },
  async (t) => {
    const separator = fromText(t.value('s') ?? '\t');
    const [step, width, blanks] = [
      await lineNumber(t, 'i', 1),
      await lineNumber(t, 'w', 6),
      await lineNumber(t, 'l', 1),
    ];
    const start = await lineNumber(t, 'v', 1);
    const format = t.value('n') ?? 'rn';
    if (!['ln', 'rn', 'rz'].includes(format)) return t.usage(`invalid line numbering format: ${t.quote(format)}`);
    const counts = { b: await counter(t, 'b', 't'), h: await counter(t, 'h', 'n'), f: await counter(t, 'f', 'n') };
    const mark = t.value('d') ?? '\\:';
    const delimiter = mark.length === 1 ? `${mark}:` : mark;
    let [number, section, empty] = [start, 'b' as keyof typeof counts, 0];
    await eachInput(t, t.operands, async (input) => {
      for (let line = await input.line(); line !== undefined; line = await input.line()) {
        const next =
          delimiter && ({ [delimiter.repeat(3)]: 'h', [delimiter.repeat(2)]: 'b', [delimiter]: 'f' } as const)[line];
        if (next) {
          section = next;
          if (!t.has('p')) number = start;
          await t.out.raw('\n');
          continue;
        }
        empty = line === '' ? empty + 1 : 0;
        // Of blank lines that count, only every so many-th does.
        const counted = counts[section](line) && (line !== '' || empty % blanks === 0);
        const digits = String(Math.abs(number)).padStart(format === 'rz' ? width - (number < 0 ? 1 : 0) : 0, '0');
        const signed = number < 0 ? `-${digits}` : digits;
        const shown = format === 'ln' ? signed.padEnd(width) : signed.padStart(width);
        await t.out.raw(counted ? `${shown}${separator}${line}\n` : `${' '.repeat(width + separator.length)}${line}\n`);
        if (counted) number += step;
        await t.sys.tick();
      }
    });
  },
);

async function lineNumber(t: Tool, key: string, fallback: number): Promise<number> {
  const word = t.value(key);
  if (word === undefined) return fallback;
  const what = {
    i: 'line number increment',
    w: 'line number field width',
    l: 'line number of blank lines',
    v: 'starting line number',
  }[key];
  if (!/^[-+]?\d+$/.test(word) || ('wl'.includes(key) && Number(word) < 1))
    return t.die(
      `invalid ${what}: ${t.q(word)}${/^[-+]?\d+$/.test(word) ? ': Numerical result out of range' : ''}`,
      `invalid number '${word}'`,
    );
  return Number(word);
}

/** Which lines of a section count: all, those that are not empty, none, or those that match. */
async function counter(t: Tool, key: string, fallback: string): Promise<(line: string) => boolean> {
  const style = t.value(key) ?? fallback;
  if (style === 'a') return () => true;
  if (style === 't') return (line) => line !== '';
  if (style === 'n') return () => false;
  const section = { b: 'body', h: 'header', f: 'footer' }[key];
  if (!style.startsWith('p')) return t.usage(`invalid ${section} numbering style: ${t.quote(style)}`);
  try {
    const pattern = regex(fromText(style.slice(1)), { extended: false });
    return (line) => pattern.test(line);
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    return t.die(error.message);
  }
}

const PASTE_ESCAPES: Readonly<Record<string, string>> = {
  '\\0': '',
  '\\b': '\b',
  '\\f': '\f',
  '\\n': '\n',
  '\\r': '\r',
  '\\t': '\t',
  '\\v': '\v',
};

export const paste = tool(
  {
    name: 'paste',
    usage: '[-s] [-d LIST] [FILE]...',
    about: 'Join corresponding lines of FILEs',
    options: 's|serial d|delimiters= z|zero-terminated-',
  },
  async (t) => {
    const list = t.value('d') ?? '\t';
    if (/(?<!\\)(?:\\\\)*\\$/.test(list) && !t.busybox)
      return t.die(`delimiter list ends with an unescaped backslash: ${list.replaceAll('\\', '\\\\').slice(1)}`);
    const marks = (list.match(/\\?[^]/gu) ?? []).map((mark) => PASTE_ESCAPES[mark] ?? mark.replace(/^\\/, ''));
    const between = (i: number) => marks[i % marks.length] ?? '';
    const inputs: Input[] = [];
    const paths = t.operands.length ? t.operands : ['-'];
    for (const path of paths) {
      if (path === '-' && inputs.some((input) => input.fd === 0))
        inputs.push(inputs.find((input) => input.fd === 0) as Input);
      else {
        try {
          inputs.push(await t.input(path));
        } catch (error) {
          if (!(error instanceof SysError)) throw error;
          await t.die(`${path}: ${error.message}`);
        }
      }
    }
    const end = t.has('z') ? '\0' : '\n';
    if (t.has('s')) {
      for (const input of inputs) {
        let out = '';
        for (let i = 0; ; i++) {
          const line = await nextLine(t, input, paths[inputs.indexOf(input)] as string, end);
          if (line === undefined) break;
          out += (i ? between(i - 1) : '') + line;
        }
        await t.out.raw(out + end);
      }
      return t.status;
    }
    for (;;) {
      const row: (string | undefined)[] = [];
      for (const [i, input] of inputs.entries()) row.push(await nextLine(t, input, paths[i] as string, end));
      if (row.every((line) => line === undefined)) return t.status;
      await t.out.raw(`${row.map((line, i) => (i ? between(i - 1) : '') + (line ?? '')).join('')}${end}`);
      await t.sys.tick();
    }
  },
);

/** A line of a file; one that cannot be read (a directory) is told of and has none. */
async function nextLine(t: Tool, input: Input, path: string, end: string): Promise<string | undefined> {
  try {
    return await input.line(end);
  } catch (error) {
    if (!(error instanceof SysError) || error.errno !== 'EISDIR') throw error;
    if (t.status === 0) await t.warn(`${path}: ${error.message}`);
    return undefined;
  }
}
