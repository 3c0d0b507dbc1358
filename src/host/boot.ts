/**
 * The learner's machine: a namespace of its own with a user, terminals to log in on, and a hidden shell for lessons.
 * Its files are given (a writable layer over `hostTree`), so that whoever assembles the sandbox decides where they live.
 */
import { concat, text } from '../base/bytes.ts';
import { FailureError } from '../base/errors.ts';
import { LIMITS } from '../base/limits.ts';
import type { ByteSource } from '../base/streams.ts';
import type { Kernel, Namespace, Process } from '../kernel/kernel.ts';
import type { Sys, WaitStatus } from '../kernel/sys.ts';
import { readGroups } from '../userland/bin/lib/groups.ts';
import { signalNumber } from '../kernel/signals.ts';
import type { Overlay } from '../kernel/vfs/overlay.ts';
import { LEARNER } from './rootfs.ts';

export interface HostMachine {
  readonly namespace: Namespace;
  /** What was changed lies in its writable layer. */
  readonly root: Overlay;
  /** A login shell on a new terminal. */
  login(size: { readonly rows: number; readonly columns: number }): Promise<LoginSession>;
  /** Runs a shell script as the learner, with the caller's streams; its exit status. */
  run(script: string, streams: ScriptStreams, options?: ScriptOptions): Promise<number>;
  /** The same, with its output gathered. Output past LIMITS.scriptOutputBytes is cut. */
  runScript(script: string, options?: ScriptOptions): Promise<ScriptOutcome>;
  shutdown(): void;
}

export interface LoginSession {
  readonly output: ByteSource;
  input(bytes: Uint8Array): Promise<void>;
  resize(size: { readonly rows: number; readonly columns: number }): void;
  readonly exited: Promise<number>;
  close(): void;
}

export interface ScriptStreams {
  /** Absent: at its end from the start. */
  readonly stdin?: ByteSource;
  /** A promise holds the script back. */
  stdout(bytes: Uint8Array): void | Promise<void>;
  stderr(bytes: Uint8Array): void | Promise<void>;
}

export interface ScriptOptions {
  /** In the environment of the shell, beside the learner's own. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface ScriptOutcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Pid 1 of the machine: it does nothing but adopt orphans. */
const INIT_PROGRAM = '/sbin/init';

export async function bootHost(kernel: Kernel, root: Overlay, hostname: string): Promise<HostMachine> {
  const namespace = kernel.createNamespace({
    hostname,
    machine: true,
    mounts: [
      { target: '/', fs: root, source: '/dev/vda1' },
      { target: '/proc', fs: 'proc' },
      { target: '/dev', fs: 'dev' },
      { target: '/dev/shm', fs: 'shm' },
      { target: '/sys', fs: 'sys', readonly: true },
    ],
  });
  const nothing = () => kernel.nullFile();
  await kernel.spawn(namespace, {
    path: INIT_PROGRAM,
    argv: ['/sbin/init'],
    env: new Map(),
    cwd: '/',
    uid: 0,
    gid: 0,
    groups: [0],
    files: [nothing(), nothing(), nothing()],
  });
  const learner = {
    cwd: LEARNER.home,
    uid: LEARNER.uid,
    gid: LEARNER.gid,
  };
  const environment = (extra: readonly (readonly [string, string])[]) =>
    new Map<string, string>([
      ['HOME', LEARNER.home],
      ['USER', LEARNER.name],
      ['LOGNAME', LEARNER.name],
      ['SHELL', '/bin/bash'],
      ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
      ['LANG', 'en_US.UTF-8'],
      ...extra,
    ]);

  const run: HostMachine['run'] = async (script, { stdin, stdout, stderr }, { variables = {}, signal } = {}) => {
    if (signal?.aborted) throw new FailureError('interrupted', 'interrupted');
    const process = await kernel.spawn(namespace, {
      ...learner,
      groups: await groupsOf(namespace.files),
      path: '/bin/bash',
      argv: ['bash', '-c', script],
      env: environment(Object.entries(variables)),
      files: [
        stdin ? kernel.createSource(stdin) : kernel.nullFile(),
        kernel.createSink(stdout),
        kernel.createSink(stderr),
      ],
    });
    const stop = () => process.kill('KILL');
    signal?.addEventListener('abort', stop);
    try {
      return statusOf(await process.exited);
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  };

  return {
    namespace,
    root,
    login: async (size) => {
      const terminal = kernel.createTerminal(size);
      let process: Process;
      try {
        process = await kernel.spawn(namespace, {
          ...learner,
          groups: await groupsOf(namespace.files),
          path: '/bin/bash',
          argv: ['-bash'],
          env: environment([['TERM', 'xterm-256color']]),
          files: [terminal.open(), terminal.open(), terminal.open()],
          terminal,
        });
      } catch (error) {
        terminal.close();
        throw error;
      }
      return {
        output: terminal.output,
        input: async (bytes) => void (await terminal.input(bytes)),
        resize: (wanted) => terminal.resize(wanted),
        exited: process.exited.then((status) => {
          terminal.close();
          return statusOf(status);
        }),
        close: () => terminal.close(),
      };
    },
    run,
    runScript: async (script, options) => {
      const stdout = gather();
      const stderr = gather();
      const status = await run(script, { stdout: stdout.write, stderr: stderr.write }, options);
      return { status, stdout: stdout.text(), stderr: stderr.text() };
    },
    shutdown: () => namespace.destroy(),
  };
}

/** Read at every login, as a change of /etc/group takes effect with the next one. */
async function groupsOf(files: Sys): Promise<readonly number[]> {
  const groups = await readGroups(files);
  const listed = groups.filter(({ members }) => members.includes(LEARNER.name)).map(({ gid }) => gid);
  return [LEARNER.gid, ...listed.filter((gid) => gid !== LEARNER.gid)];
}

function statusOf(status: WaitStatus): number {
  if (status.kind === 'exited') return status.status;
  return status.kind === 'signaled' ? 128 + signalNumber(status.signal) : 0;
}

function gather(): { write(bytes: Uint8Array): void; text(): string } {
  const parts: Uint8Array[] = [];
  let size = 0;
  return {
    write: (bytes) => {
      if (size < LIMITS.scriptOutputBytes) parts.push(bytes);
      size += bytes.length;
    },
    text: () => text(concat(parts)),
  };
}
