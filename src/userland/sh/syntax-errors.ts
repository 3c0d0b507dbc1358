/** Syntax errors in each shell's words. */
import type { ParsedSource, SyntaxProblem } from './parser.ts';
import { lineAt } from './parser.ts';
import type { Refusal } from './syntax/refusal.ts';
import { errorPrefix } from './dialect.ts';
import { ExitFlow } from './flow.ts';
import type { Shell } from './shell.ts';

/** Says what is wrong; true where no more of the text is read, false where the next line is. Leaves `$?`. */
export async function tellRefused(sh: Shell, parsed: ParsedSource, origin: string | undefined): Promise<boolean> {
  sh.status = 2;
  await sh.err(syntaxErrorText(sh, parsed, origin));
  const bash = sh.dialect === 'bash';
  if (bash && costsLine(parsed)) sh.status = 1;
  if (sh.interactive || (bash && costsLine(parsed))) return false;
  if (bash && isCondition(parsed)) throw new ExitFlow(0);
  // The rest of what `eval` was given, or of a sourced file, is lost, no more.
  if (bash && (origin === 'eval' || (!origin && sh.sourceDepth > 0))) return true;
  throw new ExitFlow(bash && isOpenArray(parsed) ? 1 : 2);
}

/** Complete lines for standard error. `origin` is `-c` or `eval` where bash names one. */
function syntaxErrorText(sh: Shell, parsed: ParsedSource, origin: string | undefined): string {
  const problem = parsed.problem ?? {
    message: '',
    pos: parsed.source.text.length,
    line: 1,
    expecting: undefined,
    special: undefined,
  };
  if (sh.dialect === 'dash' && parsed.refusal)
    return `${errorPrefix('dash', sh.name, dashLine(parsed, parsed.refusal), false, sh.commandName)}Syntax error: ${dashRefusal(parsed.refusal)}\n`;
  if (sh.dialect === 'dash')
    return `${errorPrefix('dash', sh.name, problemLine(parsed, problem), false, sh.commandName)}Syntax error: ${dashText(parsed, problem)}\n`;
  if (sh.dialect === 'ash') return ashText(sh, parsed, problem);
  return bashText(sh, parsed, problem, origin);
}

const TOKEN = /^(?:;;&|;;|;&|&&|\|\||\|&|<<-?|>>|<&|>&|[;&|()<>{}]|[^\s;&|()<>]+)/;

/** `a=(` that nothing closes: to bash a failed assignment, whose status is 1. */
function isOpenArray({ source, problem, refusal }: ParsedSource): boolean {
  if (refusal) return refusal.kind === 'open' && refusal.from === '=(';
  return problem?.message === 'unterminated extended glob' && source.text.startsWith('=(', problem.pos);
}

/** The token that was not wanted: a word, an operator, `newline`; undefined at the end of input. */
function badToken(parsed: ParsedSource, problem: SyntaxProblem, bash = false): string | undefined {
  const { text } = parsed.source;
  let at = problem.pos;
  if (problem.message === "expected 'do'" && takesWord(parsed, at)) at = text.slice(0, at).search(/\S+$/);
  if (problem.message.startsWith("expected 'in'")) at = afterCaseWord(text, at);
  if (/(?:brace group|subshell)$/.test(problem.message)) at++;
  const target = problem.message === 'expected redirect target';
  while (/[ \t\\]/.test(text[at] ?? '') || (!target && text[at] === '\n')) at++;
  if (text[at] === '\n' || (bash && text[at] === undefined && (target || NEEDS_WORD.test(text)))) return 'newline';
  if (text[at] === undefined || (text[at] === '`' && !bash)) return undefined;
  return TOKEN.exec(text.slice(at))?.[0];
}

/** The word that stands where `in` should: the parser has passed it over. */
function afterCaseWord(text: string, end: number): number {
  const before = text.slice(0, end).trimEnd();
  const word = /\bcase\s+\S+\s+(\S+)$/.exec(before)?.[1];
  return word === undefined ? end : before.length - word.length;
}

/** What must go on in the same line: `for`, `case`, and a pattern that nothing closes. */
const NEEDS_WORD = /(?:(?:^|[\s;&|(])(?:for|select|case|function|coproc|case\s+\S+\s+in\s+[^\s)]+)|[^\s;&|(]\()\s*$/;

/** Whether the parser has taken the word that stands where `do` should. */
function takesWord({ script, source }: ParsedSource, at: number): boolean {
  if (!/'(?:for|select)'$/.test(script.errors?.[1]?.message ?? '')) return /\S/.test(source.text.slice(at));
  return /(?:[;\n]|(?:for|select)\s+\w+)\s*[^\s;]+$/.test(source.text.slice(0, at));
}

function problemLine(parsed: ParsedSource, problem: SyntaxProblem): number {
  if (/^(?:unterminated|not terminated)/.test(problem.message)) return endLine(parsed, problem);
  return badToken(parsed, problem) === undefined ? endLine(parsed, problem) : problem.line;
}

function endLine(parsed: ParsedSource, _problem: SyntaxProblem): number {
  return lineAt(parsed.source, parsed.source.text.length);
}

function lineAfterEnd({ source }: ParsedSource): number {
  return lineAt(source, source.text.length) + (source.text.endsWith('\n') ? 0 : 1);
}

/** Where the script goes on with the next line. */
function costsLine({ refusal }: ParsedSource): boolean {
  return refusal?.kind === 'token' && refusal.inArray === true;
}

/** Whether it is a condition of bash's that is wrong, after which nothing more is read, and all is well. */
function isCondition(parsed: ParsedSource): boolean {
  return parsed.refusal ? parsed.refusal.kind === 'words' : conditionalError(parsed) !== undefined;
}

/** What bash says of an error between `[[` and `]]`; it reads no further, and its status is 0 then. */
function conditionalError({ source, problem }: ParsedSource): string | undefined {
  if (!problem) return undefined;
  const before = source.text.slice(0, problem.pos);
  const from = before.lastIndexOf('[[');
  if (from >= 0 && /\s(?:==?|!=|=~|<|>|-(?:eq|ne|lt|le|gt|ge|nt|ot|ef))\s+\]\]\s*;?\s*$/.test(before.slice(from)))
    return "unexpected argument `]]' to conditional binary operator";
  if (from < 0 || !/(?:^|[\s;&|(!])$/.test(before.slice(0, from)) || /\s\]\](?:\s|$|;)/.test(before.slice(from, -1)))
    return undefined;
  const token = TOKEN.exec(source.text.slice(problem.pos).trimStart())?.[0];
  if (problem.message === 'expected operand after unary test operator')
    return `unexpected argument \`${token ?? 'newline'}' to conditional unary operator`;
  if (problem.message === "expected ')' to close test group" && token === ']]')
    return "unexpected token `]]', expected `)'";
  const words =
    before
      .slice(from + 2)
      .split(/&&|\|\||[()]|(?:^|\s)!(?=\s)/)
      .at(-1)
      ?.trim()
      .split(/\s+/) ?? [];
  if (problem.message.startsWith('unexpected token'))
    return words.length === 1 ? 'conditional binary operator expected' : 'syntax error in conditional expression';
  if (!problem.message.startsWith("expected ']]'") || token === undefined) return undefined;
  // What stands where `]]` should has been passed over.
  const stop = /[;&\n]/.exec(before.slice(from))?.[0];
  return `syntax error in conditional expression: unexpected token \`${stop === '\n' ? 'newline' : (stop ?? token)}'`;
}

function unterminated(message: string): string | undefined {
  const found = /^(?:unterminated|not terminated) (.*)$/.exec(message);
  return found?.[1];
}

/** What was opened last and is not closed: a substitution in quotes, a quote in `${…`. */
function openQuote({ script, source }: ParsedSource, { message, pos }: SyntaxProblem): string | undefined {
  const open = unterminated(message);
  if (open === 'double quote' && unterminated(script.errors?.[1]?.message ?? '') === 'command substitution')
    return 'command substitution';
  const quotes = source.text.slice(pos).split("'").length - 1;
  return open === 'parameter expansion' && quotes % 2 === 1 ? 'single quote' : open;
}

const NO_VARIABLE = /(?:^|[\s;&|(])for\s*$/;

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
  const name = sh.sourceDepth > 0 && !origin ? (sh.errorName ?? sh.name) : sh.name;
  const prefix = (line: number) => (sh.interactive ? `${name}: ${where}` : `${name}: ${where}line ${line}: `);
  const nearToken = (token: string, line: number) => {
    const said = `${prefix(line)}syntax error near unexpected token \`${token}'\n`;
    return sh.interactive ? said : `${said}${prefix(line)}\`${lineText(parsed, line)}'\n`;
  };
  const { text } = parsed.source;
  const { refusal } = parsed;
  if (refusal?.kind === 'token') return nearToken(refusal.token, refusal.line);
  if (refusal?.kind === 'end' && refusal.expecting === undefined)
    return `${prefix(lineAfterEnd(parsed))}syntax error: unexpected end of file\n`;
  if (refusal?.kind === 'open' || refusal?.kind === 'end') {
    const line = refusal.kind === 'open' && refusal.from === '$(' ? lineAfterEnd(parsed) : refusal.line;
    const close = refusal.kind === 'open' ? `matching \`${refusal.close}` : `\`${refusal.expecting}`;
    return `${prefix(line)}unexpected EOF while looking for ${close}'\n`;
  }
  if (refusal) {
    const said = refusal.silent ? [] : refusal.words.split('\n');
    return said.map((words) => `${prefix(refusal.line)}${words}\n`).join('');
  }
  const open = openQuote(parsed, problem);
  const conditional = conditionalError(parsed);
  if (conditional !== undefined) return `${prefix(lineAt(parsed.source, problem.pos))}${conditional}\n`;
  const stray = isOpenArray(parsed) && /[;&|<>]/.exec(text.slice(problem.pos));
  if (stray) return nearToken(stray[0], problem.line);
  if (open) {
    const line =
      /^(?:command|process) substitution$/.test(open) && !isArithmetic(parsed, problem)
        ? lineAfterEnd(parsed)
        : lineAt(parsed.source, problem.pos);
    return `${prefix(line)}unexpected EOF while looking for matching \`${OPENERS[open] ?? ')'}'\n`;
  }
  const token = badToken(parsed, problem, true);
  if (token === undefined) {
    return `${prefix(lineAfterEnd(parsed))}syntax error: unexpected end of file\n`;
  }
  return nearToken(token, tokenLine(parsed, problem));
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

function dashLine(parsed: ParsedSource, refusal: Refusal): number {
  return refusal.kind === 'open' ? lineAt(parsed.source, parsed.source.text.length) : refusal.line;
}

function dashRefusal(refusal: Refusal): string {
  if (refusal.kind === 'words') return refusal.words;
  if (refusal.kind !== 'open') {
    const token = refusal.kind === 'end' ? 'end of file' : refusal.token;
    return `${token} unexpected${refusal.expecting === undefined ? '' : ` (expecting ${refusal.expecting})`}`;
  }
  switch (refusal.from) {
    case '`':
      return 'EOF in backquote substitution';
    case '$(':
      return 'end of file unexpected (expecting ")")';
    case '${':
      return "Missing '}'";
    case '$((':
      return "Missing '))'";
    default:
      return 'Unterminated quoted string';
  }
}

function dashText(parsed: ParsedSource, problem: SyntaxProblem): string {
  if (problem.special) return problem.special;
  if (NO_VARIABLE.test(parsed.source.text)) return 'Bad for loop variable';
  const open = openQuote(parsed, problem);
  if (open === 'command substitution' && isArithmetic(parsed, problem)) return "Missing '))'";
  if (open === 'backtick') return 'EOF in backquote substitution';
  if (open === 'command substitution') return 'end of file unexpected (expecting ")")';
  if (open === 'parameter expansion') return "Missing '}'";
  if (open === 'arithmetic expansion') return "Missing '))'";
  if (open) return 'Unterminated quoted string';
  const token = badToken(parsed, problem);
  return `${tokenName(token)} unexpected${expected(parsed, problem, token)}`;
}

function ashText(sh: Shell, parsed: ParsedSource, problem: SyntaxProblem): string {
  const line = problemLine(parsed, problem);
  const prefix = `${errorPrefix('ash', sh.name, line, sh.speaksShortly, sh.commandName)}syntax error: `;
  if (problem.special)
    return `${prefix}${problem.special.replace(/^B/, 'b').replace(/^(.*) unexpected(?= |$)/, 'unexpected $1')}\n`;
  if (NO_VARIABLE.test(parsed.source.text)) return `${prefix}bad for loop variable\n`;
  const open = openQuote(parsed, problem);
  if (open === 'command substitution' && isArithmetic(parsed, problem)) return `${prefix}missing '))'\n`;
  if (open === 'backtick') return `${prefix}EOF in backquote substitution\n`;
  if (open === 'command substitution') return `${prefix}unexpected end of file (expecting ")")\n`;
  if (open === 'parameter expansion') return `${prefix}missing '}'\n`;
  if (open === 'arithmetic expansion') return `${prefix}missing '))'\n`;
  if (open) return `${prefix}unterminated quoted string\n`;
  const token = badToken(parsed, problem);
  return `${prefix}unexpected ${tokenName(token)}${expected(parsed, problem, token)}\n`;
}

/** `$((` that never closes is arithmetic to those who do not look for a subshell in it. */
function isArithmetic({ source }: ParsedSource, { pos }: SyntaxProblem): boolean {
  return source.text.startsWith('$((', pos);
}

const RESERVED = /^(?:if|then|else|elif|fi|do|done|case|esac|while|until|for|in|\{|\}|!|[;&|()<>].*)$/;

function tokenName(token: string | undefined): string {
  if (token === undefined) return 'end of file';
  if (token === 'newline') return 'newline';
  return RESERVED.test(token) ? `"${token}"` : 'word';
}

function expected({ source }: ParsedSource, problem: SyntaxProblem, token: string | undefined): string {
  if (!problem.expecting || token === problem.expecting) return '';
  const before = source.text.slice(0, problem.pos).trimEnd();
  if (token !== undefined && problem.message.startsWith('expected command')) return '';
  // A list that has not begun ends nowhere.
  if (
    token === ')' &&
    /(?:^|[\s;&|(])(?:if|then|elif|else|while|until|do)$/.test(
      source.text.slice(0, endOfWord(source.text, problem.pos)),
    )
  )
    return '';
  // Where a `for` ends before its `do` nothing in particular is wanted.
  if (token === undefined && /(?:^|[\s;&|(])for\s+\w+\s+in\b[^;\n]*$/.test(before)) return '';
  if (problem.message.startsWith("expected 'in'")) return ` (expecting ${/case$/.test(before) ? 'word' : '"in"'})`;
  if (problem.expecting === 'esac' && token === undefined)
    return ` (expecting "${inPattern(source.text) ? ')' : ';;'}")`;
  return ` (expecting "${problem.expecting}")`;
}

function endOfWord(text: string, at: number): number {
  return at + (/^\w*/.exec(text.slice(at))?.[0].length ?? 0);
}

/** At the end of a `case` that goes on with a pattern. */
function inPattern(text: string): boolean {
  const from = Math.max(text.lastIndexOf(';;') + 2, text.search(/\sin\s*(?!.*\sin\s)/s));
  return !text.slice(from).includes(')');
}
