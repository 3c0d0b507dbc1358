/** What comes after the data: keys, indexes, foreign keys. */
import type { Connection } from '../connection.ts';
import { ask } from './catalog.ts';
import { type Entry, RANK } from './dump-entry.ts';
import type { Relation } from './read-relations.ts';
import { commentOn } from './read-types.ts';

interface ConstraintRow {
  readonly oid: number;
  readonly relation: number;
  readonly other: number;
  readonly index: number;
  readonly name: string;
  readonly quoted: string;
  readonly kind: 'p' | 'u' | 'x' | 'f' | 'c';
  readonly definition: string;
  readonly comment: string | null;
  readonly clustered: boolean;
  readonly identity: boolean;
}

export async function readConstraints(
  connection: Connection,
  relations: ReadonlyMap<number, Relation>,
): Promise<readonly Entry[]> {
  if (relations.size === 0) return [];
  const rows = await ask<ConstraintRow>(
    connection,
    `SELECT k.oid::int8, conrelid::int8 AS relation, confrelid::int8 AS other, conindid::int8 AS index, conname AS name, quote_ident(conname) AS quoted,
       contype AS kind, pg_get_constraintdef(k.oid) AS definition, obj_description(k.oid, 'pg_constraint') AS comment,
       coalesce(indisclustered, false) AS clustered, coalesce(indisreplident, false) AS identity
     FROM pg_constraint k LEFT JOIN pg_index i ON i.indexrelid = conindid AND contype <> 'f'
     WHERE conrelid IN (${[...relations.keys()].join()}) AND (contype IN ('p', 'u', 'x', 'f') OR contype = 'c' AND NOT convalidated)`,
  );
  return rows.map((row) => {
    const table = relations.get(row.relation) as Relation;
    const foreign = row.kind === 'f';
    return {
      key: `constraint ${row.index === 0 || foreign ? row.oid : row.index}`,
      of: `relation ${row.relation}`,
      rank: foreign ? RANK.foreignKey : RANK.constraint,
      schema: table.schema,
      name: row.name,
      tag: `${table.name} ${row.name}`,
      type: foreign ? 'FK CONSTRAINT' : row.kind === 'c' ? 'CHECK CONSTRAINT' : 'CONSTRAINT',
      owner: table.owner,
      // A foreign key needs the key that it points to.
      after: foreign ? [`constraint ${row.index}`, `index ${row.index}`] : [],
      create: added(table, row),
      drop: `ALTER TABLE ${row.kind === 'c' ? '' : 'ONLY '}${table.quoted} DROP CONSTRAINT ${row.quoted};\n`,
      ...(!foreign && row.kind !== 'c' && { place: 'tablespace' as const }),
      comments:
        row.comment === null
          ? []
          : commentOn(
              'CONSTRAINT',
              `CONSTRAINT ${row.name} ON ${table.name}`,
              `${row.quoted} ON ${table.quoted}`,
              row.comment,
            ),
    };
  });
}

function added({ quoted }: Relation, row: ConstraintRow): string {
  const add = `ALTER TABLE ${row.kind === 'c' ? '' : 'ONLY '}${quoted}\n    ADD CONSTRAINT ${row.quoted} ${row.definition};\n`;
  const cluster = row.clustered ? `\nALTER TABLE ${quoted} CLUSTER ON ${row.quoted};\n` : '';
  return (
    add + cluster + (row.identity ? `\nALTER TABLE ONLY ${quoted} REPLICA IDENTITY USING INDEX ${row.quoted};\n` : '')
  );
}

interface IndexRow {
  readonly oid: number;
  readonly relation: number;
  readonly name: string;
  readonly quoted: string;
  readonly full: string;
  readonly definition: string;
  readonly comment: string | null;
  readonly clustered: boolean;
}

/** Those that no constraint has made. */
export async function readIndexes(
  connection: Connection,
  relations: ReadonlyMap<number, Relation>,
): Promise<readonly Entry[]> {
  if (relations.size === 0) return [];
  const rows = await ask<IndexRow>(
    connection,
    `SELECT i.indexrelid::int8 AS oid, indrelid::int8 AS relation, relname AS name, quote_ident(relname) AS quoted,
       quote_ident(nspname) || '.' || quote_ident(relname) AS full, pg_get_indexdef(indexrelid) AS definition,
       obj_description(indexrelid, 'pg_class') AS comment, indisclustered AS clustered
     FROM pg_index i JOIN pg_class c ON c.oid = indexrelid JOIN pg_namespace n ON n.oid = relnamespace
     WHERE indrelid IN (${[...relations.keys()].join()}) AND indisvalid
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))`,
  );
  return rows.map((row) => {
    const table = relations.get(row.relation) as Relation;
    return {
      key: `index ${row.oid}`,
      of: `relation ${row.relation}`,
      rank: RANK.index,
      schema: table.schema,
      name: row.name,
      tag: row.name,
      type: 'INDEX',
      owner: table.owner,
      after: [],
      create: `${row.definition};\n${row.clustered ? `\nALTER TABLE ${table.quoted} CLUSTER ON ${row.quoted};\n` : ''}`,
      drop: `DROP INDEX ${row.full};\n`,
      place: 'tablespace' as const,
      comments: commentOn('INDEX', `INDEX ${row.name}`, row.full, row.comment),
    };
  });
}
