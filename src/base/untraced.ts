/** Where engines have it; others do not mind. */
const TRACES = Error as { stackTraceLimit?: number | undefined };

/**
 * What is thrown as an answer, and not because something is wrong: without the trace of the stack, which costs more than
 * the call that failed. A shell that looks for a program in its PATH is told ENOENT a few times for each command, and the docker program that has no
 * configuration once.
 */
export class Untraced extends Error {
  constructor(message?: string) {
    const { stackTraceLimit } = TRACES;
    TRACES.stackTraceLimit = 0;
    super(message);
    TRACES.stackTraceLimit = stackTraceLimit;
  }
}
