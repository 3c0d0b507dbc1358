/**
 * Where everything lies in the two tables of a driver:
 *
 *     chunks   c/<body id>/<n>             stored bytes of blobs, layers and writable files, without their holes
 *     records  blob/<digest>               BodyRecord
 *              diff/<diff id>              BodyRecord: the tar of a layer, shared by all stacks that have it
 *              index/<diff id>             PackedIndex
 *              layer/<chain id>            Layer
 *              ingest/<body id>            a body is being written; its chunks are garbage in a later process
 *              root/owner/<owner>          OwnerRecord
 *              root/record/<key>           whatever Records holds
 *              checkpoint/<name>           CheckpointRecord
 *              state/<id>                  what was below root/ when a checkpoint was taken
 *
 * What is below root/ is the state of the sandbox; everything else is content that it, or a checkpoint, names.
 */
const number = (value: number, width: number) => String(value).padStart(width, '0');

export const chunkKey = (body: string, n: number): string => `c/${body}/${number(n, 8)}`;
export const bodyPrefix = (body: string): string => `c/${body}/`;

/** Ids of writable files' bodies begin with this, so that those no owner has can be found. */
export const FILE_BODY = 'w';
export const fileBodies = `c/${FILE_BODY}`;
/** The id of the body that a chunk belongs to. */
export const bodyOfChunk = (key: string): string => key.slice(2, key.lastIndexOf('/'));

export const ROOT = 'root/';

export const recordKey = {
  blob: (digest: string) => `blob/${digest}`,
  diff: (diffId: string) => `diff/${diffId}`,
  index: (diffId: string) => `index/${diffId}`,
  layer: (chainId: string) => `layer/${chainId}`,
  ingest: (body: string) => `ingest/${body}`,
  owner: (owner: string) => `${ROOT}owner/${owner}`,
  plain: (key: string) => `${ROOT}record/${key}`,
  checkpoint: (name: string) => `checkpoint/${name}`,
  state: (id: string) => `state/${id}`,
} as const;

/** The first key after all that start with `prefix`. */
export const after = (prefix: string): string =>
  prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);
