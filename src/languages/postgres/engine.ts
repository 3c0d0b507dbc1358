/**
 * PostgreSQL itself: PGlite, which is one backend without a postmaster. It has one database open; for another it is
 * started again on the same files.
 */
import type { PGlite, PGliteOptions } from '@electric-sql/pglite';
import type { MemfsFrontendFS } from '@electric-sql/pglite/memfs-frontend';
import { FieldReader, message, messagesIn, readReport, type ReportFields } from '../../base/postgres/wire.ts';
import { PGLITE } from '../assets.ts';
import type { Guest } from '../guest/guest.ts';
import { KernelStorage } from './kernel-storage.ts';
import type { ServerLog } from './server-log.ts';
import type { Settings } from './settings.ts';

/** What it is inside the engine, whatever the kernel's directory is. */
export const ENGINE_DIRECTORY = '/pglite/data';

/** What one backend without helpers needs; `--single` must come first. */
const FIXED = [
  ...['--single', '-F', '-j'],
  ...['exit_on_error=false', 'io_method=sync', 'max_worker_processes=0', 'max_parallel_workers=0'].flatMap(option),
  ...['max_parallel_workers_per_gather=0', 'max_parallel_maintenance_workers=0'].flatMap(option),
  // A browser's memory is not a server's.
  ...option('shared_buffers=16MB'),
];

/** Settings that are ours, or that the engine could not start with. */
const NOT_PASSED = new Set([
  ...['listen_addresses', 'port', 'unix_socket_directories', 'data_directory', 'hba_file', 'config_file'],
  ...['shared_buffers', 'max_worker_processes', 'fsync', 'logging_collector', 'io_method'],
]);

export class EngineError extends Error {
  override name = 'EngineError';
  constructor(readonly fields: ReportFields) {
    super(fields['M'] ?? 'error');
  }
}

interface Parts {
  readonly PGlite: { create(options: PGliteOptions): Promise<PGlite> };
  readonly Files: new (storage: KernelStorage) => MemfsFrontendFS;
  readonly fixed: Pick<PGliteOptions, 'pgliteWasmModule' | 'initdbWasmModule' | 'fsBundle'>;
}

export interface InitOptions {
  readonly arguments: readonly string[];
  /** Lines that initdb wrote. */
  told(line: string): void;
}

export class Engine {
  #parts: Parts | undefined;
  #running: PGlite | undefined;
  #silent = false;
  database = '';
  /** Counts starts: what a session had prepared before is gone. */
  generation = 0;

  constructor(
    private readonly guest: Guest,
    private readonly directory: string,
    private readonly settings: Settings,
    private readonly log: Pick<ServerLog, 'engine'>,
  ) {}

  async start(database: string, init?: InitOptions): Promise<void> {
    this.#parts ??= await loadParts(this.guest);
    const { PGlite: Pg, Files, fixed } = this.#parts;
    if (init) hearInitdb(init);
    const passed = [...this.settings].filter(([name]) => !NOT_PASSED.has(name));
    this.#running = await Pg.create({
      ...fixed,
      fs: new Files(new KernelStorage(this.guest, this.directory)),
      database,
      startParams: [...FIXED, ...passed.flatMap(([name, value]) => option(`${name}=${value}`))],
      onStdout: () => false,
      onStderr: (line) => {
        if (!this.#silent) this.log.engine(line.replaceAll(ENGINE_DIRECTORY, this.directory));
        return false;
      },
      ...(init && { initDbStartParams: [...init.arguments], debug: 1 as const }),
    });
    this.database = database;
    this.generation++;
  }

  /** Ends it as a server ends: with a checkpoint. */
  async close(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.close();
  }

  async open(database: string): Promise<void> {
    if (this.#running && this.database === database) return;
    // The server goes on: what the engine says of its own end is not the server's.
    this.#silent = true;
    await this.close();
    this.#silent = false;
    await this.start(database);
  }

  /** Messages of a frontend to those of the backend; what they changed is in the kernel's files then. */
  async run(messages: Uint8Array): Promise<Uint8Array> {
    if (!this.#running) throw new EngineError({ S: 'FATAL', C: '57P03', M: 'the database system is shutting down' });
    return this.#running.execProtocolRaw(messages);
  }

  /** Rows of one statement, as text. EngineError when it fails. */
  async query(sql: string): Promise<(string | undefined)[][]> {
    const rows: (string | undefined)[][] = [];
    for (const { type, body } of messagesIn(await this.run(message('Q', sql)))) {
      if (type === 'E') throw new EngineError(readReport(body));
      if (type === 'D') rows.push(readRow(body));
    }
    return rows;
  }
}

/** PGlite tells what its initdb writes to the console alone, and only while it is debugged. */
function hearInitdb({ told }: InitOptions): void {
  const { console } = globalThis;
  const log = (from: unknown, stream: unknown, line: unknown): void => {
    if (String(from).startsWith('initdb') && stream === 'initdbout') told(String(line));
  };
  Object.assign(console, { log, debug: () => undefined, warn: () => undefined, error: () => undefined });
}

function readRow(body: Uint8Array): (string | undefined)[] {
  const reader = new FieldReader(body);
  return Array.from({ length: reader.int16() }, () => {
    const size = reader.int32();
    return size < 0 ? undefined : new TextDecoder().decode(reader.take(size));
  });
}

async function loadParts({ port }: Guest): Promise<Parts> {
  const at = (file: string) => `${PGLITE.path}/${file}`;
  const compiled = async (file: string) => WebAssembly.compile(await port.asset(at(file)));
  const [main, frontend, pgliteWasmModule, initdbWasmModule, bundle] = await Promise.all([
    port.module(at('index.js')) as Promise<{ PGlite: Parts['PGlite'] }>,
    port.module(at('fs/memfs-frontend.js')) as Promise<{ MemfsFrontendFS: Parts['Files'] }>,
    compiled('pglite.wasm'),
    compiled('initdb.wasm'),
    port.asset(at('pglite.data')),
  ]);
  return {
    PGlite: main.PGlite,
    Files: frontend.MemfsFrontendFS,
    fixed: { pgliteWasmModule, initdbWasmModule, fsBundle: new Blob([bundle]) },
  };
}

function option(setting: string): readonly string[] {
  return ['-c', setting];
}

/** As SQL writes it. */
export function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
