/** A learner at the machine's interactive shell: types a line, reads what comes, and may look behind it with a script. */
import { systemClock } from '../../src/base/ports.ts';
import type { MachineKind } from '../../src/course/lesson.ts';
import { DEFAULT_HUB } from '../../src/node/build-tree.ts';
import { PromptWatch, proofTerminal, type WatchedTerminal } from '../../src/node/lessons/terminal.ts';
import { nodeSandbox } from '../../src/node/sandbox.ts';
import type { Sandbox } from '../../src/sandbox/assemble.ts';

export interface Typed {
  readonly output: string;
  /** Of the command itself; undefined while it holds the terminal, such as a shell in a container. */
  readonly status: number | undefined;
}

export class Learner {
  private constructor(
    readonly sandbox: Sandbox,
    private readonly terminal: WatchedTerminal,
  ) {}

  static async sit(machine: MachineKind = 'ubuntu'): Promise<Learner> {
    const watch = new PromptWatch(systemClock);
    const sandbox = await nodeSandbox({
      hub: DEFAULT_HUB,
      learner: true,
      machine,
      onCommand: watch.onCommand,
      onPrompt: watch.onPrompt,
    });
    const session = await sandbox.host.login({ rows: 50, columns: 160 });
    return new Learner(sandbox, await proofTerminal(session, watch));
  }

  /** Types a line and Enter, and waits for the next prompt, whoever shows it. */
  async type(line: string): Promise<Typed> {
    const { ended, late } = await this.terminal.type(line, 'prompt');
    if (late) throw new Error(`'${line}' does not come back to a prompt: ${this.terminal.screen()}`);
    const output = await this.terminal.shown();
    // The line that was typed is echoed first; the prompt comes last.
    const lines = output.split('\n').slice(1, -1);
    return { output: lines.join('\n'), status: ended.find(({ command }) => command.trim() === line)?.status };
  }

  /** Starts what takes the whole terminal, such as vi. */
  async open(line: string): Promise<void> {
    await this.terminal.type(line, 'quiet');
  }

  press(keys: string): Promise<void> {
    return this.terminal.press(keys);
  }

  /** The line under the cursor, prompt and all, without blanks at its ends. */
  line(): string {
    return this.terminal.screen().split(' / ').at(-1) as string;
  }

  /** The prompt that waits now. */
  async prompt(): Promise<string> {
    return (await this.terminal.shown()).split('\n').at(-1) as string;
  }

  /** What a hidden shell on the machine prints. */
  async look(script: string): Promise<string> {
    const { stdout } = await this.sandbox.host.runScript(script);
    return stdout.trimEnd();
  }

  leave(): Promise<void> {
    return this.sandbox.close();
  }
}
