/** CentOS 7's packages. */
import { debianFamily } from '../debian/bookworm.ts';
import { packageBlocks } from '../package-table.ts';
import type { Package } from '../package.ts';
import { parsePackages } from '../parse-packages.ts';
import { CENTOS_BASE, CENTOS_EXTRAS, CENTOS_OFFERED } from './centos-tables.ts';
import { RPM_TEXTS } from './texts.ts';

export interface Centos {
  /** What the image has installed. */
  readonly base: readonly Package[];
  readonly offered: readonly Package[];
  readonly extras: readonly Package[];
}

export function centos(): Centos {
  const family = new Map(debianFamily().map((block) => [block.name, block.lines]));
  const expand = (line: string): readonly string[] => {
    if (!line.startsWith('= ')) return [line];
    const lines = family.get(line.slice(2));
    if (!lines) throw new Error(`${line}: Debian has no such package`);
    return lines.filter((one) => /^(?:usr\/)?s?bin\//.test(one)).map((one) => one.replace(/^(?=s?bin\/)/, 'usr/'));
  };
  const parse = (table: string) =>
    parsePackages(
      packageBlocks(table).map((block) => ({ ...block, lines: block.lines.flatMap(expand) })),
      { texts: RPM_TEXTS, architectures: ['x86_64', 'noarch'], libraries: 'usr/lib64', documentation: false },
    );
  return { base: parse(CENTOS_BASE), offered: parse(CENTOS_OFFERED), extras: parse(CENTOS_EXTRAS) };
}
