/** Images that a Dockerfile names: here already, or pulled. */
import { utf8 } from '../../base/bytes.ts';
import { FailureError } from '../../base/errors.ts';
import { parsePlatform } from '../../oci/manifest.ts';
import { DEFAULT_DOMAIN, parseNormalized, withDefaultTag } from '../../oci/reference.ts';
import { remoteRepository } from '../images/credentials.ts';
import type { ImageRecord } from '../images/image-store.ts';
import { pullImages } from '../images/pull.ts';
import type { Build } from './state.ts';

export async function findOrPull(build: Build, name: string, platform: string): Promise<ImageRecord> {
  const { engine } = build;
  const wanted = platform || undefined;
  if (!build.pull) {
    try {
      return await engine.images.find(name, wanted);
    } catch (error) {
      if (!(error instanceof FailureError) || error.kind !== 'notFound') throw error;
    }
  }
  const reference = withDefaultTag(parseNormalized(name));
  await pullImages(engine, reference, {
    repository: remoteRepository(reference, { 'x-registry-auth': credentials(build, reference.domain) }),
    platform: wanted ? parsePlatform(wanted) : undefined,
    signal: build.signal,
    say: build.say,
  });
  return engine.images.find(name, wanted);
}

/** The header of a pull for one registry, from the header of a build for all. */
function credentials(build: Build, domain: string): string {
  const key = domain === DEFAULT_DOMAIN ? 'https://index.docker.io/v1/' : domain;
  const found =
    build.credentials[key] ??
    Object.entries(build.credentials).find(([name]) => name.replace(/^https?:\/\//, '').split('/')[0] === domain)?.[1];
  return btoa(String.fromCharCode(...utf8(JSON.stringify(found ?? {}))));
}

/** Decodes X-Registry-Config; what is malformed counts as empty. */
export function registryConfig(header: string | undefined): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(atob((header ?? '').replace(/-/g, '+').replace(/_/g, '/'))) as Record<string, unknown>;
  } catch {
    return {};
  }
}
