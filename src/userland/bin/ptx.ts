/** ptx: an index of all words of a text, each shown within its context. */
import { fromText, toText } from './lib/byte-string.ts';
import { choose } from './lib/choice.ts';
import { regex, RegexError } from './lib/regex.ts';
import { SysError } from '../../kernel/errno.ts';
import { tool, type Tool } from './lib/tool.ts';
import { O } from '../../kernel/sys.ts';
import { fieldsOf, widthOf, type Layout } from './ptx/fields.ts';
import { LINES, textOf } from './ptx/lines.ts';
import { EmptyContext, keywordsOf, type Keyword, type Text, type WordStyle } from './ptx/keywords.ts';

/** A full stop and its kind, closing brackets and quotes, and the end of a line or two blanks. */
const END_OF_SENTENCE = `[.?!][]"')}]*\\($\\|\t\\|  \\)[ \t\n]*`;
const END_OF_LINE = '\n';

export const ptx = tool(
  {
    name: 'ptx',
    usage: '[OPTION]... [INPUT]...',
    about: 'Write an index of the words of INPUTs, with what stands around them',
    options:
      'A|auto-reference b|break-file= F|flag-truncation= f|ignore-case G|traditional g|gap-size= i|ignore-file= M|macro-name= O o|only-file= R|right-side-refs r|references S|sentence-regexp= T t|typeset-mode w|width= W|word-regexp= format=',
  },
  async (t) => {
    const gap = await positive(t, 'g', 3, 'gap width');
    const width = await positive(t, 'w', 72, 'line width');
    const format = await formatOf(t);
    const style = await styleOf(t);
    const [inputs, output] = await filesOf(t);
    const texts: Text[] = [];
    for (const path of inputs) texts.push({ name: path === '-' ? '' : path, content: await contentOf(t, path) });
    const keywords = await indexed(t, texts, style);
    const fold = t.has('f') ? folded : (word: string) => word;
    const sorted = keywords
      .map((keyword) => ({ keyword, key: fold(textOf(keyword, keyword.word)) }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    const references = style.references === 'none' ? undefined : referenceWidth(texts, keywords, style);
    const layout = layoutOf(t, { width, gap, references, keywords });
    const macro = fromText(t.value('M') ?? 'xx');
    const shown = { layout, references, referencesAtRight: t.has('R'), colon: t.has('A') ? ':' : '', macro };
    const line = (keyword: Keyword) => LINES[format](keyword, fieldsOf(keyword, layout, style), shown);
    const lines = sorted.map(({ keyword }) => `${line(keyword)}\n`).join('');
    if (output === undefined) await t.out.raw(lines);
    else await writtenTo(t, output, lines);
  },
);

async function positive(t: Tool, option: string, otherwise: number, what: string): Promise<number> {
  const word = t.value(option);
  if (word === undefined) return otherwise;
  if (/^\+?\d+$/.test(word) && Number(word) > 0) return Number(word);
  return t.die(`invalid ${what}: ${t.quote(word)}`);
}

async function formatOf(t: Tool): Promise<keyof typeof LINES> {
  const named = t.value('format');
  const chosen = named === undefined ? undefined : await choose(t, '--format', named, [['roff'], ['tex']]);
  if (chosen) return chosen as keyof typeof LINES;
  if (t.has('T')) return 'tex';
  return t.has('O') || t.has('G') ? 'roff' : 'plain';
}

/** `-G INPUT OUTPUT`, or any number of inputs. */
async function filesOf(t: Tool): Promise<readonly [inputs: readonly string[], output: string | undefined]> {
  const { operands } = t;
  if (!t.has('G')) return [operands.length ? operands : ['-'], undefined];
  const [input = '-', output, extra] = operands;
  if (extra !== undefined) return t.usage(`extra operand ${t.quote(extra)}`);
  return [[input], output];
}

async function contentOf(t: Tool, path: string): Promise<string> {
  const input = await t.input(path).catch((error: unknown) => {
    if (!(error instanceof SysError)) throw error;
    return t.die(`${t.qf(path)}: ${error.message}`);
  });
  const content = await input.rest();
  await t.done(input);
  return content;
}

async function writtenTo(t: Tool, path: string, lines: string): Promise<void> {
  try {
    const fd = await t.sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o666);
    await t.sys.dup2(fd, 1);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`${t.qf(path)}: ${error.message}`);
  }
  await t.out.raw(lines);
}

async function styleOf(t: Tool): Promise<WordStyle> {
  const old = t.has('G');
  const ends = endOfContext(t);
  const given = t.value('W');
  const breaks = t.value('b');
  const breaking = breaks === undefined ? undefined : await contentOf(t, breaks);
  const blank = (char: string) => ' \t\n'.includes(char);
  const listed = async (option: string) => {
    const path = t.value(option);
    if (path === undefined) return undefined;
    const words = (await contentOf(t, path)).split('\n').filter((word) => word !== '');
    return new Set(t.has('f') ? words.map(folded) : words);
  };
  const [ignored, only] = [await listed('i'), await listed('o')];
  return {
    sentence: ends === '' ? undefined : await expression(t, ends, 'g'),
    word: given ? await expression(t, unescaped(given), 'y') : undefined,
    isWordCharacter: (char) => {
      if (breaking !== undefined) return !breaking.includes(char) && !(old && blank(char));
      return old ? !blank(char) : /[A-Za-z]/.test(char);
    },
    wanted: (word) => {
      const key = t.has('f') ? folded(word) : word;
      return !ignored?.has(key) && (only?.has(key) ?? true);
    },
    references: t.has('A') ? 'lines' : t.has('r') ? 'fields' : 'none',
    fields: t.has('r'),
  };
}

/** An expression; empty: there is no end before that of the text. */
function endOfContext(t: Tool): string {
  const given = t.value('S');
  if (given !== undefined) return unescaped(given);
  return t.has('G') || t.has('r') ? END_OF_LINE : END_OF_SENTENCE;
}

const folded = (word: string) => word.replace(/[a-z]/g, (char) => char.toUpperCase());

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  c: '',
  '\\': '\\',
};

/** C's escapes; a backslash before anything else stays. */
function unescaped(word: string): string {
  return fromText(word).replace(/\\(x[0-9a-fA-F]{1,3}|0[0-7]{0,3}|[^])/g, (all, code: string) => {
    if (/^x./.test(code)) return String.fromCharCode(parseInt(code.slice(1), 16) & 255);
    if (code[0] === '0') return String.fromCharCode(parseInt(code, 8) & 255);
    return ESCAPES[code] ?? all;
  });
}

/** Emacs's expressions: repetitions are operators by themselves, groups and alternatives by a backslash. */
async function expression(t: Tool, pattern: string, flags: string): Promise<RegExp> {
  const extended = pattern.replace(/\[\^?\]?[^\]]*\]|\\?[()|{}]|\\[^]/g, (part) => {
    if (part.length === 1) return `\\${part}`;
    return /^\\[()|]$/.test(part) ? part.slice(1) : part;
  });
  try {
    return regex(extended, { extended: true, ignoreCase: t.has('f'), multiline: true, flags });
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    return t.die(`${error.message} (for regexp ${t.quote(pattern)})`);
  }
}

async function indexed(t: Tool, texts: readonly Text[], style: WordStyle): Promise<readonly Keyword[]> {
  try {
    return texts.flatMap((text) => keywordsOf(text, style));
  } catch (error) {
    if (!(error instanceof EmptyContext)) throw error;
    return t.die(`error: regular expression has a match of length zero: ${t.quote(toText(endOfContext(t)))}`);
  }
}

/** Of the longest there could be; one of a line has a colon behind it. */
function referenceWidth(texts: readonly Text[], keywords: readonly Keyword[], { references }: WordStyle): number {
  if (references === 'fields') return keywords.reduce((most, { reference }) => Math.max(most, reference.length), 0);
  const widths = texts.map(({ name, content }) => name.length + String(content.split('\n').length).length);
  return Math.max(...widths) + 1;
}

interface Measures {
  readonly width: number;
  readonly gap: number;
  readonly references: number | undefined;
  readonly keywords: readonly Keyword[];
}

function layoutOf(t: Tool, { width, gap, references, keywords }: Measures): Layout {
  const beside = references === undefined || t.has('R') ? 0 : references + gap;
  const half = Math.floor(Math.max(0, width - beside) / 2);
  const cut = unescaped(t.value('F') ?? '/');
  const longest = keywords.reduce((most, { word }) => Math.max(most, widthOf(word)), 0);
  if (t.has('G')) return { half, gap, cut, longest, before: half - gap, after: half - 2 * cut.length - 1 };
  return { half, gap, cut, longest, before: Math.max(0, half - gap - 2 * cut.length), after: half - 2 * cut.length };
}
