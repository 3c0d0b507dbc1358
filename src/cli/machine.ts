/**
 * The machine that the docker program runs on, as the program needs it. Implemented over the simulated kernel (room
 * `host`) and over a real process (room `node`), so that the same program serves the learner and `npx drydock docker`.
 */
import type { ByteSource } from '../base/streams.ts';
import { Untraced } from '../base/untraced.ts';
import type { Clock } from '../base/ports.ts';
import type { Transport } from '../api/transport.ts';
import type { Download } from '../oci/distribution.ts';

export interface Machine {
  /** Without the program's name. */
  readonly argv: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  /** Milliseconds to subtract from local time to get UTC are not simulated: local time is UTC. */
  readonly clock: Clock;
  readonly stdin: {
    readonly isTerminal: boolean;
    /** Consumed once. */
    readonly source: ByteSource;
    /** Raw mode of the terminal on or off; nothing when it is none. */
    setRaw(raw: boolean): void;
  };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly files: Files;
  /** Calls back for each signal until the answer is called; the default action does not happen then. */
  onSignal(signal: 'INT' | 'TERM' | 'QUIT' | 'HUP' | 'WINCH' | 'USR1' | 'USR2', listener: () => void): () => void;
  /** Connects to an engine: `unix:///var/run/docker.sock`, `tcp://127.0.0.1:2375`. */
  connect(host: string): Transport;
  /** A file by its address, over this machine's network. Fails in the words of Go's client. */
  download(url: string): Promise<Download>;
  readonly hostname: string;
}

export interface Output {
  readonly isTerminal: boolean;
  /** Of the terminal; 0 by 0 when it is none. */
  readonly size: { readonly rows: number; readonly columns: number };
  write(bytes: Uint8Array): Promise<void>;
}

/** Failures have a `code` as Node's have: ENOENT, EACCES, EISDIR, ENOTDIR, ENOSPC … */
export interface Files {
  stat(path: string): Promise<FileInfo>;
  lstat(path: string): Promise<FileInfo>;
  readdir(path: string): Promise<readonly string[]>;
  readlink(path: string): Promise<string>;
  read(path: string): ByteSource;
  /**
   * Writes a file whole: to a temporary name beside it, then renamed, so that a failure leaves what was there. As
   * Docker's `save -o` does.
   */
  write(path: string, source: ByteSource, mode?: number): Promise<void>;
  mkdir(path: string, mode?: number): Promise<void>;
  symlink(target: string, path: string): Promise<void>;
  link(existing: string, path: string): Promise<void>;
  chmod(path: string, mode: number): Promise<void>;
  chown(path: string, uid: number, gid: number): Promise<void>;
  utimes(path: string, mtimeMs: number): Promise<void>;
  unlink(path: string): Promise<void>;
  /** An empty directory. */
  rmdir(path: string): Promise<void>;
}

export interface FileInfo {
  readonly type: 'file' | 'directory' | 'symlink' | 'other';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly mtimeMs: number;
  readonly inode: number;
}

export class FileError extends Untraced {
  override name = 'FileError';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
