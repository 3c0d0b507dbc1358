/** What apt knows: packages of the lists it has fetched, and those that dpkg has installed. */
import type { Sys } from '../../../kernel/sys.ts';
import { parseParagraphs, type Paragraph } from '../deb/control.ts';
import { DpkgDatabase } from '../deb/database.ts';
import { holds, provides, type Relation } from '../deb/relations.ts';
import { compareVersions } from '../deb/version.ts';
import { readTextIfAny } from '../../read-all.ts';
import { listName, readSources, suiteUri, type Source } from './sources.ts';

export const LISTS = '/var/lib/apt/lists';

export interface AvailableVersion {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly fields: Paragraph;
  readonly source: Source;
  readonly component: string;
}

export class AptCache {
  readonly #versions = new Map<string, AvailableVersion[]>();
  readonly #providers = new Map<string, AvailableVersion[]>();

  private constructor(readonly database: DpkgDatabase) {}

  /** SourcesError when the list of sources cannot be read. */
  static async read(sys: Sys): Promise<AptCache> {
    const cache = new AptCache(await DpkgDatabase.read(sys));
    for (const source of await readSources(sys)) {
      for (const component of source.components) {
        const uri = `${suiteUri(source)}${component}/binary-amd64/Packages`;
        const content = await readTextIfAny(sys, `${LISTS}/${listName(uri)}`);
        if (content !== undefined) cache.#add(content, source, component);
        const turn = sys.tick();
        if (turn instanceof Promise) await turn;
      }
    }
    return cache;
  }

  get isEmpty(): boolean {
    return this.#versions.size === 0;
  }

  names(): readonly string[] {
    return [...this.#versions.keys()].sort();
  }

  /** Newest first. */
  versions(name: string): readonly AvailableVersion[] {
    return this.#versions.get(name) ?? [];
  }

  candidate(name: string): AvailableVersion | undefined {
    return this.versions(name)[0];
  }

  /** Candidates that provide what a relation asks for, other than by their own name. */
  providers(relation: Relation): readonly AvailableVersion[] {
    return (this.#providers.get(relation.name) ?? []).filter(
      (entry) => this.candidate(entry.name) === entry && provides(entry.fields.get('Provides'), relation),
    );
  }

  /** Whether a name means anything: a package, or something that one provides. */
  knows(name: string): boolean {
    return this.#versions.has(name) || this.#providers.has(name) || this.database.get(name) !== undefined;
  }

  #add(content: string, source: Source, component: string): void {
    for (const fields of parseParagraphs(content)) {
      const name = fields.get('Package');
      if (!name) continue;
      const entry: AvailableVersion = {
        name,
        version: fields.get('Version') ?? '',
        architecture: fields.get('Architecture') ?? '',
        fields,
        source,
        component,
      };
      const known = this.#versions.get(name) ?? [];
      if (known.some(({ version }) => version === entry.version)) continue;
      known.push(entry);
      known.sort((a, b) => compareVersions(b.version, a.version));
      this.#versions.set(name, known);
      for (const provided of (fields.get('Provides') ?? '').split(',')) {
        const [virtual = ''] = provided.trim().split(/\s/);
        if (virtual !== '') this.#providers.set(virtual, [...(this.#providers.get(virtual) ?? []), entry]);
      }
    }
  }
}

/** Whether a relation holds for what is installed or will be, given as name to version and fields. */
export function satisfiedBy(
  relation: Relation,
  state: ReadonlyMap<string, { readonly version: string; readonly fields: Paragraph }>,
): boolean {
  const direct = state.get(relation.name);
  if (direct && holds(relation, direct.version)) return true;
  for (const { fields } of state.values()) if (provides(fields.get('Provides'), relation)) return true;
  return false;
}
