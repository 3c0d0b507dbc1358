/** Builtins that steer: break, return, exit, eval, source. */
import { SysError } from '../../../kernel/errno.ts';
import { attempt, chain, guarded } from '../awaitable.ts';
import { AbandonFlow, BreakFlow, ContinueFlow, ExitFlow, ReturnFlow } from '../flow.ts';
import type { Shell } from '../shell.ts';
import { afterReturn } from '../run/completion.ts';
import { readText } from '../run/read-text.ts';
import type { Builtin } from './builtin.ts';
import { invalidOption } from './builtin.ts';

function leaving(make: (levels: number) => unknown): Builtin {
  return (sh, words) => {
    const name = words[0] as string;
    const word = words[1] ?? '1';
    if (sh.loopDepth === 0 && sh.dialect === 'bash') {
      return sh.builtinError(name, "only meaningful in a `for', `while', or `until' loop", 0);
    }
    if (!/^\d+$/.test(word) || Number(word) === 0) {
      const text =
        sh.dialect === 'bash'
          ? /^\d+$/.test(word)
            ? `${word}: loop count out of range`
            : `${word}: numeric argument required`
          : `Illegal number: ${word}`;
      return chain(sh.builtinError(name, text), (status) => {
        if (sh.dialect !== 'bash') sh.leaveScript(2);
        if (!/^\d+$/.test(word)) sh.leaveScript(128);
        throw new BreakFlow(sh.loopDepth, status);
      });
    }
    if (sh.loopDepth === 0) return 0;
    throw make(Math.min(Number(word), sh.loopDepth));
  };
}

export const breakBuiltin = leaving((levels) => new BreakFlow(levels));
export const continueBuiltin = leaving((levels) => new ContinueFlow(levels));

export const returnBuiltin: Builtin = async (sh, words) => {
  if (words.length > 2 && sh.dialect === 'bash' && isStatus(words[1])) {
    await sh.builtinError('return', 'too many arguments');
    throw new AbandonFlow(1);
  }
  if (sh.frames.length === 0 && sh.sourceDepth === 0 && sh.dialect === 'bash') {
    return sh.builtinError('return', "can only `return' from a function or sourced script", 2);
  }
  throw new ReturnFlow(await statusWord(sh, 'return', words[1]));
};

export const exit: Builtin = async (sh, words) => {
  if (words.length > 2 && sh.dialect === 'bash' && isStatus(words[1])) {
    return sh.builtinError('exit', 'too many arguments');
  }
  if (sh.interactive && sh.dialect === 'bash') await sh.err(sh.login ? 'logout\n' : 'exit\n');
  const stopped =
    sh.interactive && sh.jobs.all.some((job) => job.processes.some((process) => process.status?.kind === 'stopped'));
  if (stopped && !sh.warnedOfJobs) {
    sh.warnedOfJobs = true;
    await sh.err(sh.dialect === 'bash' ? 'There are stopped jobs.\n' : 'You have stopped jobs.\n');
    return 1;
  }
  throw new ExitFlow(await statusWord(sh, 'exit', words[1]));
};

function isStatus(word: string | undefined): boolean {
  return word !== undefined && /^[-+]?\d+$/.test(word);
}

async function statusWord(sh: Shell, builtin: string, word: string | undefined): Promise<number> {
  if (word === undefined) return sh.trapStatus ?? sh.status;
  if (sh.dialect !== 'bash') {
    // A status may be larger than what a process can end with; dash keeps it, busybox does not.
    const keeps = builtin === 'return' && sh.dialect === 'dash';
    if (/^\d+$/.test(word) && Number(word) <= 0x7fffffff) return keeps ? Number(word) : Number(word) & 255;
  } else if (/^[-+]?\d+$/.test(word.trim())) return Number(word) & 255;
  const text = sh.dialect === 'bash' ? `${word}: numeric argument required` : `Illegal number: ${word}`;
  await sh.builtinError(builtin, text);
  if (sh.dialect !== 'bash') sh.leaveScript(2);
  return 2;
}

export const evalBuiltin: Builtin = (sh, words) => {
  const args = words[1] === '--' && sh.dialect !== 'dash' ? words.slice(2) : words.slice(1);
  if (args.length === 0) return 0;
  if (sh.dialect === 'bash' && words[1] === args[0] && /^-./.test(args[0] as string)) {
    return invalidOption(sh, 'eval', (args[0] as string).slice(0, 2), 'eval [arg ...]');
  }
  const { commandName } = sh;
  sh.commandName = 'eval';
  sh.evalDepth++;
  return guarded(
    () => sh.runner.evaluate(sh, args.join(' '), { origin: 'eval', firstLine: sh.dialect === 'dash' ? 1 : sh.line }),
    () => {
      sh.evalDepth--;
      sh.commandName = commandName;
    },
  );
};

export const source: Builtin = async (sh, words) => {
  const name = words[0] as string;
  const file = words[1] === '--' ? words[2] : words[1];
  if (file === undefined) {
    if (sh.dialect !== 'bash') return sh.builtinError(name, 'filename argument required', 2);
    await sh.builtinError(name, 'filename argument required');
    await sh.err(`${name}: usage: ${name} filename [arguments]\n`);
    return 2;
  }
  const path = await sourcePath(sh, file);
  let text: string;
  try {
    if (path === undefined) throw new SysError('ENOENT');
    if ((await sh.sys.stat(path)).type === 'directory') {
      // What dash reads from a directory is nothing.
      if (sh.dialect === 'dash') return 0;
      throw new SysError('EISDIR');
    }
    text = await readText(sh.sys, path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return (await import('./source-failure.ts')).sourceFailure(sh, name, file, error);
  }
  const { params, sourceName } = sh;
  const rest = words.slice(words[1] === '--' ? 3 : 2);
  const own = rest.length > 0 && sh.dialect !== 'dash';
  if (own) sh.params = rest;
  sh.sourceDepth++;
  sh.evalDepth++;
  sh.calls.push({ name: 'source', line: sh.line, source: file });
  sh.sourceName = file;
  const { line } = sh;
  const { errorName, commandName } = sh;
  sh.commandName = file;
  if (sh.dialect === 'bash' && !sh.interactive) sh.errorName = file;
  return guarded(
    () =>
      attempt(
        () => sh.runner.evaluate(sh, text),
        (error) => {
          if (error instanceof ReturnFlow) return error.status;
          throw error;
        },
      ),
    async () => {
      if (sh.traps.has('RETURN') && (sh.frames.length === 0 || sh.options.functrace)) await afterReturn(sh);
      sh.sourceDepth--;
      sh.evalDepth--;
      sh.calls.pop();
      sh.sourceName = sourceName;
      sh.line = line;
      sh.errorName = errorName;
      sh.commandName = commandName;
      if (own) sh.params = params;
    },
  );
};

async function sourcePath(sh: Shell, file: string): Promise<string | undefined> {
  if (file.includes('/')) return file;
  for (const directory of (sh.vars.get('PATH') ?? '').split(':')) {
    const path = directory === '' ? file : `${directory}/${file}`;
    try {
      if ((await sh.sys.stat(path)).type === 'file') return path;
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
  return sh.dialect === 'bash' ? file : undefined;
}
