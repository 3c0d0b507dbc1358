/**
 * A registry of its own: the distribution spec's endpoints (end-1 to end-12) as a handler from Request to Response over
 * a content store and records. Blobs are shared by all repositories; a repository sees those that were pushed to it or
 * mounted into it. Uploads live in memory: after a restart they are unknown, and clients begin again.
 */
import { hex, text } from '../base/bytes.ts';
import { LIMITS } from '../base/limits.ts';
import type { Random } from '../base/ports.ts';
import { collect, fromReadable, sourceOf } from '../base/streams.ts';
import type { ByteSource } from '../base/streams.ts';
import { digestOf, isDigest } from '../oci/digest.ts';
import type { Digest } from '../oci/digest-types.ts';
import { MEDIA_TYPES } from '../oci/manifest.ts';
import { manifestType } from './manifest-type.ts';
import { RegistryContents } from './server-contents.ts';
import type { RegistryStorage } from './server-contents.ts';
import { answer, refuse, streamed } from './server-answers.ts';
import { UploadSessions } from './server-uploads.ts';

/** Of a Request what is looked at: not every browser makes Requests with a streamed body. */
export type RegistryRequest = Pick<Request, 'url' | 'method' | 'headers' | 'body'>;

export type RegistryHandler = (request: RegistryRequest) => Promise<Response>;

const NAME = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*';
const ROUTE = new RegExp(`^/v2/(${NAME})/(blobs/uploads|blobs|manifests|tags/list|referrers)(?:/(.*))?$`);
export interface RegistryRoute {
  readonly repository: string;
  readonly kind: 'blobs' | 'blobs/uploads' | 'manifests' | 'tags/list' | 'referrers';
  /** A digest, tag or upload id; empty when there is none. */
  readonly rest: string;
}

/** What a path below `/v2/` names. */
export function routeOf(pathname: string): RegistryRoute | undefined {
  const [, repository, kind, rest = ''] = ROUTE.exec(pathname) ?? [];
  return repository && kind ? { repository, kind: kind as RegistryRoute['kind'], rest } : undefined;
}

const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;

export function createRegistryServer(storage: RegistryStorage, random: Random): RegistryHandler {
  const contents = new RegistryContents(storage);
  const uploads = new UploadSessions(contents, () => hex(random.bytes(16)));
  return async (request) => {
    const url = new URL(request.url);
    if (url.pathname === '/v2/' || url.pathname === '/v2') return answer(200, {});
    if (url.pathname === '/v2/_catalog') return answer(200, { repositories: await contents.repositories() });
    const route = routeOf(url.pathname);
    if (!route) return answer(404, '404 page not found\n');
    const { repository, rest } = route;
    switch (route.kind) {
      case 'blobs':
        return blobs(contents, request.method, repository, rest);
      case 'blobs/uploads':
        return uploads.handle(request, url, repository, rest);
      case 'manifests':
        return manifests(contents, request, repository, rest);
      case 'tags/list':
        return tags(contents, url, repository);
      case 'referrers':
        return referrers(contents, url, repository, rest);
    }
  };
}

async function blobs(contents: RegistryContents, method: string, repository: string, name: string): Promise<Response> {
  if (!isDigest(name)) return refuse('DIGEST_INVALID');
  const digest = name as Digest;
  if (method === 'DELETE')
    return (await contents.unlink(repository, digest)) ? answer(202) : refuse('BLOB_UNKNOWN', { digest });
  if (method !== 'GET' && method !== 'HEAD') return refuse('UNSUPPORTED');
  const blob = await contents.blob(repository, digest);
  if (!blob) return refuse('BLOB_UNKNOWN', { digest });
  const headers = { 'Content-Type': 'application/octet-stream', 'Docker-Content-Digest': digest, Etag: `"${digest}"` };
  return streamed(method === 'HEAD' ? undefined : blob.source(), blob.size, headers);
}

async function manifests(
  contents: RegistryContents,
  request: RegistryRequest,
  repository: string,
  reference: string,
): Promise<Response> {
  if (!TAG.test(reference) && !isDigest(reference)) return refuse('TAG_INVALID');
  switch (request.method) {
    case 'GET':
    case 'HEAD': {
      const found = await contents.manifest(repository, reference);
      if (!found) return refuse('MANIFEST_UNKNOWN', wanted(repository, reference));
      const headers = {
        'Content-Type': found.mediaType,
        'Docker-Content-Digest': found.digest,
        Etag: `"${found.digest}"`,
      };
      return streamed(request.method === 'HEAD' ? undefined : sourceOf(found.bytes), found.bytes.length, headers);
    }
    case 'PUT':
      return putManifest(contents, request, repository, reference);
    case 'DELETE':
      return (await contents.removeManifest(repository, reference))
        ? answer(202)
        : refuse('MANIFEST_UNKNOWN', wanted(repository, reference));
    default:
      return refuse('UNSUPPORTED');
  }
}

/** The detail matters: Docker's client words a refusal without one differently. */
function wanted(repository: string, reference: string): object {
  return reference.includes(':') ? { Name: repository, Revision: reference } : { Tag: reference };
}

async function putManifest(
  contents: RegistryContents,
  request: RegistryRequest,
  repository: string,
  reference: string,
): Promise<Response> {
  const bytes = await collect(bodyOf(request), LIMITS.manifestBytes).catch(() => undefined);
  const mediaType = bytes && manifestType(bytes, request.headers.get('content-type'));
  const parsed = bytes && mediaType !== undefined ? parse(bytes) : undefined;
  if (!bytes || mediaType === undefined || !parsed) return refuse('MANIFEST_INVALID');
  const digest = await digestOf(bytes);
  if (reference.includes(':') && reference !== digest) return refuse('DIGEST_INVALID');
  for (const needed of parsed.blobs) {
    if (!(await contents.blob(repository, needed))) return refuse('MANIFEST_BLOB_UNKNOWN', { digest: needed });
  }
  for (const needed of parsed.manifests) {
    if (!(await contents.manifest(repository, needed))) return refuse('MANIFEST_UNKNOWN', { digest: needed });
  }
  await contents.addManifest(repository, reference, { mediaType, digest, bytes }, parsed.subject);
  return answer(201, undefined, {
    Location: `/v2/${repository}/manifests/${digest}`,
    'Docker-Content-Digest': digest,
    ...(parsed.subject ? { 'OCI-Subject': parsed.subject } : {}),
  });
}

interface References {
  readonly blobs: readonly Digest[];
  readonly manifests: readonly Digest[];
  readonly subject?: Digest;
}

/** What a manifest or index needs to be in the repository before it; undefined when it is no such document. */
function parse(bytes: Uint8Array): References | undefined {
  let value: Record<string, unknown>;
  try {
    value = JSON.parse(text(bytes)) as Record<string, unknown>;
  } catch {
    return undefined;
  }
  const digests = (list: unknown): Digest[] =>
    (Array.isArray(list) ? list : [list]).flatMap((item: unknown) => {
      const digest =
        typeof item === 'object' && item !== null ? (item as Record<string, unknown>)['digest'] : undefined;
      return typeof digest === 'string' && isDigest(digest) ? [digest as Digest] : [];
    });
  if (value['schemaVersion'] !== 2) return undefined;
  const [subject] = digests(value['subject']);
  return {
    blobs: [...digests(value['config']), ...digests(value['layers'])],
    manifests: digests(value['manifests']),
    ...(subject ? { subject } : {}),
  };
}

/** end-8: sorted, by pages of `n` after `last`. */
async function tags(contents: RegistryContents, url: URL, repository: string): Promise<Response> {
  if (!(await contents.hasRepository(repository))) return refuse('NAME_UNKNOWN', { name: repository });
  const all = await contents.tags(repository);
  const last = url.searchParams.get('last');
  const after = last === null ? all : all.filter((tag) => tag > last);
  const asked = url.searchParams.get('n');
  const size = asked === null ? after.length : Number(asked);
  if (!Number.isInteger(size) || size < 0) return refuse('PAGINATION_NUMBER_INVALID');
  const page = after.slice(0, size);
  const next = new URLSearchParams({ last: page.at(-1) ?? '', n: String(size) });
  const more = page.length > 0 && page.length < after.length;
  return answer(200, { name: repository, tags: page }, more ? { Link: `<${url.pathname}?${next}>; rel="next"` } : {});
}

/** end-12: an index of the manifests whose subject this is; empty when there are none. */
async function referrers(contents: RegistryContents, url: URL, repository: string, subject: string): Promise<Response> {
  if (!isDigest(subject)) return refuse('DIGEST_INVALID');
  const wanted = url.searchParams.get('artifactType');
  const found = await contents.referrers(repository, subject as Digest);
  const manifests = found.filter(({ artifactType }) => wanted === null || artifactType === wanted);
  const headers = {
    'Content-Type': MEDIA_TYPES.ociIndex,
    ...(wanted === null ? {} : { 'OCI-Filters-Applied': 'artifactType' }),
  };
  return answer(200, { schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests }, headers);
}

export function bodyOf(request: RegistryRequest): ByteSource {
  return request.body ? fromReadable(request.body) : sourceOf();
}
