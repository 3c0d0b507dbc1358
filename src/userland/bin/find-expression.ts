/** find's expressions: words to one function. */
import { SysError } from '../../kernel/errno.ts';
import { O, type Stat } from '../../kernel/sys.ts';
import { Accounts, readText } from './lib/accounts.ts';
import { Out } from './lib/out.ts';
import { deleteVisit, formatVisit, longLine, runCommand, warnOfFormat, type Visit } from './find-actions.ts';
import { confirm } from './lib/confirm.ts';
import { globRegex } from './lib/glob.ts';
import { parseDate } from './lib/parse-date.ts';
import { parseModeTest } from './lib/mode-test.ts';
import { basename, dirname } from './lib/path.ts';
import { regex } from './lib/regex.ts';
import type { Tool } from './lib/tool.ts';

type Test = (visit: Visit) => boolean | Promise<boolean>;

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

const DAY_MS = 86_400_000;

const REGEX_TYPES = [
  'findutils-default', 'ed', 'emacs', 'gnu-awk', 'grep', 'posix-awk', 'awk', 'posix-basic', 'posix-egrep', 'egrep',
  'posix-extended', 'posix-minimal-basic', 'sed',
]; // prettier-ignore

/** Emacs' regular expressions as basic ones: `+` and `?` repeat there without a backslash. */
function emacs(source: string): string {
  return source.replace(/\[\^?\]?[^\]]*\]|\\.|[+?]/gs, (token) =>
    token === '+' || token === '?' ? `\\${token}` : token,
  );
}

/** The type of the file system that holds a path, by the longest mount point above it. */
async function fileSystemOf(t: Tool, path: string): Promise<string> {
  const at = await t.sys.realpath(path);
  let found: readonly [point: string, type: string] = ['', ''];
  for (const line of (await readText(t.sys, '/proc/mounts')).split('\n')) {
    const [, point = '', type = ''] = line.split(' ');
    if (point.length >= found[0].length && `${at}/`.startsWith(point.endsWith('/') ? point : `${point}/`))
      found = [point, type];
  }
  return found[1];
}

class Compiler {
  #at = 0;
  #acts = false;
  #extended = false;
  #daystart = false;
  readonly #expression = {
    mindepth: 0,
    maxdepth: Infinity,
    depthFirst: false,
    oneFileSystem: false,
    follow: false,
    quit: false,
    pending: [] as (() => Promise<void>)[],
  };

  constructor(
    readonly t: Tool,
    readonly words: readonly string[],
    readonly accounts: Accounts,
  ) {}

  async compile(): Promise<Expression> {
    let test: Test = this.words.length ? await this.#or() : () => true;
    if (this.#at < this.words.length) {
      await this.#fail(
        this.words[this.#at] === ')'
          ? "you have too many ')'"
          : `paths must precede expression: \`${this.words[this.#at]}'`,
      );
    }
    if (!this.#acts) {
      const condition = test;
      const print = this.#print('\n');
      test = async (visit) => (await condition(visit)) && print(visit);
    }
    const expression = this.#expression;
    return Object.assign(expression, {
      test,
      finish: async () => {
        for (const run of expression.pending) await run();
      },
    });
  }

  #fail(gnu: string, busybox = gnu): Promise<never> {
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
      const inner = await this.#or();
      if (this.words[this.#at++] !== ')')
        await this.#fail(
          "invalid expression; I was expecting to find a ')' somewhere but did not see one.",
          'unmatched (',
        );
      return inner;
    }
    if (word === undefined) return this.#fail(`expected an expression after '${this.words[this.#at - 1]}'`);
    this.#at++;
    return this.#primary(word);
  }

  async #argument(word: string): Promise<string> {
    const value = this.words[this.#at++];
    if (value === undefined) return this.#fail(`missing argument to \`${word}'`, `${word} requires an argument`);
    return value;
  }

  async #depth(word: string): Promise<number> {
    const text = await this.#argument(word);
    if (/^\d+$/.test(text)) return Number(text);
    return this.#fail(
      `Expected a positive decimal integer argument to ${word}, but got ${this.t.quote(text)}`,
      `invalid number '${text}'`,
    );
  }

  /** Opens the file that an action writes to. */
  async #output(word: string): Promise<Out> {
    const path = await this.#argument(word);
    this.#acts = true;
    if (path === '/dev/stdout') return this.t.out;
    try {
      const out = new Out(this.t.sys, await this.t.sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o666));
      this.#expression.pending.push(async () => void (await out.flush()));
      return out;
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return this.#fail(`${this.t.quote(path)}: ${error.message}`, `${path}: ${error.message}`);
    }
  }

  /** `+N`, `-N`, `N` as a comparison. */
  async #number(word: string, text?: string): Promise<(value: number) => boolean> {
    const value = text ?? (await this.#argument(word));
    const match = /^([-+]?)(\d+)$/.exec(value);
    if (!match) return this.#fail(`invalid argument \`${value}' to \`${word}'`, `invalid number '${value}'`);
    const n = Number(match[2]);
    return match[1] === '+' ? (x) => x > n : match[1] === '-' ? (x) => x < n : (x) => x === n;
  }

  async #primary(word: string): Promise<Test> {
    const settings = this.#expression;
    const { t } = this;
    switch (word) {
      case '-name':
      case '-iname': {
        const pattern = globRegex(await this.#argument(word), word === '-iname');
        return ({ path }) => pattern.test(basename(path));
      }
      case '-path':
      case '-wholename':
      case '-ipath':
      case '-iwholename': {
        const glob = await this.#argument(word);
        if (glob.length > 1 && glob.endsWith('/') && !t.busybox)
          await t.err(`find: warning: ${word} ${glob} will not match anything because it ends with /.\n`);
        const pattern = globRegex(glob, word.startsWith('-i'));
        return ({ path }) => pattern.test(path);
      }
      case '-lname':
      case '-ilname': {
        const pattern = globRegex(await this.#argument(word), word === '-ilname');
        return async ({ path, stat }) => stat.type === 'symlink' && pattern.test(await t.sys.readlink(path));
      }
      case '-regex':
      case '-iregex': {
        const source = await this.#argument(word);
        const pattern = regex(this.#extended ? `^(${source})$` : `^\\(${emacs(source)}\\)$`, {
          extended: this.#extended,
          ignoreCase: word === '-iregex',
        });
        return ({ path }) => pattern.test(path);
      }
      case '-regextype': {
        const type = await this.#argument(word);
        if (!REGEX_TYPES.includes(type)) {
          const valid = REGEX_TYPES.map((name) => `'${name}'`).join(', ');
          return this.#fail(`Unknown regular expression type ${this.t.quote(type)}; valid types are ${valid}.`);
        }
        this.#extended = /extended|egrep|awk/.test(type);
        return () => true;
      }
      case '-type':
      case '-xtype':
        return this.#type(word);
      case '-fstype': {
        const type = await this.#argument(word);
        return async ({ path }) => (await fileSystemOf(t, path)) === type;
      }
      case '-used': {
        const compare = await this.#number(word);
        return ({ stat }) => compare(Math.floor((stat.atime - stat.ctime) / DAY_MS));
      }
      case '-maxdepth':
        settings.maxdepth = await this.#depth(word);
        return () => true;
      case '-mindepth':
        settings.mindepth = await this.#depth(word);
        return () => true;
      case '-depth':
      case '-d':
        settings.depthFirst = true;
        return () => true;
      case '-xdev':
      case '-mount':
        settings.oneFileSystem = true;
        return () => true;
      case '-follow':
        settings.follow = true;
        return () => true;
      case '-daystart':
        this.#daystart = true;
        return () => true;
      case '-noleaf':
      case '-true':
      case '-warn':
      case '-nowarn':
      case '-ignore_readdir_race':
      case '-noignore_readdir_race':
        return () => true;
      case '-false':
        return () => false;
      case '-size':
        return this.#size(word);
      case '-empty':
        return async ({ path, stat }) =>
          stat.type === 'file'
            ? stat.size === 0
            : stat.type === 'directory' &&
              (await t.sys.readdir(path)).every(({ name }) => name === '.' || name === '..');
      case '-mtime':
      case '-atime':
      case '-ctime':
      case '-mmin':
      case '-amin':
      case '-cmin': {
        const key = `${word[1]}time` as 'mtime';
        const unit = word.endsWith('min') ? 60_000 : DAY_MS;
        const compare = await this.#number(word);
        const now = this.#daystart ? Math.ceil(t.sys.now() / DAY_MS) * DAY_MS : t.sys.now();
        return ({ stat }) => compare(Math.floor((now - stat[key]) / unit));
      }
      case '-newer':
      case '-anewer':
      case '-cnewer':
        return this.#newer(word);
      case '-perm': {
        const text = await this.#argument(word);
        const holds = parseModeTest(text);
        if (!holds) return this.#fail(`invalid mode ${this.t.quote(text)}`, `invalid mode '${text}'`);
        return ({ stat }) => holds(stat.mode);
      }
      case '-user':
      case '-uid': {
        const name = await this.#argument(word);
        const uid = this.accounts.user(name)?.uid ?? (/^\d+$/.test(name) ? Number(name) : undefined);
        if (uid === undefined)
          return this.#fail(`${this.t.quote(name)} is not the name of a known user`, `unknown user ${name}`);
        return ({ stat }) => stat.uid === uid;
      }
      case '-group':
      case '-gid': {
        const name = await this.#argument(word);
        const gid = this.accounts.group(name)?.gid ?? (/^\d+$/.test(name) ? Number(name) : undefined);
        if (gid === undefined)
          return this.#fail(`${this.t.quote(name)} is not the name of an existing group`, `unknown group ${name}`);
        return ({ stat }) => stat.gid === gid;
      }
      case '-nouser':
        return ({ stat }) => !this.accounts.user(stat.uid);
      case '-nogroup':
        return ({ stat }) => !this.accounts.group(stat.gid);
      case '-links': {
        const compare = await this.#number(word);
        return ({ stat }) => compare(stat.nlink);
      }
      case '-inum': {
        const compare = await this.#number(word);
        return ({ stat }) => compare(stat.ino);
      }
      case '-samefile': {
        const { dev, ino } = await t.sys.stat(await this.#argument(word));
        return ({ stat }) => stat.dev === dev && stat.ino === ino;
      }
      case '-readable':
      case '-writable':
      case '-executable': {
        const mode = { '-readable': { read: true }, '-writable': { write: true }, '-executable': { execute: true } }[
          word
        ];
        return ({ path }) => t.sys.access(path, mode);
      }
      default:
        return this.#action(word);
    }
  }

  async #action(word: string): Promise<Test> {
    const { t } = this;
    switch (word) {
      case '-prune':
        return (visit) => (visit.pruned = true);
      case '-print':
        this.#acts = true;
        return this.#print('\n');
      case '-print0':
        this.#acts = true;
        return this.#print('\0');
      case '-printf': {
        this.#acts = true;
        const format = await this.#argument(word);
        await warnOfFormat(t, format);
        return async (visit) => (await t.out.text(await formatVisit(t, this.accounts, format, visit)), true);
      }
      case '-fprint':
      case '-fprint0': {
        const out = await this.#output(word);
        return async ({ path }) => (await out.text(path + (word === '-fprint' ? '\n' : '\0')), true);
      }
      case '-fprintf': {
        const out = await this.#output(word);
        const format = await this.#argument(word);
        return async (visit) => (await out.text(await formatVisit(t, this.accounts, format, visit)), true);
      }
      case '-fls': {
        const out = await this.#output(word);
        return async ({ path, stat }) => (await out.line(longLine(this.accounts, path, stat)), true);
      }
      case '-ls':
        this.#acts = true;
        return async ({ path, stat }) => {
          await t.out.line(longLine(this.accounts, path, stat));
          return true;
        };
      case '-quit':
        this.#acts = true;
        return () => (this.#expression.quit = true);
      case '-delete':
        this.#acts = true;
        this.#expression.depthFirst = true;
        return (visit) => deleteVisit(t, visit);
      case '-exec':
      case '-execdir':
      case '-ok':
      case '-okdir':
        this.#acts = true;
        return this.#exec(word);
      default:
        if (/^-newer[acm][acmt]$/.test(word)) return this.#newerXY(word);
        if (/^-(context|newer.B|newerB.|files0-from)$/.test(word)) {
          return this.#fail(`${word} is not simulated in Drydock`);
        }
        if (this.t.busybox) {
          await this.t.err(`find: unrecognized: ${word}\n`);
          return this.t.usage('');
        }
        return this.#fail(
          word.startsWith('-') ? `unknown predicate \`${word}'` : `paths must precede expression: \`${word}'`,
        );
    }
  }

  #print(end: string): Test {
    const { out } = this.t;
    return ({ path }) => {
      const wrote = out.text(path + end);
      return wrote instanceof Promise ? wrote.then(() => true) : true;
    };
  }

  async #type(word: string): Promise<Test> {
    const letters = (await this.#argument(word)).split(',');
    const known: Record<string, Stat['type']> = {
      f: 'file',
      d: 'directory',
      l: 'symlink',
      p: 'fifo',
      c: 'char',
      b: 'block',
      s: 'socket',
    };
    for (const letter of letters)
      if (!known[letter])
        await this.#fail(`Unknown argument to -type: ${letter}`, `invalid argument '${letter}' to '-type'`);
    const types = letters.map((letter) => known[letter]);
    if (word === '-xtype') {
      return async ({ path, stat }) => {
        if (stat.type !== 'symlink') return types.includes(stat.type);
        try {
          return types.includes((await this.t.sys.stat(path)).type);
        } catch (error) {
          if (error instanceof SysError) return types.includes('symlink');
          throw error;
        }
      };
    }
    return ({ stat }) => types.includes(stat.type);
  }

  async #size(word: string): Promise<Test> {
    const text = await this.#argument(word);
    const match = /^([-+]?\d+)([bcwkMG]?)$/.exec(text);
    if (!match) return this.#fail(`invalid -size type \`${text.slice(-1)}'`, `invalid number '${text}'`);
    const unit = { '': 512, b: 512, c: 1, w: 2, k: 1024, M: 1024 ** 2, G: 1024 ** 3 }[match[2] as ''];
    const compare = await this.#number(word, match[1]);
    return ({ stat }) => compare(Math.ceil(stat.size / unit));
  }

  async #newer(word: string): Promise<Test> {
    const path = await this.#argument(word);
    const key = word === '-anewer' ? 'atime' : word === '-cnewer' ? 'ctime' : 'mtime';
    try {
      const { mtime } = await this.t.sys.stat(path);
      return ({ stat }) => stat[key] > mtime;
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return this.#fail(`${this.t.quote(path)}: ${error.message}`, `${path}: ${error.message}`);
    }
  }

  /** `-newermt '2 days ago'`, `-newerac FILE`: one time of the file against one of another, or against a date. */
  async #newerXY(word: string): Promise<Test> {
    const key = (letter: string) => ({ a: 'atime', c: 'ctime', m: 'mtime' })[letter] as 'mtime';
    const [own, other] = [key(word[6] as string), word[7] as string];
    const given = await this.#argument(word);
    let than: number | undefined;
    if (other === 't') {
      than = parseDate(given, this.t.sys.now());
      if (than === undefined)
        return this.#fail(
          `I cannot figure out how to interpret ${this.t.quote(given)} as a date or time`,
          `invalid date '${given}'`,
        );
    } else {
      try {
        than = (await this.t.sys.stat(given))[key(other)];
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        return this.#fail(`${this.t.quote(given)}: ${error.message}`, `${given}: ${error.message}`);
      }
    }
    const moment = than;
    return ({ stat }) => stat[own] > moment;
  }

  async #exec(word: string): Promise<Test> {
    const from = this.#at;
    const end = this.words.findIndex(
      (text, i) => i >= from && (text === ';' || (text === '+' && this.words[i - 1] === '{}')),
    );
    if (end < 0) return this.#fail(`missing argument to \`${word}'`, `${word} requires an argument`);
    const command = this.words.slice(from, end);
    this.#at = end + 1;
    if (command.length === 0) return this.#fail(`invalid argument \`;' to \`${word}'`, `${word} requires an argument`);
    if (this.words[end] === '+') return this.#gather(command.slice(0, -1));
    return async ({ path }) => {
      const inside = word.endsWith('dir');
      const name = inside ? `./${basename(path)}` : path;
      const argv = command.map((text) => text.replaceAll('{}', name));
      if (
        word.startsWith('-ok') &&
        !(await confirm(this.t, this.t.busybox ? `${argv.join(' ')} ?` : `< ${argv[0]} ... ${path} > ? `))
      )
        return false;
      return (await runCommand(this.t, argv, inside ? dirname(path) : undefined)) === 0;
    };
  }

  #gather(command: readonly string[]): Test {
    let paths: string[] = [];
    let size = 0;
    const flush = async () => {
      if (paths.length && (await runCommand(this.t, [...command, ...paths]))) this.t.status = 1;
      paths = [];
      size = 0;
    };
    this.#expression.pending.push(flush);
    return ({ path }) => {
      paths.push(path);
      size += path.length + 1;
      return size > 128 * 1024 ? flush().then(() => true) : true;
    };
  }
}
