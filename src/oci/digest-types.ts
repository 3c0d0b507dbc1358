/**
 * The four kinds of digest. All print `sha256:` and 64 hex digits, and mean different bytes (image-spec, config.md):
 * - `Digest`: a blob as stored or transferred; `DiffId`: a layer's uncompressed tar; `ChainId`: a stack of applied
 *   layers; `ImageId`: an image config.
 */
declare const kind: unique symbol;
type Branded<K extends string> = string & { readonly [kind]: K };

export type Digest = Branded<'Digest'>;
export type DiffId = Branded<'DiffId'>;
export type ChainId = Branded<'ChainId'>;
export type ImageId = Branded<'ImageId'>;
