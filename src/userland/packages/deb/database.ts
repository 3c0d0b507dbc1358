/**
 * dpkg's database: `/var/lib/dpkg/status`, a paragraph for each package that dpkg knows, and below `info/` its list of
 * files and its maintainer scripts. A package of `Multi-Arch: same` has its architecture in the names there.
 */
import type { Sys } from '../../../kernel/sys.ts';
import { exists, makeDirectories, removeIfAny, replaceText } from '../files.ts';
import { readTextIfAny } from '../../read-all.ts';
import { formatParagraph, parseParagraphs, type Paragraph } from './control.ts';

const ROOT = '/var/lib/dpkg';
const INFO = `${ROOT}/info`;

/** The third word of `Status`. */
export type PackageState =
  'not-installed' | 'config-files' | 'half-installed' | 'unpacked' | 'half-configured' | 'installed';

export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly state: PackageState;
  readonly fields: Paragraph;
}

const SCRIPTS = [
  'preinst',
  'postinst',
  'prerm',
  'postrm',
  'config',
  'templates',
  'triggers',
  'shlibs',
  'symbols',
] as const;

export class DpkgDatabase {
  readonly #packages: Map<string, InstalledPackage>;
  /** As the status file has them: each is written anew whenever another package changes. */
  readonly #paragraphs = new WeakMap<InstalledPackage, string>();
  /** Their names, sorted, until one comes or goes: the status file is written at each step of a package. */
  #names: readonly string[] | undefined;
  #files: number | undefined;

  private constructor(
    private readonly sys: Sys,
    packages: Map<string, InstalledPackage>,
  ) {
    this.#packages = packages;
  }

  static async read(sys: Sys): Promise<DpkgDatabase> {
    const packages = new Map<string, InstalledPackage>();
    for (const fields of parseParagraphs((await readTextIfAny(sys, `${ROOT}/status`)) ?? '')) {
      const entry = entryOf(fields);
      if (entry) packages.set(entry.name, entry);
    }
    return new DpkgDatabase(sys, packages);
  }

  all(): readonly InstalledPackage[] {
    this.#names ??= [...this.#packages.keys()].sort();
    return this.#names.map((name) => this.#packages.get(name) as InstalledPackage);
  }

  /** What dpkg knows of a package; `name:arch` does as well. */
  get(name: string): InstalledPackage | undefined {
    return this.#packages.get(name.replace(/:.*$/, ''));
  }

  installed(name: string): InstalledPackage | undefined {
    const entry = this.get(name);
    return entry?.state === 'installed' ? entry : undefined;
  }

  /** Paths of a package, in its list's order. */
  async files(entry: InstalledPackage): Promise<readonly string[]> {
    const list = await readTextIfAny(this.sys, this.#infoPath(entry, 'list'));
    return (list ?? '').split('\n').filter((path) => path !== '');
  }

  /** How many files and directories are known: the number of `(Reading database …`. */
  async countFiles(): Promise<number> {
    if (this.#files !== undefined) return this.#files;
    const paths = new Set<string>();
    for (const entry of this.#packages.values()) {
      for (const path of await this.files(entry)) paths.add(path);
      const turn = this.sys.tick();
      if (turn instanceof Promise) await turn;
    }
    return (this.#files = paths.size);
  }

  /** The path of a maintainer script that the package has. */
  async script(entry: InstalledPackage, name: string): Promise<string | undefined> {
    const path = this.#infoPath(entry, name);
    return (await exists(this.sys, path)) ? path : undefined;
  }

  async info(entry: InstalledPackage, name: string): Promise<string | undefined> {
    return readTextIfAny(this.sys, this.#infoPath(entry, name));
  }

  async writeInfo(entry: InstalledPackage, name: string, content: string, mode = 0o644): Promise<void> {
    await makeDirectories(this.sys, INFO);
    await replaceText(this.sys, this.#infoPath(entry, name), content, mode);
    this.#files = undefined;
  }

  /** Removes the package's files below `info`; with `keep`, but for what a later purge needs. */
  async removeInfo(entry: InstalledPackage, keep: boolean): Promise<void> {
    const names = [...SCRIPTS, 'md5sums', 'conffiles', 'list'].filter(
      (name) => !keep || !['list', 'postrm'].includes(name),
    );
    for (const name of names) await removeIfAny(this.sys, this.#infoPath(entry, name));
    this.#files = undefined;
  }

  /** Puts a package's paragraph with a new state, and writes the file. */
  async set(fields: Paragraph, state: PackageState): Promise<InstalledPackage> {
    const want = state === 'config-files' || state === 'not-installed' ? 'deinstall' : 'install';
    const status = new Map([...orderedFields(fields, `${want} ok ${state}`)]);
    const entry = entryOf(status) as InstalledPackage;
    if (!this.#packages.has(entry.name)) this.#names = undefined;
    this.#packages.set(entry.name, entry);
    await this.#save();
    return entry;
  }

  async forget(entry: InstalledPackage): Promise<void> {
    this.#packages.delete(entry.name);
    this.#names = undefined;
    await this.#save();
  }

  async #save(): Promise<void> {
    await replaceText(
      this.sys,
      `${ROOT}/status`,
      this.all()
        .map((entry) => this.#paragraphOf(entry))
        .join(''),
    );
  }

  #paragraphOf(entry: InstalledPackage): string {
    const known = this.#paragraphs.get(entry);
    if (known !== undefined) return known;
    const paragraph = `${formatParagraph(entry.fields)}\n`;
    this.#paragraphs.set(entry, paragraph);
    return paragraph;
  }

  #infoPath({ name, architecture, fields }: InstalledPackage, kind: string): string {
    return `${INFO}/${fields.get('Multi-Arch') === 'same' ? `${name}:${architecture}` : name}.${kind}`;
  }
}

function entryOf(fields: Paragraph): InstalledPackage | undefined {
  const name = fields.get('Package');
  const state = (fields.get('Status') ?? '').split(' ')[2] as PackageState | undefined;
  if (!name || !state) return undefined;
  return { name, version: fields.get('Version') ?? '', architecture: fields.get('Architecture') ?? '', state, fields };
}

/** dpkg's order of fields; those it has no place for keep theirs, before Description. */
const ORDER =
  `Package Essential Status Priority Section Installed-Size Maintainer Architecture Multi-Arch Source Version
  Replaces Provides Depends Pre-Depends Recommends Suggests Breaks Conflicts Conffiles`.split(/\s+/);
/** Fields of an index that the status file does not keep. */
const DROPPED = new Set(['Status', 'Filename', 'Size', 'MD5sum', 'SHA1', 'SHA256', 'SHA512', 'Description-md5']);

function* orderedFields(fields: Paragraph, status: string): Generator<readonly [string, string]> {
  for (const name of ORDER) {
    const value = name === 'Status' ? status : fields.get(name);
    if (value !== undefined) yield [name, value];
  }
  for (const [name, value] of fields) if (!ORDER.includes(name) && !DROPPED.has(name)) yield [name, value];
}

/** `libc6:amd64` where dpkg shows the architecture: packages that may be installed for several at once. */
export function shownName({
  name,
  architecture,
  fields,
}: Pick<InstalledPackage, 'name' | 'architecture' | 'fields'>): string {
  return fields.get('Multi-Arch') === 'same' ? `${name}:${architecture}` : name;
}
