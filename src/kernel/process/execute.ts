/** Running executable files (execve(2)): programs of the table, `#!` scripts, foreign binaries by name. */
import { LIMITS } from '../../base/limits.ts';
import { type Executable, executableOf, PROGRAM_HEADER_BYTES } from '../../base/program-file.ts';
import { after } from '../awaitable.ts';
import { ProcessGone, SysError } from '../errno.ts';
import type { Awaitable, Program, Stat, Sys } from '../sys.ts';
import { utf8 } from '../../base/bytes.ts';
import type { Inode } from '../vfs/filesystem.ts';
import { type Location, pathOf } from '../vfs/location.ts';
import { EXECUTE, type Identity, require, type Rights, rightsOf } from '../vfs/permissions.ts';
import { walk } from '../vfs/walk.ts';
import type { Machine } from './machine.ts';
import type { NamespaceState } from './namespace.ts';
import type { Process } from './process.ts';

/** What is about to run. */
export interface Image {
  readonly program: Program;
  readonly name: string;
  readonly argv: readonly string[];
  /** Of the file first asked for. */
  readonly path: string;
  /** The path as it was called by, links not followed: its base name is what /proc/PID/comm tells. */
  readonly called: string;
  readonly inode: Inode;
  /** Of set-user-id and set-group-id files. */
  readonly euid: number | undefined;
  readonly egid: number | undefined;
}

/** The program that explains itself when there is none of the name; without it the call fails with ENOEXEC. */
const UNSIMULATED = 'unsimulated';

/** Interpreters of interpreters, at most (BINPRM_MAX_RECURSION). */
const SCRIPT_DEPTH = 5;

export interface LoadFrom {
  readonly namespace: Pick<NamespaceState, 'machine' | 'confinement'>;
  readonly root: Location;
  readonly cwd: Location;
  readonly who: Identity;
}

/** Finds what a path runs. ENOENT, EACCES, ENOEXEC, ELOOP (too many interpreters), E2BIG. */
export function loadImage(from: LoadFrom, path: string, argv: readonly string[], depth = 0): Awaitable<Image> {
  if (depth > SCRIPT_DEPTH) throw new SysError('ELOOP');
  return after(walk(from, path), (place) => examine(from, path, argv, depth, place));
}

function examine(
  from: LoadFrom,
  path: string,
  argv: readonly string[],
  depth: number,
  place: Location,
): Awaitable<Image> {
  return after(rightsOf(place.inode), (rights) => {
    if (rights.type !== 'file' || mountedWith(place, 'noexec')) throw new SysError('EACCES');
    require(rights, from.who, EXECUTE);
    return after(recognise(place.inode), (executable) => choose(from, path, argv, depth, place, rights, executable));
  });
}

const mountedWith = ({ mount }: Location, flag: string): boolean => mount.mount.flags?.includes(flag) ?? false;

function choose(
  from: LoadFrom,
  path: string,
  argv: readonly string[],
  depth: number,
  place: Location,
  rights: Rights,
  executable: Executable,
): Awaitable<Image> {
  if (executable.kind === 'unknown') throw new SysError('ENOEXEC');
  if (executable.kind === 'script') {
    const { interpreter, argument } = executable;
    const words = [interpreter, ...(argument === undefined ? [] : [argument]), path, ...argv.slice(1)];
    const image = loadImage(from, interpreter, words, depth + 1);
    const own = { path: pathOf(place), called: path };
    return image instanceof Promise ? image.then((found) => ({ ...found, ...own })) : { ...image, ...own };
  }
  const image = (found: Program | undefined, name: string): Image => {
    if (!found) throw new SysError('ENOEXEC');
    const keepsIds = from.namespace.confinement.noNewPrivileges || mountedWith(place, 'nosuid');
    const setuid = rights.mode & 0o4000 && !keepsIds ? rights.uid : undefined;
    const setgid = rights.mode & 0o2000 && !keepsIds && rights.mode & 0o10 ? rights.gid : undefined;
    return {
      program: found,
      name,
      argv,
      path: pathOf(place),
      called: path,
      inode: place.inode,
      euid: setuid,
      egid: setgid,
    };
  };
  if (executable.kind === 'program') {
    const { programs } = from.namespace.machine;
    const found = programs(executable.name) ?? programs(UNSIMULATED);
    if (!(found instanceof Promise)) return image(found, executable.name);
    return found.then((program) => program ?? programs(UNSIMULATED)).then((program) => image(program, executable.name));
  }
  return foreign(from.namespace.machine, place.name, argv[0] ?? '').then(([found, name]) => image(found, name));
}

/** A binary of a real image: the program of the file's name, or the name it was called by. */
async function foreign(machine: Machine, name: string, called: string): Promise<[Program | undefined, string]> {
  for (const candidate of [name, called.slice(called.lastIndexOf('/') + 1)]) {
    const program = await machine.programs(candidate);
    if (program) return [program, candidate];
  }
  return [await machine.programs(UNSIMULATED), name];
}

const known = new WeakMap<object, Executable>();
const knownByInode = new WeakMap<Inode, { readonly ctime: number; readonly size: number; readonly kind: Executable }>();

/** What the head of a file says, remembered as long as the file does not change. */
function recognise(inode: Inode): Awaitable<Executable> {
  const identity = inode.contentIdentity;
  if (!identity) return after(inode.stat(), (stat) => recogniseChanged(inode, stat));
  const kind = known.get(identity);
  if (kind) return kind;
  return after(inode.read(0, PROGRAM_HEADER_BYTES), (head) => {
    const learnt = executableOf(head);
    known.set(identity, learnt);
    return learnt;
  });
}

function recogniseChanged(inode: Inode, { ctime, size }: Stat): Awaitable<Executable> {
  const seen = knownByInode.get(inode);
  if (seen && seen.ctime === ctime && seen.size === size) return seen.kind;
  return after(inode.read(0, PROGRAM_HEADER_BYTES), (head) => {
    const kind = executableOf(head);
    knownByInode.set(inode, { ctime, size, kind });
    return kind;
  });
}

/** Fails with E2BIG when arguments and environment are too large. */
export function checkArguments(argv: readonly string[], env: ReadonlyMap<string, string>): void {
  let bytes = 0;
  for (const word of argv) bytes += word.length + 9;
  for (const [name, value] of env) bytes += name.length + value.length + 10;
  if (bytes > LIMITS.argumentBytes) throw new SysError('E2BIG');
}

/** Gives a process its image: names and set-id rights. Its code is started by `runProgram`. */
export function become(process: Process, image: Image, env: ReadonlyMap<string, string>): void {
  process.dataBytes = 0;
  process.argv = image.argv;
  process.env = env;
  process.program = image.name;
  process.executable = image.path;
  process.exeInode = image.inode;
  process.called = image.called;
  if (image.euid !== undefined) process.euid = image.euid;
  if (image.egid !== undefined) process.egid = image.egid;
}

/** Runs code as the process: from now until it waits for the first time, unless too many are being started. */
export function runProgram(process: Process, program: Program): void {
  const sys = process.namespace.machine.systemCalls(process);
  process.sys = sys;
  process.namespace.machine.scheduler.start(() => {
    if (process.ended || process.sys !== sys) return;
    if (process.attention) void Promise.resolve(process.attend()).then(() => enter(process, sys, program), noop);
    else enter(process, sys, program);
  });
}

function enter(process: Process, sys: Sys, program: Program): void {
  const { scheduler } = process.namespace.machine;
  const before = scheduler.current;
  scheduler.enter(process);
  try {
    const status = program(sys);
    if (status instanceof Promise) {
      status.then(
        (value) => finish(process, sys, value),
        (error: unknown) => crash(process, sys, error),
      );
    } else finish(process, sys, status);
  } catch (error) {
    crash(process, sys, error);
  } finally {
    if (scheduler.current !== before) scheduler.back(before);
  }
}

function finish(process: Process, sys: Sys, status: number): void {
  if (process.sys === sys) process.end({ kind: 'exited', status: status & 0xff });
}

/**
 * A program let an exception out. A failed call is an error message and status 1; anything else is a defect of the
 * program, which ends as a C program would: overflowing its stack by SIGSEGV, otherwise by SIGABRT.
 */
function crash(process: Process, sys: Sys, error: unknown): void {
  if (error instanceof ProcessGone || process.sys !== sys || process.ended) return;
  if (isOutOfMemory(error)) {
    process.namespace.cgroup.oomKilled = true;
    return process.end({ kind: 'signaled', signal: 'KILL' });
  }
  const message = error instanceof Error ? error.message : String(error);
  try {
    const written = process.files.get(2).file.write(utf8(`${process.command}: ${message}\n`), process);
    if (written instanceof Promise) written.catch(noop);
  } catch {
    // There is nowhere to say it.
  }
  if (error instanceof SysError) process.end({ kind: 'exited', status: 1 });
  else process.end({ kind: 'signaled', signal: error instanceof RangeError ? 'SEGV' : 'ABRT' });
}

/** A string or an array longer than the engine of JavaScript makes them: more memory than the simulated machine has. */
function isOutOfMemory(error: unknown): boolean {
  return (
    error instanceof RangeError && /^Invalid (string|array|typed array) length|allocation failed/.test(error.message)
  );
}

function noop(): void {}
