/**
 * RPM's database in /var/lib/rpm/Packages: the headers of installed packages one after another, as real RPM stores each; the
 * Berkeley DB that it wraps them in is left out.
 */
import { concat } from '../../../base/bytes.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { exists, makeDirectories, writeBytes } from '../files.ts';
import { readBytes } from '../../read-all.ts';
import { RpmHeader, TAG } from './header.ts';
import { pathsOf } from './package-file.ts';
import { compareEvr, evrText, parseEvr, type Evr } from './version.ts';

const FOLDER = '/var/lib/rpm';
const PATH = `${FOLDER}/Packages`;

export interface InstalledRpm extends Evr {
  readonly name: string;
  readonly arch: string;
  readonly header: RpmHeader;
}

export function installedOf(header: RpmHeader): InstalledRpm {
  return {
    name: header.string(TAG.NAME),
    epoch: String(header.number(TAG.EPOCH) ?? ''),
    version: header.string(TAG.VERSION),
    release: header.string(TAG.RELEASE),
    arch: header.string(TAG.ARCH),
    header,
  };
}

export class RpmDatabase {
  private constructor(
    private readonly sys: Sys,
    private packages: readonly InstalledRpm[],
  ) {}

  static async read(sys: Sys): Promise<RpmDatabase> {
    const packages: InstalledRpm[] = [];
    const bytes = (await exists(sys, PATH)) ? await readBytes(sys, PATH) : new Uint8Array(0);
    for (let at = 0; at + 8 <= bytes.length;) {
      const { header, size } = RpmHeader.parse(bytes, at);
      packages.push(installedOf(header));
      at += size;
    }
    return new RpmDatabase(sys, packages);
  }

  all(): readonly InstalledRpm[] {
    return [...this.packages].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : compareEvr(a, b)));
  }

  get(name: string): InstalledRpm | undefined {
    return this.packages.find((entry) => entry.name === name);
  }

  /** By name, `name.arch`, `name-version` or `name-version-release.arch`. */
  find(word: string): InstalledRpm | undefined {
    return this.packages.find((entry) =>
      [entry.name, `${entry.name}.${entry.arch}`, `${entry.name}-${entry.version}`, nvr(entry), nvra(entry)].includes(
        word,
      ),
    );
  }

  /** Who has a path. */
  owners(path: string): readonly InstalledRpm[] {
    return this.packages.filter(({ header }) => pathsOf(header).includes(path));
  }

  async add(header: RpmHeader): Promise<void> {
    const entry = installedOf(header);
    this.packages = [...this.packages.filter(({ name }) => name !== entry.name), entry];
    await this.#save();
  }

  async remove(gone: InstalledRpm): Promise<void> {
    this.packages = this.packages.filter((entry) => entry !== gone);
    await this.#save();
  }

  async #save(): Promise<void> {
    await makeDirectories(this.sys, FOLDER);
    await writeBytes(this.sys, `${PATH}.new`, concat(this.packages.map(({ header }) => header.encode())));
    await this.sys.rename(`${PATH}.new`, PATH);
  }
}

export const nvr = ({ name, version, release }: Pick<InstalledRpm, 'name' | 'version' | 'release'>) =>
  `${name}-${version}-${release}`;
export const nvra = (entry: Pick<InstalledRpm, 'name' | 'version' | 'release' | 'arch'>) =>
  `${nvr(entry)}.${entry.arch}`;

/** A requirement: a name, and maybe a comparison (`EQ`, `GE` …) with a version. */
export interface Requirement {
  readonly name: string;
  readonly flag?: string;
  readonly evr?: Evr;
}

const LESS = 2;
const GREATER = 4;
const EQUAL = 8;

function flagText(flags: number): string | undefined {
  const sense = (flags & LESS ? 'L' : flags & GREATER ? 'G' : '') + (flags & EQUAL ? 'E' : '');
  return { L: 'LT', G: 'GT', LE: 'LE', GE: 'GE', E: 'EQ' }[sense];
}

export function requirementsOf(
  header: RpmHeader,
  names: number,
  flags: number,
  versions: number,
): readonly Requirement[] {
  const [senses, against] = [header.numbers(flags), header.strings(versions)];
  return header.strings(names).map((name, i) => {
    const flag = flagText(senses[i] ?? 0);
    const version = against[i] ?? '';
    return flag && version !== '' ? { name, flag, evr: parseEvr(version) } : { name };
  });
}

/** Whether what is provided is what is required. */
export function provided(required: Requirement, offer: Requirement): boolean {
  if (required.name !== offer.name) return false;
  if (!required.flag || !required.evr || !offer.evr) return true;
  const difference = compareEvr(offer.evr, required.evr);
  switch (required.flag) {
    case 'EQ':
      return difference === 0;
    case 'GE':
      return difference >= 0;
    case 'LE':
      return difference <= 0;
    case 'GT':
      return difference > 0;
    default:
      return difference < 0;
  }
}

const SIGNS: Readonly<Record<string, string>> = { EQ: '=', GE: '>=', LE: '<=', GT: '>', LT: '<' };

export function requirementText({ name, flag, evr }: Requirement): string {
  if (!flag || !evr) return name;
  return `${name} ${SIGNS[flag] ?? '='} ${evr.release === '' ? `${evr.epoch ? `${evr.epoch}:` : ''}${evr.version}` : evrText(evr)}`;
}
