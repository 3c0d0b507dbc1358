/** What a command of Redis is, and what it may use. */
import type { Sys } from '../../../kernel/sys.ts';
import type { RedisConfig } from './config.ts';
import type { Database } from './database.ts';
import type { Reply } from './resp.ts';

export interface Client {
  readonly id: number;
  readonly address: string;
  readonly connectedMs: number;
  database: number;
  name: string;
  authenticated: boolean;
  /** Commands of a transaction since MULTI; undefined outside of one. */
  queued: (readonly string[])[] | undefined;
  /** A queued command was wrong: EXEC refuses. */
  aborted: boolean;
  /** Watched keys with what they were worth. */
  readonly watched: Map<string, unknown>;
  readonly channels: Set<string>;
  readonly patterns: Set<string>;
  monitor: boolean;
  push(reply: Reply): void;
}

export interface Stats {
  connections: number;
  commands: number;
  /** Changes since the last save. */
  dirty: number;
  lastSaveMs: number;
  hits: number;
  misses: number;
}

export interface Server {
  readonly sys: Sys;
  readonly config: RedisConfig;
  readonly databases: readonly Database[];
  readonly clients: Set<Client>;
  readonly stats: Stats;
  readonly startedMs: number;
  readonly runId: string;
  /** Writes the snapshot; RedisError when that fails. */
  save(): Promise<void>;
  saveInBackground(): void;
  /** Ends the server after the reply. */
  shutdown(save: boolean | undefined): void;
  /** Settles when a value came to one of the keys, or the time is over (false). */
  waitForKeys(keys: readonly string[], timeoutMs: number): Promise<boolean>;
  keyChanged(key: string): void;
}

export interface Call {
  readonly server: Server;
  readonly client: Client;
  readonly db: Database;
  /** Without the command's name. */
  readonly args: readonly string[];
}

export interface Command {
  /** As Redis counts: the name included; negative: at least so many. */
  readonly arity: number;
  /** Changes the keyspace. */
  readonly writes?: boolean;
  run(call: Call): Reply | Promise<Reply>;
}

export type CommandTable = Readonly<Record<string, Command>>;
