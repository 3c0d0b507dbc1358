/** What the words of find's expressions are compiled with, and to. */
import type { Stat } from '../../kernel/sys.ts';
import type { Accounts } from './lib/accounts.ts';
import type { Out } from './lib/out.ts';
import type { Tool } from './lib/tool.ts';

export interface Visit {
  readonly path: string;
  readonly given: string;
  readonly depth: number;
  readonly stat: Stat;
  /** Set by -prune: don't go below. */
  pruned: boolean;
}
export type Test = (visit: Visit) => boolean | Promise<boolean>;

/** What words say of the whole search, beside the test that they are. */
export interface FindSettings {
  mindepth: number;
  maxdepth: number;
  depthFirst: boolean;
  oneFileSystem: boolean;
  follow: boolean;
  quit: boolean;
  /** Something is done with what is found: it need not be printed. */
  acts: boolean;
  /** Regular expressions are extended ones. */
  extended: boolean;
  /** Days are counted from the end of today. */
  daystart: boolean;
  /** What is left to do at the end. */
  readonly pending: (() => Promise<void>)[];
}

/** The words behind the one that is compiled. What does not fit ends the program. */
export interface FindWords {
  readonly t: Tool;
  readonly accounts: Accounts;
  readonly settings: FindSettings;
  argument(word: string): Promise<string>;
  depth(word: string): Promise<number>;
  /** `+N`, `-N`, `N` as a comparison; `text` in place of the next word. */
  number(word: string, text?: string): Promise<(value: number) => boolean>;
  /** Opens the file that an action writes to. */
  output(word: string): Promise<Out>;
  /** Up to `;`, or up to `{} +`, which gathers what is found. */
  command(word: string): Promise<{ readonly argv: readonly string[]; readonly gathers: boolean }>;
  fail(gnu: string, busybox?: string): Promise<never>;
}

export type Primary = (p: FindWords, word: string) => Test | Promise<Test>;

/** One meaning under several words. */
export function named(words: string, primary: Primary): Readonly<Record<string, Primary>> {
  return Object.fromEntries(words.split(' ').map((word) => [word, primary]));
}
