/** What curl tells of a transfer: the lines of `-v`, or all that passed, for `--trace` and `--trace-ascii`. */
import { utf8 } from '../../../base/bytes.ts';
import { SysError } from '../../../kernel/errno.ts';
import { O, type Sys } from '../../../kernel/sys.ts';
import { type CurlArguments, has } from './options.ts';
import type { Trace } from './transfer.ts';

const WIDTH = { ascii: 64, hex: 16 } as const;

interface Dump {
  readonly kind: keyof typeof WIDTH;
  readonly write: (text: string) => Promise<void>;
}

export class Tracer implements Trace {
  readonly #verbose: boolean;
  #dump: Dump | undefined;

  constructor(
    private readonly sys: Sys,
    private readonly args: CurlArguments,
    private readonly say: (text: string) => Promise<void>,
  ) {
    this.#verbose = has(args, 'v');
  }

  /** Opens the file of `--trace`; `print` writes to standard output. */
  async open(print: (text: string) => Promise<void>): Promise<void> {
    const last = this.args.given.findLast(([key]) => key === 'trace' || key === 'trace-ascii' || key === 'v');
    if (!last || last[0] === 'v') return;
    const kind = last[0] === 'trace' ? 'hex' : 'ascii';
    this.#dump = { kind, write: last[1] === '-' ? print : last[1] === '%' ? this.say : await this.#file(last[1]) };
  }

  async tell(line: string): Promise<void> {
    if (this.#dump) await this.#dumped(`== Info: ${line}\n`);
    else if (this.#verbose) await this.say(`* ${line}\n`);
  }

  async sent(lines: readonly string[]): Promise<void> {
    if (this.#dump) return this.#bytes('=> Send header', utf8(lines.map((line) => `${line}\r\n`).join('')));
    for (const line of lines) if (this.#verbose) await this.say(`> ${line}\r\n`);
  }

  async received(line: string): Promise<void> {
    if (this.#dump) await this.#bytes('<= Recv header', utf8(`${line}\r\n`));
    else if (this.#verbose) await this.say(`< ${line}\r\n`);
  }

  async data(direction: '{' | '}', bytes: Uint8Array): Promise<void> {
    if (this.#dump) await this.#bytes(direction === '{' ? '<= Recv data' : '=> Send data', bytes);
    else if (this.#verbose && !this.sys.isatty(1)) await this.say(`${direction} [${bytes.length} bytes data]\n`);
  }

  async #file(path: string): Promise<(text: string) => Promise<void>> {
    try {
      const fd = await this.sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o666);
      return async (text) => void (await this.sys.write(fd, utf8(text)));
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await this.say('Warning: Failed to create/open output\n');
      return async () => undefined;
    }
  }

  async #dumped(text: string): Promise<void> {
    const time = has(this.args, 'trace-time') ? `${new Date(this.sys.now()).toISOString().slice(11, 23)}000 ` : '';
    await this.#dump?.write(time + text);
  }

  async #bytes(what: string, bytes: Uint8Array): Promise<void> {
    const kind = this.#dump?.kind ?? 'ascii';
    const lines = kind === 'ascii' ? asciiLines(bytes) : hexLines(bytes);
    await this.#dumped(`${what}, ${bytes.length} bytes (0x${bytes.length.toString(16)})\n${lines}`);
  }
}

const place = (at: number) => `${at.toString(16).padStart(4, '0')}: `;
const shown = (byte: number) => (byte >= 0x20 && byte < 0x80 ? String.fromCharCode(byte) : '.');

/** A line ends after 64 characters, or where one ends in the bytes. */
function asciiLines(bytes: Uint8Array): string {
  let out = '';
  for (let at = 0; at < bytes.length;) {
    const from = at;
    let line = '';
    for (; at < bytes.length && at - from < WIDTH.ascii; at++) {
      if (bytes[at] === 13 && bytes[at + 1] === 10) break;
      line += shown(bytes[at] as number);
    }
    if (bytes[at] === 13 && bytes[at + 1] === 10) at += 2;
    out += `${place(from)}${line}\n`;
  }
  return out;
}

function hexLines(bytes: Uint8Array): string {
  let out = '';
  for (let at = 0; at < bytes.length; at += WIDTH.hex) {
    const row = [...bytes.subarray(at, at + WIDTH.hex)];
    const hex = row.map((byte) => `${byte.toString(16).padStart(2, '0')} `).join('');
    out += `${place(at)}${hex.padEnd(WIDTH.hex * 3)}${row.map(shown).join('')}\n`;
  }
  return out;
}
