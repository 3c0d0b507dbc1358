/** `GET /distribution/{name}/json`: what a registry says of an image, without pulling it (moby, api/server/router/distribution). */
import type { Call } from '../../api/calls.ts';
import type { DistributionInspectResponse } from '../../api/types/image.ts';
import { FailureError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import { collect } from '../../base/streams.ts';
import { parseImageConfig } from '../../oci/config.ts';
import { RegistryError, type RemoteRepository } from '../../oci/distribution.ts';
import { parseManifest, type Manifest, type Platform } from '../../oci/manifest.ts';
import { parseNormalized, withDefaultTag } from '../../oci/reference.ts';
import type { EngineContext } from '../context.ts';
import { remoteRepository } from './credentials.ts';

export async function distributionInspect(
  engine: EngineContext,
  call: Call<'distributionInspect'>,
): Promise<DistributionInspectResponse> {
  const reference = withDefaultTag(parseNormalized(call.path.name ?? ''));
  const repository = remoteRepository(reference, call.headers);
  try {
    const wanted = reference.digest ?? (reference.tag as string);
    const { mediaType, digest, bytes } = await engine.registry.manifest(repository, wanted, call.signal);
    const parsed = parseManifest(bytes, mediaType);
    const platforms =
      parsed.kind === 'index'
        ? parsed.manifests.flatMap(({ platform }) => platform ?? [])
        : [await platformOf(engine, repository, parsed, call.signal)];
    return { Descriptor: { mediaType: parsed.mediaType, digest, size: bytes.length }, Platforms: platforms };
  } catch (error) {
    throw inspectFailure(error);
  }
}

async function platformOf(
  engine: EngineContext,
  repository: RemoteRepository,
  manifest: Manifest,
  signal: AbortSignal,
): Promise<Platform> {
  const { source } = await engine.registry.blob(repository, manifest.config.digest, signal);
  const { architecture = '', os = '', variant } = parseImageConfig(await collect(source, LIMITS.configBytes));
  return { architecture, os, ...(variant && { variant }) };
}

/** Registries' refusals, whole, as Docker's client of registries joins them. */
function inspectFailure(error: unknown): unknown {
  if (!(error instanceof RegistryError)) return error;
  if (error.code === 'denied' || error.code === 'unauthorized') {
    const text = 'errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required\n';
    return new FailureError('forbidden', text, { cause: error });
  }
  if (error.code === 'manifestUnknown' || error.code === 'nameUnknown')
    return new FailureError('notFound', 'manifest unknown: manifest unknown', { cause: error });
  return new FailureError('system', error.message, { cause: error });
}
