/** find's expressions: words to one function. */
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { nameExists } from '../name-exists.ts';
import { ACTIONS, print } from './find-actions.ts';
import type { FindSettings, FindWords, Test } from './find-primary.ts';
import { newerXY, TESTS } from './find-tests.ts';
import { Accounts } from './lib/accounts.ts';
import { Out } from './lib/out.ts';
import type { Tool } from './lib/tool.ts';

export interface Expression {
  readonly test: Test;
  readonly mindepth: number;
  readonly maxdepth: number;
  readonly depthFirst: boolean;
  readonly oneFileSystem: boolean;
  readonly follow: boolean;
  xdev?: number;
  quit: boolean;
  /** Runs what `-exec … +` has gathered. */
  finish(): Promise<void>;
}

export async function compileExpression(t: Tool, words: readonly string[]): Promise<Expression> {
  return new Compiler(t, words, await Accounts.read(t.sys)).compile();
}

/** Words that stand between two expressions. */
const BINARY = new Set(['-o', '-or', '-a', '-and', ',']);

class Compiler implements FindWords {
  #at = 0;
  readonly settings: FindSettings = {
    mindepth: 0,
    maxdepth: Infinity,
    depthFirst: false,
    oneFileSystem: false,
    follow: false,
    quit: false,
    acts: false,
    extended: false,
    daystart: false,
    pending: [],
  };

  constructor(
    readonly t: Tool,
    readonly words: readonly string[],
    readonly accounts: Accounts,
  ) {}

  async compile(): Promise<Expression> {
    let test: Test = this.words.length ? await this.#or() : () => true;
    if (this.#at < this.words.length) {
      const word = this.words[this.#at] as string;
      await (word === ')' ? this.fail("you have too many ')'") : this.misplaced(word));
    }
    if (!this.settings.acts) {
      const condition = test;
      const printed = print(this, '\n');
      test = async (visit) => (await condition(visit)) && printed(visit);
    }
    const { settings } = this;
    return Object.assign(settings, {
      test,
      finish: async () => {
        for (const run of settings.pending) await run();
      },
    });
  }

  fail(gnu: string, busybox = gnu): Promise<never> {
    return this.t.die(gnu, busybox);
  }

  async #or(): Promise<Test> {
    let left = await this.#and();
    for (
      let word = this.words[this.#at];
      word === '-o' || word === '-or' || word === ',';
      word = this.words[this.#at]
    ) {
      this.#at++;
      const [first, second] = [left, await this.#and()];
      left =
        word === ','
          ? async (visit) => (await first(visit), second(visit))
          : async (visit) => (await first(visit)) || second(visit);
    }
    return left;
  }

  async #and(): Promise<Test> {
    let left = await this.#not();
    for (;;) {
      const word = this.words[this.#at];
      if (word === undefined || word === ')' || word === '-o' || word === '-or' || word === ',') return left;
      if (word === '-a' || word === '-and') this.#at++;
      const [first, second] = [left, await this.#not()];
      left = (visit) => {
        const yes = first(visit);
        if (yes instanceof Promise) return yes.then((now) => now && second(visit));
        return yes && second(visit);
      };
    }
  }

  async #not(): Promise<Test> {
    const word = this.words[this.#at];
    if (word === '!' || word === '-not') {
      this.#at++;
      const inner = await this.#not();
      return async (visit) => !(await inner(visit));
    }
    if (word === '(') {
      this.#at++;
      if (this.words[this.#at] === ')' && !this.t.busybox)
        return this.fail('invalid expression; empty parentheses are not allowed.');
      const inner = await this.#or();
      if (this.words[this.#at++] !== ')')
        await this.fail(
          "invalid expression; I was expecting to find a ')' somewhere but did not see one.",
          'unmatched (',
        );
      return inner;
    }
    if (word === undefined && this.words[this.#at - 1] === '(' && !this.t.busybox)
      return this.fail(
        "invalid expression; expected to find a ')' but didn't see one. Perhaps you need an extra predicate after '('",
      );
    if (word === undefined) return this.fail(`expected an expression after '${this.words[this.#at - 1]}'`);
    if (BINARY.has(word) && !this.t.busybox)
      return this.fail(`invalid expression; you have used a binary operator '${word}' with nothing before it.`);
    this.#at++;
    return this.#primary(word);
  }

  async argument(word: string): Promise<string> {
    const value = this.words[this.#at++];
    if (value === undefined) return this.fail(`missing argument to \`${word}'`, `${word} requires an argument`);
    return value;
  }

  async depth(word: string): Promise<number> {
    const text = await this.argument(word);
    if (/^\d+$/.test(text)) return Number(text);
    return this.fail(
      `Expected a positive decimal integer argument to ${word}, but got ${this.t.quote(text)}`,
      `invalid number '${text}'`,
    );
  }

  /** Opens the file that an action writes to. */
  async output(word: string): Promise<Out> {
    const path = await this.argument(word);
    this.settings.acts = true;
    if (path === '/dev/stdout') return this.t.out;
    try {
      const out = new Out(this.t.sys, await this.t.sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o666));
      this.settings.pending.push(async () => void (await out.flush()));
      return out;
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return this.fail(`${this.t.quote(path)}: ${error.message}`, `${path}: ${error.message}`);
    }
  }

  /** `+N`, `-N`, `N` as a comparison. */
  async number(word: string, text?: string): Promise<(value: number) => boolean> {
    const value = text ?? (await this.argument(word));
    const match = /^([-+]?)(\d+)$/.exec(value);
    if (!match) return this.fail(`invalid argument \`${value}' to \`${word}'`, `invalid number '${value}'`);
    const n = Number(match[2]);
    return match[1] === '+' ? (x) => x > n : match[1] === '-' ? (x) => x < n : (x) => x === n;
  }

  async command(word: string): Promise<{ readonly argv: readonly string[]; readonly gathers: boolean }> {
    const from = this.#at;
    const end = this.words.findIndex(
      (text, i) => i >= from && (text === ';' || (text === '+' && this.words[i - 1] === '{}')),
    );
    if (end < 0) return this.fail(`missing argument to \`${word}'`, `${word} requires an argument`);
    const argv = this.words.slice(from, end);
    this.#at = end + 1;
    if (argv.length === 0) return this.fail(`invalid argument \`;' to \`${word}'`, `${word} requires an argument`);
    return this.words[end] === '+' ? { argv: argv.slice(0, -1), gathers: true } : { argv, gathers: false };
  }

  /** A path behind tests; where there is a file of this name, the shell may have made it of a pattern. */
  async misplaced(word: string): Promise<never> {
    const last = this.words.slice(0, this.words.indexOf(word)).findLast((one) => one.startsWith('-'));
    const hint =
      last !== undefined && (await nameExists(this.t.sys, word))
        ? `\nfind: possible unquoted pattern after predicate \`${last}'?`
        : '';
    return this.fail(`paths must precede expression: \`${word}'${hint}`);
  }

  async #primary(word: string): Promise<Test> {
    const known = word.startsWith('-') ? (TESTS[word] ?? ACTIONS[word]) : undefined;
    const made = known ?? (/^-newer[acm][acmt]$/.test(word) ? newerXY : undefined);
    if (made) return made(this, word);
    if (/^-(context|newer.B|newerB.|files0-from)$/.test(word)) return this.fail(`${word} is not simulated in Drydock`);
    if (this.t.busybox) {
      await this.t.err(`find: unrecognized: ${word}\n`);
      return this.t.usage('');
    }
    if (word.startsWith('-'))
      return this.fail(`${word.startsWith('-newer') ? 'invalid' : 'unknown'} predicate \`${word}'`);
    return this.misplaced(word);
  }
}
