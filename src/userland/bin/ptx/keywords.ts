/** The keywords of a permuted index: words of sentences (or of lines), with how far their context goes. */

/** A piece of a text, from a byte to before another. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Text {
  readonly name: string;
  /** A character for each byte. */
  readonly content: string;
}

export interface Keyword {
  readonly text: Text;
  readonly word: Span;
  /** What may be shown around it. */
  readonly context: Span;
  /** Of a line's first field; empty without references. */
  readonly reference: string;
}

export interface WordStyle {
  /** The end of a sentence with the blanks behind it; undefined: a text is one context. */
  readonly sentence: RegExp | undefined;
  /** Sticky; undefined: runs of word characters. */
  readonly word: RegExp | undefined;
  isWordCharacter(char: string): boolean;
  /** Whether it is to be a keyword. */
  wanted(word: string): boolean;
  readonly references: 'none' | 'lines' | 'fields';
  /** The first field of a line is its reference, and no part of the text. */
  readonly fields: boolean;
}

export const isBlank = (char: string | undefined): boolean => char !== undefined && /[\t-\r ]/.test(char);

/** Behind the blanks that begin at `at`. */
export function behindBlanks(content: string, at: number, limit: number): number {
  while (at < limit && isBlank(content[at])) at++;
  return at;
}

/** Before the blanks that end at `at`. */
export function beforeBlanks(content: string, at: number, start: number): number {
  while (at > start && isBlank(content[at - 1])) at--;
  return at;
}

function behindField(content: string, at: number, limit: number): number {
  while (at < limit && !isBlank(content[at])) at++;
  return at;
}

/** Over a word, or over one character that is in none. */
export function nextPiece(content: string, at: number, limit: number, style: WordStyle): number {
  if (style.word) {
    style.word.lastIndex = at;
    const [found = ''] = style.word.exec(content.slice(0, limit)) ?? [];
    return at + Math.max(1, found.length);
  }
  if (!style.isWordCharacter(content[at] as string)) return at + 1;
  while (at < limit && style.isWordCharacter(content[at] as string)) at++;
  return at;
}

/** A context would be empty, as the real one says of any match right where it begins. */
export class EmptyContext extends Error {}

export function keywordsOf(text: Text, style: WordStyle): Keyword[] {
  const found: Keyword[] = [];
  const lines = new Lines(text, style);
  for (const sentence of sentences(text.content, style.sentence)) {
    let { from } = sentence;
    for (const word of words(text.content, sentence, style)) {
      if (!lines.reach(word.from) || !style.wanted(text.content.slice(word.from, word.to))) continue;
      // The reference is no part of what it refers to.
      if (style.fields && lines.start === from) {
        from = behindBlanks(text.content, behindField(text.content, from, sentence.to), sentence.to);
      }
      found.push({ text, word, context: { from, to: sentence.to }, reference: lines.reference });
    }
  }
  return found;
}

function* sentences(content: string, end: RegExp | undefined): Generator<Span> {
  for (let from = 0; from < content.length;) {
    let next = content.length;
    if (end) {
      end.lastIndex = from;
      const found = end.exec(content);
      if (found?.index === from) throw new EmptyContext();
      if (found) next = found.index + found[0].length;
    }
    yield { from, to: beforeBlanks(content, next, from) };
    from = next;
  }
}

function* words(content: string, { from, to }: Span, style: WordStyle): Generator<Span> {
  for (let at = from; at < to;) {
    const start = style.word ? startOfMatch(content, at, to, style.word) : startOfWord(content, at, to, style);
    if (start === undefined) return;
    const end = nextPiece(content, start, to, style);
    yield { from: start, to: end };
    at = end;
  }
}

function startOfWord(content: string, at: number, limit: number, style: WordStyle): number | undefined {
  while (at < limit && !style.isWordCharacter(content[at] as string)) at++;
  return at < limit ? at : undefined;
}

function startOfMatch(content: string, at: number, limit: number, word: RegExp): number | undefined {
  const within = content.slice(0, limit);
  for (; at < limit; at++) {
    word.lastIndex = at;
    if (word.exec(within)?.[0]) return at;
  }
  return undefined;
}

/** Goes along the lines of a text with its keywords. */
class Lines {
  start = 0;
  #number = 1;

  constructor(
    private readonly text: Text,
    private readonly style: WordStyle,
  ) {}

  /** Goes to the line of a word; false when the word is in that line's reference. */
  reach(at: number): boolean {
    const { content } = this.text;
    for (let end = content.indexOf('\n', this.start); end >= 0 && end < at; end = content.indexOf('\n', this.start)) {
      this.start = end + 1;
      this.#number++;
    }
    return !this.style.fields || at >= behindField(content, this.start, content.length);
  }

  get reference(): string {
    const { content, name } = this.text;
    const { references } = this.style;
    if (references === 'none') return '';
    if (references === 'lines') return `${name}:${this.#number}`;
    return content.slice(this.start, behindField(content, this.start, content.length));
  }
}
