/** env: prints the environment, or runs a program in one that it sets up. */
import { SysError } from '../../kernel/errno.ts';
import { execCommand } from './lib/find-program.ts';
import { q } from './lib/text.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';

const envTool = tool(
  {
    name: 'env',
    usage: '[-iu0] [NAME=VALUE]... [PROG ARGS]',
    about: 'Print current environment or run PROG after setting up environment',
    options: 'i|ignore-environment u|unset= 0|null C|chdir=- S|split-string=- v|debug-',
    firstOperandEnds: true,
    usageStatus: 125,
  },
  async (t) => {
    const variables = new Map(t.has('i') || t.operands[0] === '-' ? [] : t.sys.env);
    const words = [...t.operands];
    if (words[0] === '-') words.shift();
    for (const name of t.values('u')) {
      if (name === '' || name.includes('='))
        return t.die(`cannot unset ${t.quote(name)}: Invalid argument`, undefined, 125);
      if (t.has('v')) await t.err(`unset:    ${name}\n`);
      variables.delete(name);
    }
    for (let match; (match = /^([^=]*)=(.*)$/s.exec(words[0] ?? '')); words.shift()) {
      if (t.has('v')) await t.err(`setenv:   ${words[0]}\n`);
      variables.set(match[1] as string, match[2] as string);
    }
    if (words.length === 0) {
      if (t.has('C')) return t.usage('must specify command with --chdir (-C)');
      for (const [name, value] of variables) await t.out.text(`${name}=${value}${t.has('0') ? '\0' : '\n'}`);
      return;
    }
    if (t.has('0')) return t.usage('cannot specify --null (-0) with command');
    return execute(t, words, variables);
  },
);

async function execute(t: Tool, words: readonly string[], variables: ReadonlyMap<string, string>): Promise<number> {
  const directory = t.value('C');
  if (directory !== undefined) {
    try {
      if (t.has('v')) await t.err(`chdir:    ${t.q(directory)}\n`);
      await t.sys.chdir(directory);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return t.die(`cannot change directory to ${t.q(directory)}: ${error.message}`, undefined, 125);
    }
  }
  if (t.has('v')) {
    await t.err(`executing: ${words[0]}\n`);
    for (const [i, word] of words.entries()) await t.err(`   arg[${i}]= ${t.quote(word)}\n`);
  }
  try {
    return await execCommand(t.sys, words, variables);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const [name, status] = [words[0] as string, error.errno === 'ENOENT' ? 127 : 126];
    const hint = name.includes(' ') && status === 127 ? '\nenv: use -[v]S to pass options in shebang lines' : '';
    return t.die(`${t.q(name)}: ${error.message}${hint}`, `can't execute '${name}': ${error.message}`, status);
  }
}

/** `-S TEXT`: the words of the text take the option's place, so that a `#!` line can hold several. */
export const env: Applet = async (sys, argv = sys.argv) => {
  for (let at = 1; at < argv.length; at++) {
    const word = argv[at] as string;
    const match = /^(?:-([i0v]*)S|--split-string=?)/.exec(word);
    if (!match) {
      if (/^-[uC]$/.test(word)) at++;
      if (!word.startsWith('-') || word === '--' || word === '-') break;
      continue;
    }
    const inline = word.slice(match[0].length);
    const text = inline || argv[at + 1];
    if (text === undefined) break;
    const split = splitString(text, sys.env);
    const flags = match[1] ?? '';
    if (flags.includes('v')) await showSplit(sys, text, split);
    const before = flags ? [`-${flags}`] : [];
    return env(sys, [...argv.slice(0, at), ...before, ...split, ...argv.slice(at + (inline ? 1 : 2))]);
  }
  return envTool(sys, argv);
};

async function showSplit(sys: Parameters<Applet>[0], text: string, words: readonly string[]): Promise<void> {
  const lines = words.map((word, i) => `${i === 0 ? ' into: ' : '     & '}   ${q(word)}\n`).join('');
  await sys.write(2, new TextEncoder().encode(`split -S:  ${q(text)}\n${lines}`));
}

const ESCAPES: Readonly<Record<string, string>> = { f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', _: ' ' };

/** Quotes, backslashes and `${NAME}`, as env's own small language has them. */
function splitString(text: string, variables: ReadonlyMap<string, string>): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (quote ? char === quote : char === '"' || char === "'") {
      quote = quote ? '' : char;
      word ??= '';
    } else if (char === '\\' && (quote !== "'" || /[\\']/.test(text[at + 1] ?? ''))) {
      const next = text[++at] ?? '';
      if (next === 'c') break;
      if (next === '_' && !quote) {
        if (word !== undefined) words.push(word);
        word = undefined;
      } else word = (word ?? '') + (ESCAPES[next] ?? next);
    } else if (!quote && /\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (!quote && char === '#' && word === undefined) break;
    else if (char === '$' && quote !== "'" && text[at + 1] === '{') {
      const end = text.indexOf('}', at);
      word = (word ?? '') + (variables.get(text.slice(at + 2, end)) ?? '');
      at = end;
    } else word = (word ?? '') + char;
  }
  if (word !== undefined) words.push(word);
  return words;
}
