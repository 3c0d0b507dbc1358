/** Whether what is to be mounted fits where it goes, and what runc says when it does not. */
import { FailureError } from '../base/errors.ts';
import { SysError } from '../kernel/errno.ts';
import type { Sys } from '../kernel/sys.ts';
import type { Mount } from '../kernel/vfs/filesystem.ts';
import type { MountSpec } from '../oci/runtime.ts';

type Place = Pick<Mount, 'target' | 'readonly'>;

export interface Fit {
  readonly isFile: boolean;
  /** Of the container's root, as errors call it. */
  readonly rootPath: string;
  /** What is mounted before, the innermost last. */
  readonly below: readonly Place[];
}

/** Fails with `invalid` unless `spec` can be mounted on what is there, or on what can be made there. */
export async function requireFit(files: Sys, spec: MountSpec, { isFile, rootPath, below }: Fit): Promise<void> {
  const { target } = spec;
  const source = sourceOf(spec);
  const refuse = (reason: string): never => {
    const where = `error mounting ${JSON.stringify(source)} to rootfs at ${JSON.stringify(target)}`;
    throw new FailureError('invalid', `error during container init: ${where}: ${reason}`);
  };
  const cannotMake = `create mount destination for ${target} mount: `;
  const unsafe = unsafeInProc(target);
  if (unsafe) {
    const merged = JSON.stringify(`${rootPath}${target}`);
    refuse(`${cannotMake}check proc-safety of ${target} mount: ${merged} cannot be mounted because it is ${unsafe}`);
  }
  const { path, type, isWhole, missing } = await reach(files, target);
  if (missing !== undefined && isReadonly(below, target)) {
    const made = isFile && missing === target ? 'create target of file bind-mount: mknod regular file' : 'mkdirat';
    const parent = isFile && missing !== target ? 'make parent dir of file bind-mount: ' : '';
    refuse(`${cannotMake}${parent}${made} ${rootPath}${missing}: read-only file system`);
  }
  if (type === undefined || (type === 'directory') === (isWhole ? !isFile : true)) return;
  const mkdir = `cannot mkdir in ${rootPath}${path}: not a directory`;
  if (!isWhole) refuse(`${cannotMake}${isFile ? 'make parent dir of file bind-mount: ' : ''}${mkdir}`);
  const via = `mount ${source}:${target} (via /proc/self/fd/6), flags: `;
  if (isFile) refuse(`${via}0x5000: not a directory`);
  if (spec.type !== 'tmpfs') refuse(`${cannotMake}${mkdir}`);
  const { mode } = await files.stat(path);
  const data = [`mode=0${(mode & 0o777).toString(8)}`, ...(spec.type === 'tmpfs' ? spec.options : [])];
  refuse(`${via}0xe, data: ${data.filter((option) => option.includes('=')).join(',')}: not a directory`);
}

/** What runc lets nobody mount on, for its own safety; undefined for all else. */
function unsafeInProc(target: string): string | undefined {
  if (target === '/proc') return 'not of type proc';
  return target.startsWith('/proc/') && !SAFE_IN_PROC.includes(target.slice('/proc/'.length))
    ? 'inside /proc'
    : undefined;
}

const SAFE_IN_PROC = ['cpuinfo', 'diskstats', 'meminfo', 'stat', 'swaps', 'uptime', 'loadavg', 'slabinfo', 'net/dev'];

/** Whether what `target` lies in is mounted read-only; the root of a container becomes so only later. */
function isReadonly(below: readonly Place[], target: string): boolean {
  const around = below.filter((mount) => target.startsWith(`${mount.target}/`));
  return around.at(-1)?.readonly ?? false;
}

/**
 * Over the root, or over /dev, runc can mount something, and then misses what it needs itself. Fails with `invalid`.
 */
export async function refuseHidden(spec: MountSpec, mount: Mount, isHostNetwork: boolean): Promise<void> {
  const refuse = (reason: string): never => {
    throw new FailureError('invalid', reason);
  };
  if (spec.target === '/') {
    const missing = isHostNetwork ? '/proc/self/fd' : '/proc/sys/net/ipv4/ip_unprivileged_port_start';
    const doing = isHostNetwork ? 'error closing exec fds' : 'error during container init';
    refuse(`${doing}: open ${missing}: no such file or directory`);
  }
  if (spec.target !== '/dev') return;
  const opening = 'error during container init: error reopening /dev/null inside container: open /dev/null';
  if (spec.type === 'tmpfs') refuse(`${opening}: permission denied`);
  if (spec.type === 'volume' && (await mount.fs.root.lookup?.('null')) === undefined)
    refuse('unable to setup user: stat /dev/null: no such file or directory');
}

function sourceOf(spec: MountSpec): string {
  if (spec.type === 'tmpfs') return 'tmpfs';
  return spec.type === 'bind' ? spec.source : `/var/lib/docker/volumes/${spec.name}/_data`;
}

/** How far `target` goes: the last thing that is there, links followed, and whether that is the target itself. */
async function reach(
  files: Sys,
  target: string,
): Promise<{
  readonly path: string;
  readonly type: string | undefined;
  readonly isWhole: boolean;
  /** The first that is not there. */
  readonly missing?: string;
}> {
  const names = target.split('/').filter((name) => name !== '');
  let last: { path: string; type: string } = { path: '/', type: 'directory' };
  for (const [index, name] of names.entries()) {
    try {
      const path = await files.realpath(`${last.path === '/' ? '' : last.path}/${name}`);
      last = { path, type: (await files.stat(path)).type };
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'ENOENT') throw error;
      const missing = `${last.path === '/' ? '' : last.path}/${name}`;
      return { path: last.path, type: undefined, isWhole: false, missing };
    }
    if (last.type !== 'directory') return { ...last, isWhole: index === names.length - 1 };
  }
  return { ...last, isWhole: true };
}
