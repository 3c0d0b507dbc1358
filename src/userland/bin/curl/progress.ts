/** curl's progress meter on standard error, and the bar of `-#`. */
import { utf8 } from '../../../base/bytes.ts';
import type { Sys } from '../../../kernel/sys.ts';

const HEAD =
  '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n' +
  '                                 Dload  Upload   Total   Spent    Left  Speed\n';
const REDRAW_MS = 1000;

export class Progress {
  received = 0;
  sent = 0;
  /** Bytes to come, once known. */
  toReceive = 0;
  toSend = 0;
  #started = 0;
  #drawn = 0;
  #shown = false;

  constructor(
    private readonly sys: Sys,
    private readonly kind: 'meter' | 'bar' | 'none',
    private readonly fd: number,
  ) {
    this.#started = sys.now();
  }

  async start(): Promise<void> {
    this.#started = this.sys.now();
    if (this.kind !== 'meter' || this.#shown) return;
    this.#shown = true;
    await this.#write(HEAD + this.#line());
  }

  /** A new transfer of the same run (a redirect) begins at nothing again. */
  reset(): void {
    this.received = this.sent = this.toReceive = this.toSend = 0;
  }

  async changed(): Promise<void> {
    const now = this.sys.now();
    if (this.kind === 'none' || now - this.#drawn < REDRAW_MS || now - this.#started < REDRAW_MS) return;
    this.#drawn = now;
    await this.#write(this.kind === 'meter' ? this.#line() : this.#bar());
  }

  async finish(): Promise<void> {
    if (this.kind === 'meter' && this.#shown) await this.#write(`${this.#line()}\n`);
    if (this.kind === 'bar') await this.#write(`${this.#bar()}\n`);
    this.#shown = false;
  }

  #bar(): string {
    const share = this.toReceive > 0 ? Math.min(1, this.received / this.toReceive) : this.received > 0 ? 1 : 0;
    const width = 72;
    const hashes = '#'.repeat(Math.round(share * width)).padEnd(width);
    return `\r${hashes} ${(share * 100).toFixed(1).padStart(5)}%`;
  }

  #line(): string {
    const spentMs = this.sys.now() - this.#started;
    const seconds = Math.max(spentMs, 1) / 1000;
    const { received, sent, toReceive, toSend } = this;
    const down = received / seconds;
    const up = sent / seconds;
    const total = toReceive + toSend;
    const share = (part: number, whole: number) => (whole > 0 ? Math.floor((part * 100) / whole) : 0);
    const whole = total > 0 ? total : received + sent;
    const estimate = total > 0 && down + up > 0 ? total / (down + up) : 0;
    const spent = Math.floor(spentMs / 1000);
    const left = estimate > 0 ? Math.max(0, Math.floor(estimate) - spent) : 0;
    const totalShare = total > 0 ? share(received + sent, total) : 0;
    return (
      `\r${pad(totalShare)} ${amount(whole)}  ${pad(share(received, toReceive))} ${amount(received)}  ` +
      `${pad(share(sent, toSend))} ${amount(sent)}  ${amount(down)}  ${amount(up)} ` +
      `${clock(Math.floor(estimate))} ${clock(spent)} ${clock(left)} ${amount(down + up)}`
    );
  }

  async #write(line: string): Promise<void> {
    await this.sys.write(this.fd, utf8(line));
  }
}

function pad(share: number): string {
  return String(share).padStart(3);
}

function clock(seconds: number): string {
  if (seconds <= 0) return '--:--:--';
  const two = (n: number) => String(n).padStart(2, '0');
  return `${String(Math.floor(seconds / 3600)).padStart(2)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** Five columns: bytes, then k, M, G with a decimal where it fits. */
export function amount(bytes: number): string {
  const n = Math.floor(bytes);
  if (n < 100_000) return String(n).padStart(5);
  const units = ['k', 'M', 'G', 'T'];
  let value = n / 1024;
  for (const unit of units) {
    if (value < 100 && unit !== 'k') return `${value.toFixed(1).padStart(4)}${unit}`;
    if (value < 10_000) return `${String(Math.floor(value)).padStart(4)}${unit}`;
    value /= 1024;
  }
  return `${Math.floor(value)}P`;
}
