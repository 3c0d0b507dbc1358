/** Builtins that run text: eval, source. */
import { SysError } from '../../../kernel/errno.ts';
import { attempt, guarded } from '../awaitable.ts';
import { ReturnFlow } from '../flow.ts';
import type { Shell } from '../shell.ts';
import { afterReturn } from '../run/completion.ts';
import { readText } from '../run/read-text.ts';
import type { Builtin } from './builtin.ts';
import { invalidOption } from './builtin.ts';

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
  // dash and busybox call it what it was called.
  const source = sh.dialect === 'bash' ? (path as string) : file;
  sh.calls.push({ name: 'source', line: sh.line, source });
  sh.sourceName = source;
  const { line } = sh;
  const { errorName, commandName, ignoringErrors } = sh;
  // In what they source the others mind errexit, whoever looks at its status.
  if (sh.dialect !== 'bash') sh.ignoringErrors = 0;
  sh.commandName = file;
  if (sh.dialect === 'bash' && !sh.interactive) sh.errorName = source;
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
      sh.ignoringErrors = ignoringErrors;
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
