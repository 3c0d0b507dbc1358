/** Programs: found in PATH, started with their descriptors, waited for. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { SysError } from '../../../kernel/errno.ts';
import type { Signal } from '../../../kernel/signals.ts';
import type { Shell } from '../shell.ts';
import { JOB_SIGNALS } from '../shell.ts';
import { encodeText } from '../text-bytes.ts';
import { groupOptions, waitForeground } from './foreground.ts';
import type { Found } from './lookup.ts';
import { findCommand } from './lookup.ts';
import type { CompiledRedirect } from './redirections.ts';
import { closeAll, descriptorMap, placeForGood } from './redirections.ts';

export interface ExternalCommand {
  readonly words: readonly string[];
  readonly extraEnv: ReadonlyMap<string, string> | undefined;
  readonly redirects: readonly CompiledRedirect[];
  /** As `jobs` shows it. */
  readonly text: string;
  /** The process has nothing to do after it: the program takes it over. */
  readonly tail: boolean;
  /** Where to look instead of PATH. */
  readonly path?: string;
}

export async function runExternal(sh: Shell, command: ExternalCommand): Promise<number> {
  const name = command.words[0] as string;
  const found = await findProgram(sh, name, command);
  const env = sh.vars.exported(command.extraEnv);
  if (found.kind === 'file' && sh.dialect === 'bash') env.set('_', found.path);
  const handled = found.kind === 'missing' && sh.dialect === 'bash' && !name.includes('/') && sh.functions.has(HANDLER);
  if (command.tail && sh.traps.size === 0 && !handled) return takeOver(sh, command, found, env);
  const map = await descriptorMap(sh, command.redirects);
  const say = (text: string): Awaitable<unknown> => {
    const fd = map.fds.get(2);
    return fd === undefined ? undefined : sh.sys.write(fd, encodeText(text));
  };
  let pid: number;
  try {
    if (handled) return await callHandler(sh, command, map.fds);
    if (found.kind !== 'file') return await notRun(sh, name, found, say);
    try {
      pid = await sh.sys.spawn(found.path, {
        argv: command.words,
        env,
        fds: map.fds,
        ...groupOptions(sh, undefined, true),
        ...(sh.interactive ? { signals: DEFAULT_SIGNALS } : {}),
      });
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      if (error.errno !== 'ENOEXEC') return await notStarted(sh, name, found.path, error, say);
      const { path } = found;
      pid = sh.fork(
        async (child) => {
          await placeMap(child, map.fds);
          return (await import('./as-script.ts')).runAsScript(child, name, path, command.words.slice(1));
        },
        groupOptions(sh, undefined, true),
      );
    }
  } finally {
    await closeAll(sh, map.opened);
  }
  const statuses = await waitForeground(sh, [pid], command.text);
  return statuses[0] as number;
}

/** Looks in PATH once: a command that has been found is taken to be there still. */
async function findProgram(sh: Shell, name: string, command: ExternalCommand): Promise<Found> {
  const path = command.path ?? command.extraEnv?.get('PATH');
  if (path !== undefined) return findCommand(sh, name, path);
  const known = sh.hashed.get(name);
  if (known && (known.path[0] === '/' || sh.dialect === 'bash')) {
    known.hits++;
    return { kind: 'file', path: known.path };
  }
  const found = await findCommand(sh, name);
  if (found.kind === 'file' && !name.includes('/') && sh.options.hashall) {
    sh.hashed.set(name, { path: found.path, hits: 1 });
  }
  return found;
}

/** Bash calls this function for a command that is nowhere, in a process of its own. */
const HANDLER = 'command_not_found_handle';

async function callHandler(sh: Shell, command: ExternalCommand, fds: ReadonlyMap<number, number>): Promise<number> {
  const pid = sh.fork(
    async (child) => {
      await placeMap(child, fds);
      return child.runner.invoke(child, [HANDLER, ...command.words]);
    },
    groupOptions(sh, undefined, true),
  );
  const statuses = await waitForeground(sh, [pid], command.text);
  return statuses[0] as number;
}

const DEFAULT_SIGNALS: ReadonlyMap<Signal, 'default'> = new Map(JOB_SIGNALS.map((signal) => [signal, 'default']));

async function takeOver(
  sh: Shell,
  command: ExternalCommand,
  found: Found,
  env: ReadonlyMap<string, string>,
): Promise<number> {
  const name = command.words[0] as string;
  await placeForGood(sh, command.redirects);
  const say = (text: string): Awaitable<unknown> => sh.err(text);
  if (found.kind !== 'file') return notRun(sh, name, found, say);
  try {
    return await sh.sys.exec(found.path, command.words, env);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.errno !== 'ENOEXEC') return notStarted(sh, name, found.path, error, say);
    return (await import('./as-script.ts')).runAsScript(sh, name, found.path, command.words.slice(1));
  }
}

/** `exec name`: as the last thing the shell does. */
export async function execProgram(
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
    return await sh.sys.exec(found.path, [options.argv0 ?? name, ...words.slice(1)], env);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.errno === 'ENOEXEC')
      return (await import('./as-script.ts')).runAsScript(sh, name, found.path, words.slice(1));
    return notStarted(sh, name, found.path, error, (text) => sh.err(text));
  }
}

async function placeMap(child: Shell, fds: ReadonlyMap<number, number>): Promise<void> {
  const copies = new Map<number, number>();
  for (const [fd, source] of fds) if (fd !== source) copies.set(fd, child.sys.dup(source, 20));
  for (const [fd, copy] of copies) {
    await child.sys.dup2(copy, fd);
    await child.sys.close(copy);
  }
  child.inherited = new Set(fds.keys());
}

type Say = (text: string) => Awaitable<unknown>;

async function notRun(sh: Shell, name: string, found: Found, say: Say): Promise<number> {
  if (name === '' && sh.dialect !== 'bash') {
    await say(`${sh.prefix()}: Permission denied\n`);
    return 127;
  }
  if (found.kind === 'missing') {
    const pathlike = name.includes('/');
    const text =
      sh.dialect === 'bash'
        ? pathlike
          ? `${name}: No such file or directory`
          : `${name}: command not found`
        : `${name}: not found`;
    await say(`${sh.prefix()}${text}\n`);
    return 127;
  }
  const cause = found.kind === 'directory' && sh.dialect === 'bash' ? 'Is a directory' : 'Permission denied';
  await say(`${sh.prefix()}${found.kind === 'denied' && sh.dialect === 'bash' ? found.path : name}: ${cause}\n`);
  return 126;
}

async function notStarted(sh: Shell, name: string, path: string, error: SysError, say: Say): Promise<number> {
  if (error.errno === 'EAGAIN') throw error;
  if (error.errno === 'ENOENT') {
    if (sh.hashed.get(name)?.path === path && !(await exists(sh, path))) {
      sh.hashed.delete(name);
      await say(
        `${sh.prefix()}${sh.dialect === 'bash' ? `${path}: No such file or directory` : `${name}: not found`}\n`,
      );
      return 127;
    }
    const text = sh.dialect === 'bash' ? `${path}: cannot execute: required file not found` : `${name}: not found`;
    await say(`${sh.prefix()}${text}\n`);
    return 127;
  }
  await say(`${sh.prefix()}${sh.dialect === 'bash' ? path : name}: ${error.message}\n`);
  return 126;
}

async function exists(sh: Shell, path: string): Promise<boolean> {
  try {
    await sh.sys.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}
