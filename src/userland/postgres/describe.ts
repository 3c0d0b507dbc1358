/** The questions behind `\d` and its kin: statements over the catalogue, and how psql titles their answers. */
import type { Connection } from './connection.ts';
import type { Table } from './print-table.ts';

/** `says` goes to standard error when nothing was found. */
export type Answer = { readonly table: Table } | { readonly says: string; readonly fine?: true };

const left = (...names: readonly string[]) => names.map((name) => ({ name, align: 'left' as const }));

export async function ask(connection: Connection, sql: string): Promise<readonly (string | undefined)[][]> {
  const { rows, error } = await connection.rows(sql);
  if (error) throw new DescribeError(`${error['S']}:  ${error['M']}`);
  return rows;
}

export class DescribeError extends Error {
  override name = 'DescribeError';
}

/** A name or pattern (`public.t*`) as two regular expressions of SQL, each in quotes. */
export function patternOf(pattern: string): { readonly schema: string | undefined; readonly name: string } {
  const parts: string[] = [''];
  let quoted = false;
  for (const char of pattern) {
    const last = parts.length - 1;
    if (char === '"') quoted = !quoted;
    else if (char === '.' && !quoted) parts.push('');
    else if (char === '*' && !quoted) parts[last] += '.*';
    else if (char === '?' && !quoted) parts[last] += '.';
    else if (/[\\^$.|?*+()[\]{}]/.test(char)) parts[last] += `\\${char}`;
    else parts[last] += quoted ? char : char.toLowerCase();
  }
  const [name = '', schema] = parts.reverse();
  const anchored = (text: string) => `'^(${text.replaceAll("'", "''")})$'`;
  return { name: anchored(name), schema: schema === undefined ? undefined : anchored(schema) };
}

const KINDS: Readonly<Record<string, readonly [code: string, plural: string]>> = {
  t: ["'r', 'p'", 'tables'],
  v: ["'v'", 'views'],
  m: ["'m'", 'materialized views'],
  i: ["'i', 'I'", 'indexes'],
  s: ["'S'", 'sequences'],
  E: ["'f'", 'foreign tables'],
};

const TYPE = `CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'
  WHEN 'i' THEN 'index' WHEN 'I' THEN 'partitioned index' WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'foreign table'
  WHEN 'p' THEN 'partitioned table' END`;

/** `\d`, `\dt`, `\dv` …; `letters` without the `d`, `S` and `+`. */
export async function relations(connection: Connection, letters: string, given: Given): Promise<Answer> {
  const kinds = letters === '' ? ['t', 'v', 'm', 's', 'E'] : [...letters];
  const indexes = kinds.includes('i');
  const where = [`c.relkind IN (${kinds.map((kind) => KINDS[kind]?.[0]).join(', ')})`];
  const pattern = given.pattern === undefined ? undefined : patternOf(given.pattern);
  if (!given.system && !pattern) where.push("n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'");
  if (pattern) where.push(`c.relname ~ ${pattern.name}`);
  where.push(pattern?.schema ? `n.nspname ~ ${pattern.schema}` : 'pg_catalog.pg_table_is_visible(c.oid)');
  const more = given.verbose
    ? `, CASE c.relpersistence WHEN 'p' THEN 'permanent' WHEN 't' THEN 'temporary' ELSE 'unlogged' END,
       am.amname, pg_catalog.pg_size_pretty(pg_catalog.pg_table_size(c.oid)), pg_catalog.obj_description(c.oid, 'pg_class')`
    : '';
  const rows = await ask(
    connection,
    `SELECT n.nspname, c.relname, ${TYPE}, pg_catalog.pg_get_userbyid(c.relowner)${indexes ? ', t.relname' : ''}${more}
     FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
     LEFT JOIN pg_catalog.pg_index x ON x.indexrelid = c.oid LEFT JOIN pg_catalog.pg_class t ON t.oid = x.indrelid
     WHERE ${where.join(' AND ')} ORDER BY 1, 2`,
  );
  const noun = kinds.length === 1 ? (KINDS[kinds[0] as string]?.[1] ?? 'relations') : 'relations';
  if (rows.length === 0) {
    if (given.pattern !== undefined) return { says: `Did not find any ${noun} named "${given.pattern}".`, fine: true };
    return { says: `Did not find any ${noun}.`, fine: true };
  }
  const columns = left('Schema', 'Name', 'Type', 'Owner', ...(indexes ? ['Table'] : []));
  if (given.verbose) columns.push(...left('Persistence', 'Access method', 'Size', 'Description'));
  return { table: { title: `List of ${noun}`, columns, rows } };
}

export interface Given {
  readonly pattern: string | undefined;
  /** `S`: system objects too. */
  readonly system: boolean;
  /** `+` */
  readonly verbose: boolean;
}

export async function databases(connection: Connection, { pattern, verbose }: Given): Promise<Answer> {
  const where = pattern === undefined ? '' : `WHERE datname ~ ${patternOf(pattern).name}`;
  const more = verbose
    ? `, CASE WHEN pg_catalog.has_database_privilege(datname, 'CONNECT') THEN pg_catalog.pg_size_pretty(pg_catalog.pg_database_size(oid)) ELSE 'No Access' END,
       (SELECT spcname FROM pg_catalog.pg_tablespace s WHERE s.oid = dattablespace), pg_catalog.shobj_description(oid, 'pg_database')`
    : '';
  const rows = await ask(
    connection,
    `SELECT datname, pg_catalog.pg_get_userbyid(datdba), pg_catalog.pg_encoding_to_char(encoding),
       CASE datlocprovider WHEN 'b' THEN 'builtin' WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' END,
       datcollate, datctype, datlocale, daticurules,
       CASE WHEN pg_catalog.array_length(datacl, 1) = 0 THEN '(none)' ELSE pg_catalog.array_to_string(datacl, E'\\n') END${more}
     FROM pg_catalog.pg_database ${where} ORDER BY 1`,
  );
  const columns = left(
    'Name',
    'Owner',
    'Encoding',
    'Locale Provider',
    'Collate',
    'Ctype',
    'Locale',
    'ICU Rules',
    'Access privileges',
  );
  if (verbose) columns.push(...left('Size', 'Tablespace', 'Description'));
  return { table: { title: 'List of databases', columns, rows } };
}

export async function roles(connection: Connection, { pattern, system }: Given): Promise<Answer> {
  const where = pattern ? `rolname ~ ${patternOf(pattern).name}` : system ? 'true' : "rolname !~ '^pg_'";
  const rows = await ask(
    connection,
    `SELECT rolname, pg_catalog.concat_ws(E'\\n', nullif(pg_catalog.concat_ws(', ', CASE WHEN rolsuper THEN 'Superuser' END,
       CASE WHEN NOT rolinherit THEN 'No inheritance' END, CASE WHEN rolcreaterole THEN 'Create role' END,
       CASE WHEN rolcreatedb THEN 'Create DB' END, CASE WHEN NOT rolcanlogin THEN 'Cannot login' END,
       CASE WHEN rolreplication THEN 'Replication' END, CASE WHEN rolbypassrls THEN 'Bypass RLS' END), ''),
       CASE WHEN rolconnlimit = 0 THEN 'No connections' WHEN rolconnlimit = 1 THEN '1 connection'
         WHEN rolconnlimit > 1 THEN rolconnlimit || ' connections' END,
       CASE WHEN rolvaliduntil IS NOT NULL THEN 'Password valid until ' || rolvaliduntil END)
     FROM pg_catalog.pg_roles WHERE ${where} ORDER BY 1`,
  );
  return { table: { title: 'List of roles', columns: left('Role name', 'Attributes'), rows, footers: [] } };
}

export async function schemas(connection: Connection, { pattern, system }: Given): Promise<Answer> {
  const where = pattern
    ? `nspname ~ ${patternOf(pattern).name}`
    : system
      ? 'true'
      : "nspname !~ '^pg_' AND nspname <> 'information_schema'";
  const rows = await ask(
    connection,
    `SELECT nspname, pg_catalog.pg_get_userbyid(nspowner) FROM pg_catalog.pg_namespace WHERE ${where} ORDER BY 1`,
  );
  return { table: { title: 'List of schemas', columns: left('Name', 'Owner'), rows } };
}

export async function functions(connection: Connection, { pattern, system }: Given): Promise<Answer> {
  const given = pattern === undefined ? undefined : patternOf(pattern);
  const where = [given?.schema ? `n.nspname ~ ${given.schema}` : 'pg_catalog.pg_function_is_visible(p.oid)'];
  if (given) where.push(`p.proname ~ ${given.name}`);
  else if (!system) where.push("n.nspname <> 'pg_catalog' AND n.nspname <> 'information_schema'");
  const rows = await ask(
    connection,
    `SELECT n.nspname, p.proname, pg_catalog.pg_get_function_result(p.oid), pg_catalog.pg_get_function_arguments(p.oid),
       CASE p.prokind WHEN 'a' THEN 'agg' WHEN 'w' THEN 'window' WHEN 'p' THEN 'proc' ELSE 'func' END
     FROM pg_catalog.pg_proc p LEFT JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
     WHERE ${where.join(' AND ')} ORDER BY 1, 2, 4`,
  );
  const columns = left('Schema', 'Name', 'Result data type', 'Argument data types', 'Type');
  return { table: { title: 'List of functions', columns, rows } };
}

export async function extensions(connection: Connection, { pattern }: Given): Promise<Answer> {
  const where = pattern === undefined ? '' : `WHERE e.extname ~ ${patternOf(pattern).name}`;
  const rows = await ask(
    connection,
    `SELECT e.extname, e.extversion, ae.default_version, n.nspname, d.description
     FROM pg_catalog.pg_extension e LEFT JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
     LEFT JOIN pg_catalog.pg_description d ON d.objoid = e.oid AND d.classoid = 'pg_catalog.pg_extension'::regclass
     LEFT JOIN pg_catalog.pg_available_extensions() ae(name, default_version, comment) ON ae.name = e.extname ${where} ORDER BY 1`,
  );
  const columns = left('Name', 'Version', 'Default version', 'Schema', 'Description');
  return { table: { title: 'List of installed extensions', columns, rows } };
}
