/** Ubuntu's releases: what each image has installed, and what each archive offers. */
import { debianFamily } from '../debian/bookworm.ts';
import { TEXTS } from '../debian/texts.ts';
import { derivePackages } from '../derive-packages.ts';
import { packageBlocks } from '../package-table.ts';
import type { PackageBlock } from '../package-table.ts';
import type { Package } from '../package.ts';
import { parsePackages } from '../parse-packages.ts';
import { BIONIC_BASE } from './bionic.ts';
import { UBUNTU_ONLY, UBUNTU_OVERRIDES, UPSTART_OVERRIDES } from './family.ts';
import { TRUSTY_IPTABLES } from './docker.ts';
import { FOCAL_BASE } from './focal.ts';
import { JAMMY_BASE } from './jammy.ts';
import { NOBLE_BASE } from './noble.ts';
import { OFFERED } from './offered.ts';
import { PRECISE_BASE } from './precise.ts';
import { PRECISE_RUBY, TRUSTY_COMPILER, TRUSTY_RUBY } from './ruby.ts';
import { TRUSTY_BASE } from './trusty-base.ts';
import { XENIAL_BASE } from './xenial.ts';

export const SUITES = ['precise', 'trusty', 'xenial', 'bionic', 'focal', 'jammy', 'noble'] as const;
export type SuiteName = (typeof SUITES)[number];

export interface Release {
  readonly suite: SuiteName;
  /** What the image has. */
  readonly base: readonly Package[];
  /** What the archive has besides. */
  readonly offered: readonly Package[];
}

const BASES: Readonly<Record<SuiteName, string>> = {
  precise: PRECISE_BASE,
  trusty: TRUSTY_BASE,
  xenial: XENIAL_BASE,
  bionic: BIONIC_BASE,
  focal: FOCAL_BASE,
  jammy: JAMMY_BASE,
  noble: NOBLE_BASE,
};

/** Tables whose blocks are whole, in place of rows. */
const OWN: Partial<Readonly<Record<SuiteName, string>>> = {
  precise: PRECISE_RUBY,
  trusty: TRUSTY_RUBY + TRUSTY_COMPILER + TRUSTY_IPTABLES,
};

export function release(suite: SuiteName): Release {
  const trusty = packageBlocks(TRUSTY_BASE);
  const own = packageBlocks(OWN[suite] ?? '');
  const family = [...trusty, ...packageBlocks(UBUNTU_ONLY), ...debianFamily()];
  const old = suite === 'precise' || suite === 'trusty';
  const overrides = { ...UBUNTU_OVERRIDES, ...(old ? UPSTART_OVERRIDES : {}) };
  const baseRows = suite === 'trusty' ? trusty.map(row) : rowsOf(BASES[suite]);
  const named = new Set([...baseRows, ...own.map(row)].map(nameOf));
  const offeredRows = offeredIn(suite).filter((line) => !named.has(nameOf(line)));
  const blocks = derivePackages([...baseRows, ...offeredRows].join('\n'), family, {
    overrides,
    present: own.map(({ name }) => name),
  });
  const packages = parsePackages(merge(blocks, trusty, suite), { texts: TEXTS });
  const inBase = new Set(baseRows.map(nameOf));
  return {
    suite,
    base: packages.filter(({ name }) => inBase.has(name)),
    offered: [...packages.filter(({ name }) => !inBase.has(name)), ...parsePackages(own, { texts: TEXTS })],
  };
}

/** 14.04's own sections and summaries, where its table has them. */
function merge(
  blocks: readonly PackageBlock[],
  trusty: readonly PackageBlock[],
  suite: SuiteName,
): readonly PackageBlock[] {
  if (suite !== 'trusty') return blocks;
  const own = new Map(trusty.map((block) => [block.name, block]));
  return blocks.map((block) => {
    const { flags, section, summary } = own.get(block.name) ?? block;
    return { ...block, flags, section, summary };
  });
}

const rowsOf = (table: string) => table.trim().split('\n');
const nameOf = (line: string) => line.slice(0, line.indexOf(' '));
const row = ({ name, version, installedKiB }: PackageBlock) => `${name} ${version} ${installedKiB}`;

/** Rows of the releases' common table, for one of them. */
function offeredIn(suite: SuiteName): readonly string[] {
  const column = SUITES.indexOf(suite) + 1;
  return rowsOf(OFFERED).flatMap((line) => {
    const fields = line.split(' ');
    const version = fields[column];
    if (version === undefined) throw new Error(`a version is missing: ${line}`);
    return version === '-' ? [] : [`${fields[0]} ${version}`];
  });
}
