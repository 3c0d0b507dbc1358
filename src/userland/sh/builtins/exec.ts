/** exec and command. */
import { SysError } from '../../../kernel/errno.ts';
import { ExitFlow } from '../flow.ts';
import { findCommand, DEFAULT_PATH } from '../run/lookup.ts';
import { notStarted } from '../run/not-run.ts';
import type { Shell } from '../shell.ts';
import type { Builtin } from './builtin.ts';
import { has, invalidOption, parseOptions } from './builtin.ts';

export const exec: Builtin = async (sh, words) => {
  const options =
    sh.dialect === 'dash'
      ? { letters: [], rest: words.slice(1), bad: undefined }
      : parseOptions(words.slice(1), 'a:cl');
  if (options.bad && sh.dialect === 'bash')
    return invalidOption(sh, 'exec', options.bad, 'exec [-cl] [-a name] [command [argument ...]] [redirection ...]');
  const { rest } = options;
  if (rest.length === 0) return 0;
  const values = new Map(options.letters);
  const given = values.get('a') ?? (rest[0] as string);
  const status = await execProgram(sh, rest, {
    argv0: values.has('l') ? `-${given}` : given,
    ...(values.has('c') ? { env: new Map<string, string>() } : {}),
  });
  if (sh.interactive) return status;
  throw new ExitFlow(status);
};

export const command: Builtin = async (sh, words) => {
  const options = parseOptions(words.slice(1), 'pvV');
  if (options.bad) return invalidOption(sh, 'command', options.bad, 'command [-pVv] command [arg ...]');
  if (options.rest.length === 0) return 0;
  if (has(options, 'v') || has(options, 'V')) {
    // bash is content with one that it knows.
    let any = false;
    for (const name of sh.dialect === 'bash' ? options.rest : options.rest.slice(0, 1)) {
      const { describeCommand } = await import('./describe.ts');
      const found = await describeCommand(sh, name, has(options, 'V') ? 'long' : 'short', 'command');
      any ||= found;
    }
    return any ? 0 : sh.dialect === 'bash' ? 1 : 127;
  }
  return sh.runner.invoke(sh, options.rest, { plain: true, ...(has(options, 'p') ? { path: DEFAULT_PATH } : {}) });
};

/** `exec name`: as the last thing the shell does. */
async function execProgram(
  sh: Shell,
  words: readonly string[],
  options: { env?: ReadonlyMap<string, string>; argv0?: string; extraEnv?: ReadonlyMap<string, string> | undefined },
): Promise<number> {
  const name = words[0] as string;
  const found = await findCommand(sh, name);
  if (found.kind !== 'file') {
    const directory = found.kind === 'directory' && sh.dialect === 'bash';
    const cause =
      name === '' && sh.dialect !== 'bash'
        ? 'Permission denied'
        : found.kind === 'missing'
          ? 'not found'
          : directory
            ? 'Is a directory'
            : 'Permission denied';
    await sh.builtinError('exec', `${name}: ${cause}`);
    return found.kind === 'missing' ? 127 : 126;
  }
  const env = options.env ?? sh.vars.exported(options.extraEnv);
  try {
    sh.releaseSignals();
    return await sh.sys.exec(found.path, [options.argv0 ?? name, ...words.slice(1)], env);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.errno === 'ENOEXEC')
      return (await import('../run/as-script.ts')).runAsScript(sh, name, found.path, words.slice(1));
    return notStarted(sh, name, found.path, error, (text) => sh.err(text));
  }
}
