/** unalias, times, help, history, let. */
import { isTrue } from '../expand/arithmetic.ts';
import { evaluateArithmetic } from '../expand/arithmetic-text.ts';
import type { Builtin } from './builtin.ts';
import { builtinNames, isBuiltinName } from './names.ts';

export const unalias: Builtin = async (sh, words) => {
  if (words.length === 1 && sh.dialect === 'bash') {
    await sh.err('unalias: usage: unalias [-a] name [name ...]\n');
    return 2;
  }
  if (words[1] === '-a') {
    sh.aliases.clear();
    return 0;
  }
  let status = 0;
  for (const name of words.slice(words[1] === '--' ? 2 : 1)) {
    if (sh.aliases.delete(name)) continue;
    status = 1;
    if (sh.dialect === 'bash') await sh.builtinError('unalias', `${name}: not found`);
    else await sh.err(`unalias: ${name} not found\n`);
  }
  return status;
};

export const times: Builtin = async (sh) => {
  await sh.out('0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n');
  return 0;
};

export const help: Builtin = async (sh, words) => {
  const name = words[1] === '--' ? words[2] : words[1];
  if (name !== undefined && !isBuiltinName(sh.dialect, name)) {
    return sh.builtinError(
      'help',
      `no help topics match \`${name}'.  Try \`help help' or \`man -k ${name}' or \`info ${name}'.`,
    );
  }
  if (name !== undefined) {
    await sh.out(`${name}: a command of the shell itself.\n`);
    return 0;
  }
  if (sh.dialect === 'ash') await sh.out('Built-in commands:\n------------------\n');
  else await sh.out('These commands belong to the shell itself; everything else is a program found in PATH.\n\n');
  let line = '';
  for (const word of builtinNames(sh.dialect)) {
    if (line.length + word.length > 70) {
      await sh.out(`\t${line.trimEnd()}\n`);
      line = '';
    }
    line += `${word} `;
  }
  await sh.out(`\t${line.trimEnd()}\n`);
  return 0;
};

export const history: Builtin = async (sh, words) => {
  const word = words[1];
  if (word === '-c') {
    sh.history.length = 0;
    return 0;
  }
  if (word !== undefined && !/^\d+$/.test(word)) {
    return sh.builtinError(
      'history',
      `${word}: not simulated in Drydock (real bash also reads, writes and edits the list)`,
    );
  }
  const from = word === undefined ? 0 : Math.max(0, sh.history.length - Number(word));
  for (let i = from; i < sh.history.length; i++) {
    const number = sh.dialect === 'ash' ? String(i).padStart(4) : `${String(i + 1).padStart(5)} `;
    await sh.out(`${number} ${sh.history[i]}\n`);
  }
  return 0;
};

export const letBuiltin: Builtin = async (sh, words) => {
  if (words.length === 1) return sh.builtinError('let', 'expression expected');
  let value: number | bigint = 0;
  const { commandName } = sh;
  if (sh.dialect === 'ash' && commandName !== undefined) sh.commandName = 'let';
  try {
    for (const text of words.slice(1)) value = evaluateArithmetic(sh, text);
  } finally {
    sh.commandName = commandName;
  }
  return isTrue(value) ? 0 : 1;
};
