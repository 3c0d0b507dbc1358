/**
 * Recipes of the teaching images: what an image is, as data, before any byte of it is packed. A recipe is a pure
 * function of the sources, so building it twice gives the same bytes and digests. Big files are a head and a size:
 * the rest is zeros, which cost nothing to store.
 */
import type { RunConfig } from '../oci/config.ts';

export interface ImageRecipe {
  /** The repository at the Hub: `library/busybox`. */
  readonly repository: string;
  readonly tags: readonly string[];
  /** RFC 3339. */
  readonly created: string;
  readonly config: RunConfig;
  /** Bottom first. */
  readonly steps: readonly RecipeStep[];
}

/** One entry of the history; a step without files is an `empty_layer`. */
export interface RecipeStep {
  readonly createdBy: string;
  readonly comment?: string;
  /** Defaults to the image's; also the time of the layer's files. */
  readonly created?: string;
  readonly layer?: readonly RecipeEntry[];
}

export interface RecipeEntry {
  /** Normal form: `usr/bin/sort`. */
  readonly path: string;
  readonly type: 'file' | 'directory' | 'symlink' | 'hardlink';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** A file's first bytes. */
  readonly head?: Uint8Array;
  /** A file's whole size; zeros follow the head. */
  readonly size: number;
  /** Target of a symlink, or path of a hard link's file. */
  readonly link?: string;
}
