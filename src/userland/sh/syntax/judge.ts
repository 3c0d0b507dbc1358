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
  if (dialect === 'ash') return parsed.incomplete ? refuseMisplaced(parsed) : parsed;
  const { refusal, plain } = dialect === 'dash' ? dashVerdict(text, firstLine) : bashVerdict(text, firstLine, extended);
  if (refusal) return { ...parsed, refusal, incomplete: refusal.kind === 'end' || refusal.kind === 'open' };
  const again = plain.length > 0 ? parseSource(withBackslashes(text, plain), dialect, firstLine) : parsed;
  if (!again.problem) return again;
  return parsed.incomplete ? refuseMisplaced(parsed) : parsed;
}

/** The parser takes a word with a backslash for no reserved one. */
function withBackslashes(text: string, places: readonly number[]): string {
  return [...places].sort((a, b) => b - a).reduce((all, at) => `${all.slice(0, at)}\\${all.slice(at)}`, text);
}
