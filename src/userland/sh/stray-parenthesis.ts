/** Parentheses that bash does not expect, where the parser takes them. */
import { forEachChild, lineAt, type ParsedSource, type SyntaxNode } from './parser.ts';

/** `extended`: extglob is on, so that `+(` and its kin begin patterns. */
export function refuseStrayParenthesis(parsed: ParsedSource, extended: boolean): ParsedSource {
  const pos = openFunction(parsed) ?? (extended ? undefined : firstGlob(parsed.script));
  if (pos === undefined || (parsed.problem && parsed.problem.pos < pos)) return parsed;
  const message = 'unexpected parenthesis';
  const problem = { message, pos, line: lineAt(parsed.source, pos), expecting: undefined, special: undefined };
  return { ...parsed, problem, incomplete: false };
}

/** Behind `f(` at the end. */
function openFunction({ statements, source: { text } }: ParsedSource): number | undefined {
  const last = statements.at(-1)?.command;
  const name = last?.type === 'Command' ? last.name : undefined;
  return name && /^\(\s*$/.test(text.slice(name.end)) ? name.end + 1 : undefined;
}

/** The parenthesis of the first pattern of extglob; between `[[` and `]]`, and in `${…}`, none is an error. */
function firstGlob(node: SyntaxNode): number | undefined {
  if (node.type === 'ExtendedGlob') return node.pos + 1;
  if (node.type === 'TestCommand' || node.type === 'ParameterExpansion') return undefined;
  let found: number | undefined;
  forEachChild(node, (child) => (found ??= firstGlob(child)));
  return found;
}
