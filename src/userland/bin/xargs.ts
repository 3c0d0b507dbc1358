/** xargs. */
import { SysError } from '../../kernel/errno.ts';
import { toText } from './lib/byte-string.ts';
import { signalNumber } from '../../kernel/signals.ts';
import { endOf, spawnCommand } from './lib/find-program.ts';
import { Input } from './lib/input.ts';
import { tool, type Tool } from './lib/tool.ts';

const ARGUMENT_BYTES = 128 * 1024;
const TERMINAL = '/dev/tty';

export const xargs = tool(
  {
    name: 'xargs',
    usage: '[OPTIONS] [PROG ARGS]',
    about: 'Run PROG on every item given by stdin',
    options:
      '0|null a|arg-file= d|delimiter=- e|eof=? E= I= i|replace=?- L|max-lines= l=?- n|max-args= P|max-procs= p|interactive r|no-run-if-empty s|max-chars= t|verbose x|exit o|open-tty- process-slot-var=- show-limits!-',
    firstOperandEnds: true,
    from: 'GNU findutils',
  },
  async (t) => {
    if (!t.busybox) await warnOfConflicts(t);
    const command = t.operands.length ? [...t.operands] : ['echo'];
    const counts = wayOf(t);
    const given = (key: string) => (counts(key) ? t.value(key) : undefined);
    const replace = given('I') ?? (given('i') === undefined ? undefined : given('i') || '{}');
    const number = async (key: string) => {
      const word = t.value(key) || (key === 'l' ? '1' : undefined);
      if (word === undefined) return Infinity;
      if (!/^\d+$/.test(word))
        await t.die(
          `invalid number "${word}" for -${key} option\nTry 'xargs --help' for more information.`,
          `invalid number '${word}'`,
        );
      if (Number(word) === 0 && key !== 'P')
        await t.die(
          `value ${word} for -${key} option should be >= 1\nTry 'xargs --help' for more information.`,
          `number ${word} is not in 1..2147483647 range`,
        );
      return Number(word) || Infinity;
    };
    const [most, byLines] = [replace === undefined ? await number('n') : 1, await number(t.last('L', 'l') ?? 'L')];
    const [bytes, parallel] = [Math.min(await number('s'), ARGUMENT_BYTES), await number('P')];
    const source = t.value('a') ?? '-';
    const input = await t.input(source).catch((error: unknown) => {
      if (!(error instanceof SysError)) throw error;
      return t.die(`Cannot open input file '${source}': ${error.message}`, `can't open '${source}': ${error.message}`);
    });
    const runner = new Runner(t, t.has('P') ? parallel : 1, source !== '-');
    const byLine = given('L') !== undefined || given('l') !== undefined;
    const lines = byLine ? byLines : Infinity;
    let batch: string[] = [];
    const start = command.reduce((sum, word) => sum + word.length + 1, 0);
    let size = start;
    if (start > bytes) await t.die(`cannot fit single argument within argument list size limit`);
    let linesHeld = 0;
    let any = false;
    for await (const item of items(t, input, replace !== undefined || byLine)) {
      any = true;
      if (replace !== undefined) {
        await runner.run(command.map((word) => word.replaceAll(replace, item)));
        continue;
      }
      const words = byLine ? item.split(/[ \t]+/).filter(Boolean) : [item];
      const more = words.reduce((sum, word) => sum + word.length + 1, 0);
      if (
        batch.length &&
        (batch.length >= (counts('n') || replace !== undefined ? most : Infinity) ||
          size + more > bytes ||
          linesHeld >= lines)
      ) {
        await runner.run([...command, ...batch]);
        batch = [];
        size = start;
        linesHeld = 0;
      }
      if (start + more > bytes) {
        await t.out.flush();
        await runner.finish();
        await t.die('argument line too long', 'argument line too long');
      }
      batch.push(...words);
      linesHeld++;
      size += more;
      if (runner.stop) break;
    }
    const empty = !any && replace === undefined && !t.has('r') && !(t.busybox && false);
    if ((batch.length || empty) && !runner.stop) await runner.run([...command, ...batch]);
    return runner.finish();
  },
);

/** Ways to part the arguments exclude each other: the one given last counts. */
async function warnOfConflicts(t: Tool): Promise<void> {
  const separator = t.value('d');
  if (separator !== undefined && !/^(?:.|\\.|\\x[0-9a-f]{1,2}|\\[0-7]{1,3})$/is.test(separator))
    await t.die(
      `Invalid input delimiter specification ${separator}: the delimiter must be either a single character or an escape sequence starting with \\.`,
    );
  let last: Way | undefined;
  for (const [key, value] of t.given) {
    const way = WAYS[key];
    if (!way || isSingle(last, key, value)) continue;
    if (last && last !== way)
      await t.err(
        `xargs: warning: options ${last} and ${SPELT[key]} are mutually exclusive, ignoring previous ${last} value\n`,
      );
    last = way;
  }
}

type Way = '--max-args' | '--max-lines' | '--replace';

const WAYS: Readonly<Record<string, Way>> = {
  n: '--max-args',
  L: '--max-lines',
  l: '--max-lines',
  I: '--replace',
  i: '--replace',
};

/** As warnings call what comes later. */
const SPELT: Readonly<Record<string, string>> = {
  n: '--max-args/-n',
  L: '-L',
  l: '--max-lines/-l',
  I: '--replace/-I/-i',
  i: '--replace/-I/-i',
};

/** `-n 1` says of replacing only what is so anyway. */
const isSingle = (last: Way | undefined, key: string, value: string) =>
  key === 'n' && value === '1' && last === '--replace';

/** The option that says how arguments are parted: the last one. busybox heeds all of them. */
function wayOf(t: Tool): (key: string) => boolean {
  if (t.busybox) return () => true;
  let last: string | undefined;
  for (const [key, value] of t.given)
    if (WAYS[key] && !isSingle(last === undefined ? last : WAYS[last], key, value)) last = key;
  return (key) => key === last;
}

/** Splits input by blanks with quotes, by lines, or by a given byte. */
async function* items(t: Tool, input: Input, lines: boolean): AsyncGenerator<string> {
  const delimiter = t.has('0') ? '\0' : t.value('d')?.replace('\\n', '\n').replace('\\t', '\t').replace('\\0', '\0');
  const eof = t.value('E') ?? t.value('e');
  for (;;) {
    let line = await input.line(delimiter ?? '\n');
    if (line === undefined) return;
    if (delimiter !== undefined) {
      yield toText(line);
      continue;
    }
    while (line.endsWith('\\') && !/(^|[^\\])(\\\\)+$/.test(line)) {
      const next = await input.line();
      if (next === undefined) break;
      line = `${line}\n${next}`;
    }
    // A blank at the end of a line joins the next one to it.
    while (lines && (t.has('L') || t.has('l')) && /[ \t]$/.test(line)) {
      const next = await input.line();
      if (next === undefined) break;
      line += next;
    }
    if (lines) {
      const trimmed = line.replace(/^[ \t]+/, '');
      if (trimmed) yield toText(unquoted(trimmed));
      continue;
    }
    for (const [word] of line.matchAll(/(?:[^\s"'\\]|\\[\s\S]|"[^"]*"|'[^']*')+|["']/g)) {
      if (word === '"' || word === "'") {
        const kind = word === '"' ? 'double' : 'single';
        await t.die(
          `unmatched ${kind} quote; by default quotes are special to xargs unless you use the -0 option`,
          `unmatched ${kind} quote`,
        );
      }
      const item = unquoted(word);
      if (eof !== undefined && eof !== '' && item === eof) return;
      yield toText(item);
    }
  }
}

function unquoted(word: string): string {
  return word.replace(
    /\\([\s\S])|"([^"]*)"|'([^']*)'/g,
    (_, escaped?: string, double?: string, single?: string) => escaped ?? double ?? single ?? '',
  );
}

/** As -t shows words that a shell would take apart. */
function shellQuoted(word: string): string {
  return /^[\w%+,./:=@^-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

class Runner {
  /** Process ids by slot, oldest first. */
  #running = new Map<number, number>();
  #name = '';
  #status = 0;
  #nothing: number | undefined;
  #terminal: Input | undefined;
  stop = false;

  constructor(
    readonly t: Tool,
    readonly parallel: number,
    /** Items come from a file: the commands may read standard input. */
    readonly keepsInput: boolean,
  ) {}

  async run(argv: readonly string[]): Promise<void> {
    const { t } = this;
    if (this.stop) return;
    if (t.has('p')) {
      if (!(await this.#agreed(argv))) return;
    } else if (t.has('t')) await t.err(`${argv.map(shellQuoted).join(' ')}\n`);
    await t.out.flush();
    this.#name = argv[0] as string;
    while (this.#running.size >= this.parallel) await this.#reap();
    try {
      let slot = 0;
      while (this.#running.has(slot)) slot++;
      const variable = t.value('process-slot-var');
      this.#running.set(
        slot,
        await spawnCommand(t.sys, argv, {
          ...(variable && { env: new Map(t.sys.env).set(variable, String(slot)) }),
          fds: new Map([
            [0, await this.#input()],
            [1, 1],
            [2, 2],
          ]),
        }),
      );
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      this.#status = error.errno === 'ENOENT' ? 127 : 126;
      this.stop = true;
      await t.err(`xargs: ${argv[0]}: ${error.message}\n`);
      return;
    }
    if (this.parallel === 1) await this.#reap();
  }

  /** Of the commands: the terminal with -o, else nothing when the items come from there. */
  async #input(): Promise<number> {
    if (this.keepsInput && !this.t.has('o')) return 0;
    return (this.#nothing ??= await this.t.sys.open(this.t.has('o') ? TERMINAL : '/dev/null', 0));
  }

  /** -p asks at the terminal whether to run a command. */
  async #agreed(argv: readonly string[]): Promise<boolean> {
    const { t } = this;
    await t.err(argv.map(shellQuoted).join(' '));
    try {
      this.#terminal ??= new Input(t.sys, await t.sys.open(TERMINAL, 0));
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return t.die(`failed to open ${TERMINAL} for reading: ${error.message}`);
    }
    await t.err('?...');
    return /^[yY]/.test((await this.#terminal.line()) ?? '');
  }

  async #reap(): Promise<void> {
    const [slot, pid] = [...this.#running][0] as [number, number];
    const end = await endOf(this.t.sys, pid);
    this.#running.delete(slot);
    const how =
      end.kind === 'signaled'
        ? `terminated by signal ${signalNumber(end.signal)}`
        : end.kind === 'exited' && end.status === 255
          ? 'exited with status 255; aborting'
          : undefined;
    if (how !== undefined) {
      this.#status = end.kind === 'signaled' ? 125 : 124;
      this.stop = true;
      await this.t.err(`xargs: ${this.#name}: ${how}\n`);
    } else if (end.kind === 'exited' && end.status && !this.#status) this.#status = 123;
  }

  async finish(): Promise<number> {
    while (this.#running.size) await this.#reap();
    return this.#status;
  }
}
