/** A terminal of a sandbox for proofs: types a line and knows from the shell itself when its prompt is back. */
import { text, utf8 } from '../../base/bytes.ts';
import type { TypedCommand } from '../../course/history.ts';
import type { ProofTerminal } from '../../course/proof/prove-blocks.ts';
import { STARTS_SERVICE } from '../../course/proof/prove-steps.ts';
import type { LoginSession } from '../../host/boot.ts';

/** What the sandbox's shells tell. Hand `onCommand` and `onPrompt` to the sandbox. */
export class PromptWatch {
  ended: TypedCommand[] = [];
  #prompts = 0;
  #wake: (() => void)[] = [];

  readonly onCommand = ({ command, status, hostname }: { command: string; status: number; hostname: string }) => {
    this.ended.push({ command, status, prompt: hostname === 'drydock' ? '$' : '#' });
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
      const timer = setTimeout(() => resolve(false), ms);
      this.#wake.push(() => {
        clearTimeout(timer);
        resolve(true);
      });
    });
  }

  take(): readonly TypedCommand[] {
    return this.ended.splice(0);
  }
}

const SCREEN_CHARACTERS = 100_000;
/** Without a prompt and without a sign of life. */
const LATE_MS = 20_000;
const QUIET_MS = 60;
/** What starts in the background has the time that a person needs for the next line; a server listens by then. */
const HAND_MS = 300;
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
  await watch.promptAfter(0, LATE_MS);
  const quiet = async () => {
    for (let before = -1; before !== screen.length;) {
      before = screen.length;
      await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
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
      if (STARTS_SERVICE.test(line)) await new Promise((resolve) => setTimeout(resolve, HAND_MS));
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
        await new Promise((resolve) => setTimeout(resolve, STEP_MS));
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
