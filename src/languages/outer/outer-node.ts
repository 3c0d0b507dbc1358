/**
 * `node` as a process that a page runs in a WebContainer: its terminal, its signals and its end are the kernel's, its files
 * copies. Where that cannot be, the page says why, and Drydock's own node runs the program.
 */
import { utf8 } from '../../base/bytes.ts';
import type { Channel } from '../../base/mux.ts';
import type { FromOuter, OuterStart, ToOuter } from '../../base/outer-node.ts';
import { ProcessGone, SysError } from '../../kernel/errno.ts';
import { type Signal, signalNumber } from '../../kernel/signals.ts';
import type { Program, Sys, Termios } from '../../kernel/sys.ts';
import { absolute, relative } from '../../userland/bin/lib/path.ts';
import { parseNodeCommand } from '../node/command-line.ts';
import { untilGone } from '../until-gone.ts';
import { projectFolders, readProject, writeChanges } from './project-files.ts';

/** One process's line to a page; closing it ends what the page has of the process. */
export type OuterLine = Pick<Channel, 'send' | 'messages' | 'close'>;

const INPUT_BYTES = 4096;
/** As of a program that was killed. */
const LOST = 137;
/** The terminal of the WebContainer echoes and edits; ours only makes signals of ^C, ^\ and ^Z. */
const RAW: Partial<Termios> = { canonical: false, echo: false, crToNl: false, nlToCrNl: false };
const ENDING: readonly Signal[] = ['INT', 'TERM', 'HUP', 'QUIT'];

/** `line` answers undefined while no page offers a WebContainer. */
export function outerNode(own: Program, line: () => OuterLine | undefined): Program {
  return async (sys) => {
    const command = parseNodeCommand(sys.argv);
    const opened = 'text' in command ? undefined : line();
    if (!opened || 'text' in command) return own(sys);
    try {
      const status = await new OuterProcess(sys, opened).run(command.file);
      if (status !== undefined) return status;
    } finally {
      opened.close();
    }
    return own(sys);
  };
}

/** How it ended; undefined: it did not begin. */
type End = { readonly status: number | undefined } | { readonly signal: Signal };

class OuterProcess {
  /** What the terminal was set to before the program had it. */
  #restore: Termios | undefined;

  constructor(
    private readonly sys: Sys,
    private readonly line: OuterLine,
  ) {}

  async run(script: string | undefined): Promise<number | undefined> {
    const { sys } = this;
    const signalled = new Promise<End>((resolve) => {
      for (const signal of ENDING) sys.signal(signal, () => resolve({ signal }));
    });
    try {
      await this.#send((await this.#start(script)) ?? { kind: 'unsuitable', why: 'files' });
      const end = await Promise.race([this.#follow(), signalled, untilGone(sys)]);
      if ('signal' in end) return this.#die(end.signal);
      return end.status;
    } finally {
      for (const signal of [...ENDING, 'WINCH' as const]) sys.signal(signal, 'default');
      if (this.#restore) sys.tcsetattr(0, this.#restore);
    }
  }

  /** Undefined when there is too much to copy. */
  async #start(script: string | undefined): Promise<ToOuter | undefined> {
    const { sys } = this;
    const input = (await sys.fstat(0)).type;
    // A pipe's bytes would have to go through the WebContainer's terminal, which would show them again.
    if (!sys.isatty(0) && input !== 'char') return { kind: 'unsuitable', why: 'input' };
    const files = await readProject(sys, await projectFolders(sys, script));
    if (!files) return undefined;
    const args = sys.argv.slice(1);
    const at = script === undefined ? -1 : args.indexOf(script);
    const start: OuterStart = {
      kind: 'start',
      args: args.map((arg, index) => (index === at ? relative(sys.cwd, absolute(sys.cwd, arg)) : arg)),
      env: Object.fromEntries(sys.env),
      cwd: sys.cwd,
      terminal: sys.isatty(1) ? rowsOf(sys) : undefined,
      files,
    };
    return start;
  }

  /** Does what the page says until the program has ended there. */
  async #follow(): Promise<End> {
    const { sys } = this;
    for await (const message of this.line.messages as AsyncIterable<FromOuter>) {
      if (message.kind === 'notice') await this.#tell(message.text);
      else if (message.kind === 'started') this.#attach();
      else if (message.kind === 'output') await sys.write(1, message.bytes);
      else if (message.kind === 'changes') {
        const failed = await writeChanges(sys, message.changes);
        for (const text of failed) await this.#tell(`cannot write back ${text}`);
      } else if (message.kind === 'exit') return { status: message.status };
      else {
        await this.#tell(message.text);
        return { status: undefined };
      }
    }
    await this.#tell('the page that ran this program was closed');
    return { status: LOST };
  }

  /** Once the program has the terminal: until then a line typed ahead is edited here. */
  #attach(): void {
    const { sys } = this;
    if (!sys.isatty(0) || this.#restore) return;
    this.#restore = sys.tcgetattr(0);
    sys.tcsetattr(0, RAW);
    sys.signal('WINCH', () => void this.#send({ kind: 'resize', ...rowsOf(sys) }));
    void this.#type();
  }

  /** Until the process has ended: what is read by then is the program's. */
  async #type(): Promise<void> {
    for (;;) {
      try {
        const bytes = await this.sys.read(0, INPUT_BYTES);
        if (bytes.length === 0 || !(await this.#send({ kind: 'input', bytes }))) return;
      } catch (error) {
        if (error instanceof ProcessGone) return;
        if (!(error instanceof SysError)) throw error;
        // A new size of the window breaks a read off.
        if (error.errno !== 'EINTR') return;
      }
    }
  }

  #send(message: ToOuter): Promise<boolean> {
    return this.line.send(message);
  }

  async #tell(text: string): Promise<void> {
    await this.sys.write(2, utf8(`node: ${text}\n`));
  }

  #die(signal: Signal): number {
    const { sys } = this;
    sys.signal(signal, 'default');
    this.line.close();
    if (this.#restore) sys.tcsetattr(0, this.#restore);
    this.#restore = undefined;
    sys.kill(sys.pid, signal);
    // Pid 1 outlives what has no default action for it.
    return 128 + signalNumber(signal);
  }
}

function rowsOf(sys: Sys): { readonly rows: number; readonly columns: number } {
  const { rows, columns } = sys.windowSize(1);
  return { rows, columns };
}
