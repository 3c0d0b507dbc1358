/** Goes through FILE operands (standard input without any), reporting those that cannot be read. */
import { SysError } from '../../../kernel/errno.ts';
import type { Input } from './input.ts';
import type { Tool } from './tool.ts';

type Wording = (name: string, reason: string, t: Tool) => string;

export interface InputWords {
  /** How GNU words a file that cannot be opened; default `FILE: reason`. */
  readonly gnu?: Wording;
  readonly busybox?: Wording;
  /** How GNU words a file that cannot be read. */
  readonly reading?: Wording;
  readonly status?: number;
  /** A directory is an error of reading, in words of its own, and not one of opening. */
  readonly readingWords?: boolean;
}

const plain: Wording = (name, reason, t) => `${t.qf(name)}: ${reason}`;
export const cannotOpen: Wording = (name, reason, t) => `cannot open ${t.q(name)} for reading: ${reason}`;
export const cantOpen = (name: string, reason: string) => `can't open '${name}': ${reason}`;

/** Opens the one file that a program reads, or ends it. */
export async function openedInput(
  t: Tool,
  path: string,
  busybox: (name: string, reason: string) => string,
): Promise<Input> {
  try {
    return await t.input(path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`${path}: ${error.message}`, busybox(path, error.message));
  }
}

export async function eachInput(
  t: Tool,
  paths: readonly string[],
  act: (input: Input, path: string) => unknown,
  words: InputWords = {},
): Promise<void> {
  for (const path of paths.length ? paths : ['-']) {
    let input: Input | undefined;
    let reading = false;
    try {
      input = await t.input(path);
      reading = true;
      await act(input, path);
    } catch (error) {
      if (!(error instanceof SysError) || error.errno === 'EPIPE' || error.errno === 'ENOSPC') throw error;
      const say = (form = plain) => form(path, error.message, t);
      if (reading && words.reading) await t.warn(say(words.reading), `read error: ${error.message}`, words.status);
      else if (reading && !(error.errno === 'EISDIR' && !words.readingWords))
        await t.warn(
          `error reading ${t.q(path === '-' ? 'standard input' : path)}: ${error.message}`,
          `read error: ${error.message}`,
          words.status,
        );
      else if (reading) await t.warn(say(), `read error: ${error.message}`, words.status);
      else await t.warn(say(words.gnu), say(words.busybox), words.status);
    }
    if (input) await t.done(input);
  }
}
