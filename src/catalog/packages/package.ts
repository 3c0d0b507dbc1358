/**
 * One description of a package for all that carry it: layers of images, and the archives (`.deb`, `.rpm`, `.apk`) that the simulated
 * Internet serves, so that what `apt-get install` unpacks in a container is what an image of that program holds.
 */
import type { RecipeEntry } from '../recipe.ts';

export interface Package {
  readonly name: string;
  /** As the distribution writes it: `1:1.9.3.4`, `8.9.1-r2`. */
  readonly version: string;
  /** In the distribution's own words: `amd64`, `all`, `x86_64`, `noarch`. */
  readonly architecture: string;
  /** Debian's section (`universe/ruby`), RPM's group. */
  readonly section: string;
  readonly priority: 'required' | 'important' | 'standard' | 'optional';
  readonly essential: boolean;
  /** Several architectures of it may be installed together; its files in dpkg's database are then `name:amd64.*`. */
  readonly multiArchSame: boolean;
  readonly summary: string;
  /** `Depends`, `Recommends`, `Provides` …: the value as in a control file. */
  readonly relations: Readonly<Record<string, string>>;
  /** Sorted by path; directories included. */
  readonly files: readonly RecipeEntry[];
  /** Files below /etc that an upgrade leaves as the administrator changed them. */
  readonly configurationFiles: readonly string[];
  readonly effects: readonly PackageEffect[];
}

/** What a package's maintainer scripts do, as data: recipes apply it to a layer, archives carry it as a shell script. */
export type PackageEffect =
  | { readonly kind: 'group'; readonly name: string; readonly gid?: number }
  /** Started once it is installed, where services are run at all. */
  | { readonly kind: 'service'; readonly name: string }
  | {
      readonly kind: 'user';
      readonly name: string;
      readonly uid?: number;
      /** A group that exists by then. */
      readonly group: string;
      readonly home: string;
      readonly shell: string;
    }
  | {
      readonly kind: 'alternative';
      readonly link: string;
      readonly name: string;
      readonly path: string;
      readonly priority: number;
    }
  | { readonly kind: 'directory'; readonly path: string; readonly mode: number; readonly owner: string }
  | { readonly kind: 'link'; readonly path: string; readonly target: string }
  /** A line that the script prints while an archive is installed. */
  | { readonly kind: 'say'; readonly line: string };

/** Bytes of all files; what `Installed-Size` and the size of a layer are made of. */
export function installedBytes(entry: Package): number {
  return entry.files.reduce((sum, file) => sum + file.size, 0);
}
