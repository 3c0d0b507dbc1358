/** Columns of tables and views. */
import type { Connection } from '../connection.ts';
import { ask } from './catalog.ts';
import type { Relation } from './read-relations.ts';

export interface Column {
  readonly relation: number;
  readonly name: string;
  readonly quoted: string;
  readonly type: string;
  readonly typeOid: number;
  readonly comment: string | null;
  /** The expression of its default, or of what it is generated from. */
  readonly standard: string | null;
  /** `s`: stored, `v`: virtual, empty: not generated. */
  readonly generated: string;
  /** `a`: always, `d`: by default, empty: no identity. */
  readonly identity: string;
  readonly needed: boolean;
  /** Of its NOT NULL, since version 18. */
  readonly neededName: string | null;
  readonly collation: string | null;
  readonly statistics: number | null;
  readonly storage: string | null;
  /** What its default needs. */
  readonly uses: readonly string[] | null;
}

const STORAGES = `CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' WHEN 'x' THEN 'EXTENDED' END`;

export async function readColumns(connection: Connection, relations: readonly Relation[]): Promise<readonly Column[]> {
  const oids = relations.filter(({ kind }) => kind !== 'S').map(({ oid }) => oid);
  if (oids.length === 0) return [];
  return ask<Column>(
    connection,
    `SELECT a.attrelid::int8 AS relation, attname AS name, quote_ident(attname) AS quoted, format_type(atttypid, atttypmod) AS type,
       coalesce(nullif(t.typelem, 0), atttypid)::int8 AS "typeOid", col_description(a.attrelid, attnum) AS comment,
       pg_get_expr(d.adbin, d.adrelid) AS standard, attgenerated AS generated, attidentity AS identity, attnotnull AS needed,
       (SELECT conname FROM pg_constraint k WHERE k.conrelid = a.attrelid AND k.contype = 'n' AND k.conkey = ARRAY[a.attnum]) AS "neededName",
       (SELECT quote_ident(cn.nspname) || '.' || quote_ident(collname) FROM pg_collation c JOIN pg_namespace cn ON cn.oid = collnamespace
        WHERE c.oid = attcollation AND attcollation <> t.typcollation) AS collation,
       nullif(attstattarget, -1) AS statistics, CASE WHEN attstorage <> t.typstorage THEN ${STORAGES} END AS storage,
       (SELECT json_agg(DISTINCT CASE p.refclassid WHEN 'pg_class'::regclass THEN 'relation ' ELSE 'type ' END || p.refobjid)
        FROM pg_depend p WHERE p.classid = 'pg_attrdef'::regclass AND p.objid = d.oid AND p.refobjid <> a.attrelid
          AND p.refclassid IN ('pg_class'::regclass, 'pg_type'::regclass)) AS uses
     FROM pg_attribute a JOIN pg_type t ON t.oid = atttypid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = attnum
     WHERE a.attrelid IN (${oids.join()}) AND attnum > 0 AND NOT attisdropped ORDER BY a.attrelid, attnum`,
  );
}

/** The column as CREATE TABLE says it. */
export function columnLines(relation: Relation, column: Column, withDefault: boolean): string {
  const { quoted, type, standard, generated, collation } = column;
  const stored = generated === 's' ? ' STORED' : '';
  const value = !withDefault ? '' : generated ? ` GENERATED ALWAYS AS (${standard})${stored}` : ` DEFAULT ${standard}`;
  return `${quoted} ${type}${value}${notNull(relation, column)}${collation ? ` COLLATE ${collation}` : ''}`;
}

/** A name is told when it is not the one that the server would give. */
function notNull({ name }: Relation, column: Column): string {
  if (!column.needed) return '';
  const usual = column.neededName === null || column.neededName === `${name}_${column.name}_not_null`;
  return usual ? ' NOT NULL' : ` CONSTRAINT "${(column.neededName ?? '').replaceAll('"', '""')}" NOT NULL`;
}
