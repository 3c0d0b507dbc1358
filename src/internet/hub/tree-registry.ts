/** A registry to pull from: the teaching tree behind the distribution spec's read endpoints (end-2, end-3, end-8). */
import { isDigest } from '../../oci/digest.ts';
import type { Digest } from '../../oci/digest-types.ts';
import { sourceOf } from '../../base/streams.ts';
import { answer, refuse, streamed } from '../../registry/server-answers.ts';
import { routeOf } from '../../registry/server.ts';
import type { FetchHandler } from '../host.ts';
import type { TeachingTree } from './teaching-tree.ts';

/** `nameInTree` is where the tree has what a client calls otherwise; undefined: the registry has no such repository. */
export function treeRegistry(tree: TeachingTree, nameInTree: (name: string) => string | undefined): FetchHandler {
  return async ({ method, url }) => {
    const { pathname } = new URL(url);
    if (pathname === '/v2/' || pathname === '/v2') return answer(200, {});
    const route = routeOf(pathname);
    if (!route) return answer(404, '404 page not found\n');
    if (method !== 'GET' && method !== 'HEAD') return refuse('UNSUPPORTED');
    const name = nameInTree(route.repository);
    const tags = name === undefined ? undefined : await tree.tags(name);
    if (name === undefined || !tags) return refuse('NAME_UNKNOWN', { name: route.repository });
    if (route.kind === 'tags/list') return answer(200, { name: route.repository, tags });
    if (route.kind === 'manifests') return manifest(tree, name, route.rest, method);
    if (route.kind === 'blobs' && isDigest(route.rest)) return blob(tree, name, route.rest as Digest, method);
    return refuse('UNSUPPORTED');
  };
}

async function manifest(tree: TeachingTree, name: string, reference: string, method: string): Promise<Response> {
  const found = await tree.manifest(name, reference);
  if (!found) return refuse('MANIFEST_UNKNOWN', { Tag: reference });
  const { mediaType, digest, bytes } = found;
  const headers = { 'Content-Type': mediaType, 'Docker-Content-Digest': digest, Etag: `"${digest}"` };
  return streamed(method === 'HEAD' ? undefined : sourceOf(bytes), bytes.length, headers);
}

async function blob(tree: TeachingTree, name: string, digest: Digest, method: string): Promise<Response> {
  const found = await tree.blob(name, digest);
  if (!found) return refuse('BLOB_UNKNOWN', { digest });
  const headers = { 'Content-Type': 'application/octet-stream', 'Docker-Content-Digest': digest, Etag: `"${digest}"` };
  return streamed(method === 'HEAD' ? undefined : found.source(), found.size, headers);
}
