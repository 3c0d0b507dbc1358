/** A text that the parser could not read, judged by the grammar of its shell: what is refused, and where more lines could make it whole. */
import { refuseMisplaced } from '../misplaced-keyword.ts';
import { parseSource, type ParsedSource } from '../parser.ts';
import { refuseStrayParenthesis } from '../stray-parenthesis.ts';
import { bashVerdict } from './bash-grammar.ts';
import { dashVerdict } from './dash-grammar.ts';

/** `extended`: extglob is on. `stray`: parentheses may stand where only it could have them. */
export function judgedByGrammar(given: ParsedSource, extended: boolean, stray: boolean): ParsedSource {
  const parsed = stray ? refuseStrayParenthesis(given, extended) : given;
  const { dialect, source, problem } = parsed;
  if (!problem) return parsed;
  const { text, firstLine } = source;
  const verdict = dialect === 'bash' ? bashVerdict(text, firstLine, extended) : dashVerdict(text, firstLine);
  const { refusal, plain, apostrophes = [] } = verdict;
  const ash = dialect === 'ash';
  if (refusal && !ash) return { ...parsed, refusal, incomplete: refusal.kind === 'end' || refusal.kind === 'open' };
  const marks = [
    ...(ash ? [] : plain).map((at) => [at, '\\'] as const),
    ...(refusal ? [] : apostrophes).flatMap((at) => [[at, '"'] as const, [at + 1, '"'] as const]),
  ];
  const again = marks.length > 0 ? parseSource(withMarks(text, marks), dialect, firstLine) : parsed;
  if (!again.problem) return again;
  return parsed.incomplete ? refuseMisplaced(parsed) : parsed;
}

/** The parser takes a word with a backslash for no reserved one, and what is quoted once more for itself. */
function withMarks(text: string, marks: readonly (readonly [at: number, mark: string])[]): string {
  return [...marks]
    .sort(([a], [b]) => b - a)
    .reduce((all, [at, mark]) => all.slice(0, at) + mark + all.slice(at), text);
}
