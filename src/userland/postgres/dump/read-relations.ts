/** Tables, views, materialized views and sequences, with what is written as part of them, and their data. */
import type { Connection } from '../connection.ts';
import { ask, ofExtension, SYSTEM_SCHEMA } from './catalog.ts';
import { type Entry, RANK } from './dump-entry.ts';
import type { Selection } from './dump-selection.ts';
import { type Check, checkComments, checksWhere, commentOn } from './read-types.ts';
import { columnLines, readColumns, type Column } from './read-columns.ts';
import { readSequences, sequenceEntries } from './read-sequences.ts';

export interface Relation {
  readonly oid: number;
  readonly kind: 'r' | 'v' | 'm' | 'S';
  readonly name: string;
  readonly schema: string;
  readonly namespace: number;
  /** With its schema, in quotes where they need them. */
  readonly quoted: string;
  readonly owner: string;
  readonly comment: string | null;
  readonly persistence: 'p' | 'u' | 't';
  readonly options: readonly string[] | null;
  readonly definition: string | null;
  readonly filled: boolean;
  /** Of what the view's query, or a default inside of the table, names. */
  readonly uses: readonly string[] | null;
  readonly checks: readonly Check[] | null;
}

/** All of the database: what is left out of a dump has its part in the order of the rest. */
export async function readRelations(connection: Connection): Promise<readonly Relation[]> {
  return ask<Relation>(
    connection,
    `SELECT c.oid::int8, relkind AS kind, relname AS name, nspname AS schema, n.oid::int8 AS namespace,
       quote_ident(nspname) || '.' || quote_ident(relname) AS quoted, pg_get_userbyid(relowner) AS owner,
       obj_description(c.oid, 'pg_class') AS comment, relpersistence AS persistence, reloptions AS options,
       CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END AS definition, relispopulated AS filled,
       (SELECT json_agg(DISTINCT CASE d.refclassid WHEN 'pg_class'::regclass THEN 'relation ' ELSE 'type ' END || d.refobjid)
        FROM pg_depend d
        WHERE d.refclassid IN ('pg_class'::regclass, 'pg_type'::regclass) AND d.refobjid <> c.oid
          AND ((d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'n')
            OR (d.classid = 'pg_rewrite'::regclass AND d.objid IN (SELECT oid FROM pg_rewrite WHERE ev_class = c.oid)))) AS uses,
       ${checksWhere('conrelid = c.oid AND convalidated')}
     FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind IN ('r', 'v', 'm', 'S') AND NOT ${SYSTEM_SCHEMA} AND relpersistence <> 't' AND NOT ${ofExtension('pg_class', 'c.oid')}`,
  );
}

const NOUNS = { r: 'TABLE', v: 'VIEW', m: 'MATERIALIZED VIEW', S: 'SEQUENCE' } as const;

export interface RelationParts {
  readonly schema: readonly Entry[];
  readonly data: readonly Entry[];
}

export async function relationEntries(
  connection: Connection,
  relations: readonly Relation[],
  { relations: chosen, withoutData }: Selection,
): Promise<RelationParts> {
  const columns = await readColumns(connection, relations);
  const sequences = await readSequences(connection, relations, new Set(chosen));
  const owners = new Map(sequences.map(({ oid, table }) => [`relation ${oid}`, table]));
  const parts = sequences.map((sequence) => sequenceEntries(sequence));
  const schema: Entry[] = parts.flatMap((part) => part.schema);
  const data: Entry[] = parts.flatMap((part) => part.data);
  for (const relation of relations) {
    if (relation.kind === 'S') continue;
    const own = columns.filter(({ relation: oid }) => oid === relation.oid);
    schema.push(entryOf(relation, own, owners), ...defaultsOf(relation, own, owners));
    if (relation.kind === 'r' && !withoutData.has(relation.oid)) data.push(rowsOf(relation, own));
    if (relation.kind === 'm' && relation.filled) data.push(refreshOf(relation));
  }
  return { schema, data };
}

/** A default stands apart when it needs a sequence that belongs to the table, or a view's column has it. */
function isApart(relation: Relation, { uses }: Column, owners: ReadonlyMap<string, number | null>): boolean {
  return relation.kind === 'v' || (uses ?? []).some((key) => owners.get(key) === relation.oid);
}

function entryOf(relation: Relation, columns: readonly Column[], owners: ReadonlyMap<string, number | null>): Entry {
  const { quoted, name, kind, comment } = relation;
  const noun = NOUNS[kind];
  const inside = columns.filter((column) => column.standard !== null && !isApart(relation, column, owners));
  return {
    key: `relation ${relation.oid}`,
    of: `relation ${relation.oid}`,
    rank: RANK.relation,
    schema: relation.schema,
    name,
    tag: name,
    type: noun,
    owner: relation.owner,
    after: [
      `schema ${relation.namespace}`,
      ...(relation.uses ?? []),
      ...columns.map(({ typeOid }) => `type ${typeOid}`),
      ...inside.flatMap(({ uses }) => uses ?? []),
    ],
    create: kind === 'r' ? table(relation, columns, new Set(inside)) : view(relation),
    drop: `DROP ${noun} ${quoted};\n`,
    // A materialized view is a table to this statement, and so is a view.
    owned: `TABLE ${quoted}`,
    ...(kind !== 'v' && { place: 'method' as const }),
    comments: [
      ...commentOn(noun, `${noun} ${name}`, quoted, comment),
      ...columns.flatMap((column) =>
        commentOn('COLUMN', `COLUMN ${name}.${column.name}`, `${quoted}.${column.quoted}`, column.comment),
      ),
      ...checkComments(relation.checks, name, quoted),
    ],
  };
}

function withOptions({ options }: Relation): string {
  const own = (options ?? []).filter((option) => !option.startsWith('check_option='));
  return own.map((option) => option.replace(/=(.*)$/s, "='$1'")).join(', ');
}

function table(relation: Relation, columns: readonly Column[], inside: ReadonlySet<Column>): string {
  const { quoted, persistence, checks } = relation;
  const lines = [
    ...columns.map((column) => columnLines(relation, column, inside.has(column))),
    ...(checks ?? []).map(({ quoted: check, definition }) => `CONSTRAINT ${check} ${definition}`),
  ];
  const options = withOptions(relation);
  const body = lines.map((line) => `\n    ${line}`).join(',');
  const settings = columns.flatMap(({ quoted: column, statistics, storage }) => [
    ...(statistics === null ? [] : [`ALTER COLUMN ${column} SET STATISTICS ${statistics}`]),
    ...(storage === null ? [] : [`ALTER COLUMN ${column} SET STORAGE ${storage}`]),
  ]);
  const create = `CREATE ${persistence === 'u' ? 'UNLOGGED ' : ''}TABLE ${quoted} (${body}\n)`;
  return `${create}${options ? `\nWITH (${options})` : ''};\n${settings.map((words) => `ALTER TABLE ONLY ${quoted} ${words};\n`).join('')}`;
}

function view(relation: Relation): string {
  const { quoted, kind, options } = relation;
  const query = (relation.definition as string).replace(/;$/, '');
  const given = withOptions(relation);
  const check = options?.find((option) => option.startsWith('check_option='))?.slice('check_option='.length);
  const end = kind === 'm' ? '\n  WITH NO DATA' : check ? `\n  WITH ${check.toUpperCase()} CHECK OPTION` : '';
  return `CREATE ${NOUNS[kind]} ${quoted}${given ? ` WITH (${given})` : ''} AS\n${query}${end};\n`;
}

function defaultsOf(
  relation: Relation,
  columns: readonly Column[],
  owners: ReadonlyMap<string, number | null>,
): readonly Entry[] {
  const apart = columns.filter((column) => column.standard !== null && isApart(relation, column, owners));
  return apart.map((column) => ({
    key: `default ${relation.oid}.${column.quoted}`,
    of: `relation ${relation.oid}`,
    rank: RANK.default,
    schema: relation.schema,
    name: relation.name,
    tag: `${relation.name} ${column.name}`,
    type: 'DEFAULT',
    owner: relation.owner,
    after: [`relation ${relation.oid}`, ...(column.uses ?? [])],
    create: `ALTER TABLE ONLY ${relation.quoted} ALTER COLUMN ${column.quoted} SET DEFAULT ${column.standard};\n`,
    drop: `ALTER TABLE ${relation.quoted} ALTER COLUMN ${column.quoted} DROP DEFAULT;\n`,
  }));
}

function rowsOf(relation: Relation, columns: readonly Column[]): Entry {
  return {
    key: `data ${relation.oid}`,
    of: `relation ${relation.oid}`,
    rank: RANK.data,
    schema: relation.schema,
    name: relation.name,
    tag: relation.name,
    type: 'TABLE DATA',
    owner: relation.owner,
    after: [],
    data: {
      table: relation.quoted,
      columns: columns.map(({ quoted, generated }) => ({ name: quoted, generated: generated !== '' })),
      identityAlways: columns.some(({ identity }) => identity === 'a'),
    },
  };
}

function refreshOf({ oid, schema, name, owner, quoted, uses }: Relation): Entry {
  return {
    key: `refresh ${oid}`,
    of: `relation ${oid}`,
    rank: RANK.refresh,
    schema,
    name,
    tag: name,
    type: 'MATERIALIZED VIEW DATA',
    owner,
    after: (uses ?? []).map((key) => key.replace('relation', 'refresh')),
    create: `REFRESH MATERIALIZED VIEW ${quoted};\n`,
  };
}
