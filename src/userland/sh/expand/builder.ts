/**
 * Where expansions write to. A word's parts are emitted in order; what becomes of them (fields, one string, a pattern)
 * is the builder's business, so every expansion is written once.
 */
import { escapePattern, hasMagic } from './pattern.ts';

export interface Builder {
  /** Unquoted text of the script itself: not split, special in patterns. */
  literal(text: string): void;
  /** Quoted text: taken as it is. */
  quoted(text: string): void;
  /** The result of an unquoted expansion: split, then special in patterns. */
  value(text: string): void;
  /** `$@` and its kin. `star`: `"$*"` joins; `separator` is the first character of IFS. */
  list(items: readonly string[], quoted: boolean, star: boolean, separator: string): void;
}

/** One string: assignments, here-documents, `case` words. */
export class StringBuilder implements Builder {
  text = '';
  literal(text: string): void {
    this.text += text;
  }
  quoted(text: string): void {
    this.text += text;
  }
  value(text: string): void {
    this.text += text;
  }
  list(items: readonly string[], _quoted: boolean, star: boolean, separator: string): void {
    this.text += items.join(star ? separator : ' ');
  }
}

/** A pattern: quoted characters lose their meaning. */
export class PatternBuilder implements Builder {
  text = '';
  literal(text: string): void {
    this.text += text;
  }
  quoted(text: string): void {
    this.text += escapePattern(text);
  }
  value(text: string): void {
    this.text += text;
  }
  list(items: readonly string[], quoted: boolean, star: boolean, separator: string): void {
    const joined = items.join(star ? separator : ' ');
    if (quoted) this.quoted(joined);
    else this.value(joined);
  }
}

/** A regular expression of `=~`: quoted characters are literal. */
export class RegExpBuilder extends PatternBuilder {
  override quoted(text: string): void {
    this.text += text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  }
}

/** What a pattern is replaced by: `&` is what matched, unless it is quoted or has a backslash before it. */
export class ReplacementBuilder extends PatternBuilder {
  override quoted(text: string): void {
    this.text += text.replace(/[\\&]/g, '\\$&');
  }
}

export interface Field {
  readonly text: string;
  /** The pattern for pathname expansion, where the field has one. */
  readonly pattern: string | undefined;
}

/** Fields: splitting by IFS and memory of what may be a pathname pattern. */
export class FieldBuilder implements Builder {
  readonly fields: Field[] = [];
  #text = '';
  #pattern = '';
  #open = false;
  #magic = false;
  #ended: 'none' | 'space' | 'mark' = 'none';

  constructor(
    private readonly ifs: string,
    private readonly extended: boolean,
  ) {}

  literal(text: string): void {
    if (text === '') return;
    this.#text += text;
    this.#pattern += text;
    this.#touch(text);
  }

  quoted(text: string): void {
    this.#text += text;
    this.#pattern += escapePattern(text);
    this.#open = true;
    this.#ended = 'none';
  }

  value(text: string): void {
    if (this.ifs === '') return this.#append(text);
    let from = 0;
    for (let i = 0; i < text.length; i++) {
      const char = text[i] as string;
      if (!this.ifs.includes(char)) continue;
      if (i > from) this.#append(text.slice(from, i));
      from = i + 1;
      if (char === ' ' || char === '\t' || char === '\n') {
        if (this.#open) this.#finish('space');
      } else if (this.#open || this.#ended !== 'space') {
        this.#open = true;
        this.#finish('mark');
      } else this.#ended = 'mark';
    }
    if (from < text.length) this.#append(from === 0 ? text : text.slice(from));
  }

  list(items: readonly string[], quoted: boolean, star: boolean, separator: string): void {
    if (quoted && star) return this.quoted(items.join(separator));
    // bash alone: between unquoted items stands what would part them anyway, so that empty ones survive a mark.
    if (!quoted && this.extended && separator !== '' && !' \t\n'.includes(separator))
      return this.value(items.join(separator));
    for (let i = 0; i < items.length; i++) {
      if (i > 0 && (quoted || this.#open)) {
        if (quoted) this.#open = true;
        this.#finish('none');
      }
      if (quoted) this.quoted(items[i] as string);
      else this.value(items[i] as string);
    }
  }

  /** The fields so far, the open one included. */
  end(): readonly Field[] {
    if (this.#open) this.#finish('none');
    return this.fields;
  }

  #append(text: string): void {
    if (text === '') return;
    this.#text += text;
    this.#pattern += text;
    this.#touch(text);
  }

  #touch(text: string): void {
    this.#open = true;
    this.#ended = 'none';
    if (!this.#magic && /[*?[+@!]/.test(text)) this.#magic = true;
  }

  #finish(ended: 'none' | 'space' | 'mark'): void {
    const pattern = this.#magic && hasMagic(this.#pattern, this.extended) ? this.#pattern : undefined;
    this.fields.push({ text: this.#text, pattern });
    this.#text = '';
    this.#pattern = '';
    this.#open = false;
    this.#magic = false;
    this.#ended = ended;
  }
}
