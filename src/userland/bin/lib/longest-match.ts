/**
 * The longest of the matches at one place, which POSIX asks for where JavaScript takes the first way that works. All ways are
 * followed at once (Thompson's construction), so that no pattern takes more than its length times the text's.
 */

type Step =
  | { readonly kind: 'one'; readonly fits: (char: string) => boolean }
  | { readonly kind: 'place'; readonly test: RegExp }
  | { readonly kind: 'either'; first: number; second: number }
  | { readonly kind: 'jump'; to: number }
  | { readonly kind: 'end' };

export type LongestProgram = readonly Step[];

/** Repetitions are written out: past so many steps the first match must do. */
const STEPS = 20_000;

/** For the source of a regular expression as lib/regex.ts writes it; undefined when it refers back, or is too large. */
export function longestProgram(source: string, flags: string): LongestProgram | undefined {
  try {
    return new Construction(source, flags.replace(/[gy]/g, '')).program();
  } catch (error) {
    if (error instanceof NotFollowed) return undefined;
    throw error;
  }
}

/** Where the longest match that begins at `from` ends; -1 when none does. */
export function longestEnd(program: LongestProgram, text: string, from: number): number {
  let best = -1;
  let now: number[] = [];
  const seen = new Uint32Array(program.length);
  let mark = 0;
  const add = (list: number[], first: number, at: number): void => {
    const waiting = [first];
    for (let pc = waiting.pop(); pc !== undefined; pc = waiting.pop()) {
      if (seen[pc] === mark) continue;
      seen[pc] = mark;
      const step = program[pc] as Step;
      if (step.kind === 'jump') waiting.push(step.to);
      else if (step.kind === 'either') waiting.push(step.first, step.second);
      else if (step.kind === 'end') best = at;
      else if (step.kind === 'one') list.push(pc);
      else {
        step.test.lastIndex = at;
        if (step.test.test(text)) waiting.push(pc + 1);
      }
    }
  };
  mark++;
  add(now, 0, from);
  for (let at = from; now.length > 0 && at < text.length; at++) {
    const next: number[] = [];
    const char = text[at] as string;
    mark++;
    for (const pc of now) {
      const step = program[pc] as Step;
      if (step.kind === 'one' && step.fits(char)) add(next, pc + 1, at + 1);
    }
    now = next;
  }
  return best;
}

class NotFollowed extends Error {}

const PLACES = /^(?:\(\?<?[!=](?:\\.|\[[^\]]*\]|[^)\\])*\)|\\b\(\?<?=\\w\)|\\[bB]|[\^$])/;
const ATOM = /^(?:\\(?:x[\da-f]{2}|[^])|\[\^?(?:\\[^]|[^\]\\])*\]|[^()|*+?{}\\[\]^$])/i;
const REPEAT = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})/;

class Construction {
  #at = 0;
  readonly #steps: Step[] = [];

  constructor(
    private readonly source: string,
    private readonly flags: string,
  ) {}

  program(): LongestProgram {
    this.#alternatives();
    if (this.#at < this.source.length) throw new NotFollowed();
    this.#push({ kind: 'end' });
    return this.#steps;
  }

  #push<T extends Step>(step: T): T {
    if (this.#steps.length >= STEPS) throw new NotFollowed();
    this.#steps.push(step);
    return step;
  }

  get #rest(): string {
    return this.source.slice(this.#at);
  }

  #alternatives(): void {
    const ends: { to: number }[] = [];
    for (;;) {
      const split = this.#hasAlternative()
        ? this.#push({ kind: 'either', first: this.#steps.length + 1, second: 0 })
        : undefined;
      this.#sequence();
      if (!split) break;
      ends.push(this.#push({ kind: 'jump', to: 0 }));
      split.second = this.#steps.length;
      this.#at++;
    }
    for (const jump of ends) jump.to = this.#steps.length;
  }

  /** Whether a `|` of this level follows. */
  #hasAlternative(): boolean {
    let depth = 0;
    for (const [token] of this.#rest.matchAll(/\\[^]|\[\^?(?:\\[^]|[^\]\\])*\]|[^]/g)) {
      if (token === '(') depth++;
      else if (token === ')' && depth-- === 0) return false;
      else if (token === '|' && depth === 0) return true;
    }
    return false;
  }

  #sequence(): void {
    while (this.#at < this.source.length && !/[|)]/.test(this.source[this.#at] as string)) this.#repeated();
  }

  /** An atom as often as the mark behind it says; the atom is read again for each time that it is written out. */
  #repeated(): void {
    const start = this.#at;
    const before = this.#steps.length;
    this.#atom();
    const end = this.#at;
    const [mark, least, comma, most] = REPEAT.exec(this.#rest) ?? [];
    if (mark === undefined) return;
    const after = end + mark.length;
    const min = mark === '*' || mark === '?' ? 0 : mark === '+' ? 1 : Number(least);
    const max =
      mark === '?' ? 1 : mark === '*' || mark === '+' ? Infinity : comma ? (most ? Number(most) : Infinity) : min;
    this.#steps.length = before;
    const again = () => {
      this.#at = start;
      this.#atom();
    };
    for (let i = 0; i < min; i++) again();
    if (max === Infinity) {
      const loop = this.#push({ kind: 'either', first: this.#steps.length + 1, second: 0 });
      const back = this.#steps.length - 1;
      again();
      this.#push({ kind: 'jump', to: back });
      loop.second = this.#steps.length;
    } else {
      const splits = Array.from({ length: max - min }, () => {
        const split = this.#push({ kind: 'either', first: this.#steps.length + 1, second: 0 });
        again();
        return split;
      });
      for (const split of splits) split.second = this.#steps.length;
    }
    this.#at = after;
  }

  #atom(): void {
    const rest = this.#rest;
    const place = PLACES.exec(rest)?.[0];
    if (place !== undefined) {
      this.#at += place.length;
      this.#push({ kind: 'place', test: new RegExp(place, `${this.flags}y`) });
    } else if (rest.startsWith('(')) {
      this.#at += rest.startsWith('(?:') ? 3 : 1;
      this.#alternatives();
      this.#at++;
    } else {
      const atom = ATOM.exec(rest)?.[0];
      if (atom === undefined || /^\\[1-9]/.test(atom)) throw new NotFollowed();
      this.#at += atom.length;
      this.#push({ kind: 'one', fits: fitting(new RegExp(`^${atom}$`, this.flags)) });
    }
  }
}

/** Whether a character is one that an atom means, remembered by character. */
function fitting(atom: RegExp): (char: string) => boolean {
  const known = new Map<string, boolean>();
  return (char) => {
    let fits = known.get(char);
    if (fits === undefined) known.set(char, (fits = atom.test(char)));
    return fits;
  };
}
