/** unalias, times, help, caller, builtin, enable, suspend, let, logout. */
import { isTrue } from '../expand/integer.ts';
import { evaluateArithmetic, valueIn } from '../expand/arithmetic-text.ts';
import { callStack } from '../computed-variables.ts';
import { takeTerminal } from '../run/foreground.ts';
import type { Builtin } from './builtin.ts';
import { has, invalidOption, parseOptions } from './builtin.ts';
import { builtinNames, isBuiltinName, isEnabled } from './names.ts';

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
  const spent = sh.dialect === 'dash' ? '0m0.000000s' : '0m0.000s';
  await sh.out(`${spent} ${spent}\n${spent} ${spent}\n`);
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

/** Who called the function that runs, as an error message would say it. */
export const caller: Builtin = async (sh, words) => {
  const word = words[1];
  if (word !== undefined && !/^\d+$/.test(word)) {
    await sh.builtinError('caller', `${word}: invalid number`);
    await sh.err('caller: usage: caller [expr]\n');
    return 2;
  }
  const stack = callStack(sh);
  const at = Number(word ?? 0);
  if (stack.length === 0) {
    if (word !== undefined || sh.interactive) return 1;
    await sh.out('0 NULL\n');
    return 0;
  }
  const [here, above] = [stack[at], stack[at + 1]];
  if (!here || (!above && word !== undefined)) return 1;
  const name = above?.name ?? 'main';
  const source = above?.source || (word === undefined ? 'NULL' : 'environment');
  await sh.out(`${here.line} ${word === undefined ? '' : `${name} `}${source}\n`);
  return 0;
};

export const enable: Builtin = async (sh, words) => {
  const options = parseOptions(words.slice(1), 'adnpsf:');
  if (options.bad) return invalidOption(sh, 'enable', options.bad, 'enable [-a] [-dnps] [-f filename] [name ...]');
  if (has(options, 'f') || has(options, 'd'))
    return sh.builtinError('enable', 'not simulated in Drydock (real bash loads builtins from files)');
  const off = has(options, 'n');
  const disabled = sh.disabledBuiltins;
  if (options.rest.length === 0) {
    for (const name of builtinNames(sh.dialect)) {
      if (has(options, 'a') || disabled.has(name) === off)
        await sh.out(`enable ${disabled.has(name) ? '-n ' : ''}${name}\n`);
    }
  }
  let status = 0;
  for (const name of options.rest) {
    if (!isBuiltinName(sh.dialect, name)) status = await sh.builtinError('enable', `${name}: not a shell builtin`);
    else if (off) disabled.add(name);
    else disabled.delete(name);
  }
  return status;
};

export const suspend: Builtin = async (sh, words) => {
  const options = parseOptions(words.slice(1), 'f');
  if (options.bad) return invalidOption(sh, 'suspend', options.bad, 'suspend [-f]');
  if (!has(options, 'f')) {
    if (!sh.options.monitor) return sh.builtinError('suspend', 'cannot suspend: no job control');
    if (sh.login) return sh.builtinError('suspend', 'cannot suspend a login shell');
  }
  sh.sys.kill(sh.sys.pid, 'STOP');
  await sh.sys.tick();
  takeTerminal(sh);
  return 0;
};

export const letBuiltin: Builtin = async (sh, words) => {
  if (words.length === 1) return sh.builtinError('let', 'expression expected');
  let value: number | bigint = 0;
  const { commandName } = sh;
  if (sh.dialect === 'ash' && commandName !== undefined) sh.commandName = 'let';
  try {
    for (const text of words.slice(1)) {
      const result = await valueIn(sh, 'let', () => evaluateArithmetic(sh, text));
      if (result === undefined) return 1;
      value = result;
    }
  } finally {
    sh.commandName = commandName;
  }
  return isTrue(value) ? 0 : 1;
};

export const builtin: Builtin = async (sh, words) => {
  const rest = words.slice(words[1] === '--' ? 2 : 1);
  const name = rest[0];
  if (name === undefined) return 0;
  if (!isEnabled(sh, name)) return sh.builtinError('builtin', `${name}: not a shell builtin`);
  return sh.runner.invoke(sh, rest, { plain: true });
};

export const logout: Builtin = (sh) => {
  if (!sh.login) return sh.builtinError('logout', "not login shell: use `exit'");
  return sh.runner.invoke(sh, ['exit'], { plain: true });
};
