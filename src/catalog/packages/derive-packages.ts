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
  /** Names of packages that the release has besides, for relations to name. */
  readonly present?: readonly string[];
}

export function derivePackages(
  rows: string,
  family: readonly PackageBlock[],
  options: DeriveOptions = {},
): readonly PackageBlock[] {
  const byName = indexed(family, ({ name }) => name);
  const byStem = indexed(family, ({ name }) => stemOf(name));
  const parsed = rows
    .trim()
    .split('\n')
    .map((row) => row.trim().split(' '));
  const names = new Map(
    [...(options.present ?? []), ...parsed.map(([name = '']) => name)].map((name) => [stemOf(name), name]),
  );
  const present = new Set([...parsed.map(([name = '']) => name), ...(options.present ?? [])]);
  return parsed.map(([name = '', version = '', kib]) => {
    const pattern = byName.get(name) ?? byStem.get(stemOf(name));
    if (!pattern) throw new Error(`${name}: the family has no package of this name`);
    const relations = pattern.lines.filter(isRelation).map((line) => adapted(line, present, names));
    const own = pattern.name === name ? pattern.lines.filter((line) => !isRelation(line)) : [];
    return {
      ...pattern,
      name,
      version,
      installedKiB: kib === undefined ? pattern.installedKiB : Number(kib),
      lines: [...relations.filter((line) => !line.endsWith(': ')), ...(options.overrides?.[name]?.split('\n') ?? own)],
    };
  });
}

/** Blocks by a key; of several that share it, the last that has files. */
function indexed(family: readonly PackageBlock[], key: (block: PackageBlock) => string): Map<string, PackageBlock> {
  const found = new Map<string, PackageBlock>();
  for (const block of family) {
    const known = found.get(key(block));
    if (!known || block.lines.length > 0) found.set(key(block), block);
  }
  return found;
}

const isRelation = (line: string) => /^[A-Z][\w-]+: /.test(line);

/** `libssl3` and `libssl1.1` are one library: the name with `#` for its number. */
const NUMBERED = /^(?:lib|gcc-\d|cpp-\d|g\+\+-\d|python3\.|perl-modules)/;

function stemOf(name: string): string {
  return NUMBERED.test(name) ? name.replace(/t64$/, '').replace(/-?\d[\d.]*(?=$|-[a-z])/, '#') : name;
}

function adapted(line: string, present: ReadonlySet<string>, names: ReadonlyMap<string, string>): string {
  const [, field = '', value = ''] = /^([^:]+): (.*)$/.exec(line) ?? [];
  if (field === 'Provides') return line;
  if (field !== 'Depends' && field !== 'Pre-Depends' && field !== 'Recommends') return `${field}: `;
  const kept = value.split(', ').flatMap((alternatives) => {
    const found = alternatives
      .split(' | ')
      .map((one) => one.replace(/ \(.*\)/, '').replace(/:any$/, ''))
      .map((one) => (present.has(one) ? one : names.get(stemOf(one))))
      .filter((one) => one !== undefined);
    return found.length ? [found.join(' | ')] : [];
  });
  return `${field}: ${[...new Set(kept)].join(', ')}`;
}
