/** One run of an apt program: its options, what it says, and the warnings and errors that come at its end. */
import type { Sys } from '../../../kernel/sys.ts';
import type { Tool } from '../../bin/lib/tool.ts';
import { DpkgDatabase } from '../deb/database.ts';
import { styleOf, type DebStyle } from '../deb/style.ts';

/** Ends the run with apt's status for a failure, 100; `messages` are its `E:` lines. */
export class AptFailure extends Error {
  override name = 'AptFailure';
  constructor(...messages: readonly string[]) {
    super(messages.join('\n'));
    this.messages = messages;
  }
  readonly messages: readonly string[];
}

export class AptSession {
  readonly #warnings: string[] = [];
  readonly #errors: string[] = [];
  /** 0: talks; 1: no progress; 2: only errors. */
  readonly quiet: number;
  readonly yes: boolean;

  private constructor(
    readonly t: Tool,
    readonly style: DebStyle,
  ) {
    const given = t.given.filter(([key]) => key === 'q');
    const level = given.reduce((sum, [, value]) => Math.max(sum + 1, Number(value) || 0), 0);
    this.quiet = level > 0 ? level : t.sys.isatty(1) ? 0 : 1;
    this.yes = t.has('y') || level >= 2;
  }

  static async open(t: Tool): Promise<AptSession> {
    return new AptSession(t, styleOf(await DpkgDatabase.read(t.sys)));
  }

  get sys(): Sys {
    return this.t.sys;
  }

  async say(line: string): Promise<void> {
    if (this.quiet < 2) await this.t.out.line(line);
  }

  /** `Reading package lists...`, which a terminal sees end with `Done`. */
  async step(words: string): Promise<void> {
    if (this.quiet >= 2) return;
    if (this.quiet === 0) await this.t.out.text(`\r${words}... Done\n`);
    else await this.t.out.line(`${words}...`);
  }

  warn(message: string): void {
    this.#warnings.push(message);
  }

  fail(message: string): void {
    this.#errors.push(message);
  }

  /** What was held back, in apt's order; the exit status. */
  async finish(): Promise<number> {
    await this.t.out.flush();
    const lines = [...this.#warnings.map((text) => `W: ${text}\n`), ...this.#errors.map((text) => `E: ${text}\n`)];
    if (lines.length > 0) await this.t.err(lines.join(''));
    return this.#errors.length > 0 ? 100 : 0;
  }

  /** Errors when somebody else than root wants to change something. */
  requireRoot(): void {
    if (this.sys.credentials.euid === 0) return;
    if (this.style.oldApt) {
      throw new AptFailure(
        'Could not open lock file /var/lib/dpkg/lock - open (13: Permission denied)',
        'Unable to lock the administration directory (/var/lib/dpkg/), are you root?',
      );
    }
    throw new AptFailure(
      'Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)',
      'Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?',
    );
  }

  size(bytes: number): string {
    const text = sizeText(bytes);
    const [, locale = ''] =
      /^([a-z]{2}_[A-Z]{2})/.exec(this.sys.env.get('LC_ALL') || this.sys.env.get('LANG') || '') ?? [];
    return locale === '' ? text : text.replace(/^(\d)(\d{3})(?=\D)/, '$1,$2');
  }
}

/** apt's SizeToStr: powers of 1000, one decimal below 100, four digits before the next unit. */
export function sizeText(bytes: number): string {
  const units = ['', 'k', 'M', 'G', 'T'];
  let value = bytes;
  for (const unit of units) {
    if (value < 100 && unit !== '') return `${value.toFixed(1)} ${unit}B`;
    if (value < 10_000) return `${Math.round(value)} ${unit}B`;
    value /= 1000;
  }
  return `${Math.round(value * 1000)} TB`;
}

/** Names as apt lists them: indented, in lines of at most 80 characters. */
export function nameList(names: readonly string[]): string {
  const lines: string[] = [];
  let line = ' ';
  for (const name of names) {
    if (line.length + 1 + name.length > 79 && line !== ' ') {
      lines.push(line);
      line = ' ';
    }
    line += ` ${name}`;
  }
  return [...lines, line].join('\n');
}
