/**
 * From a process spec to something the kernel can start: user, environment, directory, and the executable looked up in
 * PATH. Errors carry the inner text of runc's, which Docker's clients read for the exit status.
 */
import { text, utf8 } from '../base/bytes.ts';
import { FailureError } from '../base/errors.ts';
import { LIMITS } from '../base/limits.ts';
import type { ProcessSpec } from '../oci/runtime.ts';
import { SysError } from '../kernel/errno.ts';
import type { Namespace, ProcessOptions } from '../kernel/kernel.ts';
import { O, type Sys } from '../kernel/sys.ts';
import { lookUpUser } from './user.ts';

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** `makeCwd`: a container's working directory is made when it is missing; an exec's must be there. */
export async function prepareLaunch(
  namespace: Namespace,
  spec: ProcessSpec,
  { makeCwd }: { readonly makeCwd: boolean },
): Promise<Omit<ProcessOptions, 'files' | 'terminal'>> {
  const { files } = namespace;
  const user = lookUpUser(
    spec.user,
    spec.groups,
    await readText(files, '/etc/passwd'),
    await readText(files, '/etc/group'),
  );
  const env = environment(spec.env);
  if (!env.has('HOME')) env.set('HOME', user.home);
  const cwd = spec.cwd || '/';
  if (makeCwd) await makeDirectories(files, cwd);
  else if (!cwd.startsWith('/')) throw new FailureError('invalid', 'Cwd must be an absolute path');
  else {
    const kind = await kindOf(files, cwd);
    if (kind !== 'directory') {
      const why = kind === 'missing' ? 'no such file or directory' : 'not a directory';
      throw new FailureError('invalid', `chdir to cwd (${JSON.stringify(cwd)}) set in config.json failed: ${why}`);
    }
  }
  const name = spec.argv[0] ?? '';
  const path = await findExecutable(files, name, env.get('PATH') ?? DEFAULT_PATH, cwd);
  return {
    path,
    argv: spec.argv,
    env,
    cwd,
    uid: user.uid,
    gid: user.gid,
    groups: [...user.groups].sort((a, b) => a - b),
  };
}

/** The last of several settings of one name counts; a name alone takes it away. */
function environment(lines: readonly string[]): Map<string, string> {
  const env = new Map<string, string>();
  for (const line of lines) {
    const cut = line.indexOf('=');
    if (cut > 0) env.set(line.slice(0, cut), line.slice(cut + 1));
    else if (cut < 0) env.delete(line);
  }
  return env;
}

async function findExecutable(files: Sys, name: string, path: string, cwd: string): Promise<string> {
  const quoted = JSON.stringify(name);
  const fail = (text: string) => new FailureError('invalid', `exec: ${quoted}: ${text}`);
  if (name.includes('/')) {
    const absolute = name.startsWith('/') ? name : `${cwd.replace(/\/$/, '')}/${name}`;
    const kind = await kindOf(files, absolute);
    if (kind === 'missing') throw fail(`stat ${name}: no such file or directory`);
    if (kind === 'directory') throw fail('is a directory');
    if (kind === 'plain') throw fail('permission denied');
    return absolute;
  }
  let denied = false;
  for (const directory of path.split(':')) {
    const candidate = `${directory || '.'}/${name}`;
    const kind = await kindOf(files, candidate);
    if (kind === 'executable') return candidate;
    if (kind === 'plain') denied = true;
  }
  throw denied ? fail('permission denied') : fail('executable file not found in $PATH');
}

async function kindOf(files: Sys, path: string): Promise<'missing' | 'directory' | 'plain' | 'executable'> {
  try {
    const stat = await files.stat(path);
    if (stat.type === 'directory') return 'directory';
    return stat.mode & 0o111 ? 'executable' : 'plain';
  } catch (error) {
    if (error instanceof SysError) return 'missing';
    throw error;
  }
}

/** A file's text; empty when there is none. */
export async function readText(files: Sys, path: string): Promise<string> {
  try {
    const fd = await files.open(path, O.RDONLY);
    try {
      let whole = '';
      for (;;) {
        const chunk = await files.read(fd, LIMITS.pipeBytes);
        if (chunk.length === 0) return whole;
        whole += text(chunk);
      }
    } finally {
      await files.close(fd);
    }
  } catch (error) {
    if (error instanceof SysError) return '';
    throw error;
  }
}

/** Replaces the content of a file that is there. */
export async function writeText(files: Sys, path: string, content: string): Promise<void> {
  const fd = await files.open(path, O.WRONLY | O.TRUNC);
  try {
    await files.write(fd, utf8(content));
  } finally {
    await files.close(fd);
  }
}

/** `mkdir -p`: what runc does with a working directory or mount point that is not there. */
export async function makeDirectories(files: Sys, path: string): Promise<void> {
  let at = '';
  for (const name of path.split('/').filter((part) => part !== '')) {
    at += `/${name}`;
    try {
      await files.mkdir(at, 0o755);
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'EEXIST') throw error;
    }
  }
}

/** An empty file to mount on, unless something is there already. */
export async function makeFile(files: Sys, path: string): Promise<void> {
  await makeDirectories(files, path.slice(0, path.lastIndexOf('/')) || '/');
  try {
    await files.lstat(path);
  } catch (error) {
    if (!(error instanceof SysError) || error.errno !== 'ENOENT') throw error;
    await files.close(await files.open(path, O.WRONLY | O.CREAT, 0o755));
  }
}
