/** Questions to the catalogue of a database, answered as objects. */
import type { Connection } from '../connection.ts';
import { DumpError } from './dump-options.ts';

/** Rows by the names of their columns. Numbers past 2^53 have to be asked for as text. */
export async function ask<Row>(connection: Connection, sql: string): Promise<readonly Row[]> {
  const { rows, error } = await connection.rows(`SELECT coalesce(json_agg(q), '[]') FROM (${sql}) q`);
  if (error) throw new DumpError(`query failed: ${error['S']}:  ${error['M']}`);
  return JSON.parse(rows[0]?.[0] ?? '[]') as readonly Row[];
}

export async function command(connection: Connection, sql: string): Promise<void> {
  const { error } = await connection.rows(sql);
  if (error) throw new DumpError(`query failed: ${error['S']}:  ${error['M']}`);
}

/** Of schemas that belong to the system. */
export const SYSTEM_SCHEMA = `(n.nspname ~ '^pg_' OR n.nspname = 'information_schema')`;

export const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** SQL for what an extension brought along, which the extension makes again. */
export const ofExtension = (table: string, oid: string) =>
  `EXISTS (SELECT FROM pg_depend x WHERE x.classid = '${table}'::regclass AND x.objid = ${oid} AND x.deptype = 'e')`;
