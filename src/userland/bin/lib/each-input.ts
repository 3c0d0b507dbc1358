/** Goes through FILE operands (standard input without any), reporting those that cannot be read. */
import { SysError } from '../../../kernel/errno.ts';
import type { Input } from './input.ts';
import { q, qf } from './text.ts';
import type { Tool } from './tool.ts';

export interface InputWords {
  /** How GNU words a file that cannot be opened; default `FILE: reason`. */
  readonly gnu?: (name: string, reason: string) => string;
  readonly busybox?: (name: string, reason: string) => string;
  /** How GNU words a file that cannot be read. */
  readonly reading?: (name: string, reason: string) => string;
  readonly status?: number;
  /** A directory is an error of reading, in words of its own, and not one of opening. */
  readonly readingWords?: boolean;
}

const plain = (name: string, reason: string) => `${qf(name)}: ${reason}`;
export const cannotOpen = (name: string, reason: string) => `cannot open ${q(name)} for reading: ${reason}`;
export const cantOpen = (name: string, reason: string) => `can't open '${name}': ${reason}`;

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
      const say = (form = plain) => form(path, error.message);
      if (reading && words.reading) await t.warn(say(words.reading), `read error: ${error.message}`, words.status);
      else if (reading && !(error.errno === 'EISDIR' && !words.readingWords))
        await t.warn(`error reading ${q(path)}: ${error.message}`, `read error: ${error.message}`, words.status);
      else if (reading) await t.warn(say(), `read error: ${error.message}`, words.status);
      else await t.warn(say(words.gnu), say(words.busybox), words.status);
    }
    if (input) await t.done(input);
  }
}
