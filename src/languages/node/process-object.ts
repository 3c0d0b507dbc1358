/** The global `process`. */
import EventEmitter from 'events/events.js';
import type { SysError } from '../../kernel/errno.ts';
import { parseSignal, type Signal, SIGNALS } from '../../kernel/signals.ts';
import type { Guest } from '../guest/guest.ts';
import type { EventLoop } from './event-loop.ts';
import { inputStream, outputStream } from './file-streams.ts';
import { codedError, nodeError } from './system-error.ts';
import { NODE_VERSION, V8_VERSION } from './version.ts';

export interface NodeProcess extends EventEmitter {
  exitCode: number | string | undefined;
  argv: string[];
  execArgv: string[];
  readonly env: Record<string, string>;
  readonly stdin: ReturnType<typeof inputStream>;
  readonly stdout: ReturnType<typeof outputStream>;
  readonly stderr: ReturnType<typeof outputStream>;
  cwd(): string;
  exit(code?: number | string): never;
  /** Ends the program with `exitCode`, after the listeners of `exit`. */
  end(): never;
}

export function processObject(guest: Guest, loop: EventLoop): NodeProcess {
  const { start } = guest;
  const { now } = performance;
  const begun = performance.now();
  const time = () => now.call(performance) - begun;
  const process = new EventEmitter() as NodeProcess;
  let cwd = start.cwd;
  let exiting = false;
  let mask = 0o022;
  const end = (): never => {
    if (!exiting) {
      exiting = true;
      process.emit('exit', Number(process.exitCode ?? 0));
    }
    return guest.exit(Number(process.exitCode ?? 0));
  };
  Object.assign(process, {
    title: 'node',
    version: `v${NODE_VERSION}`,
    versions: { node: NODE_VERSION, v8: V8_VERSION, drydock: 'worker' },
    release: { name: 'node', lts: 'Iron' },
    arch: 'x64',
    platform: 'linux',
    pid: start.pid,
    ppid: start.ppid,
    execPath: '/usr/local/bin/node',
    execArgv: [],
    argv0: start.argv[0],
    argv: ['/usr/local/bin/node', ...start.argv.slice(1)],
    env: environment(start.env),
    config: { variables: {} },
    features: {},
    exitCode: undefined,
    cwd: () => cwd,
    chdir: (directory: string) => {
      try {
        guest.sync.chdir(directory);
        cwd = guest.sync.realpath('.');
      } catch (error) {
        throw nodeError(error, { syscall: 'chdir', path: cwd, dest: directory });
      }
    },
    umask: (next?: number) => {
      const before = mask;
      if (next !== undefined) {
        mask = next;
        guest.sync.umask(next);
      }
      return before;
    },
    exit: (code?: number | string): never => {
      if (code !== undefined) process.exitCode = code;
      return end();
    },
    end,
    abort: (): never => guest.raise('ABRT'),
    kill: (pid: number, signal: string | number = 'SIGTERM') => kill(guest, pid, signal),
    nextTick: (callback: (...args: readonly unknown[]) => void, ...args: readonly unknown[]) =>
      loop.nextTick(() => callback(...args)),
    uptime: () => time() / 1000,
    hrtime: Object.assign(
      (before?: readonly [number, number]) => {
        const ns =
          BigInt(Math.round(time() * 1e6)) - (before ? BigInt(before[0]) * 1_000_000_000n + BigInt(before[1]) : 0n);
        return [Number(ns / 1_000_000_000n), Number(ns % 1_000_000_000n)];
      },
      { bigint: () => BigInt(Math.round(time() * 1e6)) },
    ),
    memoryUsage: Object.assign(() => ({ rss: 48e6, heapTotal: 6e6, heapUsed: 5e6, external: 1e6, arrayBuffers: 1e4 }), {
      rss: () => 48e6,
    }),
    cpuUsage: () => ({ user: Math.round(time() * 1000), system: 0 }),
    resourceUsage: () => ({}),
    getuid: () => start.credentials.uid,
    geteuid: () => start.credentials.euid,
    getgid: () => start.credentials.gid,
    getegid: () => start.credentials.egid,
    getgroups: () => [...start.credentials.groups],
    emitWarning: (warning: unknown, type: unknown = 'Warning') => {
      const text =
        warning instanceof Error ? `${warning.name}: ${warning.message}` : `${String(type)}: ${String(warning)}`;
      process.stderr.write(
        `(node:${start.pid}) ${text}\n(Use \`node --trace-warnings ...\` to show where the warning was created)\n`,
      );
    },
    binding: () => {
      throw codedError('ERR_INVALID_MODULE', 'No such binding');
    },
  });
  lazily(process, 'stdin', () => inputStream(guest, loop));
  lazily(process, 'stdout', () => outputStream(guest, 1));
  lazily(process, 'stderr', () => outputStream(guest, 2));
  handleSignals(guest, loop, process);
  return process;
}

/** Values are text, whatever is assigned. */
function environment(entries: Guest['start']['env']): Record<string, string> {
  return new Proxy<Record<string, string>>(Object.fromEntries(entries), {
    set: (target, name, value: unknown) => Reflect.set(target, name, String(value)),
  });
}

function lazily(object: object, name: string, make: () => unknown): void {
  let made: unknown;
  Object.defineProperty(object, name, { get: () => (made ??= make()), enumerable: true, configurable: true });
}

function kill(guest: Guest, pid: number, signal: string | number): true {
  const known = signal === 0 ? 0 : parseSignal(String(signal));
  if (known === undefined) throw codedError('ERR_UNKNOWN_SIGNAL', `Unknown signal: ${signal}`, TypeError);
  try {
    guest.sync.kill(pid, known);
  } catch (error) {
    throw nodeError(error, { syscall: 'kill' });
  }
  return true;
}

/** `process.on('SIGINT', …)`: a signal that has listeners is theirs, any other does what it does by itself. */
function handleSignals(guest: Guest, loop: EventLoop, process: NodeProcess): void {
  const signalOf = (event: unknown): Signal | undefined => {
    const name = typeof event === 'string' && event.startsWith('SIG') ? event.slice(3) : '';
    return name in SIGNALS && name !== 'KILL' && name !== 'STOP' ? (name as Signal) : undefined;
  };
  process.on('newListener', (event: unknown) => {
    const signal = signalOf(event);
    if (signal && process.listenerCount(event as string) === 0) guest.setSignal(signal, 'handle');
  });
  process.on('removeListener', (event: unknown) => {
    const signal = signalOf(event);
    if (signal && process.listenerCount(event as string) === 0) guest.setSignal(signal, 'default');
  });
  guest.onSignal = (signal) => {
    if (signal === 'WINCH') process.stdout.emit('resize');
    loop.run(() => process.emit(`SIG${signal}`, `SIG${signal}`, SIGNALS[signal].number));
  };
  guest.onWriteError = (fd, error: SysError) => {
    const stream = fd === 2 ? process.stderr : process.stdout;
    loop.run(() => stream.destroy(nodeError(error, { syscall: 'write' }) as Error));
  };
}
