/**
 * What passes between the kernel and a program that runs in a worker of its own (a "guest"): plain data. The guest makes
 * system calls by name; the kernel's side makes them as the guest's process.
 *
 * A guest writes without waiting (`write`), calls and goes on (`call`), or stands still until the answer is there: such a
 * call takes another way, which the platform provides (`WorkerEvents.standstill`).
 */
import type { Errno } from '../kernel/errno.ts';
import type { Signal } from '../kernel/signals.ts';
import type { Credentials, Sys, SystemName } from '../kernel/sys.ts';

/** What can run in a worker. */
export type Runtime = 'node' | 'python' | 'postgres';

/** The system calls that a guest may make: those whose arguments and answers are plain data. */
export const CALL_NAMES = [
  'access',
  'accept',
  'bind',
  'chdir',
  'chmod',
  'chown',
  'close',
  'connect',
  'dup',
  'dup2',
  'fstat',
  'getpeername',
  'getsockname',
  'interfaces',
  'isatty',
  'kill',
  'link',
  'listen',
  'lstat',
  'mkdir',
  'mounts',
  'open',
  'pipe',
  'poll',
  'processes',
  'read',
  'readdir',
  'readlink',
  'realpath',
  'recvfrom',
  'rename',
  'rmdir',
  'seek',
  'sendto',
  'setTitle',
  'shutdown',
  'sleep',
  'socket',
  'spawn',
  'stat',
  'statfs',
  'symlink',
  'tcgetattr',
  'tcsetattr',
  'truncate',
  'umask',
  'unlink',
  'utimes',
  'wait',
  'windowSize',
  'write',
] as const satisfies readonly (keyof Sys)[];

export type CallName = (typeof CALL_NAMES)[number];

/** The answer to a call; `signals` came since the last answer to a call of this kind. */
export type Answer =
  | { readonly value: unknown; readonly signals?: readonly Signal[] }
  | { readonly errno: Errno; readonly signals?: readonly Signal[] };

/** A call for which the guest stands still. */
export interface StandstillCall {
  /** `signals` only asks whether any came. */
  readonly name: CallName | 'signals';
  readonly args: readonly unknown[];
  /** How many messages the guest has posted: they are dealt with first. */
  readonly after: number;
  /** A signal that came since the last answer breaks off even a call that begins after it: the guest handles them there. */
  readonly interruptible?: boolean;
}

export type GuestMessage =
  | { readonly kind: 'call'; readonly id: number; readonly name: CallName; readonly args: readonly unknown[] }
  | { readonly kind: 'write'; readonly fd: number; readonly bytes: Uint8Array }
  | { readonly kind: 'signal'; readonly signal: Signal; readonly action: 'handle' | 'default' | 'ignore' }
  | { readonly kind: 'exit'; readonly status: number }
  /** The process ends by this signal, as one that raised it against itself. */
  | { readonly kind: 'raise'; readonly signal: Signal }
  /** The runtime itself broke, which is no fault of the program's. */
  | { readonly kind: 'broken'; readonly message: string };

export type KernelMessage =
  | { readonly kind: 'start'; readonly start: GuestStart }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer }
  | { readonly kind: 'signal'; readonly signal: Signal }
  /** Bytes that were written without waiting have arrived, or could not: then nobody reads there any more. */
  | { readonly kind: 'written'; readonly fd: number; readonly bytes: number; readonly errno?: Errno };

/** What a program knows of itself when it begins. */
export interface GuestStart {
  readonly runtime: Runtime;
  readonly argv: readonly string[];
  readonly env: readonly (readonly [name: string, value: string])[];
  readonly cwd: string;
  readonly pid: number;
  readonly ppid: number;
  readonly credentials: Credentials;
  readonly system: SystemName;
  /** Which of the descriptors 0, 1 and 2 are terminals. */
  readonly terminals: readonly boolean[];
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}
