/** What yum has to install for what is asked, and what has to go with what is erased. */
import { provided, requirementText, type InstalledRpm, type Requirement, type RpmDatabase } from '../rpm/database.ts';
import { offers } from '../rpm/rpm.ts';
import { requirementsOf } from '../rpm/database.ts';
import { TAG } from '../rpm/header.ts';
import { compareEvr } from '../rpm/version.ts';
import type { AvailableRpm } from './repository.ts';

export interface YumPlan {
  readonly install: readonly AvailableRpm[];
  /** Names nobody asked for. */
  readonly dependencies: ReadonlySet<string>;
  /** `--> Processing Dependency: …` in the order in which they were met. */
  readonly steps: readonly string[];
  /** `docker requires iptables`, unmet. */
  readonly unmet: readonly (readonly [entry: AvailableRpm, needed: Requirement])[];
}

export function availableOffers(entry: AvailableRpm, needed: Requirement): boolean {
  if (needed.name.startsWith('/')) return entry.files.includes(needed.name);
  return (
    provided(needed, { name: entry.name, flag: 'EQ', evr: entry }) ||
    entry.provides.some((offer) => provided(needed, offer))
  );
}

export function newest(entries: readonly AvailableRpm[]): AvailableRpm | undefined {
  return [...entries].sort((a, b) => compareEvr(b, a))[0];
}

/** What would take the place of an installed package that is older. */
export function updatesOf(database: RpmDatabase, available: readonly AvailableRpm[]): readonly AvailableRpm[] {
  return database.all().flatMap((entry) => {
    const best = newest(available.filter(({ name }) => name === entry.name));
    return best && compareEvr(best, entry) > 0 ? [best] : [];
  });
}

export const fullName = ({ name, epoch, version, release }: AvailableRpm) =>
  `${epoch && epoch !== '0' ? `${epoch}:` : ''}${name}-${version}-${release}`;
export const evrOf = ({ epoch, version, release }: AvailableRpm | InstalledRpm) =>
  `${epoch && epoch !== '0' ? `${epoch}:` : ''}${version}-${release}`;

export function resolveInstall(
  database: RpmDatabase,
  available: readonly AvailableRpm[],
  wanted: readonly AvailableRpm[],
): YumPlan {
  const chosen = new Map<string, AvailableRpm>();
  const steps: string[] = [];
  const unmet: [AvailableRpm, Requirement][] = [];
  let round: readonly AvailableRpm[] = wanted;
  while (round.length > 0) {
    steps.push('--> Running transaction check');
    for (const entry of round) {
      chosen.set(entry.name, entry);
      steps.push(`---> Package ${entry.name}.${entry.arch} ${evrOf(entry)} will be installed`);
    }
    const next = new Map<string, AvailableRpm>();
    for (const entry of round) {
      for (const needed of entry.requires) {
        if (needed.name.startsWith('rpmlib(')) continue;
        const present = database.all().some((other) => offers(other, needed));
        const coming = [...chosen.values(), ...next.values()].some((other) => availableOffers(other, needed));
        if (present || coming) continue;
        steps.push(
          `--> Processing Dependency: ${requirementText(needed)} for package: ${fullName(entry)}.${entry.arch}`,
        );
        const found = newest(available.filter((other) => availableOffers(other, needed)));
        if (found) next.set(found.name, found);
        else unmet.push([entry, needed]);
      }
    }
    round = [...next.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
  steps.push('--> Finished Dependency Resolution');
  const named = new Set(wanted.map(({ name }) => name));
  return {
    install: ordered([...chosen.values()]),
    dependencies: new Set([...chosen.keys()].filter((name) => !named.has(name))),
    steps,
    unmet,
  };
}

/** What is needed comes before what needs it. */
function ordered(entries: readonly AvailableRpm[]): readonly AvailableRpm[] {
  const done = new Set<string>();
  const result: AvailableRpm[] = [];
  const visit = (entry: AvailableRpm): void => {
    if (done.has(entry.name)) return;
    done.add(entry.name);
    for (const needed of entry.requires) for (const other of entries) if (availableOffers(other, needed)) visit(other);
    result.push(entry);
  };
  for (const entry of entries) visit(entry);
  return result;
}

/** The packages, and those that cannot do without them. */
export function resolveErase(database: RpmDatabase, going: readonly InstalledRpm[]): readonly InstalledRpm[] {
  const gone = new Set(going);
  for (let grown = true; grown;) {
    grown = false;
    const left = database.all().filter((entry) => !gone.has(entry));
    for (const entry of left) {
      const needs = requirementsOf(entry.header, TAG.REQUIRENAME, TAG.REQUIREFLAGS, TAG.REQUIREVERSION);
      const broken = needs.some(
        (needed) => [...gone].some((other) => offers(other, needed)) && !left.some((other) => offers(other, needed)),
      );
      if (!broken) continue;
      gone.add(entry);
      grown = true;
    }
  }
  return [...gone];
}
