/** Relations between packages: `libc6 (>= 2.14), mawk | awk, python:any`. */
import { satisfies, type VersionRelation } from './version.ts';

export interface Relation {
  readonly name: string;
  readonly relation?: VersionRelation;
  readonly version?: string;
}

/** All groups have to hold; of a group, one alternative. */
export type RelationList = readonly (readonly Relation[])[];

const RELATION = /^([a-z0-9][a-z0-9.+-]*)(?::[a-z0-9]+)?\s*(?:\(\s*(<<|<=|=|>=|>>|<|>)\s*([^\s)]+)\s*\))?/;
/** Old spellings, which mean "or equal". */
const OLD: Readonly<Record<string, VersionRelation>> = { '<': '<=', '>': '>=' };

export function parseRelations(value: string | undefined): RelationList {
  if (!value) return [];
  return value
    .split(',')
    .map((group) => group.split('|').flatMap((item) => parseRelation(item.trim())))
    .filter((group) => group.length > 0);
}

function parseRelation(item: string): Relation[] {
  const [, name, sign, version] = RELATION.exec(item) ?? [];
  if (!name) return [];
  if (!sign || !version) return [{ name }];
  return [{ name, relation: OLD[sign] ?? (sign as VersionRelation), version }];
}

/** Whether a package of that name and version is what the relation asks for. */
export function holds({ relation, version }: Relation, actual: string): boolean {
  return !relation || version === undefined || satisfies(actual, relation, version);
}

/** As apt writes it: `libc6 (>= 2.14)`. */
export function relationText({ name, relation, version }: Relation): string {
  return relation ? `${name} (${relation} ${version})` : name;
}

/** `Provides: awk, mail-transport-agent (= 2.0)`: a relation with a version holds only for a versioned provision. */
export function provides(value: string | undefined, wanted: Relation): boolean {
  // Asked of every package there is, of which hardly any provides it.
  if (!value?.includes(wanted.name)) return false;
  return parseRelations(value).some(([provided]) => {
    if (provided?.name !== wanted.name) return false;
    if (!wanted.relation) return true;
    return provided.version !== undefined && holds(wanted, provided.version);
  });
}
