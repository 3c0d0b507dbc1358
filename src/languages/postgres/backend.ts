/**
 * One engine for all sessions: they take turns, a transaction at a time. Whose turn it is finds its database, its user
 * and its settings as it left them.
 */
import { concat } from '../../base/bytes.ts';
import { FieldReader, message, messagesIn, type WireMessage } from '../../base/postgres/wire.ts';
import { type Engine, identifier, literal } from './engine.ts';

/** What a session is for the engine. */
export interface SessionState {
  readonly id: number;
  readonly database: string;
  readonly user: string;
  /** From the startup message, then what SET changed. */
  settings: ReadonlyMap<string, string>;
  /** Parse messages of statements that have names, which a new engine must be told again. */
  readonly prepared: Map<string, Uint8Array>;
  readonly listens: Set<string>;
  /** Tells what another session sent by NOTIFY. */
  notify(message: Uint8Array): void;
}

export interface Outcome {
  readonly bytes: Uint8Array;
  /** As ReadyForQuery tells it. */
  readonly status: 'I' | 'T' | 'E';
}

const CHANGED = "SELECT name, setting FROM pg_settings WHERE source = 'session'";

export class Backend {
  readonly sessions = new Set<SessionState>();
  #turns: Promise<void> = Promise.resolve();
  #holder: SessionState | undefined;
  #release: (() => void) | undefined;
  #current: SessionState | undefined;
  #generation = 0;
  /** Whether the current session may have changed settings. */
  #touched = false;

  constructor(
    readonly engine: Engine,
    private readonly superuser: string,
  ) {}

  /** Runs messages in the session's turn, and keeps the turn while a transaction is open. */
  async run(session: SessionState, messages: Uint8Array): Promise<Outcome> {
    await this.#take(session);
    let status: Outcome['status'] = 'I';
    try {
      await this.#enter(session);
      const out = messagesIn(await this.engine.run(messages));
      status = statusOf(out) ?? (this.#holder === session ? 'T' : 'I');
      this.#observe(out);
      return { bytes: concat(this.#delivered(session, out).map(({ whole }) => whole)), status };
    } finally {
      if (status === 'I') this.#give();
    }
  }

  /** A question of the server's own, as the superuser; `database` undefined: whichever is open. */
  async ask(sql: string): Promise<(string | undefined)[][]> {
    const before = this.#turns;
    let done: () => void = () => undefined;
    this.#turns = new Promise((resolve) => (done = resolve));
    await before;
    try {
      await this.#leave();
      return await this.engine.query(sql);
    } finally {
      done();
    }
  }

  async left(session: SessionState): Promise<void> {
    this.sessions.delete(session);
    if (this.#holder === session) {
      await this.engine.run(message('Q', 'ROLLBACK'));
      this.#give();
    }
    if (this.#current === session) {
      this.#current = undefined;
      this.#touched = true;
    }
    if (this.sessions.size === 0) await this.ask('DISCARD ALL');
  }

  async #take(session: SessionState): Promise<void> {
    if (this.#holder === session) return;
    const before = this.#turns;
    let release: () => void = () => undefined;
    this.#turns = new Promise((resolve) => (release = resolve));
    await before;
    this.#holder = session;
    this.#release = release;
  }

  #give(): void {
    this.#holder = undefined;
    this.#release?.();
    this.#release = undefined;
  }

  /** Keeps what the session whose turn ends has set. */
  async #leave(): Promise<void> {
    const left = this.#current;
    if (left && this.#touched && this.sessions.has(left)) {
      const rows = await this.engine.query(CHANGED);
      left.settings = new Map(rows.map(([name = '', value = '']) => [name, value]));
    }
    // A backend without a postmaster has no user to RESET to.
    if (left || this.#touched)
      await this.engine.query(`SET SESSION AUTHORIZATION ${identifier(this.superuser)}; RESET ALL`);
    this.#current = undefined;
    this.#touched = false;
  }

  async #enter(session: SessionState): Promise<void> {
    if (this.#current === session && this.#generation === this.engine.generation) return;
    await this.#leave();
    await this.engine.open(session.database);
    const { user, settings, prepared } = session;
    // Settings that only the superuser may change are put back too: the session could change them once.
    for (const [name, value] of settings)
      await this.engine.query(`SELECT pg_catalog.set_config(${literal(name)}, ${literal(value)}, false)`);
    if (user !== this.superuser) await this.engine.query(`SET SESSION AUTHORIZATION ${identifier(user)}`);
    if (this.#generation !== this.engine.generation) {
      for (const parse of prepared.values()) await this.engine.run(concat([parse, message('S')]));
      for (const channel of session.listens) await this.engine.query(`LISTEN ${identifier(channel)}`);
    }
    this.#generation = this.engine.generation;
    this.#current = session;
  }

  #observe(out: readonly WireMessage[]): void {
    if (out.some(({ type }) => type === 'S')) this.#touched = true;
    for (const { type, body } of out) {
      if (type === 'C' && /^(SET|RESET|SELECT|DO|CALL)/.test(new FieldReader(body).string())) this.#touched = true;
    }
  }

  /** Notifications go to who listens, and to nobody else. */
  #delivered(session: SessionState, out: readonly WireMessage[]): readonly WireMessage[] {
    return out.filter(({ type, body, whole }) => {
      if (type !== 'A') return true;
      const reader = new FieldReader(body);
      reader.int32();
      const channel = reader.string();
      for (const other of this.sessions) {
        if (other !== session && other.listens.has(channel)) other.notify(whole.slice());
      }
      return session.listens.has(channel);
    });
  }
}

function statusOf(out: readonly WireMessage[]): Outcome['status'] | undefined {
  const ready = out.findLast(({ type }) => type === 'Z');
  return ready && (String.fromCharCode(ready.body[0] as number) as Outcome['status']);
}
