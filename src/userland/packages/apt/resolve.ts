/**
 * From what is asked for to what has to be done: which packages come in, with what they need, and which have to go. The
 * result says why it cannot be done when it cannot.
 */
import { parseRelations, provides, relationText, type Relation } from '../deb/relations.ts';
import type { Paragraph } from '../deb/control.ts';
import type { InstalledPackage } from '../deb/database.ts';
import { compareVersions } from '../deb/version.ts';
import { satisfiedBy, type AptCache, type AvailableVersion } from './cache.ts';

export interface Wanted {
  readonly install: readonly AvailableVersion[];
  readonly remove: readonly string[];
  readonly recommends: boolean;
  /** Names that are put in again though they are there. */
  readonly reinstall: boolean;
}

export interface Plan {
  /** Dependencies before what needs them. */
  readonly install: readonly AvailableVersion[];
  readonly remove: readonly InstalledPackage[];
  /** Of `install`, what nobody named. */
  readonly automatic: ReadonlySet<string>;
  /** Optional packages that are not installed, in apt's order, as groups with `|`. */
  readonly suggested: readonly string[];
  readonly recommended: readonly string[];
  /** ` a : Depends: b (>= 1) but it is not installable`; empty: all is well. */
  readonly unmet: readonly string[];
}

interface StateEntry {
  readonly version: string;
  readonly fields: Paragraph;
}

class Resolver {
  readonly chosen = new Map<string, AvailableVersion>();
  readonly removed = new Map<string, InstalledPackage>();
  readonly unmet: string[] = [];
  readonly state: Map<string, StateEntry>;

  constructor(
    readonly cache: AptCache,
    readonly wanted: Wanted,
  ) {
    this.state = new Map(
      cache.database
        .all()
        .filter(({ state }) => state === 'installed')
        .map((entry) => [entry.name, entry]),
    );
  }

  install(entry: AvailableVersion): void {
    if (this.chosen.get(entry.name) === entry) return;
    this.chosen.set(entry.name, entry);
    this.state.set(entry.name, entry);
    const needs = [...parseRelations(entry.fields.get('Pre-Depends')), ...parseRelations(entry.fields.get('Depends'))];
    for (const group of needs) this.#need(entry, group, 'Depends');
    if (this.wanted.recommends) {
      for (const group of parseRelations(entry.fields.get('Recommends'))) this.#need(entry, group, 'Recommends');
    }
    for (const group of [
      ...parseRelations(entry.fields.get('Conflicts')),
      ...parseRelations(entry.fields.get('Breaks')),
    ]) {
      for (const relation of group) this.#conflict(entry, relation);
    }
  }

  remove(name: string): void {
    const entry = this.cache.database.get(name);
    if (!entry || entry.state === 'config-files' || this.removed.has(name)) return;
    this.removed.set(name, entry);
    this.state.delete(name);
    for (const other of this.cache.database.all()) {
      if (other.state !== 'installed' || this.removed.has(other.name) || this.chosen.has(other.name)) continue;
      const needs = [
        ...parseRelations(other.fields.get('Pre-Depends')),
        ...parseRelations(other.fields.get('Depends')),
      ];
      const broken = needs.some(
        (group) =>
          group.some((relation) => mayMean(relation, entry)) &&
          !group.some((relation) => satisfiedBy(relation, this.state)),
      );
      if (broken) this.remove(other.name);
    }
  }

  #need(entry: AvailableVersion, group: readonly Relation[], kind: 'Depends' | 'Recommends'): void {
    if (group.some((relation) => satisfiedBy(relation, this.state))) return;
    for (const relation of group) {
      const found = this.#find(relation);
      if (found) return this.install(found);
    }
    const [first] = group;
    if (kind === 'Recommends' || !first) return;
    this.unmet.push(` ${entry.name} : ${kind}: ${relationText(first)} ${this.#reason(first)}`);
  }

  #find(relation: Relation): AvailableVersion | undefined {
    const own = this.cache
      .versions(relation.name)
      .find(({ version }) => satisfiedBy(relation, new Map([[relation.name, { version, fields: new Map() }]])));
    return own ?? this.cache.providers(relation)[0];
  }

  #reason(relation: Relation): string {
    const candidate = this.cache.candidate(relation.name);
    if (candidate) return `but ${candidate.version} is to be installed`;
    return this.cache.knows(relation.name) ? 'but it is not going to be installed' : 'but it is not installable';
  }

  #conflict(entry: AvailableVersion, relation: Relation): void {
    for (const [name, other] of this.state) {
      if (name === entry.name) continue;
      const same = new Map([[name, other]]);
      const hit =
        relation.name === name ? satisfiedBy(relation, same) : provides(other.fields.get('Provides'), relation);
      if (!hit) continue;
      const newer = this.cache.candidate(name);
      if (
        newer &&
        compareVersions(newer.version, other.version) > 0 &&
        !satisfiedBy(relation, new Map([[name, newer]]))
      ) {
        this.install(newer);
      } else if (!this.chosen.has(name)) this.remove(name);
    }
  }
}

function mayMean(relation: Relation, entry: InstalledPackage): boolean {
  return relation.name === entry.name || provides(entry.fields.get('Provides'), { name: relation.name });
}

export function resolve(cache: AptCache, wanted: Wanted): Plan {
  const resolver = new Resolver(cache, wanted);
  for (const name of wanted.remove) resolver.remove(name);
  const named = new Set(wanted.install.map(({ name }) => name));
  for (const entry of wanted.install) {
    const present = cache.database.installed(entry.name);
    if (!present || present.version !== entry.version || wanted.reinstall) resolver.install(entry);
  }
  const chosen = [...resolver.chosen.values()].filter(({ name, version }) => {
    return cache.database.installed(name)?.version !== version || (wanted.reinstall && named.has(name));
  });
  const fresh = chosen.filter(({ name }) => !cache.database.installed(name));
  const options = (field: string) => optional(fresh, field, resolver.state);
  return {
    install: ordered(chosen),
    remove: [...resolver.removed.values()],
    automatic: new Set(chosen.map(({ name }) => name).filter((name) => !named.has(name))),
    suggested: options('Suggests'),
    recommended: wanted.recommends ? [] : options('Recommends'),
    unmet: resolver.unmet,
  };
}

/** Depth first along dependencies; circles are cut where they close. */
export function ordered(entries: readonly AvailableVersion[]): readonly AvailableVersion[] {
  const byName = new Map([...entries].sort((a, b) => (a.name < b.name ? -1 : 1)).map((entry) => [entry.name, entry]));
  const done = new Set<string>();
  const result: AvailableVersion[] = [];
  const visit = (entry: AvailableVersion): void => {
    if (done.has(entry.name)) return;
    done.add(entry.name);
    for (const field of ['Pre-Depends', 'Depends']) {
      for (const group of parseRelations(entry.fields.get(field))) {
        for (const relation of group) {
          const next =
            byName.get(relation.name) ??
            [...byName.values()].find(({ fields }) => provides(fields.get('Provides'), relation));
          if (next) visit(next);
        }
      }
    }
    result.push(entry);
  };
  for (const entry of byName.values()) visit(entry);
  return result;
}

/** What new packages would like besides, in groups, without what is there or comes in. */
function optional(
  entries: readonly AvailableVersion[],
  field: string,
  state: ReadonlyMap<string, StateEntry>,
): readonly string[] {
  const groups: string[] = [];
  for (const entry of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    for (const group of parseRelations(entry.fields.get(field))) {
      if (group.some((relation) => satisfiedBy(relation, state))) continue;
      const text = group.map(({ name }) => name).join(' | ');
      if (!groups.includes(text)) groups.push(text);
    }
  }
  return groups;
}
