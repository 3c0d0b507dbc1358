/**
 * What every program shares: options, buffered output, errors in the words of its flavour. A program is written once;
 * `busybox` says which of the two texts a place needs.
 */
import { SysError } from '../../../kernel/errno.ts';
import { O, type Awaitable, type Sys } from '../../../kernel/sys.ts';
import { encodeText } from '../../sh/text-bytes.ts';
import { Input } from './input.ts';
import { OptionError, optionTable, parseOptions, type Parsed } from './options.ts';
import { isUtf8 } from './locale.ts';
import { Out } from './out.ts';
import { styleOf, type PackageStyle } from './package-style.ts';
import { quoteName } from './quoting.ts';

/** A program with its arguments apart, so that `busybox ls` can pass on its own. */
export type Applet = (sys: Sys, argv?: readonly string[]) => Awaitable<number>;

export interface ToolSpec {
  readonly name: string;
  /** What follows the name in the usage line. */
  readonly usage: string;
  /** One line: what it does. */
  readonly about: string;
  /** See options.ts. */
  readonly options?: string;
  readonly firstOperandEnds?: boolean;
  /** Options are left to the program: all words are operands. */
  readonly rawArguments?: boolean;
  /** GNU's exit status when the command line is wrong; default 1. */
  readonly usageStatus?: number;
  /** The same of busybox; default 1. */
  readonly busyboxUsageStatus?: number;
  /** GNU's exit status when something else fails; default: as for a wrong command line. */
  readonly failureStatus?: number;
  /** GNU's words about a wrong option, where they are not the usual ones. */
  readonly optionError?: (text: string) => string;
  /** GNU shows its help when there are more operands. */
  readonly mostOperands?: number;
  /** Words about an unknown option, as typed. */
  readonly optionWords?: (option: string) => string;
  /** GNU shows all of its help after a wrong option, though its package does not; on standard error, or elsewhere. */
  readonly optionHelp?: boolean | 'stdout';
  /** Something that GNU says after a wrong option. */
  readonly optionHint?: (t: Tool) => Awaitable<string>;
  /** The package that `--version` names; default GNU coreutils. */
  readonly from?: string;
}

export const BUSYBOX_BANNER = 'BusyBox v1.37.0 (Debian 1:1.37.0-6+b9) multi-call binary.';

/** The program ends here with this status; what is buffered is still written. */
export class Quit extends Error {
  override name = 'Quit';
  constructor(readonly status: number) {
    super(`exit ${status}`);
  }
}

export class Tool {
  readonly busybox: boolean;
  readonly out: Out;
  readonly #style: PackageStyle;
  /** The exit status so far. */
  status = 0;
  #parsed: Parsed = { given: [], operands: [], abbreviated: [] };

  constructor(
    readonly sys: Sys,
    readonly spec: ToolSpec,
    readonly argv: readonly string[],
  ) {
    this.busybox = sys.program === 'busybox';
    this.out = new Out(sys, 1);
    this.#style = styleOf(spec.from);
  }

  /** The name that messages begin with. */
  get name(): string {
    return this.spec.name;
  }
  /** As messages spell it. */
  get called(): string {
    const given = this.argv[0];
    return !this.busybox && this.#style.byPath && given?.includes('/') ? given : this.spec.name;
  }
  get operands(): readonly string[] {
    return this.#parsed.operands;
  }
  get given(): Parsed['given'] {
    return this.#parsed.given;
  }
  has(key: string): boolean {
    return this.#parsed.given.some((entry) => entry[0] === key);
  }
  /** The argument of the last use. */
  value(key: string): string | undefined {
    return this.#parsed.given.findLast((entry) => entry[0] === key)?.[1];
  }
  values(key: string): string[] {
    return this.#parsed.given.filter((entry) => entry[0] === key).map((entry) => entry[1]);
  }
  /** Of options that exclude each other, the one given last. */
  last(...keys: string[]): string | undefined {
    return this.#parsed.given.findLast((entry) => keys.includes(entry[0]))?.[0];
  }

  get #optionSource(): string {
    const { options = '' } = this.spec;
    const { helpLetter, versionLetter } = this.busybox ? ({} as Partial<PackageStyle>) : this.#style;
    const own = optionTable(options);
    const also = (letter: string | undefined) => (letter === undefined || own.has(letter) ? '' : `|${letter}`);
    return `${options} help${also(helpLetter)} version${also(versionLetter)}`;
  }

  /** A file's name in a message, in quotes; in the C locale bytes beyond ASCII are escaped. */
  q(name: string): string {
    return quoteName(name, 'shell-escape-always', !isUtf8(this.sys));
  }

  /** The same where a plain name stands bare. */
  qf(name: string): string {
    return quoteName(name, 'shell-escape', !isUtf8(this.sys));
  }

  /** A word that is no file's name: GNU's `quote`. */
  quote(word: string): string {
    return quoteName(word, 'locale', !isUtf8(this.sys));
  }

  parse(): void {
    const words = this.argv.slice(1);
    if (this.spec.rawArguments) {
      this.#parsed = { given: [], operands: words, abbreviated: [] };
      return;
    }
    this.#parsed = parseOptions(optionTable(this.#optionSource), words, {
      firstOperandEnds:
        this.spec.firstOperandEnds ?? (this.busybox ? POSIX_ORDER.has(this.name) : this.sys.env.has('POSIXLY_CORRECT')),
      gnu: !this.busybox,
    });
  }

  async err(message: string): Promise<void> {
    await this.out.flush();
    await this.sys.write(2, encodeText(message));
  }

  /** Reports `NAME: message` and goes on; the exit status becomes `status`. */
  async warn(gnu: string, busybox = gnu, status = 1): Promise<void> {
    this.status = Math.max(this.status, status);
    await this.err(`${this.called}: ${this.busybox ? busybox : gnu}\n`);
  }

  /** Reports and ends the program. */
  async die(gnu: string, busybox = gnu, status = 1): Promise<never> {
    await this.err(`${this.called}: ${this.busybox ? busybox : gnu}\n`);
    throw new Quit(status);
  }

  /** A wrong command line: GNU says what is wrong, busybox shows its usage. */
  async usage(gnu: string, status = this.spec.usageStatus ?? 1): Promise<never> {
    if (this.busybox) await this.err(await this.usageText());
    else await this.err(`${gnu && `${this.called}: ${gnu}\n`}${await this.#hint()}`);
    throw new Quit(this.busybox ? (this.spec.busyboxUsageStatus ?? 1) : status);
  }

  /** What busybox says of a wrong command line, and the like of it for others. */
  async usageText(): Promise<string> {
    const { about, name } = this.spec;
    if (!this.busybox) return `Usage: ${`${name} ${this.spec.usage}`.trimEnd()}\n${about}.\n${this.#optionList()}`;
    const { BUSYBOX_SYNOPSES } = await import('./busybox-synopses.ts');
    const usage = BUSYBOX_SYNOPSES[name] ?? this.spec.usage;
    return `${BUSYBOX_BANNER}\n\nUsage: ${name}${usage && ` ${usage}`}\n\n${about}\n`;
  }

  /** What stands below what is wrong: all of the help, or where it is. */
  async #hint(): Promise<string> {
    const { hint } = this.#style;
    return this.spec.optionHelp || hint === 'help' ? this.helpText() : `${hint(this.called)}\n`;
  }

  /** What `--version` prints. */
  versionText(): string {
    const { from = 'GNU coreutils' } = this.spec;
    if (this.#style.versionFrom) return `${this.name} from ${from}, as simulated by Drydock\n`;
    return `${this.name} (${from}) as simulated by Drydock\n`;
  }

  /** What `--help` prints. */
  async helpText(): Promise<string> {
    if (this.busybox) return this.usageText();
    const { usage, about, name } = this.spec;
    const { GNU_SYNOPSES } = await import('./gnu-synopses.ts');
    if (this.#style.help === 'section')
      return `\nUsage:\n${(GNU_SYNOPSES[name] ?? usage)
        .split('\n')
        .map((line) => ` ${name} ${line}`.trimEnd())
        .join('\n')}\n\n${about}.\n${this.#optionList()}`;
    const synopsis = `Usage: ${GNU_CALLED[name] ?? this.called} ${GNU_SYNOPSES[name] ?? usage}`.trimEnd();
    if (this.#style.help === 'usage alone') return `${synopsis}\n${this.#optionList()}\n`;
    return `${synopsis}\n${about}.\n${this.#optionList()}`;
  }

  #optionList(): string {
    const options = new Set(optionTable(this.#optionSource).values());
    const lines = [...options].map(({ names, argument, simulated }) => {
      const spelt = names.map((name) => (name.length === 1 ? `-${name}` : `--${name}`)).join(', ');
      const value = argument === 'required' ? '=VALUE' : argument === 'optional' ? '[=VALUE]' : '';
      return `  ${spelt}${value}${simulated ? '' : '   (not simulated in Drydock)'}`;
    });
    return `\nOptions:\n${lines.join('\n')}\n`;
  }

  /** Opens for reading; `-` is standard input. */
  async input(path: string): Promise<Input> {
    if (path === '-') return new Input(this.sys, 0, this.out);
    return new Input(this.sys, await this.sys.open(path, O.RDONLY), this.out);
  }

  /** Ends what `input` opened. */
  async done(input: Input): Promise<void> {
    if (input.fd !== 0) await this.sys.close(input.fd);
  }

  /** With the options that the real program has besides, in its order. */
  async #asReal(error: OptionError): Promise<OptionError> {
    const { option, reason } = error;
    if (!option.startsWith('--') || (reason !== 'unknown' && reason !== 'ambiguous')) return error;
    const { LONG_OPTIONS } = await import('./long-options.ts');
    const real = Object.hasOwn(LONG_OPTIONS, this.name) ? (LONG_OPTIONS[this.name] as string).split(' ') : [];
    const typed = option.slice(2).replace(/=.*/s, '');
    const [first, ...others] = real.filter((name) => name.startsWith(typed));
    if (first === undefined) return error;
    // Another name of the first is no other option.
    const table = optionTable(this.#optionSource);
    const own = table.get(first);
    const rivals = others.filter((name) => !own || table.get(name) !== own);
    if (typed === first || rivals.length === 0) return new OptionError('notSimulated', `--${first}`);
    return new OptionError('ambiguous', option, [first, ...rivals]);
  }

  /** What Drydock's options leave no doubt about may be ambiguous among all that the real program has. */
  async checkAbbreviations(): Promise<void> {
    if (this.#parsed.abbreviated.length === 0) return;
    const { LONG_OPTIONS } = await import('./long-options.ts');
    const names = Object.hasOwn(LONG_OPTIONS, this.name) ? (LONG_OPTIONS[this.name] as string).split(' ') : [];
    const table = optionTable(this.#optionSource);
    for (const word of this.#parsed.abbreviated) {
      const typed = word.slice(2).replace(/=.*/s, '');
      const possible = names.filter((name) => name.startsWith(typed));
      if (new Set(possible.map((name) => table.get(name) ?? name)).size > 1)
        throw new OptionError('ambiguous', word, possible);
    }
  }

  async optionError(told: OptionError): Promise<number> {
    const error = this.busybox ? told : await this.#asReal(told);
    const { option, reason } = error;
    const long = option.startsWith('--');
    const text = {
      unknown: this.spec.optionWords
        ? this.spec.optionWords(option)
        : long
          ? `unrecognized option '${option}'`
          : `invalid option -- '${option}'`,
      needsArgument: long ? `option '${option}' requires an argument` : `option requires an argument -- '${option}'`,
      takesNone: `option '${option}' doesn't allow an argument`,
      ambiguous: `option '${option}' is ambiguous; possibilities:${error.candidates.map((name) => ` '--${name}'`).join('')}`,
      notSimulated: `option '${long ? '' : '-'}${option}' is not simulated in Drydock`,
    }[reason];
    const status = this.spec.usageStatus ?? 1;
    if (reason === 'notSimulated') await this.err(`${this.called}: ${text}\n`);
    else if (this.busybox) await this.err(`${this.called}: ${text}\n${await this.usageText()}`);
    else if (this.spec.optionError) await this.err(this.spec.optionError(text));
    else if (this.spec.optionHelp === 'stdout') {
      await this.err(`${this.called}: ${text}\n`);
      await this.out.text(await this.helpText());
      await this.out.flush();
    } else {
      const more = (await this.spec.optionHint?.(this)) ?? '';
      await this.err(`${text && `${this.called}: ${text}\n`}${more}${await this.#hint()}`);
    }
    return this.busybox ? (this.spec.busyboxUsageStatus ?? 1) : status;
  }
}

/** Names that GNU's usage lines have instead. */
const GNU_CALLED: Readonly<Record<string, string>> = {
  egrep: 'grep',
  fgrep: 'grep',
  '[': 'test',
  awk: 'mawk',
  dnsdomainname: 'hostname',
  domainname: 'hostname',
  nisdomainname: 'hostname',
  ypdomainname: 'hostname',
};

/** Programs of busybox whose options end at the first operand. */
const POSIX_ORDER = new Set(['env', 'nice', 'nohup', 'timeout', 'time', 'watch', 'xargs', 'sudo', 'setsid']);

export function tool(spec: ToolSpec, main: (t: Tool) => Awaitable<number | void>): Applet {
  return (sys, argv = sys.argv) => run(new Tool(sys, spec, argv), main);
}

async function run(t: Tool, main: (t: Tool) => Awaitable<number | void>): Promise<number> {
  try {
    t.parse();
    if (!t.busybox) await t.checkAbbreviations();
    if (!t.busybox && t.operands.length > (t.spec.mostOperands ?? Infinity)) await t.usage('');
    let status: number;
    if (t.has('help')) {
      await t.out.text(await t.helpText());
      status = 0;
    } else if (t.has('version') && !t.busybox) {
      await t.out.text(t.versionText());
      status = 0;
    } else status = (await main(t)) ?? t.status;
    await t.out.flush();
    return status;
  } catch (error) {
    return failed(t, error);
  }
}

async function failed(t: Tool, error: unknown): Promise<number> {
  try {
    if (error instanceof Quit) {
      await t.out.flush();
      return error.status;
    }
    if (error instanceof OptionError) return await t.optionError(error);
    if (!(error instanceof SysError)) throw error;
    if (error.errno === 'EPIPE') return brokenPipe(t);
    await t.err(`${t.called}: ${t.status === 0 && error.errno === 'ENOSPC' ? 'write error: ' : ''}${error.message}\n`);
    return t.spec.failureStatus ?? t.spec.usageStatus ?? 1;
  } catch (again) {
    if (again instanceof SysError) return again.errno === 'EPIPE' ? brokenPipe(t) : 1;
    throw again;
  }
}

/** As the default action of SIGPIPE: dies of it, without a word. */
function brokenPipe(t: Tool): number {
  t.out.drop();
  t.sys.kill(t.sys.pid, 'PIPE');
  return 141;
}
