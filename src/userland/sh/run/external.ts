/** Programs: found in PATH, started with their descriptors, waited for. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { SysError } from '../../../kernel/errno.ts';
import type { Signal } from '../../../kernel/signals.ts';
import { chain } from '../awaitable.ts';
import type { Shell } from '../shell.ts';
import { encodeText } from '../text-bytes.ts';
import { groupOptions, waitForeground } from './foreground.ts';
import type { Found } from './lookup.ts';
import { findCommand } from './lookup.ts';
import type { CompiledRedirect } from './redirections.ts';
import { closeAll, descriptorMap, placeForGood, placeMap } from './redirections.ts';

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

/** What is said of a command that does not run comes when there is one. */
function complaints() {
  return import('./not-run.ts');
}

export async function runExternal(sh: Shell, command: ExternalCommand): Promise<number> {
  const name = command.words[0] as string;
  const looked = findProgram(sh, name, command);
  const found = looked instanceof Promise ? await looked : looked;
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
    if (handled) return await (await complaints()).callHandler(sh, HANDLER, command, map.fds);
    if (found.kind !== 'file') return await (await complaints()).notRun(sh, command.words, found, say);
    try {
      pid = await sh.sys.spawn(found.path, {
        argv: command.words,
        env,
        fds: map.fds,
        ...groupOptions(sh, undefined, true),
        signals: defaults(sh),
      });
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      if (error.errno !== 'ENOEXEC') return await failedToStart(sh, name, found.path, error, say);
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

/** A path has not been looked at before it was started: why it was not is told now. */
async function failedToStart(
  sh: Shell,
  name: string,
  path: string,
  error: SysError,
  say: (text: string) => Awaitable<unknown>,
): Promise<number> {
  const { notRun, notStarted } = await complaints();
  const tells = name.includes('/') && !(sh.dialect === 'bash' && error.errno === 'ENOTDIR');
  const found: Found = tells ? await findCommand(sh, name) : { kind: 'file', path };
  return found.kind === 'file' ? notStarted(sh, name, path, error, say) : notRun(sh, [name], found, say);
}

/** Looks in PATH once: a command that has been found is taken to be there still. A path is what it says. */
function findProgram(sh: Shell, name: string, command: ExternalCommand): Awaitable<Found> {
  if (name.includes('/')) return { kind: 'file', path: name };
  const path = command.path ?? command.extraEnv?.get('PATH');
  if (path !== undefined) return findCommand(sh, name, path);
  const known = sh.hashed.get(name);
  if (known && (known.path[0] === '/' || sh.dialect === 'bash')) {
    known.hits++;
    return { kind: 'file', path: known.path };
  }
  return chain(findCommand(sh, name), (found) => {
    if (found.kind === 'file' && sh.options.hashall) sh.hashed.set(name, { path: found.path, hits: 1 });
    return found;
  });
}

/** Bash calls this function for a command that is nowhere, in a process of its own. */
const HANDLER = 'command_not_found_handle';

function defaults(sh: Shell): ReadonlyMap<Signal, 'default'> {
  return new Map(sh.ownSignals.flatMap((signal) => (sh.traps.get(signal) === '' ? [] : [[signal, 'default']])));
}

async function takeOver(
  sh: Shell,
  command: ExternalCommand,
  found: Found,
  env: ReadonlyMap<string, string>,
): Promise<number> {
  const name = command.words[0] as string;
  await placeForGood(sh, command.redirects);
  const say = (text: string): Awaitable<unknown> => sh.err(text);
  if (found.kind !== 'file') return (await complaints()).notRun(sh, command.words, found, say);
  try {
    sh.releaseSignals();
    return await sh.sys.exec(found.path, command.words, env);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.errno !== 'ENOEXEC') return failedToStart(sh, name, found.path, error, say);
    return (await import('./as-script.ts')).runAsScript(sh, name, found.path, command.words.slice(1));
  }
}
