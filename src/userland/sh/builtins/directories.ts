/** cd, pwd, pushd, popd, dirs. */
import { SysError } from '../../../kernel/errno.ts';
import { chain } from '../awaitable.ts';
import type { Shell } from '../shell.ts';
import type { Builtin } from './builtin.ts';
import { has, invalidOption, parseOptions } from './builtin.ts';

/** `.` and `..` taken out by the text alone. */
function normalized(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  // Exactly two slashes in front are kept: POSIX leaves their meaning open.
  return `${/^\/\/(?!\/)/.test(path) ? '//' : '/'}${parts.join('/')}`;
}

function currentDirectory(sh: Shell): string {
  return sh.directory || sh.sys.cwd;
}

/** Goes there and keeps PWD and OLDPWD; throws SysError. */
async function go(sh: Shell, target: string, physical: boolean): Promise<void> {
  const before = currentDirectory(sh);
  let directory: string;
  if (physical) {
    await sh.sys.chdir(target);
    directory = sh.sys.cwd;
  } else {
    directory = normalized(target.startsWith('/') ? target : `${before.replace(/\/$/, '')}/${target}`);
    // dash looks at the outcome alone: the way there need not exist.
    if (target !== '' && sh.dialect !== 'dash') await sh.sys.stat(target);
    await sh.sys.chdir(directory);
  }
  sh.directory = directory;
  for (const name of sh.hashed.keys()) if (sh.hashed.get(name)?.path[0] !== '/') sh.hashed.delete(name);
  // bash goes by the variable, whatever it says.
  sh.vars.set('OLDPWD', sh.dialect === 'bash' ? (sh.vars.get('PWD') ?? before) : before);
  sh.vars.set('PWD', directory);
  if (sh.dialect === 'bash') return;
  for (const name of ['OLDPWD', 'PWD']) sh.vars.ensure(name).exported = true;
}

export const cd: Builtin = async (sh, words) => {
  const options = parseOptions(words.slice(1), 'LPe@');
  if (options.bad) return invalidOption(sh, 'cd', options.bad, 'cd [-L|[-P [-e]] [-@]] [dir]');
  if (options.rest.length > 1 && sh.dialect === 'bash') return sh.builtinError('cd', 'too many arguments');
  let target = options.rest[0];
  let tell = false;
  if (target === undefined) {
    target = sh.vars.get('HOME');
    if (target === undefined) {
      if (sh.dialect === 'bash') return sh.builtinError('cd', 'HOME not set');
      // It goes to nowhere, which is where it is.
      sh.vars.set('OLDPWD', currentDirectory(sh));
      return 0;
    }
  } else if (target === '-') {
    target = sh.vars.get('OLDPWD');
    if (target === undefined) return sh.dialect === 'bash' ? sh.builtinError('cd', 'OLDPWD not set') : 0;
    tell = true;
  }
  if (target === '') return 0;
  const physical = has(options, 'P') || sh.options.physical;
  const searched = await searchPath(sh, target, physical);
  if (searched !== undefined) {
    if (searched) await sh.out(`${currentDirectory(sh)}\n`);
    return 0;
  }
  try {
    await go(sh, target, physical);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (sh.interactive && sh.isShopt('cdspell') && error.errno === 'ENOENT') {
      const meant = await (await import('./spelling.ts')).spelledPath(sh, target);
      if (meant !== undefined) {
        await sh.out(`${meant}\n`);
        return cd(sh, ['cd', '--', meant]);
      }
    }
    if (sh.dialect === 'bash') return sh.builtinError('cd', `${target}: ${error.message}`);
    if (sh.dialect === 'dash') return sh.builtinError('cd', `can't cd to ${target}`, 2);
    return sh.builtinError('cd', `can't cd to ${target}: ${error.message}`, 2);
  }
  if (tell) await sh.out(`${currentDirectory(sh)}\n`);
  return 0;
};

/** CDPATH: true when it went somewhere that is worth telling, undefined when CDPATH did not help. */
async function searchPath(sh: Shell, target: string, physical: boolean): Promise<boolean | undefined> {
  const path = sh.vars.get('CDPATH');
  if (!path || /^\.{0,2}\//.test(target) || target === '.' || target === '..') return undefined;
  for (const base of path.split(':')) {
    try {
      const join = sh.dialect === 'bash' && base.endsWith('/') ? '' : '/';
      await go(sh, base === '' ? target : `${base}${join}${target}`, physical);
      return base !== '' && base !== '.';
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
  return undefined;
}

export const pwd: Builtin = async (sh, words) => {
  const options = parseOptions(words.slice(1), 'LP');
  if (options.bad) return invalidOption(sh, 'pwd', options.bad, 'pwd [-LP]');
  await sh.out(`${has(options, 'P') ? await sh.sys.realpath('.') : currentDirectory(sh)}\n`);
  return 0;
};

function shortened(sh: Shell, path: string): string {
  const home = sh.vars.get('HOME');
  if (!home || home === '/') return path;
  return path === home ? '~' : path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}

async function show(sh: Shell): Promise<number> {
  await sh.out(`${[currentDirectory(sh), ...sh.directories].map((path) => shortened(sh, path)).join(' ')}\n`);
  return 0;
}

export const dirs: Builtin = async (sh, words) => {
  const options = parseOptions(words.slice(1), 'clpv');
  if (options.bad && !/^-\d/.test(options.bad)) return misused(sh, 'dirs', `${options.bad}: invalid number`);
  const odd = options.rest.find((rest) => !/^[-+]\d+$/.test(rest));
  if (odd !== undefined) return misused(sh, 'dirs', `${odd}: invalid option`);
  if (has(options, 'c')) {
    sh.directories = [];
    return 0;
  }
  const stack = [currentDirectory(sh), ...sh.directories];
  const word = options.rest.find((rest) => /^[-+]\d+$/.test(rest));
  if (word !== undefined) {
    const path = stack[position(word, stack.length)];
    if (path !== undefined) return chain(sh.out(`${has(options, 'l') ? path : shortened(sh, path)}\n`), () => 0);
    return sh.builtinError(
      'dirs',
      sh.directories.length === 0 ? 'directory stack empty' : `${word.slice(1)}: directory stack index out of range`,
    );
  }
  const shown = has(options, 'l') ? stack : stack.map((path) => shortened(sh, path));
  if (has(options, 'v')) await sh.out(shown.map((path, i) => `${String(i).padStart(2)}  ${path}\n`).join(''));
  else if (has(options, 'p')) await sh.out(shown.map((path) => `${path}\n`).join(''));
  else await sh.out(`${shown.join(' ')}\n`);
  return 0;
};

/** Index into the stack of `+N` or `-N`. */
function position(word: string, size: number): number {
  const count = Number(word.slice(1));
  return word[0] === '+' ? count : size - 1 - count;
}

async function misused(sh: Shell, name: string, text: string): Promise<number> {
  const usage = { pushd: '[-n] [+N | -N | dir]', popd: '[-n] [+N | -N]', dirs: '[-clpv] [+N] [-N]' }[name];
  await sh.builtinError(name, text);
  await sh.err(`${name}: usage: ${name} ${usage}\n`);
  return 2;
}

export const pushd: Builtin = async (sh, given) => {
  const words = given[1] === '--' ? given.toSpliced(1, 1) : given;
  const word = words[1];
  if (words === given && word !== undefined && /^-\D/.test(word) && word !== '-n')
    return misused(sh, 'pushd', `${word}: invalid number`);
  if (words.length > 2 && word !== '-n') return sh.builtinError('pushd', 'too many arguments');
  const stack = [currentDirectory(sh), ...sh.directories];
  if (word === '-n') {
    if (words[2] !== undefined) sh.directories = [words[2], ...sh.directories];
    return show(sh);
  }
  try {
    if (word === undefined) {
      if (sh.directories.length === 0) return sh.builtinError('pushd', 'no other directory');
      const [top, ...rest] = sh.directories;
      await go(sh, top as string, false);
      sh.directories = [stack[0] as string, ...rest];
    } else if (/^[-+]\d+$/.test(word)) {
      const at = position(word, stack.length);
      if (sh.directories.length === 0) return sh.builtinError('pushd', 'directory stack empty');
      if (at < 0 || at >= stack.length) return sh.builtinError('pushd', `${word}: directory stack index out of range`);
      const turned = [...stack.slice(at), ...stack.slice(0, at)];
      await go(sh, turned[0] as string, false);
      sh.directories = turned.slice(1);
    } else {
      await go(sh, word, false);
      sh.directories = stack;
    }
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return sh.builtinError('pushd', `${word ?? sh.directories[0]}: ${error.message}`);
  }
  return show(sh);
};

export const popd: Builtin = async (sh, words) => {
  const word = words[1] === '--' ? words[2] : words[1];
  if (word !== undefined && !/^[-+]\d+$/.test(word))
    return misused(sh, 'popd', `${word}: invalid ${word.startsWith('-') ? 'number' : 'argument'}`);
  if (sh.directories.length === 0) return sh.builtinError('popd', 'directory stack empty');
  const stack = [currentDirectory(sh), ...sh.directories];
  const at = word === undefined ? 0 : position(word, stack.length);
  if (at < 0 || at >= stack.length) return sh.builtinError('popd', `${word}: directory stack index out of range`);
  try {
    if (at === 0) await go(sh, stack[1] as string, false);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return sh.builtinError('popd', `${stack[1]}: ${error.message}`);
  }
  stack.splice(at, 1);
  sh.directories = stack.slice(1);
  return show(sh);
};
