/** /var/lib/apt/extended_states: which packages came along with others, so that they may go when nobody needs them. */
import type { Sys } from '../../../kernel/sys.ts';
import { formatParagraph, parseParagraphs } from '../deb/control.ts';
import { parseRelations } from '../deb/relations.ts';
import type { DpkgDatabase, InstalledPackage } from '../deb/database.ts';
import { makeDirectories, replaceText } from '../files.ts';
import { readTextIfAny } from '../../read-all.ts';

const PATH = '/var/lib/apt/extended_states';

export class ExtendedStates {
  private constructor(
    private readonly sys: Sys,
    readonly exists: boolean,
    readonly automatic: Set<string>,
  ) {}

  static async read(sys: Sys): Promise<ExtendedStates> {
    const content = await readTextIfAny(sys, PATH);
    const automatic = [...parseParagraphs(content ?? '')].filter((fields) => fields.get('Auto-Installed') === '1');
    return new ExtendedStates(
      sys,
      content !== undefined,
      new Set(automatic.map((fields) => fields.get('Package') ?? '')),
    );
  }

  async mark(names: Iterable<string>, automatic: boolean): Promise<void> {
    for (const name of names) {
      if (automatic) this.automatic.add(name);
      else this.automatic.delete(name);
    }
    await this.save();
  }

  async save(): Promise<void> {
    await makeDirectories(this.sys, '/var/lib/apt');
    const paragraphs = [...this.automatic].sort().map((name) =>
      formatParagraph(
        new Map([
          ['Package', name],
          ['Architecture', 'amd64'],
          ['Auto-Installed', '1'],
        ]),
      ),
    );
    await replaceText(this.sys, PATH, paragraphs.map((text) => `${text}\n`).join(''));
  }
}

/** Automatic packages that no other one needs, recommends or suggests any more. `without`: what is going away. */
export function noLongerNeeded(
  database: DpkgDatabase,
  automatic: ReadonlySet<string>,
  without: ReadonlySet<string> = new Set(),
): readonly InstalledPackage[] {
  const installed = database.all().filter(({ name, state }) => state === 'installed' && !without.has(name));
  const meant = new Map<string, InstalledPackage[]>();
  for (const entry of installed) {
    const names = [
      entry.name,
      ...parseRelations(entry.fields.get('Provides'))
        .flat()
        .map(({ name }) => name),
    ];
    for (const name of names) meant.set(name, [...(meant.get(name) ?? []), entry]);
  }
  const needed = new Set<string>();
  const queue = installed.filter(({ name, fields }) => !automatic.has(name) || fields.get('Essential') === 'yes');
  for (const entry of queue) needed.add(entry.name);
  for (let entry = queue.pop(); entry; entry = queue.pop()) {
    for (const field of ['Pre-Depends', 'Depends', 'Recommends', 'Suggests']) {
      for (const { name } of parseRelations(entry.fields.get(field)).flat()) {
        for (const other of meant.get(name) ?? []) {
          if (needed.has(other.name)) continue;
          needed.add(other.name);
          queue.push(other);
        }
      }
    }
  }
  return installed.filter(({ name }) => !needed.has(name));
}
