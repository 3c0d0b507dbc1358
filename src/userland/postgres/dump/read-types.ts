/** Schemas, enumerations and domains. */
import type { Connection } from '../connection.ts';
import { ask, literal, ofExtension, SYSTEM_SCHEMA } from './catalog.ts';
import { type Comment, type Entry, RANK } from './dump-entry.ts';

interface SchemaRow {
  readonly oid: number;
  readonly name: string;
  readonly quoted: string;
  readonly owner: string;
  readonly comment: string | null;
}

export const commentOn = (kind: string, tag: string, quoted: string, comment: string | null): readonly Comment[] =>
  comment === null ? [] : [{ tag, statement: `COMMENT ON ${kind} ${quoted} IS ${literal(comment)};\n` }];

/** `public` is there in every database: it is made by a dump that names it. */
export async function readSchemas(connection: Connection, withPublic: boolean): Promise<readonly Entry[]> {
  const rows = await ask<SchemaRow>(
    connection,
    `SELECT n.oid::int8, nspname AS name, quote_ident(nspname) AS quoted, pg_get_userbyid(nspowner) AS owner,
       obj_description(n.oid, 'pg_namespace') AS comment
     FROM pg_namespace n WHERE NOT ${SYSTEM_SCHEMA} ${withPublic ? '' : "AND nspname <> 'public'"} AND NOT ${ofExtension('pg_namespace', 'n.oid')}`,
  );
  return rows.map(({ oid, name, quoted, owner, comment }) => ({
    key: `schema ${oid}`,
    of: `schema ${oid}`,
    rank: RANK.schema,
    schema: undefined,
    name,
    tag: name,
    type: 'SCHEMA',
    owner,
    after: [],
    create: `CREATE SCHEMA ${quoted};\n`,
    drop: `DROP SCHEMA ${quoted};\n`,
    owned: `SCHEMA ${quoted}`,
    comments: commentOn('SCHEMA', `SCHEMA ${name}`, quoted, comment),
  }));
}

/** A CHECK within a table or a domain. */
export interface Check {
  readonly name: string;
  readonly quoted: string;
  readonly definition: string;
  readonly comment: string | null;
}

/** A column of checks, for the constraints that `where` names. */
export const checksWhere = (where: string) =>
  `(SELECT json_agg(json_build_object('name', conname, 'quoted', quote_ident(conname), 'definition', pg_get_constraintdef(oid),
     'comment', obj_description(oid, 'pg_constraint')) ORDER BY conname) FROM pg_constraint WHERE ${where} AND contype = 'c') AS checks`;

/** `on`: the table or the domain, as a comment's title and as its statement name it. */
export const checkComments = (checks: readonly Check[] | null, on: string, quotedOn: string): readonly Comment[] =>
  (checks ?? []).flatMap(({ name, quoted, comment }) =>
    commentOn('CONSTRAINT', `CONSTRAINT ${name} ON ${on}`, `${quoted} ON ${quotedOn}`, comment),
  );

interface TypeRow {
  readonly oid: number;
  readonly name: string;
  readonly schema: string;
  readonly namespace: number;
  readonly quoted: string;
  readonly owner: string;
  readonly comment: string | null;
  readonly kind: 'e' | 'd';
  readonly base: string;
  readonly baseType: number;
  readonly standard: string | null;
  readonly needed: boolean;
  readonly collation: string | null;
  readonly labels: readonly string[] | null;
  readonly checks: readonly Check[] | null;
}

export async function readTypes(connection: Connection): Promise<readonly Entry[]> {
  const rows = await ask<TypeRow>(
    connection,
    `SELECT t.oid::int8, typname AS name, nspname AS schema, n.oid::int8 AS namespace,
       quote_ident(nspname) || '.' || quote_ident(typname) AS quoted, pg_get_userbyid(typowner) AS owner,
       obj_description(t.oid, 'pg_type') AS comment, typtype AS kind, format_type(typbasetype, typtypmod) AS base,
       typbasetype::int8 AS "baseType", coalesce(pg_get_expr(typdefaultbin, 0), typdefault) AS standard, typnotnull AS needed,
       (SELECT quote_ident(cn.nspname) || '.' || quote_ident(collname) FROM pg_collation c JOIN pg_namespace cn ON cn.oid = collnamespace
        WHERE c.oid = typcollation AND typcollation <> (SELECT b.typcollation FROM pg_type b WHERE b.oid = t.typbasetype)) AS collation,
       (SELECT json_agg(enumlabel ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid) AS labels,
       ${checksWhere('contypid = t.oid')}
     FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace
     WHERE typtype IN ('e', 'd') AND NOT ${SYSTEM_SCHEMA} AND NOT ${ofExtension('pg_type', 't.oid')}`,
  );
  return rows.map((row) => {
    const noun = row.kind === 'e' ? 'TYPE' : 'DOMAIN';
    return {
      key: `type ${row.oid}`,
      of: `schema ${row.namespace}`,
      rank: RANK.type,
      schema: row.schema,
      name: row.name,
      tag: row.name,
      type: noun,
      owner: row.owner,
      after: [`schema ${row.namespace}`, `type ${row.baseType}`],
      create: row.kind === 'e' ? enumeration(row) : domain(row),
      drop: `DROP ${noun} ${row.quoted};\n`,
      owned: `${noun} ${row.quoted}`,
      comments: [
        ...commentOn(noun, `${noun} ${row.name}`, row.quoted, row.comment),
        ...checkComments(row.checks, `DOMAIN ${row.name}`, `DOMAIN ${row.quoted}`),
      ],
    };
  });
}

function enumeration({ quoted, labels }: TypeRow): string {
  const lines = (labels ?? []).map((label) => `    ${literal(label)}`);
  return `CREATE TYPE ${quoted} AS ENUM (\n${lines.length > 0 ? `${lines.join(',\n')}\n` : ''});\n`;
}

function domain({ quoted, base, collation, needed, standard, checks }: TypeRow): string {
  const head = `CREATE DOMAIN ${quoted} AS ${base}${collation ? ` COLLATE ${collation}` : ''}`;
  const rules = `${needed ? ' NOT NULL' : ''}${standard === null ? '' : ` DEFAULT ${standard}`}`;
  return `${head}${rules}${(checks ?? []).map(({ quoted: check, definition }) => `\n\tCONSTRAINT ${check} ${definition}`).join('')};\n`;
}
