/** A terminal of a sandbox for proofs: types a line and knows from the shell itself when its prompt is back. */
import { text, utf8 } from '../../base/bytes.ts';
import type { Clock } from '../../base/ports.ts';
import type { TypedCommand } from '../../course/history.ts';
import type { ProofTerminal } from '../../course/proof/prove-blocks.ts';
import type { LoginSession } from '../../host/boot.ts';
import { isMachineName } from '../../sandbox/boot.ts';

/** What the sandbox's shells tell. Hand `onCommand` and `onPrompt` to the sandbox. */
export class PromptWatch {
  ended: TypedCommand[] = [];
  #prompts = 0;
  #wake: (() => void)[] = [];

  constructor(readonly clock: Pick<Clock, 'after'>) {}

  readonly onCommand = ({ command, status, hostname }: { command: string; status: number; hostname: string }) => {
    this.ended.push({ command, status, prompt: isMachineName(hostname) ? '$' : '#' });
  };

  readonly onPrompt = () => {
    this.#prompts++;
    for (const wake of this.#wake.splice(0)) wake();
  };

  get prompts(): number {
    return this.#prompts;
  }

  /** Resolves at the first prompt after `seen` of them, or false after `ms`. */
  async promptAfter(seen: number, ms: number): Promise<boolean> {
    if (this.#prompts > seen) return true;
    return new Promise((resolve) => {
      const cancel = this.clock.after(ms, () => resolve(false));
      this.#wake.push(() => {
        cancel();
        resolve(true);
      });
    });
  }

  take(): readonly TypedCommand[] {
    return this.ended.splice(0);
  }
}

const SCREEN_CHARACTERS = 100_000;
/** Without a prompt and without a sign of life. Time skips what is idle, but a machine that is busy with other things takes its own. */
const LATE_MS = 120_000;
const QUIET_MS = 60;
const STEP_MS = 5;

export interface WatchedTerminal extends ProofTerminal {
  /** Keys as they are, without Enter. */
  press(keys: string): Promise<void>;
  /**
   * What has been shown since the last line was typed, without what a terminal does not show; once a prompt is the last of
   * it, for what a container writes comes a little later than its shell says.
   */
  shown(): Promise<string>;
}

export async function proofTerminal(session: LoginSession, watch: PromptWatch): Promise<WatchedTerminal> {
  let screen = '';
  let written = 0;
  void (async () => {
    for await (const bytes of session.output) {
      screen = (screen + text(bytes)).slice(-SCREEN_CHARACTERS);
      written += bytes.length;
    }
  })();
  const prompted = async (seen: number) => {
    for (let before = -1; before !== written;) {
      before = written;
      if (await watch.promptAfter(seen, LATE_MS)) return true;
    }
    return false;
  };
  const pause = (ms: number) => new Promise<void>((resolve) => watch.clock.after(ms, resolve));
  await watch.promptAfter(0, LATE_MS);
  const quiet = async () => {
    for (let before = -1; before !== screen.length;) {
      before = screen.length;
      await pause(QUIET_MS);
    }
  };
  const send = (keys: string) => session.input(utf8(keys));
  return {
    async type(line, until) {
      const seen = watch.prompts;
      watch.take();
      screen = '';
      await send(`${line}\r`);
      const back = until === 'quiet' ? (await quiet(), true) : await prompted(seen);
      return { ended: watch.take(), late: !back };
    },
    async free() {
      // Interrupt; leave vi; leave a pager; end of input.
      for (const keys of ['\x03', '\x1b:q!\r', 'q', '\x04']) {
        const seen = watch.prompts;
        await send(keys);
        if (await watch.promptAfter(seen, 300)) return true;
      }
      return false;
    },
    async press(keys) {
      await send(keys);
      await quiet();
    },
    screen: () => lastLines(screen),
    async shown() {
      for (let waited = 0; !/[$#] $/.test(plain(screen)) && waited < LATE_MS; waited += STEP_MS) {
        await pause(STEP_MS);
      }
      return plain(screen);
    },
  };
}

function plain(output: string): string {
  return output.replace(/\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07|\r/g, '');
}

function lastLines(output: string): string {
  return plain(output)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(-4)
    .join(' / ');
}
