/** What unwinds a running script. None of them is an Error: they are thrown often and need no stack. */
import type { Signal } from '../../kernel/signals.ts';

export class BreakFlow {
  /** `status`: what the loop that it ends answers. */
  constructor(
    public levels: number,
    readonly status = 0,
  ) {}
}

export class ContinueFlow {
  constructor(public levels: number) {}
}

export class ReturnFlow {
  constructor(readonly status: number) {}
}

/** Ends the shell (or subshell) after its EXIT trap; by a signal, where one has come for it, whatever the status. */
export class ExitFlow {
  constructor(
    readonly status: number,
    readonly signal?: Signal,
  ) {}
}

/** Drops the rest of the line, as bash does after an error in an expansion; an interactive shell asks again. */
export class AbandonFlow {
  constructor(readonly status: number) {}
}

/** The same where a variable is read-only: a builtin or a loop of bash that wanted to set it fails, no more. */
export class RefusedFlow extends AbandonFlow {}

/** Arithmetic that cannot be, in a command that only fails by it: `((…))`, `let`, `[[ -eq ]]` of bash. */
export class ArithmeticFlow {}

/** ^C in an interactive shell. */
export class InterruptFlow {}

export function isFlow(error: unknown): boolean {
  return (
    error instanceof BreakFlow ||
    error instanceof ContinueFlow ||
    error instanceof ReturnFlow ||
    error instanceof ExitFlow ||
    error instanceof AbandonFlow ||
    error instanceof InterruptFlow
  );
}
