/**
 * Words compile to closures: into a list of fields (arguments), one string (assignments, redirections) or a pattern.
 * Words without expansions become constants, so that most arguments cost nothing at run time.
 */
import type { Awaitable } from '../../../kernel/sys.ts';
import { chain, each } from '../awaitable.ts';
import type { DoubleQuotedChild, Word, WordPart } from '../parser.ts';
import { parseWord } from '../parser.ts';
import type { Shell } from '../shell.ts';
import { arithmeticExpansion } from './arithmetic-text.ts';
import type { Builder, Field } from './builder.ts';
import { emitList } from './references.ts';
import { FieldBuilder, PatternBuilder, RegExpBuilder, ReplacementBuilder, StringBuilder } from './builder.ts';
import type { CompileContext, Emit, StringOf, WordCompiler, WordOptions } from './emit.ts';
import { emitAll } from './emit.ts';
import { ansiEscapes } from './escapes.ts';
import { parameterGetter } from './parameter-getter.ts';
import { compileParameter } from './parameters.ts';
import type * as PathNames from './path-names.ts';
import { hasMagic } from './pattern.ts';
import { shortDecimal } from '../short-decimal.ts';
import { commandSubstitution, processSubstitution } from './substitution.ts';
import { tildeExpansion } from './tilde.ts';

export const WORDS: WordCompiler = { compileString, compilePattern, compileReplacement, compileWord, compileParts };

export function compileString(word: Word, context: CompileContext, options: WordOptions = {}): StringOf {
  const parts = word.parts;
  if (parts?.length === 1 && !word.text.startsWith('~')) {
    const single = singleString(parts[0] as WordPart, context);
    if (single) return single;
  }
  const emits = compileWord(word, context, options);
  const constant = constantOf(emits);
  if (constant !== undefined) return () => constant;
  return (sh) => {
    const to = new StringBuilder();
    return chain(emitAll(sh, emits, to), () => to.text);
  };
}

export function compilePattern(word: Word, context: CompileContext, options: WordOptions = {}): StringOf {
  return into(compileWord(word, context, options), () => new PatternBuilder());
}

export function compileReplacement(word: Word, context: CompileContext): StringOf {
  return into(compileWord(word, context, {}), () => new ReplacementBuilder());
}

export function compileRegExp(word: Word, context: CompileContext): StringOf {
  return into(compileWord(word, context, {}), () => new RegExpBuilder());
}

function into(emits: readonly Emit[], builder: () => { text: string } & Builder): StringOf {
  return (sh) => {
    const to = builder();
    return chain(emitAll(sh, emits, to), () => to.text);
  };
}

/** Arguments: braces, expansions, splitting, path names. */
export function compileFields(words: readonly Word[], context: CompileContext): (sh: Shell) => Awaitable<string[]> {
  return fieldsOf(words.flatMap((word) => fieldItems(word, context)));
}

function fieldsOf(items: readonly FieldItem[]): (sh: Shell) => Awaitable<string[]> {
  if (items.every((item) => typeof item === 'string')) {
    const fixed = items as string[];
    return () => fixed.slice();
  }
  return (sh) => {
    const out: string[] = [];
    for (let i = 0; i < items.length; i++) {
      const item = items[i] as FieldItem;
      if (typeof item === 'string') out.push(item);
      else {
        const pending = addFields(sh, item, out);
        if (pending instanceof Promise) return fieldsLater(sh, items, out, pending, i + 1);
      }
    }
    return out;
  };
}

type FieldItem =
  | string
  | { readonly fields: (sh: Shell) => Awaitable<string[]> }
  | { readonly string: StringOf }
  /** `value`: the word is one unquoted parameter, which mostly needs neither splitting nor path names. */
  | { readonly emits: readonly Emit[]; readonly value?: (sh: Shell) => string | undefined };

/** No character of the default IFS and none that a pattern could begin with. */
const PLAIN_VALUE = /^[^\s*?[\\+@!]+$/;

async function fieldsLater(
  sh: Shell,
  items: readonly FieldItem[],
  out: string[],
  pending: Promise<void>,
  from: number,
): Promise<string[]> {
  await pending;
  for (let i = from; i < items.length; i++) {
    const next = addFields(sh, items[i] as FieldItem, out);
    if (next instanceof Promise) await next;
  }
  return out;
}

function addFields(sh: Shell, item: FieldItem, out: string[]): Awaitable<void> {
  if (typeof item === 'string') {
    out.push(item);
    return;
  }
  if ('string' in item) {
    const value = item.string(sh);
    if (value instanceof Promise) return value.then((text) => void out.push(text));
    out.push(value);
    return;
  }
  if ('fields' in item) return chain(item.fields(sh), (fields) => void out.push(...fields));
  if (item.value) {
    const value = item.value(sh);
    if (
      value !== undefined &&
      (shortDecimal(value) !== undefined || PLAIN_VALUE.test(value)) &&
      (sh.vars.get('IFS') ?? ' \t\n') === ' \t\n'
    ) {
      out.push(value);
      return;
    }
  }
  const ifs = sh.vars.get('IFS') ?? ' \t\n';
  if (sh.dialect === 'bash' || !/[^\0-\x7f]/.test(ifs)) {
    return fill(sh, item.emits, new FieldBuilder(ifs, sh.dialect === 'bash'), out);
  }
  return import('./byte-fields.ts').then(({ ByteFieldBuilder }) =>
    fill(sh, item.emits, new ByteFieldBuilder(ifs, false), out),
  );
}

function fill(sh: Shell, emits: readonly Emit[], builder: FieldBuilder, out: string[]): Awaitable<void> {
  return chain(emitAll(sh, emits, builder), () => each(builder.end(), (field) => addField(sh, field, out)));
}

/** What finds paths is loaded when the first pattern is met. */
let pathNames: typeof PathNames | undefined;

function addField(sh: Shell, field: Field, out: string[]): Awaitable<void> {
  if (field.pattern === undefined || sh.options.noglob) {
    out.push(field.text);
    return;
  }
  if (pathNames) return pathNames.addPathNames(sh, field, out);
  return import('./path-names.ts').then((loaded) => {
    pathNames = loaded;
    return loaded.addPathNames(sh, field, out);
  });
}

/** Nothing in it means more than it says: what most words are. */
const PLAIN_WORD = /^[\w./:=,@%+-]+$/;

function fieldItems(word: Word, context: CompileContext): FieldItem[] {
  if (PLAIN_WORD.test(word.text)) return [word.text];
  if (context.dialect === 'bash' && word.parts?.some((part) => part.type === 'BraceExpansion')) {
    return [bracedItem(word, context)];
  }
  return [fieldItem(word, context)];
}

/** Braces are expanded when the word is first used, by code that no prompt needs. */
function bracedItem(word: Word, context: CompileContext): FieldItem {
  let compiled: ((sh: Shell) => Awaitable<string[]>) | undefined;
  return {
    fields: (sh) => {
      if (compiled) return compiled(sh);
      return import('./braces.ts').then(({ expandBraces }) => {
        const texts = expandBraces(word.text);
        const plain = texts.length === 1 && texts[0] === word.text;
        compiled = fieldsOf(plain ? [fieldItem(word, context)] : texts.flatMap((text) => bracedWord(text, context)));
        return compiled(sh);
      });
    },
  };
}

function bracedWord(text: string, context: CompileContext): FieldItem[] {
  const parsed = parseWord(text);
  return parsed ? [fieldItem(parsed, context)] : text === '' ? [] : [text];
}

function fieldItem(word: Word, context: CompileContext): FieldItem {
  const emits = compileWord(word, context, { argument: context.dialect === 'bash' });
  if (!word.parts || word.parts.every((part) => CONSTANT_PARTS.has(part.type))) {
    const constant = constantOf(emits);
    if (constant !== undefined && !namesPaths(emits, context)) return constant;
  }
  const only = word.parts?.length === 1 ? word.parts[0] : undefined;
  if (only?.type === 'DoubleQuoted' && only.parts.every((part) => !mayBeList(part))) {
    return { string: compileString(word, context) };
  }
  if (only?.type === 'DoubleQuoted' && only.parts.length === 0) return '';
  if (only?.type === 'SimpleExpansion' && only.text !== '$@' && only.text !== '$*') {
    return { emits, value: parameterGetter(only.text.slice(1)) };
  }
  return { emits };
}

const CONSTANT_PARTS: ReadonlySet<string> = new Set(['Literal', 'SingleQuoted', 'AnsiCQuoted', 'DoubleQuoted']);

function mayBeList(part: DoubleQuotedChild): boolean {
  if (part.type === 'SimpleExpansion') return part.text === '$@' || part.text === '$*';
  return part.type === 'ParameterExpansion';
}

/** Whether what is known beforehand is a pattern: `[` alone is none. */
function namesPaths(emits: readonly Emit[], context: CompileContext): boolean {
  const to = new PatternBuilder();
  for (const emit of emits) void emit(undefined as never, to);
  return hasMagic(to.text, context.dialect === 'bash');
}

/** The text, when every part is known beforehand (marked by `constant`). */
function constantOf(emits: readonly Emit[]): string | undefined {
  let text = '';
  for (const emit of emits) {
    const constant = (emit as ConstantEmit).constant;
    if (constant === undefined) return undefined;
    text += constant;
  }
  return text;
}

interface ConstantEmit extends Emit {
  constant?: string;
}

function quotedConstant(text: string): Emit {
  const emit: ConstantEmit = (_sh, to) => to.quoted(text);
  emit.constant = text;
  return emit;
}

function operandText(text: string): Emit {
  return (_sh, to) => to.value(text);
}

function literalConstant(text: string): Emit {
  const emit: ConstantEmit = (_sh, to) => to.literal(text);
  emit.constant = text;
  return emit;
}

/** Fast paths of a word that is one expansion. */
function singleString(part: WordPart, context: CompileContext): StringOf | undefined {
  if (part.type === 'DoubleQuoted' && part.parts.length === 1) return singleString(part.parts[0] as WordPart, context);
  if (part.type === 'SimpleExpansion' && part.text !== '$@' && part.text !== '$*') {
    const name = part.text.slice(1);
    const get = parameterGetter(name);
    return (sh) => {
      const value = get(sh);
      if (value === undefined && sh.options.nounset) sh.vars.unbound(name);
      return value ?? '';
    };
  }
  if (part.type === 'ArithmeticExpansion' && !(context.dialect !== 'bash' && part.text.startsWith('$[')))
    return arithmeticExpansion(part.text, context);
  return undefined;
}

export function compileWord(word: Word, context: CompileContext, options: WordOptions): Emit[] {
  if (!word.parts) {
    if (options.quoted) return [quotedConstant(word.value)];
    return literalEmits(word.text, true, true, options);
  }
  const last = word.parts.length - 1;
  return word.parts.flatMap((part, i) => {
    if (part.type === 'Literal') {
      if (options.quoted) return [quotedConstant(part.value)];
      return literalEmits(part.text, i === 0, i === last, options);
    }
    return compilePart(part, context, options.quoted ?? false);
  });
}

export function compileParts(parts: readonly WordPart[], context: CompileContext, quoted: boolean): Emit[] {
  return parts.flatMap((part) => {
    if (part.type === 'Literal') return [quoted ? quotedConstant(part.value) : literalConstant(part.value)];
    return compilePart(part, context, quoted);
  });
}

function compilePart(part: WordPart, context: CompileContext, quoted: boolean): Emit[] {
  switch (part.type) {
    case 'Literal':
      return literalEmits(part.text, false, false, {});
    case 'SingleQuoted':
      return [quotedConstant(part.value)];
    case 'AnsiCQuoted':
      // The parser's own value is made of characters, and an escape may be a byte.
      return [
        quotedConstant(context.dialect === 'dash' ? `$${part.text.slice(2, -1)}` : ansiEscapes(part.text.slice(2, -1))),
      ];
    case 'DoubleQuoted':
      return part.parts.length === 0 ? [quotedConstant('')] : compileParts(part.parts, context, true);
    case 'LocaleString':
      return [...(context.dialect === 'bash' ? [] : [quotedConstant('$')]), ...compileParts(part.parts, context, true)];
    case 'Glob':
      return globPart(part.text, part.kind === 'bracket' ? part.parts : undefined, context);
    case 'ExtendedGlob':
      return [
        literalConstant(`${part.operator}(`),
        ...(part.parts ? compileWordParts(part.parts, context) : [literalConstant(part.pattern)]),
        literalConstant(')'),
      ];
    case 'BraceExpansion':
      if (!part.parts) return literalEmits(part.text, false, false, {});
      return [literalConstant('{'), ...compileWordParts(part.parts, context), literalConstant('}')];
    default:
      return [compileExpansion(part, context, quoted)];
  }
}

function compileWordParts(parts: readonly WordPart[], context: CompileContext): Emit[] {
  return parts.flatMap((part) => compilePart(part, context, false));
}

function globPart(text: string, parts: readonly WordPart[] | undefined, context: CompileContext): Emit[] {
  if (!parts || parts.every((part) => part.type === 'Literal')) return [literalConstant(text)];
  return [literalConstant('['), ...compileWordParts(parts, context), literalConstant(']')];
}

function compileExpansion(
  part: Exclude<WordPart, { type: 'Literal' | 'Glob' | 'ExtendedGlob' | 'BraceExpansion' | 'LocaleString' }>,
  context: CompileContext,
  quoted: boolean,
): Emit {
  switch (part.type) {
    case 'SimpleExpansion':
      return simpleExpansion(part.text.slice(1), quoted);
    case 'ParameterExpansion':
      return compileParameter(part, context, quoted);
    case 'ArithmeticExpansion': {
      if (context.dialect !== 'bash' && part.text.startsWith('$[')) return (_sh, to) => to.literal(part.text);
      const value = arithmeticExpansion(part.text, context);
      return (sh, to) => chain(value(sh), (text) => (quoted ? to.quoted(text) : to.value(text)));
    }
    case 'CommandExpansion': {
      const value = commandSubstitution(part, context);
      return (sh, to) => chain(value(sh), (text) => (quoted ? to.quoted(text) : to.value(text)));
    }
    case 'ProcessSubstitution': {
      const value = processSubstitution(part, context);
      return (sh, to) => chain(value(sh), (text) => to.quoted(text));
    }
    default:
      throw new Error(`a ${part.type} is no expansion`);
  }
}

function simpleExpansion(name: string, quoted: boolean): Emit {
  if (name === '@' || name === '*') {
    return (sh, to) => emitList(sh, to, sh.params, quoted, name === '*');
  }
  const get = parameterGetter(name);
  return (sh, to) => {
    const value = get(sh);
    if (value === undefined && sh.options.nounset) sh.vars.unbound(name);
    if (quoted) to.quoted(value ?? '');
    else to.value(value ?? '');
  };
}

/** Unquoted text with its backslashes; tildes where they count. */
function literalEmits(text: string, first: boolean, last: boolean, options: WordOptions): Emit[] {
  const emits: Emit[] = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') emits.push(options.operand ? operandText(plain) : literalConstant(plain));
    plain = '';
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (char === '\\') {
      const next = text[++i];
      if (next === '\n') continue;
      flush();
      emits.push(quotedConstant(next ?? '\\'));
      continue;
    }
    const starts =
      char === '~' &&
      ((i === 0 && first) ||
        (options.assignment && text[i - 1] === ':') ||
        (options.argument && first && /^[A-Za-z_]\w*=$/.test(text.slice(0, i))));
    const tilde = starts ? /^~([\w.+-]*)/.exec(text.slice(i)) : null;
    const stop = tilde ? text[i + tilde[0].length] : undefined;
    if (tilde && (stop === '/' || (stop === ':' && options.assignment) || (stop === undefined && last))) {
      flush();
      emits.push(tildeExpansion(tilde[1] as string));
      i += tilde[0].length - 1;
      continue;
    }
    plain += char;
  }
  flush();
  return emits;
}
