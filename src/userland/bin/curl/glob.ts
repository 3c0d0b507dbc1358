/** `{a,b}` and `[1-3]` in a URL make several, and `#1` in the name of an output is what the first of them stands for. */
import { CurlError } from './errors.ts';

export interface GlobbedUrl {
  readonly url: string;
  /** What each pattern of the URL stands for here. */
  readonly parts: readonly string[];
}

/** Throws CurlError with a picture of where the URL is wrong. */
export function globUrls(url: string): GlobbedUrl[] {
  let found: GlobbedUrl[] = [{ url: '', parts: [] }];
  const fail = (words: string, position: number): never => {
    throw new CurlError(3, `${words} in URL position ${position}:\n${url}\n${' '.repeat(position - 1)}^`);
  };
  const add = (choices: readonly string[], pattern: boolean) => {
    found = found.flatMap((one) =>
      choices.map((text) => ({ url: one.url + text, parts: pattern ? [...one.parts, text] : one.parts })),
    );
  };
  // An address of IPv6 is no pattern.
  const address = /^[^[{]*:\/\/(?:[^/]*@)?\[[0-9a-fA-F:.%]+\]/.exec(url)?.[0].length ?? 0;
  add([url.slice(0, address)], false);
  for (let at = address; at < url.length; at++) {
    const char = url[at] as string;
    if (char === '{') {
      const end = url.indexOf('}', at);
      if (end < 0) return fail('unmatched brace', at + 1);
      const words = url.slice(at + 1, end).split(',');
      if (words.length === 1 && !words[0]) return fail('empty string within braces', end + 1);
      add(words, true);
      at = end;
    } else if (char === '[') {
      const [, range = ''] = /^\[([^\]]*)\]?/.exec(url.slice(at)) ?? [];
      const values = lettersOf(range) ?? numbersOf(range);
      if (typeof values === 'number') return fail('bad range', at + 2 + values);
      if (values === undefined) return fail(/^[a-z]-/i.test(range) ? 'bad range' : 'bad range specification', at + 2);
      add(values, true);
      at += range.length + 1;
    } else if (char === '}' || char === ']') return fail('unmatched close brace/bracket', at + 1);
    else if (char === '\\' && /[{}[\]]/.test(url[at + 1] ?? '')) add([url[++at] as string], false);
    else add([char], false);
  }
  return found;
}

/** `a-c`, with a step maybe; the place of what is wrong; undefined when these are no letters. */
function lettersOf(range: string): string[] | number | undefined {
  const [whole, from, to, step = '1'] = /^([a-z])-([a-z])(?::(\d+))?$/i.exec(range) ?? [];
  if (whole === undefined || from === undefined || to === undefined) return undefined;
  const [first, last] = [from.charCodeAt(0), to.charCodeAt(0)];
  if (last < first || Number(step) === 0) return range.length + 1;
  const values: string[] = [];
  for (let code = first; code <= last; code += Number(step)) values.push(String.fromCharCode(code));
  return values;
}

/** `1-3` and `01-10:2`, as wide as they are written. */
function numbersOf(range: string): string[] | number | undefined {
  const [, from, dash, to, step = '1'] = /^(\d+)(-?)(\d+)?(?::(\d+))?$/.exec(range) ?? [];
  if (from === undefined) return undefined;
  if (!dash || to === undefined) return from.length + (dash?.length ?? 0);
  if (Number(to) < Number(from) || Number(step) === 0) return range.length + 1;
  const values: string[] = [];
  const width = from.startsWith('0') ? from.length : 0;
  for (let n = Number(from); n <= Number(to); n += Number(step)) values.push(String(n).padStart(width, '0'));
  return values;
}

/** The name of an output, with `#1` replaced. */
export function outputName(name: string, parts: readonly string[]): string {
  return name.replace(/#(\d)/g, (whole, digit: string) => parts[Number(digit) - 1] ?? whole);
}
