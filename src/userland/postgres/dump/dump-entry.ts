/** One thing that a dump makes again, and in which order they come. */

/** Lower comes first; within one, by schema and name. After pg_dump's own sorting of kinds. */
export const RANK = {
  schema: 1,
  type: 2,
  relation: 3,
  default: 4,
  data: 5,
  sequenceSet: 6,
  constraint: 7,
  index: 8,
  foreignKey: 9,
  refresh: 10,
} as const;

export interface Entry {
  /** Names it among all: others come after it by this. */
  readonly key: string;
  /** What has to be chosen for it to be in the dump: `relation 16384`, or the schema that it stands in. */
  readonly of: string;
  readonly rank: (typeof RANK)[keyof typeof RANK];
  /** As they are, without quotes. `schema` is undefined for schemas themselves. */
  readonly schema: string | undefined;
  readonly name: string;
  /** What its comment in the dump says: `items items_pkey`, `FK CONSTRAINT`. */
  readonly tag: string;
  readonly type: string;
  readonly owner: string;
  /** Keys of what has to be there before. */
  readonly after: readonly string[];
  /** Statements, with a newline at their end. Absent: data. */
  readonly create?: string;
  readonly drop?: string;
  /** What `ALTER … OWNER TO` names: `TABLE shop.items`. */
  readonly owned?: string;
  /** It asks for the usual tablespace, or for the usual access method as well. */
  readonly place?: 'tablespace' | 'method';
  readonly comments?: readonly Comment[];
  readonly data?: TableData;
}

export interface Comment {
  /** `TABLE items`. */
  readonly tag: string;
  readonly statement: string;
}

export interface TableData {
  /** In quotes where it needs them. */
  readonly table: string;
  readonly columns: readonly DataColumn[];
  /** A column's values come from a sequence always. */
  readonly identityAlways: boolean;
}

export interface DataColumn {
  /** In quotes where it needs them. */
  readonly name: string;
  readonly generated: boolean;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * By kind, schema and name as far as what depends on what allows: from the end, each time the last of those that nothing
 * left needs.
 */
export function inOrder(entries: readonly Entry[]): readonly Entry[] {
  const sorted = [...entries].sort(
    (a, b) => a.rank - b.rank || compare(a.schema ?? '', b.schema ?? '') || compare(a.name, b.name),
  );
  const byKey = new Map(sorted.map((entry) => [entry.key, entry]));
  const needed = new Map<string, number>();
  for (const { after } of sorted) for (const key of after) needed.set(key, (needed.get(key) ?? 0) + 1);
  const left = new Set(sorted);
  const backwards: Entry[] = [];
  while (left.size > 0) {
    const rest = [...left];
    const next = rest.findLast(({ key }) => !needed.get(key)) ?? (rest.at(-1) as Entry);
    left.delete(next);
    backwards.push(next);
    for (const key of next.after) if (byKey.has(key)) needed.set(key, (needed.get(key) ?? 1) - 1);
  }
  return backwards.reverse();
}
