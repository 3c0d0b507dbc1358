/** The root file system of an Alpine image while it is made: apk's packages and database over busybox. */
import { Accounts } from '../../debian/accounts.ts';
import { LayerFiles } from '../../layer-files.ts';
import { base64Of, sha1Bytes, sha1OfPadded } from '../../packages/checksums.ts';
import { indexParagraph } from '../../packages/apk/archive.ts';
import { installedBytes } from '../../packages/package.ts';
import type { Package, PackageEffect } from '../../packages/package.ts';
import { withDependencies } from '../../packages/relations.ts';
import type { RecipeEntry } from '../../recipe.ts';
import { utf8 } from '../../../base/bytes.ts';
import { ACCOUNTS, busyboxRoot } from '../busybox-root.ts';

export class AlpineRoot {
  #files = busyboxRoot('full');
  readonly #accounts = new Accounts(ACCOUNTS);
  readonly #available: readonly Package[];
  #installed: readonly Package[] = [];

  constructor(base: readonly Package[], offered: readonly Package[]) {
    this.#available = [...base, ...offered];
    this.#files
      .text('lib/apk/db/scripts.tar', '')
      .text('lib/apk/db/triggers', '')
      .text('lib/apk/db/lock', '', { mode: 0o600 });
    this.#add(base);
  }

  get files(): LayerFiles {
    return this.#files;
  }

  /** With what they depend on. */
  install(names: readonly string[]): void {
    const present = new Set(this.#installed.map(({ name }) => name));
    this.#add(withDependencies(names, this.#available).filter(({ name }) => !present.has(name)));
  }

  addUser(name: string, id: number, home: string, shell: string): void {
    this.#accounts.addGroup(name, id);
    this.#accounts.addUser(name, name, home, shell, id);
    this.#accounts.write(this.#files);
  }

  layer(): readonly RecipeEntry[] {
    const entries = this.#files.entries();
    this.#files = new LayerFiles();
    return entries;
  }

  #add(packages: readonly Package[]): void {
    this.#installed = [...this.#installed, ...packages].sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const { files, effects } of packages) {
      for (const file of files) if (!this.#files.has(file.path)) this.#files.entry(file);
      for (const effect of effects) this.#apply(effect);
    }
    this.#accounts.write(this.#files);
    this.#files.text('lib/apk/db/installed', this.#installed.map(installedParagraph).join(''));
  }

  #apply(effect: PackageEffect): void {
    if (effect.kind === 'group') this.#accounts.addGroup(effect.name);
    if (effect.kind === 'user') this.#accounts.addUser(effect.name, effect.group, effect.home, effect.shell);
    if (effect.kind === 'link') this.#files.symlink(effect.path.slice(1), effect.target);
    if (effect.kind === 'directory') {
      const [owner = '', group = ''] = effect.owner.split(':');
      const ids = { uid: this.#accounts.uid(owner), gid: this.#accounts.gid(group) };
      this.#files.directory(effect.path.slice(1), { mode: effect.mode, ...ids });
    }
  }
}

/** A paragraph of `/lib/apk/db/installed`: the index's fields, then F for folders and R for files in them, Z for their sums. */
function installedParagraph(entry: Package): string {
  const sum = `Q1${base64Of(sha1Bytes(utf8(`${entry.name} ${entry.version}`)))}`;
  const lines: string[] = [];
  let folder: string | undefined;
  for (const { path, type, mode, head, size } of entry.files) {
    if (type === 'directory') continue;
    const at = path.lastIndexOf('/');
    if (path.slice(0, at) !== folder) {
      folder = path.slice(0, at);
      lines.push(`F:${folder}`);
    }
    lines.push(`R:${path.slice(at + 1)}`);
    if (mode !== 0o644) lines.push(`a:0:0:${mode.toString(8)}`);
    if (type === 'file' && head) lines.push(`Z:Q1${base64Of(sha1OfPadded(head, size))}`);
  }
  return `${indexParagraph(entry, sum, Math.ceil(installedBytes(entry) / 2))}${lines.map((line) => `${line}\n`).join('')}\n`;
}
