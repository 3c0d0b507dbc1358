/** What a completion specification of bash makes of a word. */
import type { CompletionLine, CompletionSpec } from '../completion-spec.ts';
import { glob } from '../expand/glob.ts';
import { globOptions } from '../expand/path-names.ts';
import { matchesPattern } from '../expand/pattern.ts';
import { captureOutput } from '../expand/substitution.ts';
import type { Shell } from '../shell.ts';
import { readlineSettings } from '../interactive/readline-settings.ts';
import { elementsOf } from '../variables.ts';
import { ACTIONS, paths } from './completion-actions.ts';

/**
 * Undefined when the words of `-W` cannot be read. `name` is what the function is told it completes for; it may change `options`, which are those
 * of the specification at first.
 */
export async function generateCompletions(
  sh: Shell,
  spec: CompletionSpec,
  word: string,
  name: string,
  line: CompletionLine,
  options = new Set(spec.options),
): Promise<readonly string[] | undefined> {
  const found: string[] = [];
  const fitting = (items: readonly string[]) => items.filter((item) => item.startsWith(word));
  for (const action of spec.actions) found.push(...fitting((await ACTIONS.get(action)?.(sh, word)) ?? []));
  if (spec.glob !== undefined) found.push(...(await glob(sh.sys, spec.glob, globOptions(sh))));
  if (spec.words !== undefined) {
    const words = await wordList(sh, spec.words);
    if (!words) return undefined;
    found.push(...fitting(words));
  }
  if (spec.function !== undefined) {
    const settings = readlineSettings(sh);
    const { completing } = settings;
    settings.completing = { name, options };
    found.push(...(await fromFunction(sh, spec.function, word, name, line)));
    settings.completing = completing;
  }
  if (spec.command !== undefined) found.push(...(await fromCommand(sh, spec.command, word, name, line)));
  const kept = spec.filter === undefined ? found : filtered(found, spec.filter, word);
  const result = kept.map((item) => spec.prefix + item + spec.suffix);
  const addPaths = async (directories: boolean) => {
    options.add('filenames');
    result.push(...fitting(await paths(sh, word, directories)));
  };
  if (options.has('dirnames') && result.length === 0) await addPaths(true);
  if (options.has('plusdirs')) await addPaths(true);
  const asFiles = options.has('default') || options.has('bashdefault');
  if (asFiles && result.length === 0) await addPaths(false);
  return result;
}

function filtered(items: readonly string[], filter: string, word: string): readonly string[] {
  const keeps = filter.startsWith('!');
  // `&` stands for the word itself.
  const pattern = (keeps ? filter.slice(1) : filter).replace(/(?<!\\)&/g, word).replaceAll('\\&', '&');
  return items.filter((item) => matchesPattern(item, pattern) === keeps);
}

/** Splits by IFS as the shell reads words, then expands each. */
async function wordList(sh: Shell, text: string): Promise<readonly string[] | undefined> {
  const ifs = sh.vars.get('IFS') ?? ' \t\n';
  const words: string[] = [];
  for (const piece of pieces(text, ifs)) {
    if (!/[$`"'\\~{*?[]/.test(piece)) words.push(piece);
    else if (!/[$`"']/.test(piece)) words.push(piece.replace(/\\(.)/gs, '$1'));
    else {
      const fields = await sh.runner.expandWords(sh, piece);
      if (!fields) return undefined;
      words.push(...fields);
    }
  }
  return words;
}

function pieces(text: string, ifs: string): readonly string[] {
  const found: string[] = [];
  let current = '';
  let quote = '';
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (char === '\\' && quote !== "'") current += char + (text[++i] ?? '');
    else if (quote === '' && depth === 0 && ifs.includes(char)) {
      if (current !== '') found.push(current);
      current = '';
    } else {
      current += char;
      if (char === quote) quote = '';
      else if (quote === '' && `"'\``.includes(char)) quote = char;
      else if (quote !== "'" && char === '(') depth++;
      else if (quote !== "'" && char === ')' && depth > 0) depth--;
    }
  }
  return current === '' ? found : [...found, current];
}

async function fromFunction(sh: Shell, name: string, word: string, command: string, line: CompletionLine) {
  if (!sh.functions.has(name)) return [];
  const previous = line.index > 0 ? (line.words[line.index - 1] ?? '') : '';
  setLine(sh, line);
  await sh.runner.invoke(sh, [name, command, word, previous]);
  const reply = elementsOf(sh.vars.find('COMPREPLY'));
  for (const variable of ['COMPREPLY', 'COMP_WORDS', 'COMP_CWORD', 'COMP_LINE', 'COMP_POINT']) sh.vars.unset(variable);
  return reply;
}

async function fromCommand(sh: Shell, text: string, word: string, command: string, line: CompletionLine) {
  const previous = line.index > 0 ? (line.words[line.index - 1] ?? '') : '';
  const args = [command, word, previous].map((arg) => `'${arg.replaceAll("'", "'\\''")}'`);
  const output = await captureOutput(sh, (child) => child.runner.evaluate(child, `${text} ${args.join(' ')}`));
  return output === '' ? [] : output.split('\n');
}

function setLine(sh: Shell, line: CompletionLine): void {
  sh.vars.map.set('COMP_WORDS', { value: undefined, indexed: new Map(line.words.map((word, i) => [i, word])) });
  sh.vars.set('COMP_CWORD', String(line.index));
  sh.vars.set('COMP_LINE', line.text);
  sh.vars.set('COMP_POINT', String(line.text.length));
}
