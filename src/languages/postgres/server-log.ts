/** The server's log on standard error: `2026-01-31 12:00:00.000 UTC [1] LOG:  text`, as log_line_prefix `%m [%p] ` makes it. */
import { utf8 } from '../../base/bytes.ts';
import { guestClock } from '../guest/clock.ts';
import type { Guest } from '../guest/guest.ts';

export type Severity = 'LOG' | 'ERROR' | 'FATAL' | 'DETAIL' | 'HINT' | 'STATEMENT';

const STAMP_CHARS = 'YYYY-MM-DDTHH:MM:SS.mmm'.length;

export class ServerLog {
  constructor(private readonly guest: Guest) {}

  say(severity: Severity, words: string): void {
    const stamp = new Date(guestClock.now()).toISOString().slice(0, STAMP_CHARS).replace('T', ' ');
    this.raw(`${stamp} UTC [${this.guest.start.pid}] ${severity}:  ${words}`);
  }

  /** A line of the engine's own: it calls every process 42, and the directory by a name of its own. */
  engine(line: string): void {
    if (/^pglitec: /.test(line)) return;
    const named = line.replace(/^(\d{4}-\d\d-\d\d [\d:.]+ )(?:GMT|UTC) \[42\]/, `$1UTC [${this.guest.start.pid}]`);
    this.raw(named);
  }

  raw(line: string): void {
    this.guest.write(2, utf8(`${line}\n`));
  }
}
