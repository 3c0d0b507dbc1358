/** One client of the server: how it comes in, its statements, how it leaves. */
import { concat, EMPTY, utf8 } from '../../base/bytes.ts';
import {
  FieldReader,
  int16,
  message,
  MessageSplitter,
  report,
  type ReportFields,
  STARTUP,
  WireError,
  type WireMessage,
} from '../../base/postgres/wire.ts';
import { SysError } from '../../kernel/errno.ts';
import type { Guest } from '../guest/guest.ts';
import { authenticate, fatal, startupFields } from './authentication.ts';
import type { SessionState } from './backend.ts';
import { EngineError } from './engine.ts';
import type { Server } from './server.ts';

const READ_BYTES = 64 * 1024;
/** Words of the startup message that are no settings. */
const NOT_SETTINGS = new Set(['user', 'database', 'options', 'replication']);

/** What a client is told of the server, and again whenever it changes. */
const REPORTED = `SELECT name, current_setting(name) FROM unnest(ARRAY['application_name', 'client_encoding', 'DateStyle',
  'default_transaction_read_only', 'in_hot_standby', 'integer_datetimes', 'IntervalStyle', 'is_superuser',
  'scram_iterations', 'search_path', 'server_encoding', 'server_version', 'session_authorization',
  'standard_conforming_strings', 'TimeZone']) AS name`;

/** A dump has a comment before each of them. */
const COPY_FROM_CLIENT = /^(?:\s|--[^\n]*\n|\/\*[^]*?\*\/)*copy\b[^;]*\bfrom\s+stdin\b/i;

export class Session implements SessionState {
  readonly prepared = new Map<string, Uint8Array>();
  readonly listens = new Set<string>();
  settings: ReadonlyMap<string, string> = new Map();
  database = '';
  user = '';
  #splitter = new MessageSplitter({ startup: true });
  /** Messages that have come since the engine last had a turn. */
  #batch: Uint8Array[] = [];
  #copying = false;
  #open = true;

  constructor(
    private readonly guest: Guest,
    private readonly fd: number,
    readonly id: number,
    private readonly server: Server,
  ) {}

  async serve(): Promise<void> {
    const { server } = this;
    try {
      if (!(await this.#begin())) return;
      for (;;) {
        const next = await this.#receive();
        if (!next || next.type === 'X') return;
        await this.#take(next);
      }
    } catch (error) {
      if (error instanceof WireError) server.log.say('FATAL', error.message);
      else if (error instanceof EngineError) await this.end(error.fields);
      else if (!(error instanceof SysError)) throw error;
    } finally {
      await this.#leave();
    }
  }

  notify(bytes: Uint8Array): void {
    void this.#send(bytes).catch(() => undefined);
  }

  /** Tells why, and closes. */
  async end(fields: ReportFields): Promise<void> {
    try {
      await this.#send(report('E', fields));
    } catch (error) {
      // It has gone already.
      if (!(error instanceof SysError)) throw error;
    }
    await this.#close();
  }

  async #leave(): Promise<void> {
    await this.#close();
    if (this.server.backend.sessions.has(this)) await this.server.backend.left(this);
  }

  async #close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await this.guest.async.close(this.fd);
  }

  async #receive(): Promise<WireMessage | undefined> {
    for (;;) {
      const next = this.#splitter.next();
      if (next) return next;
      const bytes = await this.guest.async.read(this.fd, READ_BYTES);
      if (bytes.length === 0) return undefined;
      this.#splitter.push(bytes);
    }
  }

  async #send(bytes: Uint8Array): Promise<void> {
    if (bytes.length > 0) await this.guest.async.write(this.fd, bytes);
  }

  /** The conversation before the first statement. False when there will be none. */
  async #begin(): Promise<boolean> {
    const startup = await this.#startup();
    if (!startup) return false;
    this.#splitter.typed();
    const fields = startupFields(startup.body);
    this.user = fields.get('user') ?? '';
    this.database = fields.get('database') || this.user;
    this.settings = startupSettings(fields);
    const refusal = await this.#refusal();
    if (refusal === 'gone') return false;
    if (refusal) {
      await this.end(refusal);
      return false;
    }
    this.server.backend.sessions.add(this);
    await this.#send(message('R', 0));
    await this.#tellSettings();
    return true;
  }

  async #startup(): Promise<WireMessage | undefined> {
    for (;;) {
      const first = await this.#receive();
      if (!first) return undefined;
      const code = new FieldReader(first.body).int32();
      if (code === STARTUP.ssl || code === STARTUP.gss) await this.#send(utf8('N'));
      else if (code === STARTUP.version3 || code >> 16 === 3) return first;
      else return undefined;
    }
  }

  async #refusal(): Promise<ReportFields | 'gone' | undefined> {
    const { server, user, database } = this;
    if (user === '') return fatal('28000', 'no PostgreSQL user name specified in startup packet');
    const peer = await this.guest.async.getpeername(this.fd);
    const address = 'address' in peer ? peer.address : undefined;
    const role = await server.role(user);
    const refused = await authenticate({ address, database, user }, server.rules, role, server.systemUser, {
      send: (bytes) => this.#send(bytes),
      receive: () => this.#receive(),
    });
    if (refused === 'gone') return 'gone';
    const fields =
      refused?.fields ??
      (!role
        ? fatal('28000', `role "${user}" does not exist`)
        : !role.login
          ? fatal('28000', `role "${user}" is not permitted to log in`)
          : await server.databaseRefusal(database));
    if (!fields) return undefined;
    server.log.say('FATAL', fields['M'] ?? '');
    if (refused?.detail) server.log.say('DETAIL', refused.detail);
    return fields;
  }

  async #tellSettings(): Promise<void> {
    const { bytes } = await this.server.backend.run(this, message('Q', REPORTED));
    const told: Uint8Array[] = [];
    const splitter = new MessageSplitter({ startup: false });
    splitter.push(bytes);
    for (let next = splitter.next(); next; next = splitter.next()) {
      if (next.type === 'E') throw new WireError('cannot report settings');
      if (next.type !== 'D') continue;
      const reader = new FieldReader(next.body);
      reader.int16();
      const value = () => new TextDecoder().decode(reader.take(reader.int32()));
      told.push(message('S', value(), value()));
    }
    // A key for cancelling: there is nothing that could be cancelled while the engine computes.
    await this.#send(concat([...told, message('K', this.guest.start.pid, this.id), message('Z', utf8('I'))]));
  }

  async #take(next: WireMessage): Promise<void> {
    const { type } = next;
    if (this.#copying) {
      this.#batch.push(next.whole);
      if (type !== 'c' && type !== 'f') return;
      this.#copying = false;
      await this.#run({ without: 'G' });
      return;
    }
    if (type === 'P') this.#batch.push(this.#parse(next));
    else if (type === 'B') this.#batch.push(this.#bind(next));
    else if (type === 'D' || type === 'C') this.#batch.push(this.#about(next));
    else this.#batch.push(next.whole);
    if (type === 'Q') await this.#query(new FieldReader(next.body).string());
    else if (type === 'S' || type === 'F') await this.#run();
    // Flush: answers, but it is not yet the client's turn.
    else if (type === 'H') await this.#run({ without: 'Z' });
  }

  async #query(sql: string): Promise<void> {
    const [, listen, channel] = /^\s*(listen|unlisten)\s+"?([\w*]+)"?/i.exec(sql) ?? [];
    if (/^listen/i.test(listen ?? '')) this.listens.add(channel as string);
    else if (channel === '*') this.listens.clear();
    else if (channel !== undefined) this.listens.delete(channel);
    if (!COPY_FROM_CLIENT.test(sql)) return this.#run();
    // The engine takes what is copied in one piece with the statement.
    this.#copying = true;
    await this.#send(message('G', new Uint8Array(1), int16(0)));
  }

  async #run({ without = '' } = {}): Promise<void> {
    const batch = concat(this.#batch);
    this.#batch = [];
    const { bytes } = await this.server.backend.run(this, batch);
    await this.#send(without === '' ? bytes : leaveOut(bytes, without));
  }

  /** Sessions share one engine: the names of their statements may not meet there. */
  #named(name: string): string {
    return name === '' ? '' : `${name}/${this.id}`;
  }

  #parse({ body }: WireMessage): Uint8Array {
    const reader = new FieldReader(body);
    const name = this.#named(reader.string());
    const made = message('P', name, reader.take(reader.left));
    if (name !== '') this.prepared.set(name, made);
    return made;
  }

  #bind({ body }: WireMessage): Uint8Array {
    const reader = new FieldReader(body);
    const portal = reader.string();
    return message('B', portal, this.#named(reader.string()), reader.take(reader.left));
  }

  #about({ type, body }: WireMessage): Uint8Array {
    const reader = new FieldReader(body);
    const kind = reader.take(1);
    const name = reader.string();
    const ours = kind[0] === 'S'.charCodeAt(0) ? this.#named(name) : name;
    if (type === 'C') this.prepared.delete(ours);
    return message(type, kind, ours);
  }
}

function startupSettings(fields: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const settings = new Map([...fields].filter(([name]) => !NOT_SETTINGS.has(name) && !name.startsWith('_pq_.')));
  for (const [, name = '', value = ''] of (fields.get('options') ?? '').matchAll(/(?:-c\s*|--)([\w.]+)=(\S*)/g))
    settings.set(name, value);
  return settings;
}

/** The bytes without messages of a type. */
function leaveOut(bytes: Uint8Array, type: string): Uint8Array {
  const kept: Uint8Array[] = [EMPTY];
  const splitter = new MessageSplitter({ startup: false });
  splitter.push(bytes);
  for (let next = splitter.next(); next; next = splitter.next()) if (next.type !== type) kept.push(next.whole);
  return concat(kept);
}
