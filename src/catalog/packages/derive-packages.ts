/**
 * Tables of other releases of a family. Releases differ in versions, and in the numbers of libraries' names, far more than in files; so
 * a release is a table of rows, and blocks of the family give the rest:
 *
 *     curl 7.81.0-1ubuntu1.20 443        name, version, installed KiB (the family's when it is left out)
 *     libssl1.1 1.1.1f-1ubuntu2 4080     a library of another number takes the family's `libssl3` as pattern
 *
 * Relations lose their version constraints, which were the family's, and name the libraries that the release has.
 */
import type { PackageBlock } from './package-table.ts';

export interface DeriveOptions {
  /** Lines for packages by name: in place of the family's files, with its relations and effects where they have none. */
  readonly overrides?: Readonly<Record<string, string>>;
  /** Names in relations that the release spells otherwise: `default-mta` and such. */
  readonly renames?: Readonly<Record<string, string>>;
}

export function derivePackages(
  rows: string,
  family: readonly PackageBlock[],
  options: DeriveOptions = {},
): readonly PackageBlock[] {
  const byName = new Map(family.map((block) => [block.name, block]));
  const byStem = new Map(family.map((block) => [stemOf(block.name), block]));
  const parsed = rows
    .trim()
    .split('\n')
    .map((row) => row.trim().split(' '));
  const names = new Map(parsed.map(([name = '']) => [stemOf(name), name]));
  const present = new Set(parsed.map(([name = '']) => name));
  return parsed.map(([name = '', version = '', kib]) => {
    const pattern = byName.get(name) ?? byStem.get(stemOf(name));
    if (!pattern) throw new Error(`${name}: the family has no package of this name`);
    const same = pattern.name === name;
    const lines = options.overrides?.[name]?.trim().split('\n');
    const renamed = (line: string) => renameRelation(line, present, names, options.renames ?? {});
    return {
      ...pattern,
      name,
      version,
      installedKiB: kib === undefined ? pattern.installedKiB : Number(kib),
      lines: [
        ...pattern.lines
          .filter(isRelation)
          .map(renamed)
          .filter((line) => !line.endsWith(': ')),
        ...(lines ?? (same ? pattern.lines.filter((line) => !isRelation(line)) : [])),
      ],
    };
  });
}

const isRelation = (line: string) => /^[A-Z][\w-]+: /.test(line);

/** `libssl3` and `libssl1.1` are one library: the name without its number. */
const stemOf = (name: string) =>
  /^(?:lib|gcc-\d|cpp-\d|g\+\+-\d|python3\.|ruby\d|perl-modules)/.test(name)
    ? name.replace(/-?\d[\d.]*(?=$|t64$|-[a-z])/, '').replace(/t64$/, '')
    : name;

function renameRelation(
  line: string,
  present: ReadonlySet<string>,
  names: ReadonlyMap<string, string>,
  renames: Readonly<Record<string, string>>,
): string {
  const [, field = '', value = ''] = /^([^:]+): (.*)$/.exec(line) ?? [];
  if (field === 'Provides' || field === 'Conflicts' || field === 'Breaks' || field === 'Replaces') return line;
  const kept = value.split(', ').flatMap((alternatives) => {
    const found = alternatives
      .split(' | ')
      .map((one) => one.replace(/ \(.*\)/, '').replace(/:any$/, ''))
      .map((one) => renames[one] ?? one)
      .map((one) => (present.has(one) ? one : names.get(stemOf(one))))
      .filter((one) => one !== undefined);
    return found.length ? [found.join(' | ')] : [];
  });
  return `${field}: ${[...new Set(kept)].join(', ')}`;
}
