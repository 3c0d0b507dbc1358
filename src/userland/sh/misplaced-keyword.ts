/**
 * Where a reserved word closes what is not open, as in `while true do …; done`, where `do` was an argument. The parser
 * goes on looking for the end; shells refuse that word. Looks only at texts that the parser found unfinished.
 */

import { lineAt, type ParsedSource } from './parser.ts';

interface Open {
  readonly word: string;
  /** Its condition is read, `then` or `do` is still to come. */
  waits: boolean;
  /** `else` has been. */
  otherwise: boolean;
  /** In a `case`: a pattern comes, not a command. */
  pattern: boolean;
}

const TOKEN =
  /\n|;;&?|;&|&&|\|\||\|&|[;&|()]|[<>]+&?|(?:\\[^]|'[^']*'|"(?:\\[^]|[^"\\])*"|[^\s;&|()<>\\'"])+|[^\S\n]+|[^]/y;
const COMMAND_FOLLOWS: ReadonlySet<string> = new Set([
  '\n',
  ';',
  '&',
  '&&',
  '||',
  '|',
  '|&',
  '(',
  '{',
  '!',
  'then',
  'do',
  'else',
  'elif',
  'if',
  'while',
  'until',
]);
const OPENERS: ReadonlySet<string> = new Set(['if', 'while', 'until', 'for', 'select', 'case', '{']);

interface MisplacedKeyword {
  readonly word: string;
  readonly pos: number;
}

/** A text that is taken to go on, or refused for a word that no more lines could make right. */
export function refuseMisplaced(parsed: ParsedSource): ParsedSource {
  const { source, problem } = parsed;
  if (!problem || source.text.slice(problem.pos).trim() !== '') return parsed;
  const keyword = misplacedKeyword(source.text);
  if (!keyword) return parsed;
  const { word, pos } = keyword;
  const message = `unexpected token '${word}'`;
  return {
    ...parsed,
    problem: { ...problem, message, pos, line: lineAt(source, pos), special: undefined },
    incomplete: false,
  };
}

function misplacedKeyword(text: string): MisplacedKeyword | undefined {
  // What is quoted over lines, or in here-documents, is not for so simple a look.
  if (/<<|`|\$\(/.test(text)) return undefined;
  const open: Open[] = [];
  let command = true;
  /** How deep in the words of an array, which are no commands. */
  let array = 0;
  let before = '';
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const [token] = match;
    const assigned = token === '(' && /^\w+(?:\[.*\])?\+?=$/s.test(before);
    before = token;
    if (array > 0 || assigned) {
      if (token === '(') array++;
      else if (token === ')') array--;
      command = false;
      continue;
    }
    if (token[0] === '#') {
      const end = text.indexOf('\n', match.index);
      if (end < 0) return undefined;
      TOKEN.lastIndex = end;
      continue;
    }
    if (/^[^\S\n]/.test(token)) continue;
    const top = open.at(-1);
    if (top?.word === 'case' && top.pattern) {
      if (token === 'esac') open.pop();
      else if (token === ')') top.pattern = false;
      command = !top.pattern;
      continue;
    }
    if (token.startsWith(';;') || token === ';&') {
      if (top?.word === 'case') top.pattern = true;
      continue;
    }
    if (command) {
      if (OPENERS.has(token)) open.push(opened(token));
      else if (!closes(token, open)) return { word: token, pos: match.index };
    }
    // A reserved word follows a subshell, and the body of a function its brackets.
    command = token === ')' || COMMAND_FOLLOWS.has(token);
  }
  return undefined;
}

function opened(word: string): Open {
  return { word, waits: word !== '{', otherwise: false, pattern: word === 'case' };
}

/** Takes a word in a command's place; false when it cannot stand there. */
function closes(token: string, open: Open[]): boolean {
  const top = open.at(-1);
  const isLoop = top !== undefined && ['while', 'until', 'for', 'select'].includes(top.word);
  switch (token) {
    case 'then':
      if (top?.word !== 'if' || !top.waits) return false;
      top.waits = false;
      return true;
    case 'elif':
    case 'else':
      if (top?.word !== 'if' || top.waits || top.otherwise) return false;
      if (token === 'elif') top.waits = true;
      else top.otherwise = true;
      return true;
    case 'do':
      if (!isLoop || !top.waits) return false;
      top.waits = false;
      return true;
    case 'fi':
      return top?.word === 'if' && !top.waits && open.pop() !== undefined;
    case 'done':
      return isLoop && !top.waits && open.pop() !== undefined;
    case 'esac':
      return top?.word === 'case' && open.pop() !== undefined;
    case '}':
      return top?.word === '{' && open.pop() !== undefined;
    default:
      return true;
  }
}
