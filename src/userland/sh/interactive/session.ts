/** An interactive shell: prompts, the line editor on the terminal, jobs told of, ^C back to the prompt. */
import { SysError } from '../../../kernel/errno.ts';
import type { Termios } from '../../../kernel/sys.ts';
import { VERSION } from '../dialect.ts';
import { AbandonFlow, BreakFlow, ContinueFlow, ExitFlow, InterruptFlow, ReturnFlow } from '../flow.ts';
import { readLine } from '../builtins/read-line.ts';
import { runPendingTraps } from '../run/completion.ts';
import { pollJobs, takeTerminal } from '../run/foreground.ts';
import type { LineSource } from '../run/script.ts';
import { runLines } from '../run/script.ts';
import { JOB_SIGNALS, type Shell } from '../shell.ts';
import { elementsOf } from '../variables.ts';
import { loadHistory } from './history.ts';
import { plain } from './columns.ts';
import type { LineEnd } from './line-reading.ts';
import { DEFAULT_PROMPT, expandText, promptText } from './prompt.ts';

/** Signals, process group, prompt variables: before the start-up files are read. */
export function setUpInteractive(sh: Shell): void {
  const { sys } = sh;
  sh.ownSignals = JOB_SIGNALS;
  for (const signal of ['TERM', 'QUIT'] as const) sys.signal(signal, 'ignore');
  sys.signal('INT', () => {
    sh.interrupted = true;
  });
  if (isTerminal(sh, 0)) joinTerminal(sh);
  const root = sys.credentials.euid === 0;
  const prompt = sh.dialect === 'dash' ? (root ? '# ' : '$ ') : DEFAULT_PROMPT[sh.dialect];
  if (!sh.vars.map.has('PS1')) sh.vars.set('PS1', prompt);
  if (!sh.vars.map.has('PS2')) sh.vars.set('PS2', '> ');
  if (sh.dialect === 'bash') {
    sh.options.history = true;
    sh.options.histexpand = true;
    sh.options.emacs = true;
    sh.shopt.set('expand_aliases', true);
    if (!sh.vars.map.has('HISTFILE')) sh.vars.set('HISTFILE', `${sh.vars.get('HOME') ?? ''}/.bash_history`);
    if (!sh.vars.map.has('HISTSIZE')) sh.vars.set('HISTSIZE', '500');
  }
}

function isTerminal(sh: Shell, fd: number): boolean {
  try {
    return sh.sys.isatty(fd);
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}

function joinTerminal(sh: Shell): void {
  const { sys } = sh;
  for (const signal of ['TSTP', 'TTIN', 'TTOU'] as const) sys.signal(signal, 'ignore');
  try {
    if (sys.getpgid() !== sys.pid) sys.setpgid(0, sys.pid);
    sh.terminalFd = 0;
    sys.tcsetpgrp(0, sys.getpgid());
    sh.options.monitor = true;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    sh.terminalFd = undefined;
  }
}

export async function runInteractive(sh: Shell): Promise<number> {
  const session = new Session(sh);
  if (sh.dialect === 'ash') {
    await sh.out(`\n\n${VERSION.busybox}\nEnter 'help' for a list of built-in commands.\n\n`);
  }
  await loadHistory(sh);
  try {
    for (;;) {
      try {
        await runLines(sh, session);
        // ^D at the prompt; with stopped jobs it warns first.
        await sh.runner.invoke(sh, ['exit'], { plain: true });
      } catch (error) {
        if (error instanceof ExitFlow) session.tellCommand(error.status);
        if (!staysInteractive(error)) throw error;
        if (error instanceof AbandonFlow) sh.status = error.status;
        session.tellCommand(sh.status);
        session.startOver();
      }
    }
  } finally {
    await (await import('./history-list.ts')).saveHistory(sh);
  }
}

function staysInteractive(error: unknown): boolean {
  return [AbandonFlow, InterruptFlow, BreakFlow, ContinueFlow, ReturnFlow].some((flow) => error instanceof flow);
}

/** A command that took so long has given its jobs the time to end. */
const NOTICE_MS = 100;
/** How often whoever shows the first prompt is asked whether it can be seen. */
const PAINT_MS = 100;

class Session implements LineSource {
  #lines = 0;
  #unit = '';
  readonly #edits: boolean;
  /** When the last line was. */
  #acceptedAt = -Infinity;
  /** ^D in a row. */
  #ends = 0;
  /** ^O: the next line begins as this entry of the history. */
  #startAt: number | undefined;

  /** What the next line begins as. */
  #initial = '';
  /** Lines of what was typed or pasted at once, which are read one by one. */
  #queue: string[] = [];

  constructor(private readonly sh: Shell) {
    this.#edits = sh.dialect !== 'dash' && isTerminal(sh, 0);
  }

  get line(): number {
    return this.#lines + 1;
  }

  get before(): string | undefined {
    return this.sh.dialect === 'bash' ? this.sh.vars.get('PS0') : undefined;
  }

  /** dash does not count a line that it has not understood. */
  refused(): void {
    if (this.sh.dialect === 'dash') this.#lines--;
  }

  /** Whoever watches hears of the command that was typed last, once. */
  tellCommand(status: number): void {
    const unit = this.#unit;
    this.#unit = '';
    if (/\S/.test(unit)) this.sh.hooks.onCommand?.(unit, status);
  }

  startOver(): void {
    const { sh } = this;
    sh.frames.length = 0;
    sh.loopDepth = 0;
    sh.depth = 0;
    sh.ignoringErrors = 0;
    sh.interrupted = false;
    takeTerminal(sh);
  }

  async next(_sh: Shell, continuation: boolean): Promise<string | undefined> {
    const { sh } = this;
    const before = this.#unit;
    if (!continuation) this.tellCommand(sh.status);
    const typed = this.#queue.shift() ?? (await this.#ask(continuation, before));
    if (typed === undefined) return this.#ended(continuation);
    this.#ends = 0;
    if (!continuation) await pollJobs(sh);
    let text = typed;
    if (this.#edits) {
      const { acceptLine } = await import('./accepted-line.ts');
      const line = await acceptLine(sh, typed, continuation ? this.#unit : undefined);
      if ('again' in line) {
        this.#initial = line.again;
        return '\n';
      }
      ({ text, unit: this.#unit } = line);
    } else this.#unit = continuation ? `${this.#unit}\n${text}` : text;
    this.#lines++;
    this.#acceptedAt = sh.sys.now();
    if (!continuation && /\S/.test(text)) sh.warnedOfJobs = sh.warnedOfJobs && /^\s*(exit|logout|jobs)\b/.test(text);
    return `${text}\n`;
  }

  /** A line by its prompt; what comes behind its first end waits. `before`: the command before. */
  async #ask(continuation: boolean, before: string): Promise<string | undefined> {
    const { sh } = this;
    if (!continuation) {
      await this.#explain(before);
      await this.#tellJobs();
      await this.#promptCommand();
    }
    const { status } = sh;
    const prompt = await promptText(sh, sh.vars.get(continuation ? 'PS2' : 'PS1') ?? '');
    sh.status = status;
    const typed = this.#edits ? await this.#edit(prompt, !continuation) : await this.#plain(prompt, !continuation);
    const [first, ...more] = typed?.split('\n') ?? [];
    this.#queue = more;
    return first;
  }

  async #ended(continuation: boolean): Promise<string | undefined> {
    if (continuation) return undefined;
    const { refusesEnd } = await import('./end-of-input.ts');
    return (await refusesEnd(this.sh, this.#ends++)) ? '\n' : undefined;
  }

  async #explain(typed: string): Promise<void> {
    const { sh } = this;
    if (!this.#edits || !/\S/.test(typed)) return;
    const line = await sh.hooks.explain?.(sh, typed, sh.status);
    if (line) await sh.err(`\x1b[2m${line}\x1b[0m\n`);
  }

  async #tellJobs(now = false): Promise<void> {
    const { sh } = this;
    // What ended in the moment before the prompt is told at the next one, as real signals come a moment later.
    if (now || sh.sys.now() - this.#acceptedAt >= NOTICE_MS) await pollJobs(sh);
    if (sh.jobs.all.length > 0) await (await import('../run/telling.ts')).tellJobs(sh);
  }

  async #promptCommand(): Promise<void> {
    const commands = elementsOf(this.sh.vars.find('PROMPT_COMMAND'));
    if (this.sh.dialect !== 'bash' || commands.length === 0) return;
    await (await import('./prompt-command.ts')).runPromptCommands(this.sh, commands);
  }

  /** dash has no line editor: the terminal's own line discipline serves. */
  async #plain(prompt: string, first: boolean): Promise<string | undefined> {
    const { sh } = this;
    await sh.err(prompt);
    if (first) sh.hooks.onPrompt?.();
    for (;;) {
      try {
        const line = await readLine(sh, 0, { raw: true, delimiter: '\n' });
        if (!line.ended || line.text !== '') return line.text;
        await sh.err('\n');
        return undefined;
      } catch (error) {
        if (!(error instanceof SysError) || error.errno !== 'EINTR') throw error;
        // A trap waits for the line.
        if (!sh.interrupted) continue;
        await sh.err('\n');
        sh.status = 130;
        throw new InterruptFlow();
      }
    }
  }

  async #edit(prompt: string, first: boolean): Promise<string | undefined> {
    const { sh } = this;
    const before = sh.sys.tcgetattr(0);
    const raw: Partial<Termios> = { canonical: false, echo: false, signals: false, crToNl: false };
    let resized = false;
    const old = sh.sys.signal('WINCH', (signal) => {
      resized = true;
      if (sh.traps.get(signal)) sh.pending.push(signal);
    });
    const notified = sh.options.notify && !sh.traps.has('CHLD');
    if (notified) sh.sys.signal('CHLD', () => undefined);
    sh.sys.tcsetattr(0, raw);
    try {
      await this.#draw(this.#opening() + plain(prompt) + (await this.#whereabouts()));
      if (first) sh.hooks.onPrompt?.();
      // The prompt stands, and is painted before the editor's code is fetched, unless somebody types.
      await this.#painted();
      const { readEditedLine } = await import('./line-reading.ts');
      const event = await readEditedLine(sh, {
        prompt,
        startAt: first ? this.#startAt : undefined,
        initial: this.#initial,
        // As on a terminal that echoes nothing.
        draw: (text) => (before.echo ? this.#draw(text) : undefined),
        signaled: () => (sh.options.notify ? this.#tellJobs(true) : undefined),
        expand: (text) => expandText(sh, text),
        resized: () => {
          const was = resized;
          resized = false;
          return was;
        },
      });
      this.#initial = '';
      this.#startAt = event.kind === 'line' ? event.next : undefined;
      return await this.#finish(event, before.echo);
    } finally {
      sh.sys.tcsetattr(0, before);
      sh.sys.signal('WINCH', old);
      if (notified) sh.sys.signal('CHLD', 'default');
    }
  }

  /** Until the prompt can be seen, or a key comes. */
  async #painted(): Promise<void> {
    const { hooks, sys } = this.sh;
    const isSeen = hooks.isPromptSeen ?? (() => true);
    try {
      while (!isSeen() && (await sys.poll([{ fd: 0, events: 'read' }], PAINT_MS)).length === 0);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }

  /** Bracketed paste, as readline switches it on where the terminal knows it. */
  get #pastes(): boolean {
    const terminal = this.sh.vars.get('TERM') ?? 'dumb';
    const wanted = this.sh.readline?.variables.get('enable-bracketed-paste') !== 'off';
    return this.sh.dialect === 'bash' && wanted && terminal !== 'dumb' && terminal !== '';
  }

  #opening(): string {
    return this.#pastes ? '\x1b[?2004h' : '';
  }

  #closing(): string {
    return this.#pastes ? '\x1b[?2004l\r' : '';
  }

  /** busybox asks the terminal where the cursor is, unless keys are waiting. */
  async #whereabouts(): Promise<string> {
    if (this.sh.dialect !== 'ash') return '';
    const ready = await this.sh.sys.poll([{ fd: 0, events: 'read' }], 0);
    return ready.length > 0 ? '' : '\x1b[6n';
  }

  async #draw(text: string): Promise<void> {
    if (text === '') return;
    if (this.sh.dialect === 'bash') await this.sh.err(text);
    else await this.sh.out(text);
  }

  async #finish(event: LineEnd, echo: boolean): Promise<string | undefined> {
    const { sh } = this;
    const bash = sh.dialect === 'bash';
    if (event.kind === 'line') {
      await this.#draw(this.#closing() + (echo ? '' : '\n'));
      return event.text;
    }
    if (event.kind === 'end') {
      await this.#draw(bash ? `${this.#closing()}\n` : '\n');
      return undefined;
    }
    sh.status = 130;
    sh.interrupted = false;
    if (bash) {
      await this.#draw(this.#closing());
      if (sh.traps.get('INT')) sh.pending.push('INT');
      await runPendingTraps(sh);
      await this.#draw(`${this.#opening()}${this.#closing()}\n`);
    } else await this.#draw('\n\n');
    throw new InterruptFlow();
  }
}
