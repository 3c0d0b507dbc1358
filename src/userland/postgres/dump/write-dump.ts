/** A dump as a script of psql's, in the form of pg_dump 18. */
import { utf8 } from '../../../base/bytes.ts';
import type { Connection } from '../connection.ts';
import type { Comment, Entry } from './dump-entry.ts';
import type { DumpOptions } from './dump-options.ts';
import { writeRows } from './table-data.ts';

export interface DumpHead {
  readonly serverVersion: string;
  readonly version: string;
  /** A word that ends psql's restricted mode, which nothing within the dump can know. */
  readonly key: string;
  /** With --create. */
  readonly database: { readonly quoted: string; readonly entry: Entry } | undefined;
}

const SETTINGS = `SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

`;

export class DumpWriter {
  readonly #said = new Set<string>();

  constructor(
    private readonly write: (bytes: Uint8Array) => Promise<void>,
    private readonly options: DumpOptions,
  ) {}

  async dump(connection: Connection, head: DumpHead, entries: readonly Entry[]): Promise<void> {
    const { database, key } = head;
    await this.#say(
      `--\n-- PostgreSQL database dump\n--\n\n\\restrict ${key}\n\n-- Dumped from database version ${head.serverVersion}\n-- Dumped by pg_dump version ${head.version}\n\n${SETTINGS}`,
    );
    await this.#drops(database ? [database.entry] : [...entries].reverse());
    if (database) {
      await this.#entry(connection, database.entry);
      await this.#say(`\\unrestrict ${key}\n\\connect ${database.quoted}\n\\restrict ${key}\n\n${SETTINGS}`);
    }
    for (const entry of entries) await this.#entry(connection, entry);
    await this.#say(`--\n-- PostgreSQL database dump complete\n--\n\n\\unrestrict ${key}\n\n`);
  }

  async #drops(entries: readonly Entry[]): Promise<void> {
    if (!this.options.clean) return;
    for (const { drop, type } of entries) {
      if (drop !== undefined) await this.#say(this.options.ifExists ? ifExists(drop, type) : drop);
    }
  }

  async #entry(connection: Connection, entry: Entry): Promise<void> {
    const { options } = this;
    const data = entry.data !== undefined;
    if (entry.place) await this.#once("SET default_tablespace = '';\n\n");
    if (entry.place === 'method') await this.#once('SET default_table_access_method = heap;\n\n');
    await this.#say(this.#title(entry, entry.tag, entry.type, data));
    if (entry.data) await writeRows(connection, entry.data, options.inserts, this.write);
    await this.#say(`${entry.create ?? ''}\n\n`);
    if (entry.owned && options.owners) await this.#say(`ALTER ${entry.owned} OWNER TO ${identifier(entry.owner)};\n\n`);
    if (options.comments) for (const comment of entry.comments ?? []) await this.#comment(entry, comment);
  }

  async #comment(entry: Entry, { tag, statement }: Comment): Promise<void> {
    await this.#say(`${this.#title(entry, tag, 'COMMENT', false)}${statement}\n\n`);
  }

  #title(entry: Entry, tag: string, type: string, data: boolean): string {
    const owner = this.options.owners ? entry.owner : '-';
    const words = `${data ? 'Data for ' : ''}Name: ${oneLine(tag)}; Type: ${type}; Schema: ${oneLine(entry.schema ?? '-')}; Owner: ${oneLine(owner)}`;
    return `--\n-- ${words}\n--\n\n`;
  }

  async #once(text: string): Promise<void> {
    if (this.#said.has(text)) return;
    this.#said.add(text);
    await this.#say(text);
  }

  #say(text: string): Promise<void> {
    return this.write(utf8(text));
  }
}

/** A name with a newline would end the comment, and begin a statement. */
const oneLine = (text: string) => text.replaceAll(/[\r\n]/g, ' ');

export const identifier = (name: string) =>
  /^[a-z_][a-z0-9_$]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;

function ifExists(drop: string, type: string): string {
  if (type === 'DEFAULT') return drop.replace(/^ALTER TABLE /, 'ALTER TABLE IF EXISTS ');
  if (/CONSTRAINT$/.test(type))
    return drop
      .replace(/^ALTER TABLE /, 'ALTER TABLE IF EXISTS ')
      .replace(' DROP CONSTRAINT ', ' DROP CONSTRAINT IF EXISTS ');
  return drop.replace(`DROP ${type} `, `DROP ${type} IF EXISTS `);
}
