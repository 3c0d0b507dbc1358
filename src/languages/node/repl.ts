/** node's prompt. */
import { SysError } from '../../kernel/errno.ts';
import type { Guest } from '../guest/guest.ts';
import { inspect } from './inspect.ts';
import type { ModuleLoader } from './module-loader.ts';
import { redirectImports } from './module-syntax.ts';
import type { NodeProcess } from './process-object.ts';
import { exposeModules } from './exposed-modules.ts';
import { ownStack } from './uncaught.ts';
import { NODE_VERSION } from './version.ts';

const HELP = `.break    Leave a statement that was begun
.clear    The same
.exit     Leave the prompt
.help     Print this text
`;

export interface ReplContext {
  readonly guest: Guest;
  readonly process: NodeProcess;
  readonly loader: ModuleLoader;
  readonly builtin: (name: string) => unknown;
}

export async function runRepl({ guest, process, loader, builtin }: ReplContext): Promise<void> {
  exposeModules(loader, builtin, guest.start.cwd);
  const { importer } = loader.virtual('[repl]', guest.start.cwd);
  Object.defineProperty(globalThis, '__import', { value: importer, configurable: true });
  const say = (text: string) => guest.write(1, new TextEncoder().encode(text));
  const colors = guest.start.terminals[1] === true;
  say(`Welcome to Node.js v${NODE_VERSION}.\nType ".help" for more information.\n`);
  let pending = '';
  let interrupts = 0;
  guest.setSignal('INT', 'handle');
  guest.onSignal = () => undefined;
  for (;;) {
    say(pending === '' ? '> ' : '... ');
    let line: string | undefined;
    try {
      line = await readLine(guest);
    } catch (error) {
      if (!(error instanceof SysError && error.errno === 'EINTR')) throw error;
      say('\n');
      if (pending === '' && ++interrupts > 1) break;
      if (pending === '') say('(To exit, press Ctrl+C again or Ctrl+D or type .exit)\n');
      pending = '';
      continue;
    }
    interrupts = 0;
    if (line === undefined || line.trim() === '.exit') {
      if (line === undefined) say('\n');
      break;
    }
    if (line.trim() === '.help') {
      say(HELP);
      continue;
    }
    if (/^\.(break|clear)$/.test(line.trim())) {
      pending = '';
      continue;
    }
    const code = pending + line;
    if (code.trim() === '') continue;
    const outcome = await evaluate(code);
    if (outcome.incomplete) {
      pending = `${code}\n`;
      continue;
    }
    pending = '';
    if ('error' in outcome) say(`Uncaught${errorText(outcome.error, colors)}\n`);
    else {
      (globalThis as { _?: unknown })._ = outcome.value;
      say(`${inspect(outcome.value, { colors })}\n`);
    }
  }
  process.exit(0);
}

/** A line that a signal may break off. Standing still would keep timers from running. */
async function readLine(guest: Guest): Promise<string | undefined> {
  let interrupt: (error: SysError) => void = () => undefined;
  const interrupted = new Promise<never>((_, reject) => (interrupt = reject));
  guest.onSignal = () => interrupt(new SysError('EINTR'));
  READING.next ??= guest.async.read(0, 65_536);
  const bytes = await Promise.race([READING.next, interrupted]);
  READING.next = undefined;
  return bytes.length === 0 ? undefined : new TextDecoder().decode(bytes).replace(/\n$/, '');
}

/** The read that goes on when a line is broken off. */
const READING: { next: Promise<Uint8Array> | undefined } = { next: undefined };

interface Outcome {
  readonly value?: unknown;
  readonly error?: unknown;
  readonly incomplete?: boolean;
}

async function evaluate(code: string): Promise<Outcome> {
  const run = globalThis.eval;
  const source = redirectImports(lasting(code));
  try {
    const asObject = /^\s*\{[\s\S]*\}\s*$/.test(source);
    if (asObject) {
      try {
        return { value: run(`(${source})`) };
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
      }
    }
    if (/\bawait\b/.test(source))
      return { value: await (run(`(async()=>(${source.replace(/;\s*$/, '')}))()`) as Promise<unknown>) };
    return { value: run(source) };
  } catch (error) {
    const incomplete =
      error instanceof SyntaxError &&
      /Unexpected end of input|Unterminated template|missing \) after argument/.test(error.message);
    return incomplete ? { incomplete: true } : { error };
  }
}

/** What is declared at the prompt is there for the next line. */
function lasting(code: string): string {
  return code
    .replace(/^(\s*)(?:const|let)\s+/gm, '$1var ')
    .replace(/^(\s*)class\s+([\w$]+)/, '$1var $2 = class $2')
    .replace(/^\s*function\s+([\w$]+)/, 'var $1 = function $1');
}

function errorText(error: unknown, colors: boolean): string {
  if (!(error instanceof Error)) return ` ${inspect(error, { colors })}`;
  const { text } = ownStack(error.stack ?? String(error), () => false);
  return error instanceof SyntaxError ? ` ${text}` : `:\n${text}`.replace(/^:\n(?=\w*Error)/, ' ');
}
