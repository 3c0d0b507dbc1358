/** The current record and its fields, each made from the other only when asked for. */
import { regex } from '../lib/regex.ts';
import { toText } from './format.ts';
import { fromInput, type Value } from './values.ts';

export interface Separators {
  fs(): string;
  ofs(): string;
  /** Records are paragraphs: newline parts fields too. */
  paragraphs(): boolean;
  /** Below this integers print as such. */
  readonly whole: number;
}

const MOST_FIELDS = 1_000_000;

export class AwkRecord {
  #text = '';
  #fields: Value[] = [];
  #split = true;
  #joined = true;
  #whole: Value | null = '';

  constructor(readonly separators: Separators) {}

  set text(text: string) {
    this.#text = text;
    this.#split = false;
    this.#joined = true;
    this.#whole = null;
  }

  get text(): string {
    if (!this.#joined) {
      this.#text = this.#fields
        .map((field) => toText(field, '%.6g', this.separators.whole))
        .join(this.separators.ofs());
      this.#joined = true;
      this.#whole = null;
    }
    return this.#text;
  }

  #force(): Value[] {
    if (!this.#split) {
      this.#fields = splitText(this.#text, this.separators.fs(), this.separators.paragraphs()).map(fromInput);
      this.#split = true;
    }
    return this.#fields;
  }

  get count(): number {
    return this.#force().length;
  }

  set count(count: number) {
    const fields = this.#force();
    const size = Math.max(0, Math.min(MOST_FIELDS, Math.trunc(count)));
    while (fields.length < size) fields.push('');
    fields.length = size;
    this.#joined = false;
  }

  get(index: number): Value {
    if (index === 0) {
      const text = this.text;
      return (this.#whole ??= fromInput(text));
    }
    return this.#force()[Math.trunc(index) - 1];
  }

  set(index: number, value: Value): void {
    const at = Math.trunc(index);
    if (at === 0) {
      this.text = toText(value, '%.6g', this.separators.whole);
      return;
    }
    const fields = this.#force();
    if (at > MOST_FIELDS) return;
    while (fields.length < at) fields.push('');
    fields[at - 1] =
      typeof value === 'number'
        ? Number.isInteger(value)
          ? fromInput(toText(value, '%.6g', this.separators.whole))
          : value
        : value;
    this.#joined = false;
  }
}

/** By awk's rules: a blank means runs of blanks, one character itself, anything longer a regular expression. */
export function splitText(text: string, fs: string, paragraphs = false): string[] {
  if (text === '') return [];
  if (fs === ' ') {
    const trimmed = text.replace(/^[ \t\n]+|[ \t\n]+$/g, '');
    return trimmed === '' ? [] : trimmed.split(/[ \t\n]+/);
  }
  if (fs === '') return text.split('');
  if (paragraphs) return splitRegex(text, fs.length === 1 ? `\\${fs}|\n`.replace(/^\\(\w)/, '$1') : `(${fs})|\n`);
  if (fs.length === 1 && fs !== '\\') return text.split(fs);
  if (fs === '\\') return text.split('\\');
  return splitRegex(text, fs);
}

export function splitRegex(text: string, source: string): string[] {
  const expression = regex(source, { extended: true, flags: 'g' });
  const parts: string[] = [];
  let from = 0;
  expression.lastIndex = 0;
  for (let match = expression.exec(text); match; match = expression.exec(text)) {
    if (match[0] === '') {
      expression.lastIndex++;
      if (expression.lastIndex > text.length) break;
      continue;
    }
    parts.push(text.slice(from, match.index));
    from = match.index + match[0].length;
  }
  parts.push(text.slice(from));
  return parts;
}
