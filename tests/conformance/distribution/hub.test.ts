/** Docker Hub as the engine's client meets it: accounts, tokens, teaching images, pushes, refusals, the pull limit. */
import { beforeEach, describe, expect, test } from 'vitest';
import { utf8 } from '../../../src/base/bytes.ts';
import type { Clock } from '../../../src/base/ports.ts';
import { collect, sourceOf } from '../../../src/base/streams.ts';
import { createInternet, type SandboxInternet } from '../../../src/internet/create-internet.ts';
import { internetHosts } from '../../../src/internet/hosts.ts';
import { createKernel } from '../../../src/kernel/create-kernel.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import type { RemoteRegistry } from '../../../src/oci/distribution.ts';
import { createRegistryClient } from '../../../src/registry/client.ts';
import type { FetchPort } from '../../../src/registry/port.ts';
import { networkFetch } from '../../../src/sandbox/network-fetch.ts';
import { seededRandom } from '../../support/clock.ts';
import { memoryStorage } from '../../support/registry-storage.ts';

const clock: Clock = { now: () => Date.UTC(2024, 0, 2), after: (_, fire) => (queueMicrotask(fire), () => undefined) };
const LAYER = utf8('a layer');
const OURS = {
  domain: 'docker.io',
  path: 'ouruser/sinatra',
  credentials: { username: 'ouruser', password: 'secret-word' },
};
const BUSYBOX = { domain: 'docker.io', path: 'library/busybox' };

let internet: SandboxInternet;
let fetch: FetchPort;
let client: RemoteRegistry;

beforeEach(async () => {
  const files = await teachingFiles();
  const site = (path: string) => {
    const body = files.get(path);
    return Promise.resolve(
      new Response(body ?? null, {
        status: body ? 200 : 404,
        headers: { 'content-length': String(body?.length ?? 0) },
      }),
    );
  };
  const random = seededRandom();
  const { hosts } = internetHosts({ fetch: site, storage: memoryStorage(), clock, random });
  internet = createInternet({ hosts, clock });
  const kernel = createKernel({ clock, random, release: 'test', programs: () => undefined, internet });
  fetch = networkFetch({
    internet,
    clock,
    network: kernel.network.machine,
    hosts: () => Promise.resolve(undefined),
    authorities: () => Promise.resolve([]),
  });
  client = createRegistryClient({ fetch });
});

async function teachingFiles(): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const bytes = (value: unknown) => utf8(JSON.stringify(value)) as Uint8Array<ArrayBuffer>;
  const config = bytes({ rootfs: { type: 'layers', diff_ids: [] } });
  const manifest = bytes(await manifestOf(config, LAYER));
  const base = 'hub/v2/library/busybox';
  return new Map([
    ['hub/v2/_catalog', bytes({ repositories: ['library/busybox', 'training/sinatra'] })],
    [`${base}/tags/list`, bytes({ name: 'library/busybox', tags: ['latest'] })],
    [`${base}/manifests/latest`, manifest],
    [`${base}/manifests/${await digestOf(manifest)}`, manifest],
    [`${base}/blobs/${await digestOf(LAYER)}`, LAYER as Uint8Array<ArrayBuffer>],
    [`${base}/blobs/${await digestOf(config)}`, config],
  ]);
}

async function manifestOf(config: Uint8Array, layer: Uint8Array): Promise<object> {
  const type = 'application/vnd.docker';
  return {
    schemaVersion: 2,
    mediaType: `${type}.distribution.manifest.v2+json`,
    config: { mediaType: `${type}.container.image.v1+json`, size: config.length, digest: await digestOf(config) },
    layers: [{ mediaType: `${type}.image.rootfs.diff.tar.gzip`, size: layer.length, digest: await digestOf(layer) }],
  };
}

function register(fields: Record<string, string>): Promise<Response> {
  return fetch('https://hub.docker.com/v2/users/', { method: 'POST', body: new URLSearchParams(fields).toString() });
}

const account = { username: 'ouruser', email: 'ouruser@example.com', password: 'secret-word' };

async function push(layer: Uint8Array, from?: string): Promise<string> {
  const config = utf8('{"rootfs":{"type":"layers","diff_ids":[]}}');
  const blob = async (bytes: Uint8Array) => ({
    digest: await digestOf(bytes),
    size: bytes.length,
    source: () => sourceOf(bytes),
  });
  const how = await client.pushBlob(OURS, await blob(layer), from === undefined ? {} : { from });
  await client.pushBlob(OURS, await blob(config));
  const manifest = utf8(JSON.stringify(await manifestOf(config, layer)));
  const mediaType = 'application/vnd.docker.distribution.manifest.v2+json';
  await client.pushManifest(OURS, 'v2', { mediaType, digest: await digestOf(manifest), bytes: manifest });
  return how;
}

describe('pulls', () => {
  test('a teaching image needs no account', async () => {
    const { digest } = await client.manifest(BUSYBOX, 'latest');
    expect((await client.manifest(BUSYBOX, digest)).digest).toBe(digest);
    expect(await client.tags(BUSYBOX)).toEqual(['latest']);
    const { source, size } = await client.blob(BUSYBOX, await digestOf(LAYER));
    expect([size, await collect(source, 100)]).toEqual([LAYER.length, LAYER]);
  });

  test('the alias and the mirror have official images without their library/', async () => {
    const { digest } = await client.manifest(BUSYBOX, 'latest');
    for (const domain of ['registry.hub.docker.com', 'dl.dockerpool.com:5000']) {
      expect((await client.manifest({ domain, path: 'busybox' }, 'latest')).digest).toBe(digest);
    }
  });

  test.each([
    [BUSYBOX, '9', 'manifest for busybox:9 not found: manifest unknown: manifest unknown'],
    [
      { domain: 'docker.io', path: 'nobody/nothing' },
      'latest',
      "pull access denied for nobody/nothing, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    ],
    [
      { domain: 'nosuch.example', path: 'x' },
      'latest',
      'Get "https://nosuch.example/v2/": dial tcp: lookup nosuch.example on 10.0.0.53:53: no such host',
    ],
    [
      { domain: 'registry.plain.example', path: 'busybox' },
      'latest',
      'Get "https://registry.plain.example/v2/": http: server gave HTTP response to HTTPS client',
    ],
    [
      { domain: 'example.com:5000', path: 'x' },
      'latest',
      'Get "https://example.com:5000/v2/": dial tcp 203.0.113.5:5000: connect: connection refused',
    ],
    [
      { domain: 'localhost:5000', path: 'x' },
      'latest',
      'Get "http://localhost:5000/v2/": dial tcp 127.0.0.1:5000: connect: connection refused',
    ],
  ])('%o is refused as real registries refuse it', async (repository, reference, message) => {
    await expect(client.manifest(repository, reference)).rejects.toThrow(message);
  });
});

describe('accounts', () => {
  test('logging in needs one', async () => {
    await expect(client.login('docker.io', account)).rejects.toThrow(
      'Get "https://registry-1.docker.io/v2/": unauthorized: incorrect username or password',
    );
    expect((await register(account)).status).toBe(201);
    expect(await client.login('docker.io', account)).toBe('Login Succeeded');
    expect(await client.login('docker.io', { ...account, username: account.email })).toBe('Login Succeeded');
    await expect(client.login('docker.io', { ...account, password: 'other' })).rejects.toThrow('incorrect username');
  });

  test.each([
    [{ ...account, username: 'Our User' }, 'username'],
    [{ ...account, username: 'training' }, 'username'],
    [{ ...account, email: 'nowhere' }, 'email'],
    [{ ...account, password: 'short' }, 'password'],
  ])('%o is refused, and the answer names the field', async (fields, field) => {
    const response = await register(fields);
    expect(response.status).toBe(400);
    expect(Object.keys((await response.json()) as object)).toEqual([field]);
  });

  test('a name is given once', async () => {
    await register(account);
    expect((await register({ ...account, password: 'another-word' })).status).toBe(400);
    expect(await client.login('docker.io', account)).toBe('Login Succeeded');
  });
});

describe('pushes', () => {
  test('what is pushed can be pulled by anybody, and is found', async () => {
    await register(account);
    expect(await push(utf8('another layer'))).toBe('pushed');
    const anybody = { domain: 'docker.io', path: 'ouruser/sinatra' };
    expect((await client.manifest(anybody, 'v2')).bytes.length).toBeGreaterThan(0);
    const { source } = await client.blob(anybody, await digestOf(utf8('another layer')));
    expect(await collect(source, 100)).toEqual(utf8('another layer'));
    expect((await client.search?.('docker.io', 'ouruser', 25))?.map(({ name }) => name)).toEqual(['ouruser/sinatra']);
  });

  test('a layer of a teaching image is mounted, not sent', async () => {
    await register(account);
    expect(await push(LAYER, 'library/busybox')).toBe('mounted');
    const { source } = await client.blob(OURS, await digestOf(LAYER));
    expect(await collect(source, 100)).toEqual(LAYER);
  });

  test('nobody pushes without an account, or to another one', async () => {
    await register(account);
    const blob = { digest: await digestOf(LAYER), size: LAYER.length, source: () => sourceOf(LAYER) };
    const denied =
      'errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required\n';
    await expect(client.pushBlob({ ...OURS, credentials: {} }, blob)).rejects.toThrow(denied);
    await expect(client.pushBlob({ ...OURS, path: 'training/sinatra' }, blob)).rejects.toThrow(
      'denied: requested access',
    );
    await expect(client.pushBlob({ ...OURS, path: 'library/busybox' }, blob)).rejects.toThrow(
      'denied: requested access',
    );
  });
});

test('a lesson can limit the pulls of the Hub, and lift the limit', async () => {
  const limit = (query: string) => fetch(`http://control.drydock.example/hub/pull-limit${query}`, { method: 'PUT' });
  await limit('?pulls=1');
  await client.manifest(BUSYBOX, 'latest');
  await expect(client.manifest(BUSYBOX, 'latest')).rejects.toThrow(
    'toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
  );
  await limit('');
  await client.manifest(BUSYBOX, 'latest');
});

test('a search finds official images first', async () => {
  const found = await client.search?.('docker.io', 'i', 25);
  expect(found?.map(({ name, is_official }) => [name, is_official])).toEqual([
    ['busybox', true],
    ['training/sinatra', false],
  ]);
});
