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
