/** vi's registers: the unnamed one, "0 of the last yank, "1 to "9 of deletes, "- of small ones, and those with letters. */

export interface Piece {
  readonly lines: readonly string[];
  readonly kind: 'characters' | 'lines' | 'block';
}

export class Registers {
  #held = new Map<string, Piece>();
  #last = '0';

  get(name: string | undefined): Piece | undefined {
    return this.#held.get(name === undefined || name === '"' ? this.#last : name.toLowerCase());
  }

  yank(name: string | undefined, piece: Piece): void {
    this.#put(name ?? '0', piece);
  }

  /** A delete of less than a line is small, and goes to "- alone; `big` says that its motion makes it large. */
  delete(name: string | undefined, piece: Piece, big = false): void {
    if (name === '_') return;
    const small = piece.kind !== 'lines' && piece.lines.length === 1;
    if (name !== undefined && name !== '"') this.#put(name, piece);
    if (small && !big && (name === undefined || name === '"')) this.#put('-', piece);
    if (small && !big) return;
    for (let n = 9; n > 1; n--) {
      const above = this.#held.get(`${n - 1}`);
      if (above) this.#held.set(`${n}`, above);
    }
    if (name === undefined || name === '"') this.#put('1', piece);
    else this.#held.set('1', piece);
  }

  /** What was typed at `:`, what was inserted: they are read only for the learner. */
  note(name: string, text: string): void {
    this.#held.set(name, { lines: text.split('\n'), kind: 'characters' });
  }

  #put(name: string, piece: Piece): void {
    if (name === '_') return;
    const key = name.toLowerCase();
    const old = name === key ? undefined : this.#held.get(key);
    this.#held.set(key, old ? appended(old, piece) : piece);
    this.#last = key;
  }
}

function appended(old: Piece, piece: Piece): Piece {
  if (old.kind === 'lines' || piece.kind === 'lines') return { lines: [...old.lines, ...piece.lines], kind: 'lines' };
  const joined = `${old.lines.at(-1) ?? ''}${piece.lines[0] ?? ''}`;
  return { lines: [...old.lines.slice(0, -1), joined, ...piece.lines.slice(1)], kind: 'characters' };
}
