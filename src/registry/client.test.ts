import { expect, test } from 'vitest';
import { text, utf8 } from '../base/bytes.ts';
import { collect, sourceOf } from '../base/streams.ts';
import { LIMITS } from '../base/limits.ts';
import { digestOf } from '../oci/digest.ts';
import type { Digest } from '../oci/digest-types.ts';
import { RegistryError } from '../oci/distribution.ts';
import { createRegistryClient } from './client.ts';
import { FetchFailure } from './port.ts';
import type { FetchPort } from './port.ts';
import { staticUpstream } from '../../tests/support/static-upstream.ts';

interface Seen {
  readonly request: string;
  readonly authorization?: string;
  readonly body?: string;
}

/** A `fetch` that answers requests from a script in order, and keeps what it was asked. */
function scripted(...answers: readonly (() => Response)[]): { fetch: FetchPort; seen: Seen[] } {
  const seen: Seen[] = [];
  const fetch: FetchPort = async (url, init = {}) => {
    const authorization = new Headers(init.headers).get('authorization');
    const body = init.body instanceof Uint8Array ? text(init.body) : (init.body as string | undefined);
    seen.push({
      request: `${init.method ?? 'GET'} ${url}`,
      ...(authorization === null ? {} : { authorization }),
      ...(body === undefined ? {} : { body }),
    });
    const answer = answers[seen.length - 1];
    if (!answer) throw new Error(`nobody expected ${url}`);
    return answer();
  };
  return { fetch, seen };
}

const answer =
  (status: number, body: string | null = null, headers: Readonly<Record<string, string>> = {}): (() => Response) =>
  () =>
    new Response(body, { status, headers });

const errors = (code: string, message: string, detail: unknown = 'x') =>
  JSON.stringify({ errors: [{ code, message, detail }] });
const MANIFEST = '{"schemaVersion":2,"config":{},"layers":[]}';
const OCI = 'application/vnd.oci.image.manifest.v1+json';
const REPOSITORY = { domain: 'registry.example', path: 'team/tool' };

async function failure(promise: Promise<unknown>): Promise<[string, string]> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RegistryError)) throw error;
  return [error.code, error.message];
}

test('fetches a token once, and uses it again', async () => {
  const challenge = {
    'www-authenticate': 'Bearer realm="https://auth.example/token?x=1",service="registry, of example"',
  };
  const { fetch, seen } = scripted(
    answer(401, '{}', challenge),
    answer(200, '{"token":"abc"}'),
    answer(200, MANIFEST),
    answer(200, MANIFEST, { 'content-type': `${OCI}; charset=utf-8` }),
  );
  const client = createRegistryClient({ fetch });
  const repository = { ...REPOSITORY, credentials: { username: 'ada', password: 'pä' } };
  const manifest = { mediaType: OCI, digest: await digestOf(utf8(MANIFEST)), bytes: utf8(MANIFEST) };
  expect(await client.manifest(repository, '1.0')).toEqual(manifest);
  expect(await client.manifest(repository, manifest.digest)).toEqual(manifest);
  const query = 'account=ada&scope=repository%3Ateam%2Ftool%3Apull&service=registry%2C+of+example&x=1';
  expect(seen).toEqual([
    { request: 'GET https://registry.example/v2/team/tool/manifests/1.0' },
    { request: `GET https://auth.example/token?${query}`, authorization: 'Basic YWRhOnDDpA==' },
    { request: 'GET https://registry.example/v2/team/tool/manifests/1.0', authorization: 'Bearer abc' },
    { request: `GET https://registry.example/v2/team/tool/manifests/${manifest.digest}`, authorization: 'Bearer abc' },
  ]);
});

test('follows pages of tags, and redirects of blobs without authorization', async () => {
  const { fetch, seen } = scripted(
    answer(401, null, { 'www-authenticate': 'Basic realm="r"' }),
    answer(200, '{"tags":["a","b"]}', { link: '</v2/team/tool/tags/list?last=b&n=2>; rel="next"' }),
    answer(200, '{"tags":["c"]}'),
    answer(307, null, { location: 'https://cdn.example/blob' }),
    answer(200, 'bytes', { 'content-length': '5' }),
  );
  const client = createRegistryClient({ fetch });
  const repository = { ...REPOSITORY, credentials: { username: 'u', password: 'p' } };
  expect(await client.tags(repository)).toEqual(['a', 'b', 'c']);
  const { size, source } = await client.blob(repository, 'sha256:00' as Digest);
  expect([size, text(await collect(source, 10))]).toEqual([5, 'bytes']);
  expect(seen.slice(2)).toEqual([
    { request: 'GET https://registry.example/v2/team/tool/tags/list?last=b&n=2', authorization: 'Basic dTpw' },
    { request: 'GET https://registry.example/v2/team/tool/blobs/sha256:00', authorization: 'Basic dTpw' },
    { request: 'GET https://cdn.example/blob' },
  ]);
});

test('uploads in chunks after a mount that the registry did not make', async () => {
  const { fetch, seen } = scripted(
    answer(202, null, { location: '/v2/team/tool/blobs/uploads/1?state=a' }),
    answer(202, null, { location: '/v2/team/tool/blobs/uploads/1?state=b' }),
    answer(202, null, { location: '/v2/team/tool/blobs/uploads/1?state=c' }),
    answer(201),
    answer(201),
  );
  const client = createRegistryClient({ fetch });
  const bytes = new Uint8Array(LIMITS.chunkBytes + 2).fill(0x61);
  const blob = { digest: 'sha256:ab' as Digest, size: bytes.length, source: () => sourceOf(bytes) };
  const sent: number[] = [];
  expect(await client.pushBlob(REPOSITORY, blob, { from: 'team/base', progress: (n) => sent.push(n) })).toBe('pushed');
  expect(await client.pushBlob(REPOSITORY, blob, { from: 'team/base' })).toBe('mounted');
  expect(sent).toEqual([LIMITS.chunkBytes, bytes.length]);
  const uploads = 'https://registry.example/v2/team/tool/blobs/uploads/';
  expect(seen.map(({ request }) => request)).toEqual([
    `POST ${uploads}?from=team%2Fbase&mount=sha256%3Aab`,
    `PATCH ${uploads}1?state=a`,
    `PATCH ${uploads}1?state=b`,
    `PUT ${uploads}1?state=c&digest=sha256%3Aab`,
    `POST ${uploads}?from=team%2Fbase&mount=sha256%3Aab`,
  ]);
  expect(seen[2]?.body).toBe('aa');
});

test('words refusals as Docker does', async () => {
  const scope = { 'www-authenticate': 'Bearer realm="https://a/t",scope="x",error="insufficient_scope"' };
  const basic = { 'www-authenticate': 'Basic realm="r"' };
  const unauthorized = errors('UNAUTHORIZED', 'authentication required');
  const pull = (...answers: (() => Response)[]) =>
    failure(createRegistryClient(scripted(...answers)).manifest(REPOSITORY, 'v1'));
  const push = (...answers: (() => Response)[]) =>
    failure(
      createRegistryClient(scripted(...answers)).pushBlob(REPOSITORY, {
        digest: 'sha256:ab' as Digest,
        size: 0,
        source: () => sourceOf(),
      }),
    );
  const url = 'https://registry.example/v2/team/tool/manifests/v1';
  expect(await pull(answer(404, errors('MANIFEST_UNKNOWN', 'manifest unknown')))).toEqual([
    'manifestUnknown',
    'manifest for registry.example/team/tool:v1 not found: manifest unknown: manifest unknown',
  ]);
  expect(await pull(answer(404, errors('MANIFEST_UNKNOWN', 'manifest unknown', null)))).toEqual([
    'manifestUnknown',
    'manifest unknown',
  ]);
  expect(await pull(answer(401, unauthorized, scope))).toEqual([
    'denied',
    `pull access denied for registry.example/team/tool, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`,
  ]);
  expect(await pull(answer(401, null, basic))).toEqual(['unauthorized', `Get "${url}": no basic auth credentials`]);
  expect(await push(answer(401, null, basic))).toEqual(['unauthorized', 'no basic auth credentials']);
  expect(await push(answer(401, unauthorized, scope))).toEqual([
    'denied',
    'errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required\n',
  ]);
  expect(await pull(answer(404, '<html>'))).toEqual([
    'other',
    `error parsing HTTP 404 response body: invalid character '<' looking for beginning of value: "<html>"`,
  ]);
  expect(await pull(answer(503))).toEqual(['other', 'received unexpected HTTP status: 503 Service Unavailable']);
});

test('words failed connections as Docker does', async () => {
  const unreachable = (domain: string, error: unknown) =>
    failure(createRegistryClient({ fetch: () => Promise.reject(error) }).manifest({ domain, path: 'tools' }, 'latest'));
  expect(await unreachable('registry.invalid', new FetchFailure('ENOTFOUND', 'no such host'))).toEqual([
    'unreachable',
    'Get "https://registry.invalid/v2/": dial tcp: lookup registry.invalid on 10.0.0.53:53: no such host',
  ]);
  const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED', address: '127.0.0.1' });
  expect(await unreachable('localhost:5999', new TypeError('fetch failed', { cause }))).toEqual([
    'unreachable',
    'Get "http://localhost:5999/v2/": dial tcp 127.0.0.1:5999: connect: connection refused',
  ]);
});

test('the static tree answers as the Hub does', async () => {
  const files: Readonly<Record<string, string>> = {
    'https://site.example/hub/v2/library/busybox/tags/list': '{"name":"library/busybox","tags":["1.37","latest"]}',
    'https://site.example/hub/v2/library/busybox/manifests/latest': MANIFEST,
    'https://site.example/hub/v2/library/busybox/blobs/sha256:aa': 'layer',
  };
  const startPage = { headers: { 'content-type': 'text/html' } };
  const fetch: FetchPort = (url) =>
    Promise.resolve(url in files ? new Response(files[url]) : new Response('<p>', startPage));
  const client = createRegistryClient({
    fetch,
    upstreams: { 'docker.io': staticUpstream({ fetch, base: 'https://site.example/hub/' }) },
  });
  const busybox = { domain: 'index.docker.io', path: 'library/busybox' };
  expect((await client.manifest(busybox, 'latest')).mediaType).toBe(OCI);
  expect(await client.tags(busybox)).toEqual(['1.37', 'latest']);
  expect(await client.hasBlob(busybox, 'sha256:aa' as Digest)).toBe(true);
  expect(await client.hasBlob(busybox, 'sha256:bb' as Digest)).toBe(false);
  expect(await failure(client.manifest(busybox, '9.99'))).toEqual([
    'manifestUnknown',
    'manifest for busybox:9.99 not found: manifest unknown: manifest unknown',
  ]);
  expect(await failure(client.manifest({ domain: 'docker.io', path: 'ada/site' }, 'latest'))).toEqual([
    'denied',
    `pull access denied for ada/site, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`,
  ]);
  expect(await failure(client.login('docker.io', { username: 'ada', password: 'x' }))).toEqual([
    'unauthorized',
    'Get "https://registry-1.docker.io/v2/": unauthorized: incorrect username or password',
  ]);
});
