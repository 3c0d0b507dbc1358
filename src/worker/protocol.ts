/**
 * What tabs and the worker say to each other: plain data only. One worker serves all tabs of the origin. The tab that
 * leads (it holds the Web Lock) owns it and talks over the worker's own port; other tabs talk over a BroadcastChannel,
 * in envelopes addressed by random tab ids. On either path runs one mux; its services are named here.
 */

import type { NearMiss } from '../cli/explain.ts';
import type { MachineKind } from '../host/machine-kind.ts';

export const LEADER_LOCK = 'drydock.leader';
export const CHANNEL = 'drydock.tabs';

/** On the BroadcastChannel. `hello` asks who leads; `leads` answers, and announces a new leader after a change. */
export type Envelope =
  | { readonly kind: 'hello'; readonly from: string }
  | { readonly kind: 'leads'; readonly to?: string; readonly epoch: string }
  | {
      readonly kind: 'frame';
      readonly to: string;
      readonly from: string;
      readonly epoch: string;
      readonly frame: unknown;
    }
  | { readonly kind: 'bye'; readonly from: string };

/** Page to worker, once, before the mux runs on the same port. */
export interface WorkerStart {
  readonly kind: 'start';
  /** Base URL of the site, with a trailing slash; the teaching tree lies below it in `hub/`. */
  readonly base: string;
  readonly epoch: string;
}

/** Worker to page, outside of the mux. */
export type WorkerStatus =
  { readonly kind: 'ready'; readonly epoch: string } | { readonly kind: 'failed'; readonly message: string };

export const SERVICE = {
  /** The Engine API: a transport (api/port). */
  engine: 'engine',
  /** A login shell on the learner's machine. */
  terminal: 'terminal',
  /** One script in a hidden shell on the learner's machine. */
  script: 'script',
  /** The same with its standard streams, in bytes: how the page reads and writes the machine's files. */
  pipe: 'pipe',
  /** A TCP connection to a port of the learner's machine: one message once it stands, then bytes both ways. */
  dial: 'dial',
  /** A page offers to run the next process of `node` in a WebContainer: the channel is that process's (base/outer-node.ts). */
  outerNode: 'node.outer',
  /** Answers what `saveProgress` was given last (course/progress.ts), or null. */
  loadProgress: 'progress.load',
  /** Params are the progress; answers `true` once it is kept. */
  saveProgress: 'progress.save',
  /** Answers the lesson packs that the learner keeps, as PackParams. */
  listPacks: 'packs.list',
  /** Keeps a pack in place of what had its source, or drops that; answers `true`. */
  savePack: 'packs.save',
  /** Which machine the learner sits at; with a kind, after that machine was switched on in place of this one. */
  machine: 'machine',
  /** Reads the whole store and answers what is damaged. */
  verify: 'verify',
  /**
   * Erases everything, checkpoints included, and starts the machine as it was delivered, without the page being loaded
   * again. Answers `true`.
   */
  reset: 'reset',
  /**
   * Copies the state of the sandbox (images, containers, volumes, the learner's files) under a name: params
   * CheckpointParams, answers CheckpointInfo. A name that is taken is replaced. Costs milliseconds and little room, and
   * nothing stops: for the undo of a command, and the beginning of a lesson's step. LIMITS.checkpoints at most.
   */
  takeCheckpoint: 'checkpoint.take',
  /** Answers CheckpointInfo[], oldest first. */
  listCheckpoints: 'checkpoint.list',
  /**
   * Puts the state back as it was when the checkpoint was taken; checkpoints stay. Params CheckpointParams, answers `true`
   * once machine and engine are on again (requests meanwhile wait). It is a power cycle: every terminal gets `exit` (open
   * a new one), streams of the engine break off with `interrupted` (open them anew and list again), containers run again
   * as their restart policies say. Fails with `notFound`, and nothing has happened.
   */
  restoreCheckpoint: 'checkpoint.restore',
  /** Params CheckpointParams, answers `true`. */
  dropCheckpoint: 'checkpoint.drop',
  /** The whole sandbox as one file (`.tar.gz`): answers its bytes in pieces, and ends. */
  exportSandbox: 'sandbox.export',
  /**
   * Replaces the state by that of such a file. The page sends its bytes in pieces and half-closes (`end`); the answer is
   * `true`, after a power cycle as with `restoreCheckpoint`. The file is verified first: a damaged or foreign one fails
   * with `invalid` and a message for people, one that is too large with `noSpace`, and nothing has happened.
   */
  importSandbox: 'sandbox.import',
} as const;

export interface CheckpointParams {
  /** Any text that is not empty and does not begin with a dot. */
  readonly name: string;
}

export interface CheckpointInfo {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
}

export interface TerminalParams {
  readonly rows: number;
  readonly columns: number;
}

export type TerminalInput =
  | { readonly kind: 'input'; readonly bytes: Uint8Array }
  | { readonly kind: 'resize'; readonly rows: number; readonly columns: number };

export interface CommandEnded {
  readonly command: string;
  readonly status: number;
  /** `$`: typed on the learner's machine; `#`: inside of a container. */
  readonly prompt: '$' | '#';
  /** Where that shell stands now. */
  readonly cwd: string;
}

export type TerminalOutput =
  | { readonly kind: 'output'; readonly bytes: Uint8Array }
  /** A command typed at the prompt has ended: lessons look again. */
  | ({ readonly kind: 'command' } & CommandEnded)
  /** What was meant by the last one: a mistake that beginners make. */
  | { readonly kind: 'nearMiss'; readonly means: NearMiss }
  | { readonly kind: 'exit'; readonly status: number };

export interface MachineParams {
  /** Absent: only asks. */
  readonly kind?: MachineKind;
}

export interface PackParams {
  /** The address or the file that it came from. */
  readonly source: string;
  /** The archive. Absent: it is to be dropped. */
  readonly bytes?: Uint8Array;
}

export interface ScriptParams {
  readonly script: string;
  /** Go into the environment of its shell. */
  readonly variables?: Readonly<Record<string, string>>;
}

export interface DialParams {
  readonly port: number;
}

/** From the script that `pipe` runs. Its standard input is what the page sends, as Uint8Arrays, up to the half-close. */
export type PipeOutput =
  | { readonly kind: 'stderr'; readonly bytes: Uint8Array }
  | { readonly kind: 'exit'; readonly status: number }
  /** Standard output, bare, so that it is moved and not copied. */
  | Uint8Array;

export interface ScriptResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}
