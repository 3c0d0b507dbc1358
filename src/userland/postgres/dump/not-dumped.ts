/**
 * What a database may hold that a dump of ours would lack. It is looked for first: a dump that is not whole must not look as
 * if it were.
 */
import type { Connection } from '../connection.ts';
import { ask, ofExtension } from './catalog.ts';
import type { DumpOptions } from './dump-options.ts';
import type { Selection } from './dump-selection.ts';

interface Found {
  readonly what: string;
}

/** What real pg_dump would write and this one cannot, as `function public.f(integer)`. */
export async function notDumped(
  connection: Connection,
  { schemas, relations }: Selection,
  options: DumpOptions,
): Promise<readonly string[]> {
  const inSchemas = (column: string) => `${column} IN (${[0, ...schemas].join()})`;
  const ofRelations = (column: string) => `${column} IN (${[0, ...relations].join()})`;
  const whole = schemas.length > 0 && options.schemas.length === 0;
  const parts = options.schema
    ? [
        `SELECT CASE prokind WHEN 'p' THEN 'procedure ' WHEN 'a' THEN 'aggregate ' ELSE 'function ' END || p.oid::regprocedure AS what
         FROM pg_proc p WHERE ${inSchemas('pronamespace')} AND NOT ${ofExtension('pg_proc', 'p.oid')}`,
        `SELECT CASE typtype WHEN 'r' THEN 'range type ' ELSE 'composite type ' END || t.oid::regtype AS what
         FROM pg_type t LEFT JOIN pg_class c ON c.oid = typrelid
         WHERE ${inSchemas('typnamespace')} AND (typtype = 'r' OR typtype = 'c' AND c.relkind = 'c') AND NOT ${ofExtension('pg_type', 't.oid')}`,
        `SELECT 'operator ' || o.oid::regoperator AS what FROM pg_operator o
         WHERE ${inSchemas('oprnamespace')} AND NOT ${ofExtension('pg_operator', 'o.oid')}`,
        `SELECT 'collation ' || c.oid::regcollation AS what FROM pg_collation c WHERE ${inSchemas('collnamespace')}`,
        `SELECT CASE WHEN relkind = 'f' THEN 'foreign table ' WHEN relkind = 'p' THEN 'partitioned table ' WHEN relispartition THEN 'partition '
           ELSE 'inheritance of table ' END || c.oid::regclass AS what
         FROM pg_class c WHERE ${ofRelations('c.oid')} AND (relkind IN ('f', 'p') OR relispartition OR EXISTS (SELECT FROM pg_inherits WHERE inhrelid = c.oid))`,
        `SELECT 'trigger ' || quote_ident(tgname) || ' on table ' || tgrelid::regclass AS what
         FROM pg_trigger WHERE NOT tgisinternal AND ${ofRelations('tgrelid')}`,
        `SELECT 'rule ' || quote_ident(rulename) || ' on ' || ev_class::regclass AS what
         FROM pg_rewrite WHERE rulename <> '_RETURN' AND ${ofRelations('ev_class')}`,
        `SELECT 'row security of table ' || c.oid::regclass AS what FROM pg_class c
         WHERE ${ofRelations('c.oid')} AND (relrowsecurity OR EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid))`,
        `SELECT 'statistics ' || quote_ident(stxname) AS what FROM pg_statistic_ext WHERE ${ofRelations('stxrelid')}`,
        options.privileges
          ? `SELECT 'privileges on ' || c.oid::regclass || ' (--no-privileges leaves them out)' AS what
             FROM pg_class c WHERE ${ofRelations('c.oid')} AND (relacl IS NOT NULL
               OR EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.oid AND attacl IS NOT NULL))
             UNION ALL SELECT 'privileges on schema ' || quote_ident(nspname) || ' (--no-privileges leaves them out)'
             FROM pg_namespace n LEFT JOIN pg_init_privs i ON i.classoid = 'pg_namespace'::regclass AND i.objoid = n.oid
             WHERE ${inSchemas('n.oid')} AND nspacl IS NOT NULL AND nspacl::text IS DISTINCT FROM initprivs::text`
          : undefined,
        whole ? `SELECT 'extension ' || extname AS what FROM pg_extension WHERE extname <> 'plpgsql'` : undefined,
        whole ? `SELECT 'publication ' || pubname AS what FROM pg_publication` : undefined,
        whole ? `SELECT 'event trigger ' || evtname AS what FROM pg_event_trigger` : undefined,
      ]
    : [];
  const data = options.data && whole ? [`SELECT 'large object ' || oid AS what FROM pg_largeobject_metadata`] : [];
  const sql = [...parts, ...data].filter((part) => part !== undefined).join(' UNION ALL ');
  return sql === '' ? [] : (await ask<Found>(connection, sql)).map(({ what }) => what);
}
