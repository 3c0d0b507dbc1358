/** Which schemas and relations a dump is to have, by the patterns of its command line. */
import type { Connection } from '../connection.ts';
import { patternOf } from '../describe.ts';
import { ask, command, ofExtension, SYSTEM_SCHEMA } from './catalog.ts';
import { DumpError, type DumpOptions } from './dump-options.ts';

export interface Selection {
  /** Schemas that are made, with the types in them; none when tables were asked for by name. */
  readonly schemas: readonly number[];
  readonly relations: readonly number[];
  readonly withoutData: ReadonlySet<number>;
}

export async function select(connection: Connection, options: DumpOptions): Promise<Selection> {
  // Names without a schema are looked for where a new session would find them.
  await command(connection, 'RESET search_path');
  const named = await schemasOf(connection, options.schemas);
  if (options.schemas.length > 0 && named.length === 0) throw new DumpError('no matching schemas were found');
  const tables = await relationsOf(connection, options.tables);
  if (options.tables.length > 0 && tables.length === 0) throw new DumpError('no matching tables were found');
  const notSchemas = new Set(await schemasOf(connection, options.notSchemas));
  const notTables = new Set(await relationsOf(connection, options.notTables));
  const withoutData = new Set(await relationsOf(connection, options.notData));
  await command(connection, "SELECT set_config('search_path', '', false)");

  const all = options.schemas.length > 0 ? named : await schemasOf(connection, ['*']);
  const schemas = options.tables.length > 0 ? [] : all.filter((oid) => !notSchemas.has(oid));
  const chosen = options.tables.length > 0 ? tables : await relationsIn(connection, schemas);
  const relations = await withSequences(
    connection,
    chosen.filter((oid) => !notTables.has(oid)),
    notTables,
  );
  return { schemas, relations, withoutData };
}

async function schemasOf(connection: Connection, patterns: readonly string[]): Promise<readonly number[]> {
  if (patterns.length === 0) return [];
  const where = patterns.map((pattern) => `nspname ~ ${patternOf(pattern).name}`).join(' OR ');
  return oids(connection, `SELECT n.oid::int8 FROM pg_namespace n WHERE (${where}) AND NOT ${SYSTEM_SCHEMA}`);
}

const KINDS = "('r', 'v', 'm', 'S', 'p', 'f')";

async function relationsOf(connection: Connection, patterns: readonly string[]): Promise<readonly number[]> {
  if (patterns.length === 0) return [];
  const where = patterns.map((given) => {
    const { name, schema } = patternOf(given);
    return `relname ~ ${name} AND ${schema ? `nspname ~ ${schema}` : 'pg_table_is_visible(c.oid)'}`;
  });
  return oids(
    connection,
    `SELECT c.oid::int8 FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
     WHERE relkind IN ${KINDS} AND (${where.join(' OR ')}) AND NOT ${SYSTEM_SCHEMA}`,
  );
}

async function relationsIn(connection: Connection, schemas: readonly number[]): Promise<readonly number[]> {
  if (schemas.length === 0) return [];
  return oids(
    connection,
    `SELECT c.oid::int8 FROM pg_class c WHERE relkind IN ${KINDS} AND relpersistence <> 't'
       AND relnamespace IN (${schemas.join()}) AND NOT ${ofExtension('pg_class', 'c.oid')}`,
  );
}

/** A table brings the sequences of its columns, and one that is left out takes them along. */
async function withSequences(
  connection: Connection,
  relations: readonly number[],
  left: ReadonlySet<number>,
): Promise<readonly number[]> {
  const owned = (tables: Iterable<number>) =>
    oids(
      connection,
      `SELECT objid::int8 AS oid FROM pg_depend JOIN pg_class c ON c.oid = objid
       WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass AND relkind = 'S' AND deptype IN ('a', 'i')
         AND refobjid IN (${[0, ...tables].join()})`,
    );
  const gone = new Set(await owned(left));
  return [...new Set([...relations, ...(await owned(relations))])].filter((oid) => !gone.has(oid));
}

async function oids(connection: Connection, sql: string): Promise<readonly number[]> {
  return (await ask<{ oid: number }>(connection, sql)).map(({ oid }) => oid);
}
