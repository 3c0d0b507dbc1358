/**
 * The state of one shell: variables, functions, options, traps, jobs. A subshell is a copy of it in a forked process.
 * Running text is given in as `runner`, so that this file knows nothing of the compiler.
 */
import type { Awaitable, Sys } from '../../kernel/sys.ts';
import { type Signal, signalNumber } from '../../kernel/signals.ts';
import { ProcessGone, SysError } from '../../kernel/errno.ts';
import { attempt, chain } from './awaitable.ts';
import type { ReadlineSettings } from './interactive/readline-settings.ts';
import type { CompletionSpec } from './completion-spec.ts';
import type { Call } from './computed-variables.ts';
import type { Dialect } from './dialect.ts';
import { endsByExitTrap } from './exit-signals.ts';
import { builtinPrefix, errorPrefix, FATAL_STATUS } from './dialect.ts';
import { AbandonFlow, BreakFlow, ContinueFlow, ExitFlow, InterruptFlow, ReturnFlow } from './flow.ts';
import { JobTable } from './jobs.ts';
import { encodeText } from './text-bytes.ts';
import { OPTION_DEFAULTS, type OptionName } from './set-options.ts';
import { SHOPT_ON, type ShoptName } from './shell-options.ts';
import type { Variable } from './variables.ts';
import { copyVariable } from './variables.ts';
import { VariableStore } from './variable-store.ts';

/** A compiled piece of script. `tail` may replace the process, being the last thing that it does. */
export interface Run {
  (sh: Shell): Awaitable<number>;
  tail?: (sh: Shell) => Awaitable<number>;
  /** Starts the processes of a pipeline without waiting; answers their pids. */
  start?: (sh: Shell, background: boolean) => Promise<number[]>;
}

export interface ShellFunction {
  readonly run: Run;
  /** What bash's errors call the place it was defined in. */
  readonly source: string;
  /** As `declare -f` and `type` show it. */
  readonly text: string;
}

export interface EvaluateOptions {
  readonly firstLine?: number;
  /** What syntax errors of bash call it: `-c`, `eval`, or a file (undefined). */
  readonly origin?: string;
  /** The process ends with this text, so that its last command may take the process over. */
  readonly last?: boolean;
}

export interface Runner {
  evaluate(sh: Shell, text: string, options?: EvaluateOptions): Awaitable<number>;
  /** A prompt's escapes and expansions. */
  promptText(sh: Shell, template: string): Awaitable<string>;
  /** The text between the brackets of `name[…]`, expanded. */
  expandSubscript(sh: Shell, text: string): Awaitable<string>;
  /** The fields that arguments given as text become; undefined when the text cannot be read. */
  expandWords(sh: Shell, text: string): Awaitable<string[] | undefined>;
  /** Runs a command by its expanded words; functions are passed over when `plain`. */
  invoke(sh: Shell, words: readonly string[], options?: { plain?: boolean; path?: string }): Awaitable<number>;
}

export interface ShellHooks {
  /** Arguments for Tab; undefined leaves it to file names. */
  readonly completer?: (sh: Shell, words: readonly string[], word: string) => Awaitable<readonly string[] | undefined>;
  /** A line of help after a command that was typed: shown dimly on the terminal, seen by no program. */
  readonly explain?: (sh: Shell, text: string, status: number) => Awaitable<string | undefined>;
  /** Sees every command that was typed at the prompt, with its status, after it has run. */
  readonly onCommand?: (text: string, status: number) => void;
  /** The prompt is there: the shell waits for a new command. */
  readonly onPrompt?: () => void;
  /** Whether the first prompt has been shown, so that code may come that only typing needs. Absent: nobody waits for it. */
  readonly isPromptSeen?: () => boolean;
}

/** Handed from `declare a=(…)` to the builtin: the elements with their subscripts. */
export interface ArrayElement {
  readonly key: string | undefined;
  readonly value: string;
  readonly append: boolean;
}

interface Frame {
  readonly saved: Map<string, Variable | undefined>;
  readonly name: string;
}

export class Shell {
  params: string[] = [];
  vars: VariableStore;
  functions = new Map<string, ShellFunction>();
  readonlyFunctions = new Set<string>();
  /** Those that shells below this one are to have: `export -f`. */
  exportedFunctions = new Set<string>();
  /** Builtins that `enable -n` has switched off. */
  disabledBuiltins = new Set<string>();
  aliases = new Map<string, string>();
  /** Commands that were found in PATH; forgotten when it changes. */
  hashed = new Map<string, { readonly path: string; hits: number }>();
  options: Record<OptionName, boolean> = { ...OPTION_DEFAULTS };
  /** What `shopt` has changed. */
  shopt = new Map<ShoptName, boolean>();
  traps = new Map<string, string>();
  /** Those of the parent, which `trap` still lists in a subshell of bash that has set none. */
  inheritedTraps: ReadonlyMap<string, string> | undefined;
  /** The DEBUG trap where it is in force, looked at before every command; empty where only the ERR trap wants to know what runs. */
  debugTrap: string | undefined;
  /** What the shell alone does not mind: its children do. */
  ownSignals: readonly Signal[] = [];
  /** Signals that came and whose trap has not run yet. */
  pending: Signal[] = [];
  interrupted = false;
  status = 0;
  /** Of the last pipeline; undefined after a command that stood alone. */
  pipeStatus: number[] | undefined;
  substitutionDepth = 0;
  /** `eval` and sourced files that run: `set -x` shows them one deeper each. */
  evalDepth = 0;
  /** `$_` of bash: the last word of the command before. */
  lastArgument: string | undefined;
  /** Status of the last command substitution of a command that is only assignments. */
  substitutionStatus: number | undefined;
  /** The command whose expression is evaluated, where bash names it: after an error in `((`, `let` and `[[` it goes on. */
  arithmeticIn: string | undefined;
  line = 1;
  lastBackground: number | undefined;
  jobs: JobTable;
  frames: Frame[] = [];
  /** Functions and sourced files that run, outermost first. */
  calls: Call[] = [];
  /** BASH_COMMAND. */
  commandText = '';
  /** A command has been run: before, PIPESTATUS is empty. */
  ranCommand = false;
  /** Above 0 while a failure is looked at (`if`, `&&`), so that errexit holds still. */
  ignoringErrors = 0;
  loopDepth = 0;
  sourceDepth = 0;
  sourceName: string | undefined;
  /** What errors call the shell, where that is not `$0`: the file of the function or sourced script. */
  errorName: string | undefined;
  /** `eval` or the sourced file, while they run; for busybox also the script. */
  commandName: string | undefined;
  /** Errors are worded as an interactive shell's; true in its subshells too. */
  speaksShortly = false;
  depth = 0;
  subshells = 0;
  interactive = false;
  login = false;
  terminalFd: number | undefined;
  /** Descriptors that programs inherit. */
  inherited = new Set<number>([0, 1, 2]);
  /** Position inside a clustered option of getopts. */
  getoptsAt = 1;
  /** getopts begins at the first parameter, whatever OPTIND says. */
  restartsOptions = false;
  directories: string[] = [];
  /** What `complete` has been told, by command; `-D` and its kin stand for defaults. */
  completions = new Map<string, CompletionSpec>();
  /** Where the shell takes itself to be, symbolic links included; what PWD says may be anything. */
  directory = '';
  history: string[] = [];
  /** So many of them are in the file. */
  savedHistory = 0;
  /** Of the line editor: made when it is first needed. */
  readline: ReadlineSettings | undefined = undefined;
  inputrcRead = false;
  pid: number;
  commandString: string | undefined;
  /** Standard input is the pipe of a pipeline: what runs behind it may read on. */
  readsPipe = false;
  /** Commands come from standard input. */
  readsInput = false;
  readonly started: number;
  tracing = false;
  /** Children that only feed a pipe; reaped when they are met. */
  helpers: number[] = [];
  /** Descriptors of process substitutions, closed after the command that they are for. */
  leftovers: number[] = [];
  inTrap = false;
  /** `$?` when the trap that runs began: what `exit` and `return` without a number answer in it. */
  trapStatus: number | undefined;
  /** Completes arguments of commands that know their own; see interactive/completion.ts. */
  completer:
    ((sh: Shell, words: readonly string[], word: string) => Awaitable<readonly string[] | undefined>) | undefined;
  /** The user has been told of stopped jobs at `exit`. */
  warnedOfJobs = false;

  constructor(
    public sys: Sys,
    readonly dialect: Dialect,
    public name: string,
    readonly runner: Runner,
    readonly hooks: ShellHooks = {},
  ) {
    this.pid = sys.pid;
    this.started = sys.now();
    this.vars = new VariableStore(this);
    this.jobs = new JobTable(dialect === 'bash');
    this.completer = hooks.completer;
  }

  // --- telling

  out(text: string): Awaitable<void> {
    return chain(this.sys.write(1, encodeText(text)), nothing);
  }

  err(text: string): Awaitable<void> {
    return attempt(
      () => chain(this.sys.write(2, encodeText(text)), nothing),
      (error) => {
        if (!(error instanceof SysError)) throw error;
      },
    );
  }

  prefix(): string {
    return errorPrefix(this.dialect, this.errorName ?? this.name, this.line, this.speaksShortly, this.commandName);
  }

  complain(text: string): Awaitable<void> {
    return this.err(`${this.prefix()}${text}\n`);
  }

  /** A builtin's error; answers `status`. */
  builtinError(builtin: string, text: string, status = 1): Awaitable<number> {
    const prefix = builtinPrefix(this.dialect, this.errorName ?? this.name, this.line, this.speaksShortly, builtin);
    return chain(this.err(`${prefix}${text}\n`), () => status);
  }

  /** An error that a script does not survive: says it and unwinds. */
  fatal(text: string, status = FATAL_STATUS[this.dialect], leaves = this.dialect !== 'bash'): never {
    const said = this.complain(text);
    if (said instanceof Promise) said.catch(() => undefined);
    throw leaves && !this.interactive ? new ExitFlow(status) : new AbandonFlow(status);
  }

  isShopt(name: ShoptName): boolean {
    return this.shopt.get(name) ?? SHOPT_ON.has(name);
  }

  /** Status of a shell that an unset parameter has ended. */
  get unsetStatus(): number {
    if (this.dialect !== 'bash') return 2;
    return this.commandString !== undefined && this.subshells === 0 && !this.options.errexit ? 127 : 1;
  }

  /** Ends a script (not an interactive shell): what POSIX wants after an error of a special builtin. */
  leaveScript(status: number): void {
    if (!this.interactive) throw new ExitFlow(status);
  }

  /** What a signal does when no trap is set. */
  restoreSignal(signal: Signal): void {
    if (endsByExitTrap(this, signal)) {
      this.sys.signal(signal, (received) => void this.pending.push(received));
    } else if (this.interactive && signal === 'INT') this.sys.signal(signal, () => void (this.interrupted = true));
    else this.sys.signal(signal, this.ownSignals.includes(signal) ? 'ignore' : 'default');
  }

  /** For what is to be another program. */
  releaseSignals(sys = this.sys): void {
    for (const signal of this.ownSignals) if (this.traps.get(signal) !== '') sys.signal(signal, 'default');
  }

  /** After a change of the traps that look at commands. */
  watchCommands(): void {
    this.debugTrap = this.traps.get('DEBUG') || (this.traps.get('ERR') ? '' : undefined);
  }

  // --- functions' frames

  enter(name: string, params: string[], source: string): () => void {
    const old = this.params;
    this.calls.push({ name, line: this.line, source });
    this.params = params;
    this.frames.push({ saved: new Map(), name });
    const loops = this.loopDepth;
    const { debugTrap } = this;
    if (!this.options.functrace) this.debugTrap = this.traps.get('ERR') ? '' : undefined;
    // A function of busybox may leave its caller's loops.
    if (this.dialect !== 'ash') this.loopDepth = 0;
    this.depth++;
    return () => {
      const frame = this.frames.pop();
      this.calls.pop();
      for (const [variable, value] of frame?.saved ?? []) this.vars.restore(variable, value);
      this.params = old;
      this.loopDepth = loops;
      this.depth--;
      // Where the function has changed the trap the change stays.
      if (!this.debugTrap)
        this.debugTrap = this.traps.has('DEBUG') ? debugTrap : this.traps.get('ERR') ? '' : undefined;
    };
  }

  /** Puts the variable aside until the function returns. */
  makeLocal(name: string): Variable {
    const frame = this.frames.at(-1);
    const old = this.vars.map.get(name);
    if (frame && !frame.saved.has(name)) {
      frame.saved.set(name, old);
      const inherits = this.dialect === 'dash' && old ? copyVariable(old) : { value: undefined };
      if (old?.exported) inherits.exported = true;
      this.vars.map.set(name, inherits);
      return inherits;
    }
    return this.vars.ensure(name);
  }

  /** After `unset` of a variable that is local to a caller: what that had hidden is there again. */
  uncover(name: string): void {
    const frame = this.frames.findLast(({ saved }) => saved.has(name));
    if (!frame || frame === this.frames.at(-1)) return;
    this.vars.restore(name, frame.saved.get(name));
    frame.saved.delete(name);
  }

  // --- processes

  /** Runs `body` in a subshell process; answers its pid. */
  fork(
    body: (child: Shell) => Awaitable<number>,
    options: { pgid?: number; foreground?: boolean; quiet?: boolean } = {},
  ): number {
    const child = this.#copy();
    const group = options.pgid === undefined ? {} : { pgid: options.pgid, foreground: options.foreground ?? false };
    return this.sys.fork((sys) => {
      child.sys = sys;
      this.releaseSignals(sys);
      if (options.quiet) for (const signal of ['INT', 'QUIT'] as const) sys.signal(signal, 'ignore');
      return child.runToEnd(() => body(child));
    }, group);
  }

  #copy(): Shell {
    const child = new Shell(this.sys, this.dialect, this.name, this.runner);
    child.params = [...this.params];
    child.vars = this.vars.copy(child);
    child.functions = new Map(this.functions);
    child.aliases = new Map(this.aliases);
    child.hashed = new Map(this.hashed);
    child.options = { ...this.options, monitor: false };
    child.shopt = new Map(this.shopt);
    for (const [name, action] of this.traps) if (action === '' || this.#passesOn(name)) child.traps.set(name, action);
    child.watchCommands();
    if (this.dialect !== 'dash') child.inheritedTraps = this.inheritedTraps ?? this.traps;
    child.status = this.status;
    child.lastArgument = this.lastArgument;
    child.line = this.line;
    child.lastBackground = this.lastBackground;
    if (this.dialect === 'bash') child.jobs = this.jobs.view();
    else child.loopDepth = this.loopDepth;
    child.frames = this.frames.map((frame) => ({ name: frame.name, saved: new Map() }));
    child.calls = [...this.calls];
    child.ranCommand = this.ranCommand;
    child.ignoringErrors = this.ignoringErrors;
    child.sourceDepth = this.sourceDepth;
    child.errorName = this.errorName;
    child.commandName = this.commandName;
    child.speaksShortly = this.speaksShortly;
    child.readonlyFunctions = new Set(this.readonlyFunctions);
    child.exportedFunctions = new Set(this.exportedFunctions);
    child.disabledBuiltins = new Set(this.disabledBuiltins);
    child.getoptsAt = this.getoptsAt;
    child.depth = this.depth;
    child.subshells = this.subshells + 1;
    child.substitutionDepth = this.substitutionDepth;
    child.evalDepth = this.evalDepth;
    child.inherited = new Set(this.inherited);
    child.directories = [...this.directories];
    child.completions = new Map(this.completions);
    child.history = [...this.history];
    child.readline = this.readline?.copy();
    child.directory = this.directory;
    child.pid = this.pid;
    child.readsPipe = this.readsPipe;
    child.commandString = this.commandString;
    return child;
  }

  /** Subshells keep these traps of bash where their option says so; POSIX ends the others. */
  #passesOn(trap: string): boolean {
    return trap === 'ERR' ? this.options.errtrace : (trap === 'DEBUG' || trap === 'RETURN') && this.options.functrace;
  }

  /** The body of a shell process: what unwinds ends here, after the EXIT trap. Answers the exit status. */
  runToEnd(body: () => Awaitable<number>): Awaitable<number> {
    let signal: Signal | undefined;
    return chain(
      attempt(body, (error) => {
        if (error instanceof ExitFlow) signal = error.signal;
        return this.#statusOf(error);
      }),
      (status) =>
        chain(this.exitTrap(status), (end) => {
          if (signal === undefined) return end;
          const died = signal;
          this.sys.signal(died, 'default');
          this.sys.kill(this.sys.pid, died);
          // Only the first process of a container comes here.
          return chain(this.sys.tick(), () => 128 + signalNumber(died));
        }),
    );
  }

  exitTrap(status: number): Awaitable<number> {
    const action = this.traps.get('EXIT');
    if (!action) return status;
    this.traps.delete('EXIT');
    this.status = this.trapStatus = status;
    return attempt(
      () => chain(this.runner.evaluate(this, action), () => status),
      (error) => (error instanceof ExitFlow ? error.status : this.#statusOf(error)),
    );
  }

  #statusOf(error: unknown): Awaitable<number> {
    if (error instanceof ExitFlow || error instanceof AbandonFlow || error instanceof ReturnFlow) return error.status;
    if (error instanceof BreakFlow || error instanceof ContinueFlow) return 0;
    if (error instanceof InterruptFlow) return 130;
    if (error instanceof ProcessGone || !(error instanceof SysError)) throw error;
    if (error.errno === 'EAGAIN') return this.#cannotFork(error);
    const { message } = error;
    return chain(this.complain(message), () => 1);
  }

  /** There are as many processes as there may be: no shell goes on without the child it wanted. */
  #cannotFork({ message }: SysError): Awaitable<number> {
    const texts = { ash: `can't fork: ${message}`, dash: 'Cannot fork', bash: `fork: ${message}` };
    return chain(this.complain(texts[this.dialect]), () => (this.dialect === 'bash' ? 254 : 2));
  }
}

export const JOB_SIGNALS: readonly Signal[] = ['INT', 'QUIT', 'TERM', 'TSTP', 'TTIN', 'TTOU'];

function nothing(): void {}
