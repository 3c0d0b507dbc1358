/** Syntax errors in each shell's words. */
import type { ParsedSource, SyntaxProblem } from './parser.ts';
import { lineAt } from './parser.ts';
import { errorPrefix } from './dialect.ts';
import type { Shell } from './shell.ts';

/** Complete lines for standard error. `origin` is `-c` or `eval` where bash names one. */
export function syntaxErrorText(sh: Shell, parsed: ParsedSource, origin: string | undefined): string {
  const problem = parsed.problem ?? {
    message: '',
    pos: parsed.source.text.length,
    line: 1,
    expecting: undefined,
    special: undefined,
  };
  if (sh.dialect === 'dash')
    return `${errorPrefix('dash', sh.name, problemLine(parsed, problem), false, sh.commandName)}Syntax error: ${dashText(parsed, problem)}\n`;
  if (sh.dialect === 'ash') return ashText(sh, parsed, problem);
  return bashText(sh, parsed, problem, origin);
}

const TOKEN = /^(?:;;&|;;|;&|&&|\|\||\|&|<<-?|>>|<&|>&|[;&|()<>{}]|[^\s;&|()<>]+)/;

/** The token that was not wanted: a word, an operator, `newline`; undefined at the end of input. */
function badToken(parsed: ParsedSource, problem: SyntaxProblem, bash = false): string | undefined {
  const { text } = parsed.source;
  let at = problem.pos;
  if (/brace group$/.test(problem.message)) at++;
  const target = problem.message === 'expected redirect target';
  while (/[ \t\\]/.test(text[at] ?? '') || (!target && text[at] === '\n')) at++;
  if (text[at] === '\n' || (target && text[at] === undefined && bash)) return 'newline';
  if (text[at] === undefined) return undefined;
  return TOKEN.exec(text.slice(at))?.[0];
}

function problemLine(parsed: ParsedSource, problem: SyntaxProblem): number {
  if (/^(?:unterminated|not terminated)/.test(problem.message)) return endLine(parsed, problem);
  return badToken(parsed, problem) === undefined ? endLine(parsed, problem) : problem.line;
}

function endLine(parsed: ParsedSource, _problem: SyntaxProblem): number {
  return lineAt(parsed.source, parsed.source.text.length);
}

function unterminated(message: string): string | undefined {
  const found = /^(?:unterminated|not terminated) (.*)$/.exec(message);
  return found?.[1];
}

const OPENERS: Readonly<Record<string, string>> = {
  'double quote': '"',
  'single quote': "'",
  backtick: '`',
  'command substitution': ')',
  'parameter expansion': '}',
  'arithmetic expansion': ')',
  'arithmetic command': ')',
  'extended glob': ')',
};

function bashText(sh: Shell, parsed: ParsedSource, problem: SyntaxProblem, origin: string | undefined): string {
  const where = origin ? `${origin}: ` : '';
  const prefix = (line: number) => (sh.interactive ? `${sh.name}: ${where}` : `${sh.name}: ${where}line ${line}: `);
  const open = unterminated(problem.message);
  if (open) {
    const line = lineAt(parsed.source, problem.pos);
    return `${prefix(line)}unexpected EOF while looking for matching \`${OPENERS[open] ?? ')'}'\n`;
  }
  const token = badToken(parsed, problem, true);
  if (token === undefined) {
    const { text } = parsed.source;
    const line = endLine(parsed, problem) + (text.endsWith('\n') ? 0 : 1);
    return `${prefix(line)}syntax error: unexpected end of file\n`;
  }
  const line = tokenLine(parsed, problem);
  const said = `${prefix(line)}syntax error near unexpected token \`${token}'\n`;
  if (sh.interactive) return said;
  return `${said}${prefix(line)}\`${lineText(parsed, line)}'\n`;
}

function tokenLine(parsed: ParsedSource, problem: SyntaxProblem): number {
  const { text } = parsed.source;
  let at = problem.pos;
  while (/\s/.test(text[at] ?? '') && problem.message !== 'expected redirect target') at++;
  return lineAt(parsed.source, at);
}

function lineText(parsed: ParsedSource, line: number): string {
  return parsed.source.text.split('\n')[line - parsed.source.firstLine] ?? '';
}

function dashText(parsed: ParsedSource, problem: SyntaxProblem): string {
  if (problem.special) return problem.special;
  const open = unterminated(problem.message);
  if (open === 'backtick') return 'EOF in backquote substitution';
  if (open === 'command substitution') return 'end of file unexpected (expecting ")")';
  if (open === 'parameter expansion') return "Missing '}'";
  if (open === 'arithmetic expansion') return "Missing '))'";
  if (open) return 'Unterminated quoted string';
  const token = badToken(parsed, problem);
  return `${tokenName(token)} unexpected${expected(problem, token)}`;
}

function ashText(sh: Shell, parsed: ParsedSource, problem: SyntaxProblem): string {
  const line = problemLine(parsed, problem);
  const prefix = `${errorPrefix('ash', sh.name, line, sh.speaksShortly, sh.commandName)}syntax error: `;
  if (problem.special)
    return `${prefix}${problem.special.replace(/^B/, 'b').replace(/^(.*) unexpected$/, 'unexpected $1')}\n`;
  const open = unterminated(problem.message);
  if (open === 'backtick') return `${prefix}EOF in backquote substitution\n`;
  if (open === 'command substitution') return `${prefix}unexpected end of file (expecting ")")\n`;
  if (open === 'parameter expansion') return `${prefix}missing '}'\n`;
  if (open === 'arithmetic expansion') return `${prefix}missing '))'\n`;
  if (open) return `${prefix}unterminated quoted string\n`;
  const token = badToken(parsed, problem);
  return `${prefix}unexpected ${tokenName(token)}${expected(problem, token)}\n`;
}

const RESERVED = /^(?:if|then|else|elif|fi|do|done|case|esac|while|until|for|in|\{|\}|!|[;&|()<>].*)$/;

function tokenName(token: string | undefined): string {
  if (token === undefined) return 'end of file';
  if (token === 'newline') return 'newline';
  return RESERVED.test(token) ? `"${token}"` : 'word';
}

function expected(problem: SyntaxProblem, token: string | undefined): string {
  if (!problem.expecting || token === problem.expecting) return '';
  if (token !== undefined && problem.message.startsWith('expected command')) return '';
  const inItem = problem.expecting === 'esac' && token === undefined;
  return ` (expecting "${inItem ? ';;' : problem.expecting}")`;
}
