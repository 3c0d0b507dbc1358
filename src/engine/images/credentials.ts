/** The header X-Registry-Auth: base64url of JSON. */
import type { RegistryAuth } from '../../api/types/image.ts';
import type { RegistryCredentials, RemoteRepository } from '../../oci/distribution.ts';
import type { Reference } from '../../oci/reference.ts';

export function remoteRepository(reference: Reference, headers: Readonly<Record<string, string>>): RemoteRepository {
  const credentials = credentialsOf(decode(headers['x-registry-auth']));
  return { domain: reference.domain, path: reference.path, ...(credentials && { credentials }) };
}

export function credentialsOf(auth: RegistryAuth): RegistryCredentials | undefined {
  if (!auth.username && !auth.password && !auth.identitytoken) return undefined;
  return {
    ...(auth.username && { username: auth.username }),
    ...(auth.password && { password: auth.password }),
    ...(auth.identitytoken && { identityToken: auth.identitytoken }),
  };
}

/** Docker pulls without credentials when the header is malformed. */
function decode(header: string | undefined): RegistryAuth {
  if (!header) return {};
  try {
    const bytes = atob(header.replace(/-/g, '+').replace(/_/g, '/'));
    return (JSON.parse(bytes) as RegistryAuth | null) ?? {};
  } catch {
    return {};
  }
}
