/** The vocabulary of what stands after the name in `${name…}`. */
import type { Awaitable } from '../../../kernel/sys.ts';
import type { ParameterExpansionPart } from '../parser.ts';
import type { Shell } from '../shell.ts';
import type { Builder } from './builder.ts';
import type { Reference, Value } from './references.ts';

export type Operation = NonNullable<ParameterExpansionPart['operation']>;
export type Apply = (sh: Shell, to: Builder, ref: Reference, value: Value) => Awaitable<void>;
