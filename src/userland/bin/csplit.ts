/** csplit: a file into pieces where lines match. */
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { fromText, toBytes } from './lib/byte-string.ts';
import { cannotOpen } from './lib/each-input.ts';
import { regex, RegexError } from './lib/regex.ts';
import { tool, type Tool } from './lib/tool.ts';

interface Cut {
  readonly pattern: string;
  /** A line number, or a pattern with lines to add. */
  readonly line?: number;
  readonly expression?: RegExp;
  readonly offset: number;
  /** `%RE%`: what lies before is dropped. */
  readonly skip: boolean;
  readonly times: number;
}

export const csplit = tool(
  {
    name: 'csplit',
    usage: '[OPTION]... FILE PATTERN...',
    about: 'Write pieces of FILE, parted by PATTERNs, to xx00, xx01, ...',
    options: 'b|suffix-format= f|prefix= k|keep-files n|digits= q|quiet|silent s z|elide-empty-files suppress-matched',
  },
  async (t) => {
    const [path, ...patterns] = t.operands;
    if (path === undefined) return t.usage('missing operand');
    if (patterns.length === 0) return t.usage(`missing operand after ${t.quote(path)}`);
    const digits = t.value('n') ?? '2';
    if (!/^\d+$/.test(digits)) return t.die(`invalid number: ${t.quote(digits)}`);
    const cuts = await parseCuts(t, patterns);
    const input = await t.input(path).catch((error: unknown) => {
      if (!(error instanceof SysError)) throw error;
      return t.die(cannotOpen(path, error.message, t));
    });
    const lines = (await input.rest()).match(/[^\n]*\n|[^\n]+$/g) ?? [];
    await cutUp(t, lines, cuts);
  },
);

async function parseCuts(t: Tool, patterns: readonly string[]): Promise<Cut[]> {
  const cuts: Cut[] = [];
  for (const word of patterns) {
    const repeat = /^\{(\d+|\*)\}$/.exec(word);
    const last = cuts[cuts.length - 1];
    if (repeat && last) {
      cuts[cuts.length - 1] = { ...last, times: repeat[1] === '*' ? Infinity : Number(repeat[1]) + 1 };
      continue;
    }
    const match = /^([/%])(.*)\1([-+]?\d+)?$/s.exec(word);
    if (!match && /^[/%]/.test(word)) return t.die(`${word}: closing delimiter '${word[0]}' missing`);
    if (!match && /^\{.*\}$/s.test(word) && !/^\{(\d+|\*)\}$/.test(word))
      return t.die(`'${word.slice(0, -1)}'}: integer required between '{' and '}'`);
    if (match) {
      let expression: RegExp;
      try {
        expression = regex(fromText(match[2] as string), { extended: false });
      } catch (error) {
        if (!(error instanceof RegexError)) throw error;
        return t.die(`${t.quote(word)}: invalid regular expression: ${error.message}`);
      }
      cuts.push({ pattern: word, expression, offset: Number(match[3] ?? 0), skip: match[1] === '%', times: 1 });
    } else if (/^\d+$/.test(word)) {
      if (Number(word) === 0) return t.die(`${word}: line number must be greater than zero`);
      const before = cuts.findLast((cut) => cut.line !== undefined)?.line ?? 0;
      if (Number(word) < before)
        return t.die(`line number ${t.q(word)} is smaller than preceding line number, ${before}`);
      if (Number(word) === before)
        await t.err(`csplit: warning: line number ${t.q(word)} is the same as preceding line number\n`);
      cuts.push({ pattern: word, line: Number(word), offset: 0, skip: false, times: 1 });
    } else return t.die(`${t.quote(word)}: invalid pattern`);
  }
  return cuts;
}

/** `-b FORMAT`: printf's, with one integer conversion. */
async function suffixOf(t: Tool, digits: number): Promise<(number: number) => string> {
  const format = t.value('b');
  if (format === undefined) return (number) => String(number).padStart(digits, '0');
  const match = /^((?:[^%]|%%)*)%(-?)(0?)(\d*)([diuoxX])((?:[^%]|%%)*)$/s.exec(format);
  if (!match)
    return t.die(
      /%[-0]*\d*[diuoxX][^]*%/.test(format.replaceAll('%%', ''))
        ? 'too many % conversion specifications in suffix'
        : format.includes('%')
          ? `invalid conversion specifier in suffix: ${format}`
          : 'missing % conversion specification in suffix',
    );
  const [, before = '', left, zero, width = '', kind = 'd', after = ''] = match;
  const plain = (text: string) => text.replaceAll('%%', '%');
  return (number) => {
    const base = kind === 'o' ? 8 : kind.toLowerCase() === 'x' ? 16 : 10;
    const text = kind === 'X' ? number.toString(16).toUpperCase() : number.toString(base);
    const padded = left ? text.padEnd(Number(width)) : text.padStart(Number(width), zero ? '0' : ' ');
    return plain(before) + padded + plain(after);
  };
}

async function cutUp(t: Tool, lines: readonly string[], cuts: readonly Cut[]): Promise<void> {
  const digits = Number(t.value('n') ?? 2);
  const names: string[] = [];
  const suffix = await suffixOf(t, digits);
  const put = async (part: readonly string[]) => {
    const content = part.join('');
    if (!content && t.has('z')) return;
    const name = `${t.value('f') ?? 'xx'}${suffix(names.length)}`;
    names.push(name);
    const fd = await t.sys.open(name, O.WRONLY | O.CREAT | O.TRUNC, 0o666);
    await t.sys.write(fd, toBytes(content));
    await t.sys.close(fd);
    if (!t.has('q') && !t.has('s')) await t.out.line(String(content.length));
  };
  const give = async (message: string) => {
    await t.out.flush();
    if (!t.has('k')) for (const name of names) await t.sys.unlink(name);
    return t.die(message);
  };
  let [at, searched] = [0, 0];
  for (const cut of cuts) {
    for (let time = 0; time < cut.times; time++) {
      const repeated = cut.times > 1 && time > 0 ? ` on repetition ${time}` : '';
      let end: number;
      if (cut.line !== undefined) {
        end = cut.line * (time + 1) - 1;
        if (lines.length === 0) return give('input disappeared');
        if (end > lines.length || (end === lines.length && !t.has('suppress-matched'))) {
          if (cut.times === Infinity) break;
          await put(lines.slice(at));
          return give(`${t.q(cut.pattern)}: line number out of range${repeated}`);
        }
      } else {
        const expression = cut.expression as RegExp;
        let found = -1;
        for (let i = searched; i < lines.length && found < 0; i++)
          if (expression.test((lines[i] as string).replace(/\n$/, ''))) found = i;
        if (found < 0) {
          if (cut.times === Infinity) break;
          if (!cut.skip) await put(lines.slice(at));
          return give(`${t.q(cut.pattern)}: match not found${repeated}`);
        }
        end = found + cut.offset;
        searched = Math.max(found, end) + 1;
      }
      if (!cut.skip) await put(lines.slice(at, end));
      at = t.has('suppress-matched') ? end + 1 : end;
      searched = Math.max(searched, at);
    }
  }
  await put(lines.slice(at));
}
