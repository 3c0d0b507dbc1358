/** GNU wget's two ways to show progress: dots, or a bar on a terminal. */
const DOTS_PER_LINE = 50;
const DOT_BYTES = 1024;
const FIRST_COLUMN = 7;
const LINE_COLUMNS = 62;
const BAR_WIDTH = 20;
const REDRAW_MS = 200;
/** wget counts by the pieces it reads. */
const READ_BYTES = 8 * 1024;
const NAME_WIDTH = 19;

export interface ProgressOptions {
  readonly kind: 'dot' | 'bar' | 'none';
  readonly name: string;
  /** Of the whole file; undefined when the server did not say. */
  readonly total: number | undefined;
  /** Bytes that were there before (`-c`). */
  readonly start: number;
  readonly write: (text: string) => Promise<void>;
  readonly now: () => number;
}

export class WgetProgress {
  #received: number;
  #dots: number;
  #lineStarted: number;
  #lineBytes = 0;
  readonly #began: number;
  #drawn = 0;

  constructor(private readonly options: ProgressOptions) {
    this.#received = options.start;
    this.#dots = Math.floor(options.start / DOT_BYTES);
    this.#began = this.#lineStarted = options.now();
  }

  async begin(): Promise<void> {
    const { kind, start } = this.options;
    if (kind === 'bar') return this.#bar(false);
    if (kind !== 'dot') return;
    if (start > 0) {
      const skipped = Math.floor(this.#dots / DOTS_PER_LINE) * DOTS_PER_LINE;
      if (skipped > 0) await this.#write(`\n${' '.repeat(FIRST_COLUMN)}[ skipping ${skipped}K ]`);
    }
    await this.#write(`\n${this.#label()}`);
    for (let dot = this.#dots - (this.#dots % DOTS_PER_LINE); dot < this.#dots; dot++) await this.#dot(',', dot);
  }

  async add(size: number): Promise<void> {
    const { kind, now } = this.options;
    for (let left = size; left > 0; left -= READ_BYTES) await this.#read(Math.min(left, READ_BYTES));
    if (kind === 'bar' && now() - this.#drawn >= REDRAW_MS) await this.#bar(false);
  }

  async #read(size: number): Promise<void> {
    this.#received += size;
    this.#lineBytes += size;
    if (this.options.kind !== 'dot') return;
    while (this.#received >= (this.#dots + 1) * DOT_BYTES) {
      await this.#dot('.', this.#dots++);
      if (this.#dots % DOTS_PER_LINE === 0) {
        await this.#endLine(false);
        if (this.#received > this.#dots * DOT_BYTES || this.#received !== this.options.total)
          await this.#write(`\n${this.#label()}`);
      }
    }
  }

  async end(): Promise<void> {
    const { kind } = this.options;
    if (kind === 'bar') {
      await this.#bar(true);
      await this.#write('\n');
    }
    if (kind !== 'dot') return;
    const column = this.#dots % DOTS_PER_LINE;
    const groups = Math.ceil(column / 10);
    await this.#write(' '.repeat(LINE_COLUMNS - FIRST_COLUMN - column - (column === 0 ? 0 : groups)));
    await this.#endLine(true);
    await this.#write('\n');
  }

  #label(): string {
    const kilobytes = Math.floor(this.#dots / DOTS_PER_LINE) * DOTS_PER_LINE;
    return `${kilobytes}K`.padStart(FIRST_COLUMN);
  }

  async #dot(mark: string, dot: number): Promise<void> {
    await this.#write(dot % 10 === 0 ? ` ${mark}` : mark);
  }

  async #endLine(last: boolean): Promise<void> {
    const { total, now } = this.options;
    const ms = Math.max(now() - this.#lineStarted, 0.001);
    const speed = shortRate(this.#lineBytes, ms).padStart(5);
    this.#lineStarted = now();
    this.#lineBytes = 0;
    const shown = last ? this.#received : this.#dots * DOT_BYTES;
    const percent = total === undefined ? '' : `${Math.floor((shown * 100) / Math.max(total, 1))}%`.padStart(4);
    const spent = now() - this.#began;
    if (last) await this.#write(`${percent} ${speed}=${seconds(spent)}`);
    else if (total === undefined) await this.#write(` ${speed}`);
    else {
      const left = (spent * (total - this.#received)) / Math.max(this.#received - this.options.start, 1);
      await this.#write(`${percent} ${speed} ${duration(left)}`);
    }
  }

  /** `name   100%[====>   ]   117  --.-KB/s    in 0s`. */
  async #bar(done: boolean): Promise<void> {
    const { name, total, now, start } = this.options;
    this.#drawn = now();
    const title = name.length > NAME_WIDTH - 1 ? `${name.slice(0, NAME_WIDTH - 1)}` : name;
    const spent = now() - this.#began;
    let bar: string;
    let percent = '    ';
    if (total === undefined) {
      const at = Math.min(BAR_WIDTH - 3, Math.floor(spent / 200) + (done ? 1 : 0));
      bar = `${' '.repeat(at)}<=>`.padEnd(BAR_WIDTH);
    } else {
      const share = total > 0 ? this.#received / total : 1;
      percent = `${Math.floor(share * 100)}%`.padStart(4);
      const filled = Math.floor(share * BAR_WIDTH);
      bar = (filled > 0 ? `${'='.repeat(filled - 1)}>` : '').padEnd(BAR_WIDTH);
    }
    const speed = spent > 1000 ? `${barRate(this.#received - start, spent)}/s` : '--.-KB/s';
    const tail = done
      ? `   in ${seconds(spent)}`.padEnd(14)
      : total === undefined || spent < 1000
        ? '             '
        : `   eta ${duration((spent * (total - this.#received)) / Math.max(1, this.#received - start))}`.padEnd(14);
    await this.#write(
      `\r${title.padEnd(NAME_WIDTH)} ${percent}[${bar}] ${human(this.#received).padStart(7)}  ${speed} ${tail.padEnd(14)}`,
    );
  }

  #write(text: string): Promise<void> {
    return this.options.write(text);
  }
}

/** Bytes with three figures: `117`, `1.91M`. */
export function human(bytes: number): string {
  if (bytes < 1024) return String(bytes);
  let value = bytes;
  for (const unit of ['K', 'M', 'G', 'T']) {
    value /= 1024;
    if (value < 1024 || unit === 'T') return figures(value) + unit;
  }
  return '';
}

function figures(value: number): string {
  return value.toFixed(value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2);
}

/** Of one line of dots: `47.0M`. */
function shortRate(bytes: number, ms: number): string {
  const rate = (bytes * 1000) / ms;
  if (rate < 1024) return figures(rate);
  return human(rate);
}

function barRate(bytes: number, ms: number): string {
  const rate = (bytes * 1000) / ms;
  if (rate < 1024) return `${figures(rate)} B`.padStart(6);
  return `${human(rate)}B`.padStart(6);
}

/** `36.5 MB/s`. */
export function rateText(bytes: number, ms: number): string {
  const rate = (bytes * 1000) / Math.max(ms, 0.001);
  if (rate < 1024) return `${figures(rate)} B/s`;
  const text = human(rate);
  return `${text.slice(0, -1)} ${text.slice(-1)}B/s`;
}

/** `0.02s`, `0s`, `1.2s`, `12s`, `1m 5s`. */
export function seconds(ms: number): string {
  const value = ms / 1000;
  if (value >= 59.5) return duration(ms);
  if (value < 0.0005) return '0s';
  const digits = value < 0.01 ? 3 : value < 1 ? 2 : value < 10 ? 1 : 0;
  return `${Number(value.toFixed(digits))}s`;
}

function duration(ms: number): string {
  const whole = Math.max(0, Math.round(ms / 1000));
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m ${whole % 60}s`;
  return `${Math.floor(whole / 3600)}h ${Math.floor(whole / 60) % 60}m`;
}
