/** Patterns of extglob where bash has it switched off: what follows the letter begins a subshell that nobody expects. */
import { forEachChild, lineAt, type ParsedSource, type SyntaxNode } from './parser.ts';

export function refuseExtendedGlobs(parsed: ParsedSource): ParsedSource {
  const pos = firstGlob(parsed.script);
  if (pos === undefined || (parsed.problem && parsed.problem.pos < pos)) return parsed;
  const problem = {
    message: 'unexpected parenthesis',
    pos: pos + 1,
    line: lineAt(parsed.source, pos),
    expecting: undefined,
    special: undefined,
  };
  return { ...parsed, problem, incomplete: false };
}

/** Between `[[` and `]]`, and in `${…}`, it is no error. */
function firstGlob(node: SyntaxNode): number | undefined {
  if (node.type === 'ExtendedGlob') return node.pos;
  if (node.type === 'TestCommand' || node.type === 'ParameterExpansion') return undefined;
  let found: number | undefined;
  forEachChild(node, (child) => (found ??= firstGlob(child)));
  return found;
}
