/** What unwinds a running script. None of them is an Error: they are thrown often and need no stack. */

export class BreakFlow {
  constructor(public levels: number) {}
}

export class ContinueFlow {
  constructor(public levels: number) {}
}

export class ReturnFlow {
  constructor(readonly status: number) {}
}

/** Ends the shell (or subshell) after its EXIT trap. */
export class ExitFlow {
  constructor(readonly status: number) {}
}

/** Drops the rest of the line, as bash does after an error in an expansion; an interactive shell asks again. */
export class AbandonFlow {
  constructor(readonly status: number) {}
}

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
