/** The module `child_process`: other programs of the container as children. */
import { Buffer } from 'buffer';
import EventEmitter from 'events/events.js';
import { Readable, Writable } from 'readable-stream';
import { SysError } from '../../kernel/errno.ts';
import { parseSignal, signalNumber } from '../../kernel/signals.ts';
import { O, type SpawnOptions, type WaitStatus } from '../../kernel/sys.ts';
import type { Guest, SyncSys } from '../guest/guest.ts';
import type { EventLoop } from './event-loop.ts';
import { bytesOf, plainBytes } from './file-operations.ts';
import type { NodeProcess } from './process-object.ts';
import { systemError, unsimulated } from './system-error.ts';

const READ_BYTES = 64 * 1024;
const SHELL = '/bin/sh';
type Options = Readonly<Record<string, unknown>>;
type Done = (error: Error | null, stdout: unknown, stderr: unknown) => void;

export class ChildProcess extends EventEmitter {
  pid: number | undefined;
  exitCode: number | null = null;
  signalCode: string | null = null;
  killed = false;
  stdin: Writable | null = null;
  stdout: Readable | null = null;
  stderr: Readable | null = null;
  spawnfile = '';
  spawnargs: readonly string[] = [];
}

export function childProcessModule(guest: Guest, loop: EventLoop, process: NodeProcess): Record<string, unknown> {
  const { sync } = guest;

  const find = (name: string, env: ReadonlyMap<string, string>): string => {
    if (name.includes('/')) return name;
    for (const directory of (env.get('PATH') ?? '/usr/local/bin:/usr/bin:/bin').split(':')) {
      const path = `${directory || '.'}/${name}`;
      try {
        if (sync.stat(path).type === 'file' && sync.access(path, { execute: true })) return path;
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
      }
    }
    throw new SysError('ENOENT');
  };

  /** Starts a program with these descriptors; what it throws is worded as Node words it. */
  const start = (file: string, args: readonly string[], options: Options, fds: ReadonlyMap<number, number>): number => {
    const env = new Map(Object.entries((options.env as Record<string, string> | undefined) ?? process.env));
    const shell = options.shell ? (typeof options.shell === 'string' ? options.shell : SHELL) : undefined;
    const argv = shell ? [shell, '-c', [file, ...args].join(' ')] : [file, ...args];
    try {
      const path = find(argv[0] as string, env);
      const spawn: SpawnOptions = { argv, env, fds, ...(options.cwd !== undefined && { cwd: String(options.cwd) }) };
      return sync.spawn(path, spawn);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      const made = systemError(error, { syscall: `spawn ${argv[0]}` });
      made.message = `spawn ${argv[0]} ${error.errno}`;
      throw Object.assign(made, { path: argv[0], spawnargs: argv.slice(1) });
    }
  };

  const spawn = (file: string, ...rest: readonly unknown[]): ChildProcess => {
    const args = Array.isArray(rest[0]) ? (rest[0] as unknown[]).map(String) : [];
    const options = (Array.isArray(rest[0]) ? rest[1] : rest[0]) as Options | undefined;
    return begin(file, args, options ?? {});
  };

  const begin = (file: string, args: readonly string[], options: Options): ChildProcess => {
    const child = new ChildProcess();
    const { fds, mine, theirs } = plumb(sync, options.stdio);
    Object.assign(child, { spawnfile: file, spawnargs: [file, ...args] });
    child.stdin = mine[0] === undefined ? null : writer(guest, loop, mine[0]);
    child.stdout = mine[1] === undefined ? null : reader(guest, loop, mine[1]);
    child.stderr = mine[2] === undefined ? null : reader(guest, loop, mine[2]);
    try {
      child.pid = start(file, args, options, fds);
    } catch (error) {
      for (const fd of theirs) sync.close(fd);
      const release = loop.hold();
      loop.nextTick(() => {
        release();
        child.emit('error', error);
      });
      return child;
    }
    for (const fd of theirs) sync.close(fd);
    const { pid } = child;
    Object.assign(child, {
      kill: (signal: string | number = 'SIGTERM') => {
        child.killed = true;
        try {
          sync.kill(pid, parseSignal(String(signal)) ?? 'TERM');
          return true;
        } catch {
          return false;
        }
      },
      ref: () => undefined,
      unref: () => undefined,
    });
    loop.nextTick(() => child.emit('spawn'));
    const release = loop.hold();
    void guest.async.wait(pid).then((result) => {
      const { code, signal } = endOf(result?.status);
      child.exitCode = code;
      child.signalCode = signal;
      loop.run(() => child.emit('exit', code, signal));
      const outputs = [child.stdout, child.stderr].filter((stream) => stream !== null);
      // What nobody reads is let through, so that it ends.
      for (const stream of outputs) stream.resume();
      void Promise.all(
        outputs.map(
          (stream) =>
            new Promise((done) => (stream.destroyed ? done(undefined) : stream.once('close', () => done(undefined)))),
        ),
      ).then(() => {
        release();
        loop.run(() => child.emit('close', code, signal));
      });
    });
    return child;
  };

  /** Runs to the end, its output in memory. */
  const runSync = (file: string, args: readonly string[], options: Options) => {
    const { fds, mine, theirs } = plumb(sync, options.stdio);
    let pid: number;
    try {
      pid = start(file, args, options, fds);
    } finally {
      for (const fd of theirs) sync.close(fd);
    }
    if (mine[0] !== undefined) {
      if (options.input !== undefined) sync.write(mine[0], bytesOf(options.input));
      sync.close(mine[0]);
    }
    const outputs = drain(sync, [mine[1], mine[2]]);
    const { code, signal } = endOf(sync.wait(pid)?.status);
    const shown = (bytes: Buffer | null) =>
      bytes && options.encoding && options.encoding !== 'buffer' ? bytes.toString(options.encoding as 'utf8') : bytes;
    const [stdout, stderr] = outputs.map(shown);
    return { pid, status: code, signal, stdout, stderr, output: [null, stdout, stderr] };
  };

  const spawnSync = (file: string, ...rest: readonly unknown[]) => {
    const args = Array.isArray(rest[0]) ? (rest[0] as unknown[]).map(String) : [];
    const options = ((Array.isArray(rest[0]) ? rest[1] : rest[0]) ?? {}) as Options;
    try {
      return runSync(file, args, options);
    } catch (error) {
      return { pid: 0, status: null, signal: null, stdout: null, stderr: null, output: null, error };
    }
  };

  const checked = (command: string, result: ReturnType<typeof runSync>, options: Options): unknown => {
    if (result.stderr && !options.stdio) process.stderr.write(result.stderr);
    if (result.status === 0) return result.stdout;
    const error = new Error(`Command failed: ${command}${result.stderr ? `\n${String(result.stderr)}` : ''}`);
    throw Object.assign(error, result);
  };

  const exec = (file: string, args: readonly string[], options: Options, done: Done | undefined): ChildProcess => {
    const child = begin(file, args, options);
    const parts: [Buffer[], Buffer[]] = [[], []];
    child.stdout?.on('data', (chunk: Buffer) => parts[0].push(Buffer.from(chunk)));
    child.stderr?.on('data', (chunk: Buffer) => parts[1].push(Buffer.from(chunk)));
    const text = (chunks: Buffer[]) => {
      const bytes = Buffer.concat(chunks);
      return options.encoding === 'buffer' ? bytes : bytes.toString((options.encoding as 'utf8') ?? 'utf8');
    };
    child.once('error', (error: Error) => done?.(error, '', ''));
    child.once('close', (code: number | null, signal: string | null) => {
      const [stdout, stderr] = parts.map(text);
      if (code === 0) return done?.(null, stdout, stderr);
      const command = options.shell ? file : [file, ...args].join(' ');
      const error = new Error(`Command failed: ${command}\n${String(stderr)}`);
      done?.(
        Object.assign(error, { code, killed: child.killed, signal, cmd: command, stdout, stderr }),
        stdout,
        stderr,
      );
    });
    return child;
  };

  const execCommand = (command: string, ...rest: readonly unknown[]) => {
    const options = (typeof rest[0] === 'object' ? rest[0] : {}) as Options;
    return exec(command, [], { shell: true, ...options }, rest.at(-1) as Done | undefined);
  };
  const execFile = (file: string, ...rest: readonly unknown[]) => {
    const args = (rest.find((one) => Array.isArray(one)) as string[] | undefined) ?? [];
    const options = (rest.find((one) => typeof one === 'object' && !Array.isArray(one)) ?? {}) as Options;
    return exec(file, args, options, rest.find((one) => typeof one === 'function') as Done | undefined);
  };
  const promised = Symbol.for('nodejs.util.promisify.custom');
  const both = (work: (...args: readonly never[]) => unknown) => ({
    [promised]: (...args: readonly unknown[]) =>
      new Promise((resolve, reject) => {
        const done: Done = (error, stdout, stderr) => (error ? reject(error) : resolve({ stdout, stderr }));
        work(...([...args, done] as never[]));
      }),
  });
  return {
    ChildProcess,
    spawn,
    spawnSync,
    exec: Object.assign(execCommand, both(execCommand as never)),
    execFile: Object.assign(execFile, both(execFile as never)),
    execSync: (command: string, options: Options = {}) =>
      checked(command, runSync(command, [], { shell: true, ...options }), options),
    execFileSync: (file: string, ...rest: readonly unknown[]) => {
      const args = Array.isArray(rest[0]) ? (rest[0] as unknown[]).map(String) : [];
      const options = ((Array.isArray(rest[0]) ? rest[1] : rest[0]) ?? {}) as Options;
      return checked([file, ...args].join(' '), runSync(file, args, options), options);
    },
    fork: () => {
      throw unsimulated('child_process.fork', 'start another Node with a channel to it');
    },
  };
}

interface Plumbing {
  /** The child's descriptors. */
  readonly fds: Map<number, number>;
  /** This side's ends of pipes. */
  readonly mine: readonly (number | undefined)[];
  /** To be closed once the child has them. */
  readonly theirs: readonly number[];
}

function plumb(sync: SyncSys, stdio: unknown): Plumbing {
  const kinds: readonly unknown[] = Array.isArray(stdio) ? stdio : [stdio, stdio, stdio];
  const fds = new Map<number, number>();
  const mine: (number | undefined)[] = [];
  const theirs: number[] = [];
  for (let fd = 0; fd < 3; fd++) {
    const kind = kinds[fd] ?? 'pipe';
    if (kind === 'inherit') fds.set(fd, fd);
    else if (typeof kind === 'number') fds.set(fd, kind);
    else if (kind === 'ignore') {
      const empty = sync.open('/dev/null', O.RDWR);
      fds.set(fd, empty);
      theirs.push(empty);
    } else {
      const [reader, writer] = sync.pipe();
      fds.set(fd, fd === 0 ? reader : writer);
      theirs.push(fd === 0 ? reader : writer);
      mine[fd] = fd === 0 ? writer : reader;
    }
  }
  return { fds, mine, theirs };
}

function drain(sync: SyncSys, fds: readonly (number | undefined)[]): (Buffer | null)[] {
  const parts = fds.map((): Uint8Array[] => []);
  const open = new Set(fds.filter((fd) => fd !== undefined));
  while (open.size > 0) {
    for (const fd of sync.poll([...open].map((one) => ({ fd: one, events: 'read' as const })))) {
      const bytes = sync.read(fd, READ_BYTES);
      if (bytes.length > 0) parts[fds.indexOf(fd)]?.push(bytes);
      else {
        sync.close(fd);
        open.delete(fd);
      }
    }
  }
  return fds.map((fd, i) => (fd === undefined ? null : Buffer.concat(parts[i] as Uint8Array[])));
}

function endOf(status: WaitStatus | undefined): { code: number | null; signal: string | null } {
  if (status?.kind === 'exited') return { code: status.status, signal: null };
  if (status?.kind === 'signaled')
    return { code: null, signal: signalNumber(status.signal) > 0 ? `SIG${status.signal}` : null };
  return { code: null, signal: null };
}

function reader(guest: Guest, loop: EventLoop, fd: number): Readable {
  const stream: Readable = new Readable({
    read: () => {
      loop.during(guest.async.read(fd, READ_BYTES)).then(
        (bytes) => loop.run(() => stream.push(bytes.length > 0 ? bytes : null)),
        (error: unknown) => loop.run(() => stream.destroy(error as Error)),
      );
    },
    destroy: (error: Error | null, done: (error: Error | null) => void) => {
      guest.async.close(fd).then(
        () => loop.run(() => done(error)),
        () => loop.run(() => done(error)),
      );
    },
  });
  return stream;
}

function writer(guest: Guest, loop: EventLoop, fd: number): Writable {
  return new Writable({
    write: (chunk: Uint8Array, _: string, done: (error?: unknown) => void) => {
      loop.during(guest.async.write(fd, plainBytes(chunk))).then(
        () => loop.run(() => done()),
        (error: unknown) =>
          loop.run(() => done(error instanceof SysError ? systemError(error, { syscall: 'write' }) : error)),
      );
    },
    final: (done: () => void) => {
      guest.async.close(fd).then(
        () => loop.run(done),
        () => loop.run(done),
      );
    },
  });
}
