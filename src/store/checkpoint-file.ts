/**
 * A checkpoint as one file, which other machines read: a gzipped tar whose entries are, in this order,
 *
 *     drydock-sandbox.json        Header: format, version, and what follows
 *     blobs/sha256/<hex>          the configs of images, and whatever else has a digest
 *     layers/sha256/<hex>.tar     layers as uncompressed tars, each once, parents before what stands on them
 *     files/sha256/<hex>          pieces of writable files, each content once
 *     root/sha256/<hex>.json      Root: all records, and which pieces the writable files are made of
 *
 * Every name holds the SHA-256 of its bytes, and the root that of the header, so that everything is verified. The file is
 * written and read from front to back. A change that older readers would get wrong raises VERSION.
 */
import type { ChainId, DiffId, Digest } from '../oci/digest-types.ts';

export const FORMAT = 'drydock-sandbox';
export const VERSION = 1;
export const HEADER_NAME = 'drydock-sandbox.json';

export interface Header {
  readonly format: typeof FORMAT;
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly blobs: readonly Digest[];
  /** Parents first. Layers with the same diff have one tar. */
  readonly layers: readonly HeaderLayer[];
}

export interface HeaderLayer {
  readonly chain: ChainId;
  readonly parent?: ChainId;
  readonly diff: DiffId;
  /** Digest of the compressed blob it came as, when it was pulled. */
  readonly blob?: Digest;
}

export interface Root {
  /** Digest of the header's bytes. */
  readonly header: Digest;
  /** Key and value, as plain-json.ts has them; those of the store's own keys below root/ but the owners'. */
  readonly records: readonly (readonly [key: string, value: unknown])[];
  readonly owners: readonly (readonly [owner: string, value: RootOwner])[];
}

export interface RootOwner {
  readonly index: unknown;
  /** Number and digest of each file. */
  readonly files: readonly (readonly [file: number, digest: Digest])[];
}
