import type { Interpreter } from '../../interpreter.ts';
import type { Call, Value } from '../../values.ts';

/** Without a block the items themselves, on which `with_index` and others go on. */
export const listed = (it: Interpreter, call: Call, all: readonly Value[]) =>
  call.block ? undefined : it.array([...all]);
