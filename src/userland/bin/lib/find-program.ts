/** Where a command is: the search in PATH that execvp does, and running a child to its end. */
import { SysError } from '../../../kernel/errno.ts';
import type { SpawnOptions, Sys, WaitStatus } from '../../../kernel/sys.ts';
import { signalNumber } from '../../../kernel/signals.ts';
import type { Tool } from './tool.ts';

export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Every executable file of that name along PATH, first match first. */
export async function findAll(sys: Sys, name: string, path = sys.env.get('PATH') ?? DEFAULT_PATH): Promise<string[]> {
  const found: string[] = [];
  const places = name.includes('/') ? [name] : path.split(':').map((directory) => `${directory || '.'}/${name}`);
  for (const place of places) {
    try {
      if ((await sys.stat(place)).type === 'file' && (await sys.access(place, { execute: true }))) found.push(place);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
  return found;
}

/** Starts a command as execvp would find it. Fails with ENOENT when it is nowhere. */
export async function spawnCommand(
  sys: Sys,
  argv: readonly string[],
  options: Partial<SpawnOptions> = {},
): Promise<number> {
  const name = argv[0] as string;
  const path = name.includes('/') ? name : (await findAll(sys, name, options.env?.get('PATH') ?? undefined))[0];
  if (!path) throw new SysError('ENOENT');
  return sys.spawn(path, { env: sys.env, ...options, argv });
}

export async function execCommand(
  sys: Sys,
  argv: readonly string[],
  env: ReadonlyMap<string, string> = sys.env,
): Promise<never> {
  const name = argv[0] as string;
  const path = name.includes('/') ? name : (await findAll(sys, name, env.get('PATH') ?? DEFAULT_PATH))[0];
  if (!path) throw new SysError('ENOENT');
  return sys.exec(path, argv, env);
}

/** Becomes a command, or says in GNU's words that it cannot: 127 when there is none, 126 when it does not run. */
export async function runInPlace(t: Tool, argv: readonly string[], failure: string): Promise<number> {
  try {
    return await execCommand(t.sys, argv);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const status = error.errno === 'ENOENT' ? 127 : 126;
    return t.die(`${failure}: ${error.message}`, `can't execute '${argv[0]}': ${error.message}`, status);
  }
}

/** As the shell counts it: 128 and the signal's number when a signal ended it. */
export function exitStatus(status: WaitStatus): number {
  if (status.kind === 'exited') return status.status;
  return status.kind === 'signaled' || status.kind === 'stopped' ? 128 + signalNumber(status.signal) : 0;
}

export async function waitFor(sys: Sys, pid: number): Promise<number> {
  return exitStatus(await endOf(sys, pid));
}

/** How a child ended. */
export async function endOf(sys: Sys, pid: number): Promise<WaitStatus> {
  for (;;) {
    try {
      const result = await sys.wait(pid);
      if (result && result.status.kind !== 'stopped' && result.status.kind !== 'continued') return result.status;
    } catch (error) {
      if (!(error instanceof SysError && error.errno === 'EINTR')) throw error;
    }
  }
}
