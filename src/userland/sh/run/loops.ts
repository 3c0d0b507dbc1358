/** `while`, `until` and `for`. Loops stay synchronous until something in them has to wait. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { attempt, chain, guarded } from '../awaitable.ts';
import { BreakFlow, ContinueFlow, RefusedFlow } from '../flow.ts';
import type { For, While } from '../parser.ts';
import { lineAt } from '../parser.ts';
import type { Run, Shell } from '../shell.ts';
import type { CompileContext } from '../expand/emit.ts';
import { compileFields } from '../expand/words.ts';
import { isName } from '../variables.ts';
import { beforeCommand, completed, ignoringErrors, runPendingTraps } from './completion.ts';
import { traceText } from './trace.ts';

interface LoopState {
  status: number;
}

/** One turn; false ends the loop. */
type Turn = (sh: Shell, state: LoopState) => Awaitable<boolean>;

export function compileWhile(node: While, body: Run, condition: Run): Run {
  const wanted = node.kind === 'while';
  const turn: Turn = (sh, state) => {
    const test = ignoringErrors(sh, condition);
    if (test instanceof Promise) return test.then((status) => decide(sh, state, status));
    return decide(sh, state, test);
  };
  const decide = (sh: Shell, state: LoopState, status: number): Awaitable<boolean> => {
    if ((status === 0) !== wanted) return false;
    return runBody(sh, state, body);
  };
  return (sh) => loop(sh, turn);
}

export function compileFor(node: For, body: Run, context: CompileContext): Run {
  const name = node.name.value;
  const words = node.wordlist ? compileFields(node.wordlist, context) : (sh: Shell) => sh.params;
  const line = lineAt(context.source, node.pos);
  const shown = context.source.text.slice(node.pos, node.body.pos);
  const header = /^for\s[^]*?(?=\s*[;\n]?\s*(?:do|\{)\s*$)/.exec(shown)?.[0] ?? `for ${name}`;
  return (sh) => {
    sh.line = line;
    if (!isName(name)) return badName(sh, name);
    return chain(words(sh), (items) => {
      let next = 0;
      return loop(sh, (_sh, state) => {
        if (next >= items.length) return false;
        if (!setEach(sh, name, items[next++] as string)) {
          state.status = 1;
          return false;
        }
        if (sh.debugTrap !== undefined) {
          sh.line = line;
          return chain(beforeCommand(sh, header), () => runBody(sh, state, body));
        }
        if (sh.options.xtrace && sh.dialect === 'bash') {
          sh.line = line;
          return chain(traceText(sh, header), () => runBody(sh, state, body));
        }
        return runBody(sh, state, body);
      });
    });
  };
}

/** False where the variable is read-only, which bash gets over. */
function setEach(sh: Shell, name: string, value: string): boolean {
  try {
    const variable = sh.vars.map.get(name);
    // Of a reference the loop changes what it names.
    if (variable?.nameref && isName(value)) variable.value = value;
    else sh.vars.set(name, value);
    return true;
  } catch (error) {
    if (error instanceof RefusedFlow) return false;
    throw error;
  }
}

function badName(sh: Shell, name: string): Awaitable<number> {
  if (sh.dialect === 'ash') sh.fatal('syntax error: bad for loop variable', 2);
  if (sh.dialect === 'dash') sh.fatal('Syntax error: Bad for loop variable', 2);
  return chain(sh.complain(`\`${name}': not a valid identifier`), () => completed(sh, 1));
}

export function runBody(sh: Shell, state: LoopState, body: Run): Awaitable<boolean> {
  const status = body(sh);
  if (status instanceof Promise) {
    return status.then((value) => {
      state.status = value;
      return true;
    });
  }
  state.status = status;
  return true;
}

export function loop(sh: Shell, turn: Turn): Awaitable<number> {
  const state: LoopState = { status: 0 };
  sh.loopDepth++;
  return guarded(
    () => {
      for (;;) {
        const more = step(sh, state, turn);
        if (more instanceof Promise) return loopLater(sh, state, turn, more);
        if (!more) return settle(sh, state);
      }
    },
    () => {
      sh.loopDepth--;
    },
  );
}

async function loopLater(sh: Shell, state: LoopState, turn: Turn, pending: Promise<boolean>): Promise<number> {
  let more: Awaitable<boolean> = await pending;
  while (more) {
    more = step(sh, state, turn);
    if (more instanceof Promise) more = await more;
  }
  return settle(sh, state);
}

function settle(sh: Shell, state: LoopState): number {
  sh.status = state.status;
  return state.status;
}

function step(sh: Shell, state: LoopState, turn: Turn): Awaitable<boolean> {
  // A loop of `continue` alone ends no command, which is when traps run otherwise.
  if (sh.pending.length > 0) return runPendingTraps(sh).then(() => guardedTurn(sh, state, turn));
  const pause = sh.sys.tick();
  if (pause instanceof Promise) return pause.then(() => guardedTurn(sh, state, turn));
  return guardedTurn(sh, state, turn);
}

function guardedTurn(sh: Shell, state: LoopState, turn: Turn): Awaitable<boolean> {
  return attempt(
    () => turn(sh, state),
    (error) => {
      if (error instanceof BreakFlow) {
        if (--error.levels > 0) throw error;
        state.status = sh.status = error.status;
        return false;
      }
      if (error instanceof ContinueFlow) {
        if (--error.levels > 0) throw error;
        state.status = sh.status = 0;
        return true;
      }
      throw error;
    },
  );
}
