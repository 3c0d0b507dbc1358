/** What happens after each command: `$?`, traps of signals that came, the ERR trap, errexit. */
import type { Awaitable } from '../../../kernel/sys.ts';
import type { Signal } from '../../../kernel/signals.ts';
import { chain, guarded } from '../awaitable.ts';
import { ExitFlow, InterruptFlow } from '../flow.ts';
import type { Run, Shell } from '../shell.ts';
import { shownText } from './shown-text.ts';

/** Ends a command that errexit looks at. */
export function completed(sh: Shell, status: number, pipeStatus?: number[]): Awaitable<number> {
  sh.status = status;
  sh.pipeStatus = pipeStatus;
  sh.ranCommand = true;
  if (sh.pending.length > 0 || sh.interrupted) return chain(runPendingTraps(sh), () => judged(sh, status));
  return status === 0 ? 0 : judged(sh, status);
}

function judged(sh: Shell, status: number): Awaitable<number> {
  sh.status = status;
  if (status === 0 || sh.ignoringErrors > 0) return status;
  const action = sh.traps.get('ERR');
  const traced = action && !sh.inTrap && (sh.frames.length === 0 || sh.options.errtrace);
  if (!traced) return leave(sh, status);
  return chain(runTrap(sh, action), () => leave(sh, status));
}

function leave(sh: Shell, status: number): number {
  sh.status = status;
  if (sh.options.errexit) throw new ExitFlow(status);
  return status;
}

/** A leaf of the tree: its status is the shell's, and failure counts. */
export function leaf(run: Run): Run {
  return (sh) => {
    const status = run(sh);
    return status instanceof Promise ? status.then((value) => completed(sh, value)) : completed(sh, status);
  };
}

/** Runs something whose failure is only looked at. */
export function ignoringErrors(sh: Shell, run: Run): Awaitable<number> {
  sh.ignoringErrors++;
  let status: Awaitable<number>;
  try {
    status = run(sh);
  } catch (error) {
    sh.ignoringErrors--;
    throw error;
  }
  if (status instanceof Promise) return status.finally(() => sh.ignoringErrors--);
  sh.ignoringErrors--;
  return status;
}

export async function runPendingTraps(sh: Shell): Promise<void> {
  if (sh.interrupted) {
    sh.interrupted = false;
    sh.status = 130;
    await sh.err('\n');
    throw new InterruptFlow();
  }
  for (let signal = sh.pending.shift(); signal; signal = sh.pending.shift()) await runSignalTrap(sh, signal);
}

/** The DEBUG trap, before a command of its line; `text` is what BASH_COMMAND tells of. */
export function beforeCommand(sh: Shell, text: string): Awaitable<void> {
  if (sh.inTrap) return;
  return chain(shownText(sh, text), (shown) => {
    sh.commandText = shown;
    return sh.debugTrap ? runTrap(sh, sh.debugTrap) : undefined;
  });
}

/** The RETURN trap, after a function or a sourced file. */
export function afterReturn(sh: Shell): Awaitable<void> {
  const action = sh.traps.get('RETURN');
  return action && !sh.inTrap ? runTrap(sh, action) : undefined;
}

function runSignalTrap(sh: Shell, signal: Signal): Awaitable<void> {
  const action = sh.traps.get(signal);
  if (action) return runTrap(sh, action);
  if (action === undefined && !sh.interactive) throw new ExitFlow(sh.status, signal);
}

function runTrap(sh: Shell, action: string): Awaitable<void> {
  const { status, inTrap, pipeStatus, line, lastArgument } = sh;
  const { trapStatus } = sh;
  sh.inTrap = true;
  sh.trapStatus = status;
  return guarded(
    () => chain(sh.runner.evaluate(sh, action, { firstLine: sh.line }), () => undefined),
    () => {
      sh.status = status;
      sh.inTrap = inTrap;
      sh.trapStatus = trapStatus;
      sh.pipeStatus = pipeStatus;
      sh.line = line;
      sh.lastArgument = lastArgument;
    },
  );
}
