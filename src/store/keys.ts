/**
 * Where everything lies in the two tables of a driver:
 *
 *     chunks   c/<body id>/<n>             stored bytes of blobs and layers, without their holes
 *              f/<owner>/<file>/<part>     files of writable layers and volumes
 *     records  blob/<digest>               BlobRecord
 *              diff/<diff id>              DiffRecord: the tar of a layer, shared by all stacks that have it
 *              index/<diff id>             PackedIndex
 *              layer/<chain id>            LayerRecord
 *              ingest/<body id>            a body is being written; its chunks are garbage in a later process
 *              owner/<owner>               OwnerRecord
 *              r/<key>                     whatever Records holds
 */
const number = (value: number, width: number) => String(value).padStart(width, '0');

export const chunkKey = (body: string, n: number): string => `c/${body}/${number(n, 8)}`;
export const bodyPrefix = (body: string): string => `c/${body}/`;

export const ownerPrefix = (owner: string): string => `f/${encodeURIComponent(owner)}/`;
export const partPrefix = (owner: string, file: number): string => `${ownerPrefix(owner)}${number(file, 12)}/`;
export const partKey = (owner: string, file: number, part: number): string => partPrefix(owner, file) + number(part, 6);

export const recordKey = {
  blob: (digest: string) => `blob/${digest}`,
  diff: (diffId: string) => `diff/${diffId}`,
  index: (diffId: string) => `index/${diffId}`,
  layer: (chainId: string) => `layer/${chainId}`,
  ingest: (body: string) => `ingest/${body}`,
  owner: (owner: string) => `owner/${owner}`,
  plain: (key: string) => `r/${key}`,
} as const;

/** The first key after all that start with `prefix`. */
export const after = (prefix: string): string =>
  prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);
