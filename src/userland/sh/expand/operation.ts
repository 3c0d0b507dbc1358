/** The vocabulary of what stands after the name in `${name…}`. */
import type { Awaitable } from '../../../kernel/sys.ts';
import type { ParameterExpansionPart } from '../parser.ts';
import type { Shell } from '../shell.ts';
import type { Builder } from './builder.ts';
import type { Reference, Value } from './references.ts';

type Parsed = NonNullable<ParameterExpansionPart['operation']>;
type CaseModification = Extract<Parsed, { type: 'CaseModification' }>;

export type Operation =
  Exclude<Parsed, CaseModification> | (Omit<CaseModification, 'operator'> & { readonly operator: CaseOperator });
/** `~` turns the case of a letter around: a form of bash that is not documented. */
export type CaseOperator = '^' | '^^' | ',' | ',,' | '~' | '~~';

export type Apply = (sh: Shell, to: Builder, ref: Reference, value: Value) => Awaitable<void>;
