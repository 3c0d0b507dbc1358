/** Where curl writes what it gets: standard output, or a file that is made when the first byte comes. */
import { EMPTY, utf8 } from '../../../base/bytes.ts';
import { SysError } from '../../../kernel/errno.ts';
import { O, type Sys } from '../../../kernel/sys.ts';
import { dirname } from '../lib/path.ts';
import { CurlError } from './errors.ts';
import type { StandardOutput } from './standard-output.ts';

export interface OutputOptions {
  /** Undefined: standard output. */
  readonly path: string | undefined;
  readonly makeParents: boolean;
  /** Goes on where a file of this size ends. */
  readonly resumeAt: number;
  /** Binary bytes may go to a terminal. */
  readonly forced: boolean;
  /** A file that is there is not written over. */
  readonly exclusive?: boolean;
  readonly warn: (text: string) => Promise<void>;
  readonly stdout: StandardOutput;
}

const BINARY = `Binary output can mess up your terminal. Use "--output -" to tell curl to output it to your terminal anyway, or consider "--output <FILE>" to save to a file.`;

export class Output {
  #fd: number | undefined;
  #path: string | undefined;

  constructor(
    private readonly sys: Sys,
    private readonly options: OutputOptions,
  ) {
    this.#path = options.path;
  }

  get path(): string | undefined {
    return this.#path;
  }

  /** Names the file anew, before it is made. */
  call(name: string | undefined): void {
    if (name === undefined || this.#path === undefined || this.#fd !== undefined) return;
    this.#path = this.#path.includes('/') ? `${dirname(this.#path)}/${name}` : name;
  }

  async write(bytes: Uint8Array): Promise<void> {
    const fd = (this.#fd ??= await this.#open());
    if (bytes.length === 0) return;
    const { forced, warn } = this.options;
    const path = this.#path;
    if (path === undefined && !forced && bytes.includes(0) && this.sys.isatty(1)) {
      await warn(BINARY);
      throw new CurlError(23, 'Failure writing output to destination');
    }
    try {
      if (path === undefined) await this.options.stdout.write(bytes);
      else await this.sys.write(fd, bytes);
    } catch (error) {
      if (!(error instanceof SysError) || error.errno === 'EPIPE') throw error;
      throw new CurlError(23, path === undefined ? 'Failed writing body' : 'Failure writing output to destination');
    }
  }

  async text(value: string): Promise<void> {
    await this.write(utf8(value));
  }

  /** Makes the file even when nothing came. */
  async finish(): Promise<void> {
    await this.write(EMPTY);
    if (this.#fd !== undefined && this.#fd > 2) await this.sys.close(this.#fd);
    this.#fd = undefined;
  }

  async #open(): Promise<number> {
    const { resumeAt, makeParents, exclusive, warn } = this.options;
    const path = this.#path;
    if (path === undefined) return 1;
    try {
      if (makeParents) await makeDirectories(this.sys, dirname(path));
      const how = exclusive ? O.EXCL : resumeAt > 0 ? O.APPEND : O.TRUNC;
      return await this.sys.open(path, O.WRONLY | O.CREAT | how, 0o666);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await warn(`Failed to open the file ${path}: ${error.message}`);
      throw new CurlError(23, exclusive ? 'Failed writing header' : 'Failure writing output to destination');
    }
  }
}

async function makeDirectories(sys: Sys, path: string): Promise<void> {
  const names = path.split('/');
  for (let i = 1; i <= names.length; i++) {
    const directory = names.slice(0, i).join('/');
    if (!directory || directory === '.') continue;
    try {
      await sys.mkdir(directory, 0o777);
    } catch (error) {
      if (!(error instanceof SysError && error.errno === 'EEXIST')) throw error;
    }
  }
}

/** Where -D writes heads. */
export function headerOutput(
  sys: Sys,
  path: string,
  stdout: StandardOutput,
  warn: (text: string) => Promise<void>,
): Output {
  const plain = path === '-' ? undefined : path;
  return new Output(sys, { path: plain, makeParents: false, resumeAt: 0, forced: true, warn, stdout });
}

/** `Warning: ` lines of at most 79 columns, as curl breaks them. */
export function warningLines(text: string): string {
  const width = 79 - 'Warning: '.length;
  let out = '';
  let rest = text;
  while (rest.length > 0) {
    if (rest.length <= width) {
      out += `Warning: ${rest}\n`;
      break;
    }
    let cut = width - 1;
    while (cut > 0 && rest[cut] !== ' ') cut--;
    if (cut === 0) cut = width - 1;
    out += `Warning: ${rest.slice(0, cut + 1)}\n`;
    rest = rest.slice(cut + 1);
  }
  return out;
}
