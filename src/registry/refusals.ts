/** From a registry's refusal to the line that Docker prints (moby: distribution/errors.go). */
import { RegistryError } from '../oci/distribution.ts';
import type { RemoteRepository } from '../oci/distribution.ts';
import type { Refusal } from './answer-error.ts';
import { familiarName, familiarReference } from './names.ts';

const CODES: Readonly<Record<string, RegistryError['code']>> = {
  DENIED: 'denied',
  UNAUTHORIZED: 'unauthorized',
  MANIFEST_UNKNOWN: 'manifestUnknown',
  NAME_UNKNOWN: 'nameUnknown',
  BLOB_UNKNOWN: 'blobUnknown',
};

/** A pull names what it looked for; only the first error of the list counts. Without a reference: all tags. */
export function pullError(
  repository: RemoteRepository,
  reference: string | undefined,
  refusal: Refusal,
): RegistryError {
  const first = refusal.errors[0] ?? { code: '', text: refusal.text };
  const code = CODES[first.code] ?? 'other';
  if (first.bare) return new RegistryError(code, first.text);
  const name = familiarName(repository);
  if (code === 'denied') return accessDenied(repository, first.text);
  if (code === 'manifestUnknown') {
    const wanted = reference === undefined ? name : familiarReference(repository, reference);
    return new RegistryError(code, `manifest for ${wanted} not found: ${first.text}`);
  }
  if (code === 'nameUnknown') return new RegistryError(code, `repository ${name} not found: ${first.text}`);
  return new RegistryError(code, first.text);
}

export function accessDenied(repository: RemoteRepository, cause: string): RegistryError {
  const name = familiarName(repository);
  return new RegistryError(
    'denied',
    `pull access denied for ${name}, repository does not exist or may require 'docker login': ${cause}`,
  );
}

/** A push prints the refusal as it is, all of its errors. */
export function pushError(refusal: Refusal): RegistryError {
  return new RegistryError(CODES[refusal.errors[0]?.code ?? ''] ?? 'other', refusal.text);
}
