/**
 * SHA-256 and the identities made of it (image-spec, descriptor.md "Digests"; config.md "Layer ChainID"). Small inputs
 * go through WebCrypto, which is several times faster than WASM; streams of unknown length need the WASM hasher.
 */
import { utf8, hex } from '../base/bytes.ts';
import { FailureError } from '../base/errors.ts';
import { LIMITS } from '../base/limits.ts';
import type { ChainId, DiffId, Digest, ImageId } from './digest-types.ts';

export interface Hasher {
  update(bytes: Uint8Array): void;
  /** `sha256:` and 64 hex digits. The hasher is spent afterwards. */
  digest(): string;
}

export async function createHasher(): Promise<Hasher> {
  const { createSHA256 } = await import('hash-wasm');
  const hasher = await createSHA256();
  hasher.init();
  return {
    update: (bytes) => void hasher.update(bytes),
    digest: () => `sha256:${hasher.digest('hex')}`,
  };
}

/** The digest of bytes that are in memory anyway. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  if (bytes.length > LIMITS.digestOneShotBytes) {
    const hasher = await createHasher();
    hasher.update(bytes);
    return hasher.digest();
  }
  const sum = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return `sha256:${hex(new Uint8Array(sum))}`;
}

export const digestOf = async (bytes: Uint8Array): Promise<Digest> => (await sha256(bytes)) as Digest;

const LENGTHS: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };
const SHAPE = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/;

/** Why `text` is not a digest, in the words of go-digest; undefined when it is one. */
export function digestFault(text: string): string | undefined {
  const colon = text.indexOf(':');
  if (colon <= 0 || colon === text.length - 1) return 'invalid checksum digest format';
  const length = LENGTHS[text.slice(0, colon)];
  if (length === undefined) return SHAPE.test(text) ? 'unsupported digest algorithm' : 'invalid checksum digest format';
  if (text.length - colon - 1 !== length) return 'invalid checksum digest length';
  return /^[a-f0-9]+$/.test(text.slice(colon + 1)) ? undefined : 'invalid checksum digest format';
}

/** Only SHA-256 is kept: that is all that Docker's image store computes. */
function checked(text: string): string {
  const fault = digestFault(text) ?? (text.startsWith('sha256:') ? undefined : 'unsupported digest algorithm');
  if (fault) throw new FailureError('invalid', fault);
  return text;
}

export const parseDigest = (text: string): Digest => checked(text) as Digest;
export const asDiffId = (text: string): DiffId => checked(text) as DiffId;
export const asChainId = (text: string): ChainId => checked(text) as ChainId;
export const asImageId = (text: string): ImageId => checked(text) as ImageId;

/** A layer's tar stored as a blob has its DiffId for its digest. */
export const blobOfDiff = (diff: DiffId): Digest => diff as string as Digest;
/** The other way round, of a blob that is an uncompressed tar. */
export const diffOfBlob = (blob: Digest): DiffId => blob as string as DiffId;
/** An image config stored as a blob has the ImageId for its digest. */
export const blobOfImage = (id: ImageId): Digest => id as string as Digest;

export const isDigest = (text: string): boolean => text.startsWith('sha256:') && digestFault(text) === undefined;

/** The diff of no entries: 1,024 zero bytes. */
export const EMPTY_DIFF_ID = 'sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef' as DiffId;

/** ChainID(L₀) = DiffID(L₀); ChainID(L₀|…|Lₙ) = Digest(ChainID(L₀|…|Lₙ₋₁) + " " + DiffID(Lₙ)). */
export async function chainId(parent: ChainId | undefined, diff: DiffId): Promise<ChainId> {
  if (parent === undefined) return diff as string as ChainId;
  const text = `${parent} ${diff}`;
  const known = KNOWN_CHAINS.get(text);
  if (known !== undefined) return known;
  const chain = (await sha256(utf8(text))) as ChainId;
  if (KNOWN_CHAINS.size >= LIMITS.knownChains) KNOWN_CHAINS.clear();
  KNOWN_CHAINS.set(text, chain);
  return chain;
}

/** Every look at an image asks for the chain of its layers, one digest after the other: up to 127 of them. */
const KNOWN_CHAINS = new Map<string, ChainId>();

/** The ChainIds of a whole stack, lowest first. */
export async function chainIds(diffs: readonly DiffId[]): Promise<ChainId[]> {
  const chain: ChainId[] = [];
  for (const diff of diffs) {
    const parent = chain.at(-1);
    chain.push(KNOWN_CHAINS.get(`${parent} ${diff}`) ?? (await chainId(parent, diff)));
  }
  return chain;
}

/** The hex digits of a digest, without its algorithm. */
export const hexOf = (id: string): string => id.slice(id.indexOf(':') + 1);

/** The twelve digits that Docker prints for an id. */
export const shortId = (id: string): string => hexOf(id).slice(0, 12);
