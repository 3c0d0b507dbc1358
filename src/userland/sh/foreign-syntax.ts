/** Syntax of bash that dash, and mostly busybox, refuse or take for something else. */
import type { ParsedScript, SyntaxNode } from 'unbash';
import { parse } from 'unbash';
import type { Dialect } from './dialect.ts';
import { type Fault, type ForeignReading, forEachChild, parseWord } from './parser.ts';

export const FOREIGN: ForeignReading = { text: withBodies, fault: foreignFault };

const BARE_BODY = 'expected compound command as function body';

/** `f() cmd`: braces around the one command that is a function's body. */
function withBodies(text: string): string {
  if (!/\(\s*\)\s*[^\s{(]/.test(text)) return text;
  const at = parse(text).errors?.find(({ message }) => message === BARE_BODY)?.pos;
  const body = at === undefined ? undefined : firstCommand(parse(text.slice(at)).commands[0]);
  if (at === undefined || body?.type !== 'Command' || body.pos !== 0) return text;
  return withBodies(`${text.slice(0, at)}{ ${text.slice(at, at + body.end)} ;}${text.slice(at + body.end)}`);
}

function firstCommand(node: SyntaxNode | undefined): SyntaxNode | undefined {
  if (node?.type === 'Statement') return firstCommand(node.command);
  return node?.type === 'AndOr' || node?.type === 'Pipeline' ? firstCommand(node.commands[0]) : node;
}

const SUSPECT = /\(|\[\[|<<<|\|&|;&|\+=|\]=|\bfunction\b|\bselect\b|!\s*(?:[;&|\n!]|$)/;

function foreignFault(script: ParsedScript, text: string, dialect: Dialect): Fault | undefined {
  if (!SUSPECT.test(text)) return undefined;
  const dash = dialect === 'dash';
  let found: Fault | undefined;
  const unexpected = (token: string, pos: number): void => {
    if (!found || pos < found.pos) found = { message: `unexpected token '${token}'`, pos };
  };
  const special = (words: string, pos: number): void => {
    if (!found || pos < found.pos) found = { message: words, pos, special: words };
  };
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'ArrayValue' || node.type === 'ExtendedGlob') unexpected('(', text.indexOf('(', node.pos));
    else if (node.type === 'ProcessSubstitution' && dash) unexpected('(', node.pos + 1);
    // To dash `[[` is the name of a command: its grammar tells what becomes of the line.
    else if (node.type === 'TestCommand' && dash) unexpected('[[', node.pos);
    else if (node.type === 'HereString') special('redirection unexpected', node.pos);
    else if (node.type === 'ArithmeticFor') special('Bad for loop variable', node.pos);
    else if (node.type === 'Select') unexpected('do', text.indexOf('do', node.pos));
    else if (node.type === 'Function' && dash && /^function\s/.test(text.slice(node.pos))) {
      unexpected(text[node.end - 1] ?? '}', node.end - 1);
    } else if (node.type === 'Pipeline' && node.commands.length === 0)
      unexpected(/\S/.exec(text.slice(node.end))?.[0] ?? 'newline', node.end);
    else if (node.type === 'Pipeline' && node.prefixes.filter(({ type }) => type === 'Negation').length > 1)
      unexpected('!', text.indexOf('!', text.indexOf('!', node.pos) + 1));
    else if (node.type === 'Pipeline' && node.operators.includes('|&'))
      unexpected('&', text.indexOf('|&', node.pos) + 1);
    else if (node.type === 'Command') takeForWord(node, text);
    else if (node.type === 'Case')
      for (const { terminator, body, pos } of node.items) {
        const end = text.indexOf(';', body.commands.at(-1)?.end ?? pos);
        if (terminator === ';&') unexpected('&', end + 1);
        else if (terminator === ';;&') special('word unexpected (expecting ")")', end + 2);
      }
    if (node.type === 'Script' && node.source !== undefined) return;
    forEachChild(node, visit);
  };
  visit(script);
  return found;
}

type CommandNode = Extract<SyntaxNode, { type: 'Command' }>;

/** `x+=1` and `x[1]=y` assign nothing: they are the command's name. */
function takeForWord(node: CommandNode, text: string): void {
  if (node.name) return;
  const at = node.prefix.findIndex((item) => item.type === 'Assignment' && (item.append || item.index !== undefined));
  const taken = at < 0 ? undefined : node.prefix[at];
  const name = taken && parseWord(text.slice(taken.pos, taken.end));
  if (!name || node.prefix.length > at + 1) return;
  Object.assign(node, { prefix: node.prefix.slice(0, at), name });
}
