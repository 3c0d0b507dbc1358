/** The vocabulary of the expansion compiler: what a compiled word is, and what compiling one needs to know. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { each } from '../awaitable.ts';
import type { Dialect } from '../dialect.ts';
import type { ParsedScript, SourceText, Word, WordPart } from '../parser.ts';
import type { Run, Shell } from '../shell.ts';
import type { Builder } from './builder.ts';

/** Writes a part's expansion into a builder. */
export type Emit = (sh: Shell, to: Builder) => Awaitable<void>;
export type StringOf = (sh: Shell) => Awaitable<string>;

export interface WordOptions {
  /** Right side of an assignment: tildes after colons too. */
  readonly assignment?: boolean;
  /** The operand of an expansion that stands inside double quotes. */
  readonly quoted?: boolean;
  /** The operand of an expansion outside of quotes: its plain text is split as well. */
  readonly operand?: boolean;
  /** An argument of bash: a tilde counts after `name=` too. */
  readonly argument?: boolean;
}

/** How words compile; handed down so that the files of this folder need not import one another in a circle. */
export interface WordCompiler {
  compileString(word: Word, context: CompileContext, options?: WordOptions): StringOf;
  /** For `${name/pattern/word}`; see ReplacementBuilder. */
  compileReplacement(word: Word, context: CompileContext): StringOf;
  compilePattern(word: Word, context: CompileContext, options?: WordOptions): StringOf;
  compileWord(word: Word, context: CompileContext, options: WordOptions): Emit[];
  compileParts(parts: readonly WordPart[], context: CompileContext, quoted: boolean): Emit[];
}

export interface CompileContext {
  readonly dialect: Dialect;
  readonly source: SourceText;
  readonly words: WordCompiler;
  compileScript(script: ParsedScript): Run;
}

export function emitAll(sh: Shell, emits: readonly Emit[], to: Builder): Awaitable<void> {
  return each(emits, (emit) => emit(sh, to));
}
