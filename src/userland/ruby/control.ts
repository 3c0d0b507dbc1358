/** What leaves code early: Ruby's exceptions, and its jumps. */
import type { Frame, RObject, Value } from './values.ts';

/** A Ruby exception on its way. */
export class RubyError extends Error {
  override name = 'RubyError';
  constructor(readonly exception: RObject) {
    super('ruby exception');
  }
}

export class BreakJump extends Error {
  constructor(
    readonly frame: Frame,
    readonly value: Value,
  ) {
    super('break');
  }
}

export class NextJump extends Error {
  constructor(readonly value: Value) {
    super('next');
  }
}

export class ReturnJump extends Error {
  constructor(
    readonly home: Frame | undefined,
    readonly value: Value,
  ) {
    super('return');
  }
}

export class RetryJump extends Error {}

export class ThrowJump extends Error {
  constructor(
    readonly tag: Value,
    readonly value: Value,
  ) {
    super('throw');
  }
}

export class ExitJump extends Error {
  constructor(readonly status: number) {
    super('exit');
  }
}
