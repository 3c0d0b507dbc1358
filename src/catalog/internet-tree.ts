/**
 * The files of the simulated Internet: package archives by host and path, as a plain web server can send them (see
 * `packages/README.md` for the layout). Each folder has a list of what is in it, since a plain server tells nobody.
 */
import { utf8 } from '../base/bytes.ts';
import { storedPath } from '../base/stored-path.ts';
import type { PackOptions } from './packages/deb/archive.ts';
import type { TreeFile } from './tree.ts';

/** A part of a host: the files below a path. */
export interface InternetSite {
  readonly host: string;
  /** `ubuntu`; no slashes at the ends; empty for the whole host. */
  readonly path: string;
  /** What the files are made of, as plain data: when it is the same, they are. */
  readonly source: unknown;
  files(options: PackOptions): AsyncIterable<TreeFile>;
}

export async function* internetTree(sites: readonly InternetSite[], options: PackOptions): AsyncGenerator<TreeFile> {
  const folders = new Map<string, Map<string, number>>();
  for (const { host, path, files } of sites) {
    for await (const file of files(options)) {
      const at = [host, path, file.path].filter((part) => part !== '').join('/');
      list(folders, at, file.bytes.length);
      yield { path: storedPath(at), bytes: file.bytes };
    }
  }
  for (const [folder, names] of folders) {
    const listed = [...names].map(([name, size]) => ({ name, size })).sort((a, b) => (a.name < b.name ? -1 : 1));
    yield { path: `${folder}/index.json`, bytes: utf8(`${JSON.stringify(listed)}\n`) };
  }
}

/** Notes a file in its folder, and each folder in the one above it. */
function list(folders: Map<string, Map<string, number>>, path: string, size: number): void {
  const slash = path.lastIndexOf('/');
  if (slash < 0) return;
  const folder = path.slice(0, slash);
  const known = folders.get(folder);
  const names = known ?? new Map<string, number>();
  names.set(path.slice(slash + 1), size);
  if (known) return;
  folders.set(folder, names);
  for (let at = folder; at.includes('/'); at = at.slice(0, at.lastIndexOf('/'))) {
    const above = at.slice(0, at.lastIndexOf('/'));
    const upper = folders.get(above) ?? new Map<string, number>();
    upper.set(`${at.slice(above.length + 1)}/`, 0);
    folders.set(above, upper);
  }
}
