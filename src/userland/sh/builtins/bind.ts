/** bind: keys and variables of the line editor. */
import { applyLine, type LineProblem, readInputrcFile, READLINE_VARIABLES } from '../interactive/inputrc.ts';
import { parseSequence, showSequence } from '../interactive/key-notation.ts';
import { type Binding, EMACS_KEYMAP, functionNames, knownFunctionNames, NOT_SIMULATED } from '../interactive/keymap.ts';
import { readlineSettings } from '../interactive/readline-settings.ts';
import type { Shell } from '../shell.ts';
import type { Builtin } from './builtin.ts';
import { invalidOption, parseOptions } from './builtin.ts';

const USAGE =
  'bind [-lpsvPSVX] [-m keymap] [-f filename] [-q name] [-u name] [-r keyseq] [-x keyseq:shell-command] [keyseq:readline-function or readline-command]';

const MAPS: ReadonlySet<string> = new Set(['emacs', 'emacs-standard']);

export const bind: Builtin = async (sh, words) => {
  if (!sh.interactive && !sh.speaksShortly) await sh.builtinError('bind', 'warning: line editing not enabled');
  const options = parseOptions(words.slice(1), 'lpsvPSVXm:f:q:u:r:x:');
  if (options.bad) return invalidOption(sh, 'bind', options.bad, USAGE);
  let status = 0;
  for (const [letter, argument] of options.letters) {
    if (argument === undefined && 'mfqurx'.includes(letter)) {
      await sh.builtinError('bind', `-${letter}: option requires an argument`);
      return 2;
    }
    status = (await byLetter(sh, letter, argument ?? '')) || status;
  }
  for (const line of options.rest) status = (await said(sh, line, applyLine(sh, line))) || status;
  return status;
};

async function byLetter(sh: Shell, letter: string, argument: string): Promise<number> {
  switch (letter) {
    case 'm':
      if (MAPS.has(argument)) return 0;
      if (/^(?:emacs-(?:meta|ctlx)|vi(?:-move|-command|-insert)?)$/.test(argument))
        return sh.builtinError('bind', `-m ${argument}: not simulated in Drydock (the emacs keymap alone)`);
      return sh.builtinError('bind', `\`${argument}': invalid keymap name`);
    case 'f':
      if (await readInputrcFile(sh, argument)) return 0;
      return sh.builtinError('bind', `${argument}: cannot read: No such file or directory`);
    case 'q':
      return query(sh, argument);
    case 'u':
      return unbind(sh, argument);
    case 'r':
      readlineSettings(sh).bindings.set(parseSequence(argument.replace(/^"(.*)"$/s, '$1')), undefined);
      return 0;
    case 'x':
      return bindCommand(sh, argument);
    default:
      await sh.out(listing(sh, letter));
      return 0;
  }
}

function bindings(sh: Shell): readonly (readonly [string, Binding])[] {
  const all = new Map<string, Binding | undefined>([...EMACS_KEYMAP, ...(sh.readline?.bindings ?? [])]);
  const present = [...all].filter((entry): entry is [string, Binding] => entry[1] !== undefined);
  return present.sort(([a], [b]) => (a < b ? -1 : 1));
}

function keysOf(sh: Shell, name: string): readonly string[] {
  return bindings(sh)
    .filter(([, binding]) => binding.kind === 'function' && binding.name === name)
    .map(([keys]) => `"${showSequence(keys)}"`);
}

function listing(sh: Shell, letter: string): string {
  const names = knownFunctionNames();
  const variables = Object.entries({ ...READLINE_VARIABLES, ...Object.fromEntries(sh.readline?.variables ?? []) });
  const macros = (shape: (keys: string, text: string) => string, kind: 'macro' | 'command') =>
    bindings(sh)
      .map(([keys, binding]) => (binding.kind === kind ? shape(showSequence(keys), binding.text) : ''))
      .join('');
  switch (letter) {
    case 'l':
      return names.map((name) => `${name}\n`).join('');
    case 'p':
      return `\n${names.map((name) => bindable(name, keysOf(sh, name))).join('')}`;
    case 'P':
      return `\n${names.map((name) => told(name, keysOf(sh, name))).join('')}`;
    case 'v':
      return variables.map(([name, value]) => `set ${name} ${value}\n`).join('');
    case 'V':
      return variables.map(([name, value]) => `${name} is set to \`${value}'\n`).join('');
    case 's':
      return macros((keys, text) => `"${keys}": "${showSequence(text)}"\n`, 'macro');
    case 'S':
      return macros((keys, text) => `${keys} outputs ${showSequence(text)}\n`, 'macro');
    default:
      return macros((keys, text) => `"${keys}": "${text.replace(/["\\]/g, '\\$&')}"\n`, 'command');
  }
}

function bindable(name: string, keys: readonly string[]): string {
  return keys.length === 0 ? `# ${name} (not bound)\n` : keys.map((key) => `${key}: ${name}\n`).join('');
}

function told(name: string, keys: readonly string[]): string {
  if (keys.length === 0) return `${name} is not bound to any keys\n`;
  const more = keys.length > 5 ? ', ...' : '';
  return `${name} can be found on ${keys.slice(0, 5).join(', ')}${more || '.'}\n`;
}

async function query(sh: Shell, name: string): Promise<number> {
  if (!functionNames().includes(name)) return unknown(sh, name);
  const keys = keysOf(sh, name);
  if (keys.length === 0) {
    await sh.out(`${name} is not bound to any keys.\n`);
    return 1;
  }
  await sh.out(`${name} can be invoked via ${keys.slice(0, 5).join(', ')}${keys.length > 5 ? ', ...' : '.'}\n`);
  return 0;
}

async function unbind(sh: Shell, name: string): Promise<number> {
  if (!functionNames().includes(name)) return unknown(sh, name);
  for (const [keys, binding] of bindings(sh)) {
    if (binding.kind === 'function' && binding.name === name) readlineSettings(sh).bindings.set(keys, undefined);
  }
  return 0;
}

async function bindCommand(sh: Shell, text: string): Promise<number> {
  const parts = /^\s*"((?:[^"\\]|\\[^])*)"\s*:\s*([^]*)$/.exec(text);
  if (!parts) return sh.builtinError('bind', `${text}: first non-whitespace character is not \`"'`);
  const command = (parts[2] as string).trim().replace(/^"([^]*)"$/, '$1');
  readlineSettings(sh).bindings.set(parseSequence(parts[1] as string), { kind: 'command', text: command });
  return 0;
}

async function unknown(sh: Shell, name: string): Promise<number> {
  if (NOT_SIMULATED.has(name) || /^vi-/.test(name)) return said(sh, name, { kind: 'not-simulated', name });
  return sh.builtinError('bind', `\`${name}': unknown function name`);
}

async function said(sh: Shell, line: string, problem: LineProblem | undefined): Promise<number> {
  switch (problem?.kind) {
    case undefined:
      return 0;
    case 'no-terminator':
      await sh.err(`readline: ${line}: no key sequence terminator\n`);
      return 0;
    case 'unknown-variable':
      await sh.err(`readline: ${problem.name}: unknown variable name\n`);
      return 0;
    case 'not-simulated':
      return sh.builtinError('bind', `${problem.name}: not simulated in Drydock (real readline knows it)`);
  }
}
