/** Which of its dependencies a set of packages lacks (deb-control(5), "Relationships"): versions are not compared. */
import type { Package } from './package.ts';

export function unmetDependencies(packages: readonly Package[]): readonly string[] {
  const present = new Set(packages.flatMap((entry) => [entry.name, ...namesIn(entry.relations['Provides'] ?? '')]));
  return packages.flatMap(({ name, relations }) =>
    ['Pre-Depends', 'Depends'].flatMap((field) =>
      (relations[field] ?? '')
        .split(', ')
        .filter(
          (alternatives) =>
            alternatives !== '' && !namesIn(alternatives.replace(/ \| /g, ', ')).some((one) => present.has(one)),
        )
        .map((alternatives) => `${name} ${field}: ${alternatives}`),
    ),
  );
}

const namesIn = (list: string) => list.split(', ').map((one) => one.replace(/[ (:].*$/, ''));

/** The named packages with all that they depend on, of those that an archive has; of alternatives the first that there is. */
export function withDependencies(names: readonly string[], archive: readonly Package[]): readonly Package[] {
  const byName = new Map(archive.map((entry) => [entry.name, entry]));
  const found = new Map<string, Package>();
  const visit = (name: string): void => {
    const entry = byName.get(name);
    if (!entry || found.has(name)) return;
    found.set(name, entry);
    for (const field of ['Pre-Depends', 'Depends']) {
      for (const alternatives of (entry.relations[field] ?? '').split(', ')) {
        const choice = namesIn(alternatives.replace(/ \| /g, ', ')).find((one) => byName.has(one));
        if (choice) visit(choice);
      }
    }
  };
  for (const name of names) {
    if (!byName.has(name)) throw new Error(`${name}: the archive has no such package`);
    visit(name);
  }
  return [...found.values()];
}
