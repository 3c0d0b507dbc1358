/** vi's options, those of `:set` that are simulated. */

export interface Option {
  readonly name: string;
  readonly short: string;
  readonly start: boolean | number;
}

const TABLE: readonly Option[] = [
  { name: 'number', short: 'nu', start: false },
  { name: 'relativenumber', short: 'rnu', start: false },
  { name: 'ignorecase', short: 'ic', start: false },
  { name: 'smartcase', short: 'scs', start: false },
  { name: 'autoindent', short: 'ai', start: false },
  { name: 'hlsearch', short: 'hls', start: false },
  { name: 'incsearch', short: 'is', start: true },
  { name: 'wrapscan', short: 'ws', start: true },
  { name: 'wrap', short: 'wrap', start: true },
  { name: 'list', short: 'list', start: false },
  { name: 'ruler', short: 'ru', start: true },
  { name: 'showcmd', short: 'sc', start: true },
  { name: 'showmode', short: 'smd', start: true },
  { name: 'expandtab', short: 'et', start: false },
  { name: 'readonly', short: 'ro', start: false },
  { name: 'paste', short: 'paste', start: false },
  { name: 'cursorline', short: 'cul', start: false },
  { name: 'tabstop', short: 'ts', start: 8 },
  { name: 'shiftwidth', short: 'sw', start: 8 },
  { name: 'softtabstop', short: 'sts', start: 0 },
  { name: 'scrolloff', short: 'so', start: 5 },
  { name: 'scroll', short: 'scr', start: 0 },
  { name: 'textwidth', short: 'tw', start: 0 },
];

/** Those whose effect is nothing that is drawn here. */
const ACCEPTED =
  /^(no)?(syntax|filetype|compatible|cp|mouse|encoding|enc|fileencoding|background|bg|swapfile|swf|backup|bk|undofile|udf|title|wildmenu|wmnu|hidden|hid|backspace|bs|laststatus|ls|errorbells|eb|visualbell|vb|smartindent|si|cindent|cin|smarttab|sta|indentexpr|inde|history|hi|formatoptions|fo|showmatch|sm|clipboard|cb|ttyfast|tf|lazyredraw|lz|modeline|ml)(=|$)/;

export class Options {
  #values = new Map<string, boolean | number>(TABLE.map(({ name, start }) => [name, start]));

  on(name: string): boolean {
    return this.#values.get(name) === true;
  }
  number(name: string): number {
    return Number(this.#values.get(name) ?? 0);
  }
  put(name: string, value: boolean | number): void {
    this.#values.set(name, value);
  }

  /** One word of `:set`; answers what is to be shown, or a failure. */
  set(word: string): { readonly shown?: string; readonly failure?: string } {
    const [, name = '', how = '', value = ''] = /^(\w+)([?!&]|[+-]?[=:])?(.*)$/.exec(word) ?? [];
    const option = find(name) ?? find(name.replace(/^(no|inv)/, ''));
    if (!option) {
      if (ACCEPTED.test(word)) return {};
      return { failure: `E518: Unknown option: ${word}` };
    }
    const exact = find(name) !== undefined;
    const now = this.#values.get(option.name);
    const tell = () => ({
      shown: typeof now === 'boolean' ? `${now ? '  ' : 'no'}${option.name}` : `  ${option.name}=${now}`,
    });
    if (how === '?') return tell();
    if (typeof option.start === 'number') {
      if (how === '&') this.#values.set(option.name, option.start);
      else if (!exact) return { failure: `E474: Invalid argument: ${word}` };
      else if (how === '') return tell();
      else {
        if (!/^-?\d+$/.test(value)) return { failure: `E521: Number required after =: ${word}` };
        const given = Number(value);
        this.#values.set(
          option.name,
          how[0] === '+' ? Number(now) + given : how[0] === '-' ? Number(now) - given : given,
        );
      }
      return {};
    }
    if (how.endsWith('=') || how === ':') return { failure: `E474: Invalid argument: ${word}` };
    if (how === '!' || (!exact && name.startsWith('inv'))) this.#values.set(option.name, !now);
    else this.#values.set(option.name, how === '&' ? option.start : exact);
    return {};
  }

  /** What differs from how it starts, as `:set` alone lists. */
  changed(): string[] {
    return TABLE.flatMap(({ name, start }) => {
      const now = this.#values.get(name);
      if (now === start) return [];
      return [typeof now === 'boolean' ? `${now ? '  ' : 'no'}${name}` : `  ${name}=${now}`];
    });
  }
}

const find = (name: string) => TABLE.find((option) => option.name === name || option.short === name);
