/** A line of a permuted index, for eyes or for a macro of roff or TeX. */
import { widthOf, type Field, type Fields, type Layout } from './fields.ts';
import type { Keyword, Span } from './keywords.ts';

export interface LineStyle {
  readonly layout: Layout;
  /** Characters of the longest reference; undefined: there are none. */
  readonly references: number | undefined;
  readonly referencesAtRight: boolean;
  /** Behind a reference at the left. */
  readonly colon: string;
  readonly macro: string;
}

type Line = (keyword: Keyword, fields: Fields, style: LineStyle) => string;

const BLANKS = /[\t-\r ]/g;
const blanks = (count: number) => ' '.repeat(Math.max(0, count));

export const textOf = ({ text }: Keyword, { from, to }: Span): string => text.content.slice(from, to);

/** Each field with the mark of what was cut off at its outer end. */
function marked(
  keyword: Keyword,
  { tail, before, after, head }: Fields,
  cut: string,
  edited: (text: string) => string,
) {
  const shown = (field: Field) => edited(textOf(keyword, field));
  const mark = (field: Field) => (field.cut ? cut : '');
  return {
    tail: shown(tail) + mark(tail),
    before: mark(before) + shown(before),
    after: shown(after) + mark(after),
    head: mark(head) + shown(head),
  };
}

const plain: Line = (keyword, fields, { layout, references, referencesAtRight, colon }) => {
  const { half, gap, cut } = layout;
  const edited = (text: string) => text.replace(BLANKS, ' ');
  const { tail, before, after, head } = marked(keyword, fields, cut, edited);
  const reference = edited(keyword.reference);
  const right = references !== undefined && referencesAtRight;
  const left = `${reference}${colon}`;
  const room = half - after.length;
  const beforeWidth = widthOf(fields.before) + (fields.before.cut ? cut.length : 0);
  return [
    referencesAtRight ? '' : left + blanks((references ?? 0) + gap - left.length),
    tail + blanks(half - gap - tail.length - beforeWidth) + before,
    blanks(gap) + after,
    head === '' ? blanks(right ? room : 0) : blanks(room - head.length) + head,
    right ? blanks(gap) + reference : '',
  ].join('');
};

const roff: Line = (keyword, fields, { layout, references, macro }) => {
  const edited = (text: string) => text.replace(BLANKS, ' ').replaceAll('"', '""');
  const { tail, before, after, head } = marked(keyword, fields, layout.cut, edited);
  const all = [tail, before, after, head, ...(references === undefined ? [] : [edited(keyword.reference)])];
  return `.${macro} ${all.map((part) => `"${part}"`).join(' ')}`;
};

/** The keyword is an argument of its own, and nothing tells what was cut off. */
const tex: Line = (keyword, fields, { references, macro }) => {
  const after = textOf(keyword, fields.after);
  const first = widthOf(keyword.word);
  const [tail, before, head] = [fields.tail, fields.before, fields.head].map((field) => textOf(keyword, field));
  const all = [tail, before, after.slice(0, first), after.slice(first), head] as string[];
  if (references !== undefined) all.push(keyword.reference);
  return `\\${macro} ${all.map((part) => `{${texText(part)}}`).join('')}`;
};

function texText(text: string): string {
  return text.replace(BLANKS, ' ').replace(/[$%&#_{}\\]/g, (char) => {
    if (char === '\\') return '\\backslash{}';
    return /[{}]/.test(char) ? `$\\${char}$` : `\\${char}`;
  });
}

export const LINES = { plain, roff, tex } satisfies Record<string, Line>;
