/** A connection to a PostgreSQL server: what libpq is for a C program. */
import { text, toBase64, utf8 } from '../../base/bytes.ts';
import type { Duplex } from '../../base/duplex.ts';
import {
  FieldReader,
  message,
  MessageSplitter,
  readReport,
  type ReportFields,
  STARTUP,
  type WireMessage,
} from '../../base/postgres/wire.ts';
import { MECHANISM, ScramClient } from '../../base/postgres/scram.ts';
import { SysError } from '../../kernel/errno.ts';
import type { Sys } from '../../kernel/sys.ts';
import { dial } from '../bin/lib/dial.ts';
import { ResolveError, resolveHost } from '../bin/lib/resolve.ts';
import { socketDuplex } from '../bin/lib/socket-duplex.ts';
import type { Target } from './connect-options.ts';

const AUTH = { ok: 0, cleartext: 3, md5: 5, sasl: 10, saslContinue: 11, saslFinal: 12 } as const;
const NONCE_BYTES = 18;

/** `message` is what stands after `psql: error: `. */
export class ConnectError extends Error {
  override name = 'ConnectError';
}

export class ConnectionLost extends Error {
  override name = 'ConnectionLost';
}

export interface ConnectOptions {
  readonly target: Target;
  readonly application: string;
  /** Asks the user; undefined: nobody may be asked. */
  readonly askPassword?: () => Promise<string | undefined>;
}

export class Connection {
  readonly parameters = new Map<string, string>();
  backendPid = 0;
  /** As ReadyForQuery tells: idle, in a transaction, in a failed one. */
  status: 'I' | 'T' | 'E' = 'I';
  passwordUsed = false;
  readonly #splitter = new MessageSplitter({ startup: false });
  readonly #incoming: AsyncIterator<Uint8Array>;

  private constructor(
    private readonly sys: Sys,
    private readonly stream: Duplex,
    readonly target: Target,
    /** The address; undefined over a Unix socket. */
    readonly address: string | undefined,
  ) {
    this.#incoming = stream.source[Symbol.asyncIterator]();
  }

  static async open(sys: Sys, options: ConnectOptions): Promise<Connection> {
    const { target } = options;
    const { fd, address, where } = await reach(sys, target);
    const connection = new Connection(sys, socketDuplex(sys, fd), target, address);
    try {
      await connection.#begin(options);
      return connection;
    } catch (error) {
      connection.close();
      if (error instanceof ConnectionLost)
        throw new ConnectError(`${where} failed: server closed the connection unexpectedly`);
      if (error instanceof ConnectError) throw new ConnectError(`${where} failed: ${error.message}`);
      throw error;
    }
  }

  close(): void {
    void this.stream.write(message('X')).then(() => this.stream.close());
  }

  async send(bytes: Uint8Array): Promise<void> {
    if (!(await this.stream.write(bytes))) throw new ConnectionLost();
  }

  /** The next message but notices, settings and notifications, which are kept or told to `onNotice`. */
  async receive(onNotice: (fields: ReportFields) => Promise<void>): Promise<WireMessage> {
    for (;;) {
      const next = await this.#next();
      if (next.type === 'N') await onNotice(readReport(next.body));
      else if (next.type === 'S') {
        const reader = new FieldReader(next.body);
        this.parameters.set(reader.string(), reader.string());
      } else if (next.type === 'Z') {
        this.status = String.fromCharCode(next.body[0] as number) as Connection['status'];
        return next;
      } else if (next.type !== 'A') return next;
    }
  }

  /** Rows of a query of the program's own, as text; `error` instead when it failed. */
  async rows(
    sql: string,
  ): Promise<{ readonly rows: readonly (string | undefined)[][]; readonly error?: ReportFields }> {
    await this.send(message('Q', sql));
    const rows: (string | undefined)[][] = [];
    let error: ReportFields | undefined;
    for (;;) {
      const { type, body } = await this.receive(async () => undefined);
      if (type === 'D') rows.push(readRow(body));
      else if (type === 'E') error = readReport(body);
      else if (type === 'Z') return { rows, ...(error && { error }) };
    }
  }

  async #next(): Promise<WireMessage> {
    for (;;) {
      const whole = this.#splitter.next();
      if (whole) return whole;
      let chunk: IteratorResult<Uint8Array>;
      try {
        chunk = await this.#incoming.next();
      } catch (error) {
        if (error instanceof SysError) throw new ConnectionLost();
        throw error;
      }
      if (chunk.done) throw new ConnectionLost();
      this.#splitter.push(chunk.value);
    }
  }

  async #begin({ target, application, askPassword }: ConnectOptions): Promise<void> {
    const fields = {
      user: target.user,
      database: target.database,
      application_name: application,
      client_encoding: 'UTF8',
    };
    await this.send(message('', STARTUP.version3, ...Object.entries(fields).flat(), new Uint8Array(1)));
    const password = async (): Promise<string> => {
      const known = target.password ?? (await askPassword?.());
      if (known === undefined) throw new ConnectError('fe_sendauth: no password supplied');
      this.passwordUsed = true;
      return known;
    };
    let scram: ScramClient | undefined;
    for (;;) {
      const { type, body } = await this.receive(async () => undefined);
      if (type === 'E') throw new ConnectError(`${startError(readReport(body))}`);
      if (type === 'Z') return;
      if (type === 'K') this.backendPid = new FieldReader(body).int32();
      if (type !== 'R') continue;
      const reader = new FieldReader(body);
      const kind = reader.int32();
      if (kind === AUTH.cleartext) await this.send(message('p', await password()));
      else if (kind === AUTH.sasl) {
        scram = new ScramClient(await password(), toBase64(this.sys.random(NONCE_BYTES)));
        const first = utf8(scram.first);
        await this.send(message('p', MECHANISM, first.length, first));
      } else if (kind === AUTH.saslContinue && scram) {
        await this.send(message('p', utf8(await scram.answer(text(reader.take(reader.left))))));
      } else if (kind === AUTH.saslFinal) {
        if (!scram?.confirms(text(reader.take(reader.left)))) throw new ConnectError('incorrect server signature');
      } else if (kind !== AUTH.ok) {
        throw new ConnectError(`authentication method ${kind} is not simulated in Drydock`);
      }
    }
  }
}

export function readRow(body: Uint8Array): (string | undefined)[] {
  const reader = new FieldReader(body);
  return Array.from({ length: reader.int16() }, () => {
    const size = reader.int32();
    return size < 0 ? undefined : text(reader.take(size));
  });
}

function startError(fields: ReportFields): string {
  const more = [fields['D'] && `DETAIL:  ${fields['D']}`, fields['H'] && `HINT:  ${fields['H']}`].filter(Boolean);
  return [`${fields['S']}:  ${fields['M']}`, ...more].join('\n');
}

async function reach(sys: Sys, { host, port }: Target) {
  if (host.startsWith('/')) {
    const path = `${host}/.s.PGSQL.${port}`;
    const where = `connection to server on socket "${path}"`;
    const fd = await connect(
      sys,
      { path },
      where,
      'Is the server running locally and accepting connections on that socket?',
    );
    return { fd, address: undefined, where };
  }
  let address: string;
  try {
    address = (await resolveHost(sys, host))[0] as string;
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    throw new ConnectError(`could not translate host name "${host}" to address: ${error.message}`);
  }
  const where = `connection to server at "${host}"${address === host ? '' : ` (${address})`}, port ${port}`;
  const hint = 'Is the server running on that host and accepting TCP/IP connections?';
  return { fd: await connect(sys, { address, port }, where, hint), address, where };
}

async function connect(sys: Sys, place: Parameters<typeof dial>[1], where: string, hint: string): Promise<number> {
  try {
    return await dial(sys, place);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    throw new ConnectError(`${where} failed: ${error.message}\n\t${hint}`);
  }
}
