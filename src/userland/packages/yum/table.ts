/** yum's tables, 80 columns wide: what a transaction will do, and lists of packages. */
const WIDTH = 80;

export const RULE = '='.repeat(WIDTH);

export interface Row {
  readonly name: string;
  readonly arch: string;
  readonly version: string;
  readonly repo: string;
  readonly size: string;
}

/** Columns as wide as they must be; what is left over goes to the version. A row that is too long breaks where it is. */
export function transactionTable(groups: readonly (readonly [title: string, rows: readonly Row[]])[]): string {
  const rows = groups.flatMap(([, list]) => list);
  const longest = (pick: (row: Row) => string, least: number) =>
    Math.max(least, ...rows.map((row) => pick(row).length));
  const widths = {
    name: longest(({ name }) => name, 7) + 1,
    arch: longest(({ arch }) => arch, 4) + 1,
    version: longest(({ version }) => version, 7) + 1,
    repo: longest(({ repo }) => repo, 10) + 1,
    size: longest(({ size }) => size, 4),
  };
  const total = 1 + widths.name + widths.arch + widths.version + widths.repo + widths.size;
  const spare = Math.max(0, WIDTH - total);
  widths.name += Math.floor(spare / 3);
  widths.arch += Math.floor(spare / 6);
  widths.version += spare - Math.floor(spare / 3) - Math.floor(spare / 6);
  const line = ({ name, arch, version, repo, size }: Row) =>
    ` ${name.padEnd(widths.name)}${arch.padEnd(widths.arch)}${version.padEnd(widths.version)}${repo.padEnd(widths.repo)}${size.padStart(widths.size)}`;
  const head = line({ name: 'Package', arch: 'Arch', version: 'Version', repo: 'Repository', size: 'Size' });
  return [
    RULE,
    head,
    RULE,
    ...groups.flatMap(([title, list]) => (list.length ? [`${title}:`, ...list.map(line)] : [])),
  ].join('\n');
}

/** `17 M`, as yum shows sizes. */
export function sizeText(bytes: number): string {
  let value = bytes;
  for (const unit of ['', 'k', 'M', 'G']) {
    if (value < 1000) return `${unit === '' || value >= 10 ? Math.round(value) : value.toFixed(1)} ${unit}`;
    value /= 1024;
  }
  return `${Math.round(value)} T`;
}

/** Three columns: name, version, repository. */
export function listLine(name: string, version: string, repo: string): string {
  return `${name.padEnd(40)} ${version.padEnd(30)} ${repo}`.trimEnd();
}
