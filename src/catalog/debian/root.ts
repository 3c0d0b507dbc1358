/**
 * The root file system of a Debian or Ubuntu image while it is made: packages are installed into it as dpkg would, their database and
 * the accounts are kept, and each call of `layer` hands out what has changed since the last one.
 */
import { EMPTY } from '../../base/bytes.ts';
import { LayerFiles } from '../layer-files.ts';
import { md5Of } from '../packages/checksums.ts';
import { infoName, paragraph, statusFields } from '../packages/deb/control.ts';
import type { Origin } from '../packages/deb/control.ts';
import { md5Sums } from '../packages/deb/md5sums.ts';
import { maintainerScripts } from '../packages/maintainer-scripts.ts';
import type { Package, PackageEffect } from '../packages/package.ts';
import type { RecipeEntry } from '../recipe.ts';
import { Accounts } from './accounts.ts';
import type { AccountTexts } from './accounts.ts';

export interface RootOptions {
  readonly origin: Origin;
  readonly accounts: AccountTexts;
  /** `/bin`, `/sbin` and `/lib…` are links into /usr. */
  readonly mergedUsr: boolean;
  /** Documentation, manuals and translations are left out, as in minimised images. */
  readonly minimal?: boolean;
}

interface Choice {
  readonly link: string;
  readonly path: string;
  readonly priority: number;
}

const MERGED = ['bin', 'sbin', 'lib', 'lib64'] as const;

export class DebianRoot {
  #files = new LayerFiles();
  readonly #options: RootOptions;
  readonly #accounts: Accounts;
  #installed: readonly Package[] = [];
  readonly #alternatives = new Map<string, Choice[]>();

  constructor(options: RootOptions) {
    this.#options = options;
    this.#accounts = new Accounts(options.accounts);
    if (!options.mergedUsr) return;
    for (const name of MERGED) this.#files.directory(`usr/${name}`).symlink(name, `usr/${name}`);
  }

  /** What goes into the layer that is being made. */
  get files(): LayerFiles {
    return this.#files;
  }

  get installed(): readonly Package[] {
    return this.#installed;
  }

  install(packages: readonly Package[]): void {
    const names = new Set(packages.map(({ name }) => name));
    this.#installed = [...this.#installed.filter(({ name }) => !names.has(name)), ...packages].sort((a, b) =>
      a.name < b.name ? -1 : 1,
    );
    for (const entry of packages) {
      for (const file of entry.files) this.#unpack(file);
      for (const effect of entry.effects) this.#apply(effect);
      this.#describe(entry);
    }
    this.#accounts.write(this.#files);
    this.#writeAlternatives();
    const status = this.#installed.map((entry) => paragraph(this.#status(entry)));
    this.#files.text('var/lib/dpkg/status', `${status.join('\n')}\n`);
  }

  /** What `useradd -r -u ID` makes. */
  addSystemUser(name: string, id: number, home: string, shell: string): void {
    this.#accounts.addGroup(name, id);
    this.#accounts.addUser(name, name, home, shell, id);
    this.#accounts.write(this.#files);
  }

  /** An ordinary user with a group of its own and a home. */
  addUser(name: string, id: number, home: string, shell: string): void {
    this.#accounts.addGroup(name, id);
    this.#accounts.addUser(name, name, home, shell, id);
    this.#files.directory(home.slice(1), { mode: 0o750, uid: id, gid: id });
    this.#accounts.write(this.#files);
  }

  /** The entries of the layer; what follows goes into the next one. */
  layer(): readonly RecipeEntry[] {
    const entries = this.#files.entries();
    this.#files = new LayerFiles();
    return entries;
  }

  /** The path that a file of a package has here. */
  path(path: string): string {
    if (!this.#options.mergedUsr) return path;
    const first = path.split('/', 1)[0] as (typeof MERGED)[number];
    return MERGED.includes(first) ? `usr/${path}` : path;
  }

  #unpack(file: RecipeEntry): void {
    const path = this.path(file.path);
    if (this.#options.minimal && /^usr\/share\/(doc|man|info|locale)\//.test(path) && !path.endsWith('/copyright'))
      return;
    if (file.type === 'directory' && (MERGED.includes(path as (typeof MERGED)[number]) || this.#files.has(path)))
      return;
    this.#files.entry({ ...file, path });
  }

  #apply(effect: PackageEffect): void {
    const { name } = effect as { readonly name: string };
    switch (effect.kind) {
      case 'group':
        return this.#accounts.addGroup(name, effect.gid);
      case 'user':
        return this.#accounts.addUser(name, effect.group, effect.home, effect.shell, effect.uid);
      case 'directory': {
        const [owner = '', group = ''] = effect.owner.split(':');
        const ids = { uid: this.#accounts.uid(owner), gid: this.#accounts.gid(group) };
        this.#files.directory(this.path(effect.path.slice(1)), { mode: effect.mode, ...ids });
        return;
      }
      case 'link':
        this.#files.symlink(this.path(effect.path.slice(1)), effect.target);
        return;
      case 'alternative':
        this.#alternatives.set(name, [...(this.#alternatives.get(name) ?? []), effect]);
        return;
      case 'say':
        return;
    }
  }

  /** `/var/lib/dpkg/info/NAME.*` */
  #describe(entry: Package): void {
    const at = `var/lib/dpkg/info/${infoName(entry)}`;
    this.#files.text(
      `${at}.list`,
      ['/.', ...entry.files.map(({ path }) => `/${path}`)].map((path) => `${path}\n`).join(''),
    );
    this.#files.text(`${at}.md5sums`, md5Sums(entry));
    if (entry.configurationFiles.length) {
      this.#files.text(`${at}.conffiles`, entry.configurationFiles.map((path) => `/${path}\n`).join(''));
    }
    for (const [name, script] of Object.entries(maintainerScripts(entry)) as [string, string][]) {
      this.#files.text(`${at}.${name}`, script, { mode: 0o755 });
    }
  }

  #status(entry: Package) {
    const heads = new Map(entry.files.map(({ path, head }) => [path, head ?? EMPTY]));
    return statusFields(entry, this.#options.origin, (path) => md5Of(heads.get(path) ?? EMPTY));
  }

  /** The links of update-alternatives(1), and what it remembers of them. */
  #writeAlternatives(): void {
    for (const [name, choices] of this.#alternatives) {
      const best = choices.reduce((a, b) => (b.priority > a.priority ? b : a));
      this.#files.symlink(`etc/alternatives/${name}`, best.path);
      this.#files.symlink(this.path(best.link.slice(1)), `/etc/alternatives/${name}`);
      const list = [...choices]
        .sort((a, b) => (a.path < b.path ? -1 : 1))
        .map(({ path, priority }) => `${path}\n${priority}\n`);
      this.#files.text(`var/lib/dpkg/alternatives/${name}`, `auto\n${best.link}\n\n${list.join('')}\n`);
    }
  }
}
