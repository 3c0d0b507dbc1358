/**
 * The one place that knows the parser package (unbash, pinned): the rest of the shell sees the node types exported here
 * and `parseSource`. Adds what the package leaves to its user: where input is incomplete (PS2), errors inside
 * substitutions, unfinished here-documents, and line numbers.
 */
import { forEachChild, parse } from 'unbash';
import type { Dialect } from './dialect.ts';
import type { Refusal } from './syntax/refusal.ts';
import { joinedLines } from './line-continuation.ts';
import type { HereDoc, ParsedScript, Statement, SyntaxNode, WordPart } from 'unbash';

export type {
  AndOr,
  ArithmeticCommand,
  ArithmeticFor,
  Assignment,
  Case,
  Command,
  CommandNode,
  CompoundCommand,
  CompoundList,
  DoubleQuotedChild,
  For,
  Function as FunctionNode,
  HereDoc,
  HereString,
  If,
  ParameterExpansionPart,
  ParsedScript,
  Pipeline,
  Redirect,
  Redirected,
  Redirection,
  Select,
  Statement,
  SyntaxNode,
  TestExpression,
  While,
  Word,
  WordPart,
} from 'unbash';
export { forEachChild };

export interface SyntaxProblem {
  readonly message: string;
  readonly pos: number;
  readonly line: number;
  /** The word that would have gone on, where there is one: `then`, `fi`, `)`. */
  readonly expecting: string | undefined;
  /** The words of the error where they are not of the usual form. */
  readonly special: string | undefined;
}

/** A piece of shell text with the line it starts on. */
export interface SourceText {
  readonly text: string;
  /** 1 for the first line. */
  readonly firstLine: number;
}

export interface ParsedSource {
  readonly dialect: Dialect;
  readonly source: SourceText;
  readonly script: ParsedScript;
  readonly statements: readonly Statement[];
  readonly problem: SyntaxProblem | undefined;
  /** What the shell's own grammar says of it, where it has been asked: syntax/judge.ts. */
  readonly refusal?: Refusal;
  /** More lines could make it whole: the shell would show PS2. */
  readonly incomplete: boolean;
  /** Here-documents that end with the input instead of their delimiter. */
  readonly openHereDocs: readonly HereDoc[];
}

export function parseSource(given: string, dialect: Dialect, firstLine = 1): ParsedSource {
  const foreign = dialect === 'bash' ? undefined : foreignReading;
  const text = foreign ? foreign.text(joinedLines(given)) : joinedLines(given);
  const source = { text, firstLine };
  const script = parse(text);
  if (/=>\(|=<\(/.test(text)) visitAll(script, joinAssignment);
  const openHereDocs = text.includes('<<') ? findOpenHereDocs(script) : [];
  const nested = script.errors?.length ? undefined : nestedErrors(script, text, dialect);
  const first: Fault | undefined = script.errors?.[0] ?? nested?.first ?? foreign?.fault(script, text, dialect);
  const problem = first && {
    message: first.message,
    pos: first.pos,
    line: lineAt(source, first.pos),
    expecting: expectation(script.errors ?? nested?.errors ?? []),
    special: first.special,
  };
  const incomplete =
    (problem !== undefined && isUnfinished(text, problem)) || openHereDocs.length > 0 || endsInBackslash(text);
  return { dialect, source, script, statements: script.commands, problem, incomplete, openHereDocs };
}

/** How shells read that are not bash: comes with the first of them (foreign-syntax.ts). */
export interface ForeignReading {
  /** The text so that the parser takes it as they do. */
  text(text: string): string;
  /** What they refuse of what bash takes. */
  fault(script: ParsedScript, text: string, dialect: Dialect): Fault | undefined;
}

let foreignReading: ForeignReading | undefined;

export function readForeign(reading: ForeignReading): void {
  foreignReading = reading;
}

export function visitAll(node: SyntaxNode, each: (node: SyntaxNode) => void): void {
  each(node);
  forEachChild(node, (child) => visitAll(child, each));
}

/** `x=<(…)`, which the parser takes for an empty value and a command. */
function joinAssignment(node: SyntaxNode): void {
  const empty = node.type === 'Command' && node.prefix.at(-1);
  if (!empty || empty.type !== 'Assignment' || !node.name || empty.end !== node.name.pos) return;
  const { type, pos, text, name, append } = empty;
  const joined = { type, pos, end: node.name.end, text, name, append, value: node.name };
  Object.assign(node, { prefix: [...node.prefix.slice(0, -1), joined], name: undefined });
}

export interface Fault {
  readonly message: string;
  readonly pos: number;
  readonly special?: string;
}

function expectation(errors: readonly { message: string }[]): string | undefined {
  for (const { message } of errors) {
    const found = /^expected '([^']+)'(?: to close|$)/.exec(message);
    if (found) return found[1];
  }
  return undefined;
}

export function lineAt(source: SourceText, pos: number): number {
  let line = source.firstLine;
  for (let at = source.text.indexOf('\n'); at !== -1 && at < pos; at = source.text.indexOf('\n', at + 1)) line++;
  return line;
}

/** The parts of text that stands as in a here-document: expansions happen, quotes are plain characters. */
export function parseQuotedText(text: string): readonly WordPart[] | undefined {
  let delimiter = 'EOT';
  while (text.includes(delimiter)) delimiter += '_';
  const script = parse(`:<<${delimiter}\n${text}\n${delimiter}\n`);
  const command = script.commands[0]?.command;
  if (command?.type !== 'Command') return undefined;
  const redirect = command.redirects[0];
  if (redirect?.type !== 'HereDoc') return undefined;
  const parts = redirect.body.parts;
  if (!parts) return undefined;
  return trimFinalNewline(parts);
}

/** One word given as text, as if it stood alone as an argument. */
export function parseWord(text: string) {
  const script = parse(`: ${text}`);
  const command = script.commands[0]?.command;
  const word = command?.type === 'Command' ? command.suffix[0] : undefined;
  return word?.type === 'Word' ? word : undefined;
}

/** What stands between the brackets of `name[…]`. */
export function parseSubscript(text: string) {
  const script = parse(`_[${text}]=`);
  const command = script.commands[0]?.command;
  const assignment = command?.type === 'Command' ? command.prefix[0] : undefined;
  return assignment?.type === 'Assignment' && !script.errors?.length ? assignment.index : undefined;
}

function trimFinalNewline(parts: readonly WordPart[]): readonly WordPart[] {
  const last = parts.at(-1);
  if (last?.type !== 'Literal' || !last.text.endsWith('\n')) return parts;
  const trimmed = { ...last, type: 'Literal' as const, text: last.text.slice(0, -1), value: last.value.slice(0, -1) };
  return trimmed.text === '' ? parts.slice(0, -1) : [...parts.slice(0, -1), trimmed];
}

function isUnfinished(text: string, problem: { message: string; pos: number }): boolean {
  if (problem.message.startsWith('unterminated')) return true;
  if (/^expected command in (?:brace group|subshell)$/.test(problem.message)) {
    return stripComments(text.slice(problem.pos + 1)) === '';
  }
  if (problem.message === 'expected redirect target') return false;
  return stripComments(text.slice(problem.pos)) === '' || /^expected '.*' to close/.test(problem.message);
}

function stripComments(text: string): string {
  return text.replace(/(^|[\s;])#.*$/gm, '$1').trim();
}

function endsInBackslash(text: string): boolean {
  const line = text.replace(/\n$/, '');
  let count = 0;
  while (line[line.length - 1 - count] === '\\') count++;
  return count % 2 === 1 && !inSingleQuotesOrComment(line);
}

/** A rough look at the last line: a backslash in a comment does not continue it. */
function inSingleQuotesOrComment(text: string): boolean {
  const last = text.slice(text.lastIndexOf('\n') + 1);
  return /^\s*#/.test(last);
}

function findOpenHereDocs(script: ParsedScript): HereDoc[] {
  const found: HereDoc[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'HereDoc' && !node.closing) found.push(node);
    forEachChild(node, visit);
  };
  visit(script);
  return found;
}

interface NestedErrors {
  readonly errors: NonNullable<ParsedScript['errors']>;
  /** As what it is to the text around it. */
  readonly first: Fault;
}

/** Those of the first substitution that has any. */
function nestedErrors(script: ParsedScript, text: string, dialect: Dialect): NestedErrors | undefined {
  if (!/[$`<>]\(|`|\$\{/.test(text)) return undefined;
  let found: NestedErrors | undefined;
  const visit = (node: SyntaxNode): void => {
    if (found) return;
    // What bash finds between backquotes it reads when it comes to them.
    if (dialect === 'bash' && node.type === 'CommandExpansion' && node.text[0] === '`') return;
    if (node.type === 'Script' && node !== script) {
      const { errors = [] } = node;
      const [error] = errors;
      const message = error?.message.replace(/^unterminated/, 'not terminated');
      if (error && message !== undefined) found = { errors, first: { message, pos: error.pos } };
    }
    forEachChild(node, visit);
  };
  visit(script);
  return found;
}
