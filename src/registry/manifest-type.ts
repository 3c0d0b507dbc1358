/** Which kind of manifest some bytes are: what the server says when it knows, else what the manifest says of itself. */
import { text } from '../base/bytes.ts';

export const MANIFEST_TYPES = [
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
] as const;

/** Undefined when the bytes are no manifest, such as the start page that some static hosts send for unknown paths. */
export function manifestType(bytes: Uint8Array, contentType: string | null): string | undefined {
  const declared = (contentType ?? '').split(';', 1)[0]?.trim() ?? '';
  if ((MANIFEST_TYPES as readonly string[]).includes(declared)) return declared;
  let manifest: unknown;
  try {
    manifest = JSON.parse(text(bytes));
  } catch {
    return undefined;
  }
  if (typeof manifest !== 'object' || manifest === null) return undefined;
  const { schemaVersion, mediaType, manifests, config } = manifest as Record<string, unknown>;
  if (schemaVersion !== 2) return undefined;
  if (typeof mediaType === 'string') return mediaType;
  if (Array.isArray(manifests)) return MANIFEST_TYPES[2];
  return config ? MANIFEST_TYPES[3] : undefined;
}
