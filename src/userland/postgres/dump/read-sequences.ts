/** Sequences: their own, those of serial columns, and those of identities. */
import type { Connection } from '../connection.ts';
import { ask } from './catalog.ts';
import { type Entry, RANK } from './dump-entry.ts';
import type { Relation, RelationParts } from './read-relations.ts';
import { commentOn } from './read-types.ts';

interface SequenceRow {
  readonly oid: number;
  readonly type: string;
  /** As text, for they reach 2^63. */
  readonly start: string;
  readonly step: string;
  readonly least: string;
  readonly most: string;
  readonly cache: string;
  readonly cycles: boolean;
  /** The table and the column that it belongs to. */
  readonly table: number | null;
  readonly owner: string | null;
  readonly column: string | null;
  readonly identity: string | null;
}

export interface Sequence extends SequenceRow {
  readonly relation: Relation;
  readonly last: string;
  readonly called: boolean;
}

export async function readSequences(
  connection: Connection,
  relations: readonly Relation[],
  chosen: ReadonlySet<number>,
): Promise<readonly Sequence[]> {
  const wanted = new Map(relations.filter(({ kind }) => kind === 'S').map((relation) => [relation.oid, relation]));
  if (wanted.size === 0) return [];
  const rows = await ask<SequenceRow>(
    connection,
    `SELECT seqrelid::int8 AS oid, format_type(seqtypid, NULL) AS type, seqstart::text AS start, seqincrement::text AS step,
       seqmin::text AS least, seqmax::text AS most, seqcache::text AS cache, seqcycle AS cycles, a.attrelid::int8 AS table,
       quote_ident(tn.nspname) || '.' || quote_ident(t.relname) AS owner, quote_ident(attname) AS column, attidentity AS identity
     FROM pg_sequence LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = seqrelid AND d.deptype IN ('a', 'i')
         AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
       LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
       LEFT JOIN pg_class t ON t.oid = a.attrelid LEFT JOIN pg_namespace tn ON tn.oid = t.relnamespace
     WHERE seqrelid IN (${[...wanted.keys()].join()})`,
  );
  const found: Sequence[] = [];
  for (const row of rows) {
    const relation = wanted.get(row.oid) as Relation;
    // Of others perhaps nobody may know it.
    const [state] = chosen.has(row.oid)
      ? await ask<{ last: string; called: boolean }>(
          connection,
          `SELECT last_value::text AS last, is_called AS called FROM ${relation.quoted}`,
        )
      : [];
    found.push({ ...row, relation, last: state?.last ?? row.start, called: state?.called ?? false });
  }
  return found;
}

const BITS: Readonly<Record<string, bigint>> = { smallint: 15n, integer: 31n, bigint: 63n };

export function sequenceEntries(sequence: Sequence): RelationParts {
  const { relation, table, identity, owner, column } = sequence;
  const { oid, schema, name, quoted } = relation;
  const key = `relation ${oid}`;
  const shared = { of: key, schema, name, tag: name, owner: relation.owner };
  const made: Entry = {
    ...shared,
    key,
    rank: RANK.relation,
    type: 'SEQUENCE',
    after: [`schema ${relation.namespace}`, ...(table === null ? [] : [`relation ${table}`])],
    create: identity
      ? `ALTER TABLE ${owner} ALTER COLUMN ${column} ADD GENERATED ${identity === 'a' ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY (\n    SEQUENCE NAME ${quoted}${settings(sequence)}\n);\n`
      : `CREATE SEQUENCE ${quoted}${sequence.type === 'bigint' ? '' : `\n    AS ${sequence.type}`}${settings(sequence)};\n`,
    // An identity goes with its table.
    ...(!identity && { drop: `DROP SEQUENCE ${quoted};\n`, owned: `TABLE ${quoted}` }),
    comments: commentOn('SEQUENCE', `SEQUENCE ${name}`, quoted, relation.comment),
  };
  const belongs: readonly Entry[] =
    table === null || identity
      ? []
      : [
          {
            ...shared,
            key: `owned ${oid}`,
            rank: RANK.relation,
            type: 'SEQUENCE OWNED BY',
            after: [key],
            create: `ALTER SEQUENCE ${quoted} OWNED BY ${owner}.${column};\n`,
          },
        ];
  const set: Entry = {
    ...shared,
    key: `set ${oid}`,
    rank: RANK.sequenceSet,
    type: 'SEQUENCE SET',
    after: [],
    create: `SELECT pg_catalog.setval('${quoted.replaceAll("'", "''")}', ${sequence.last}, ${sequence.called});\n`,
  };
  return { schema: [made, ...belongs], data: [set] };
}

function settings({ type, start, step, least, most, cache, cycles }: Sequence): string {
  const limit = 1n << (BITS[type] ?? 63n);
  const up = BigInt(step) > 0n;
  const usualLeast = up ? 1n : -limit;
  const usualMost = up ? limit - 1n : -1n;
  const lines = [
    `START WITH ${start}`,
    `INCREMENT BY ${step}`,
    BigInt(least) === usualLeast ? 'NO MINVALUE' : `MINVALUE ${least}`,
    BigInt(most) === usualMost ? 'NO MAXVALUE' : `MAXVALUE ${most}`,
    `CACHE ${cache}`,
    ...(cycles ? ['CYCLE'] : []),
  ];
  return lines.map((line) => `\n    ${line}`).join('');
}
