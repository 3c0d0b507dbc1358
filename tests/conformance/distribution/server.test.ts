/** The registry client and the registry server speak to each other: every endpoint, over the memory store. */
import { expect, test } from 'vitest';
import { text, utf8 } from '../../../src/base/bytes.ts';
import { collect, sourceOf } from '../../../src/base/streams.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import type { Digest } from '../../../src/oci/digest-types.ts';
import { createRegistryClient } from '../../../src/registry/client.ts';
import { createRegistryServer } from '../../../src/registry/server.ts';
import { memoryStorage } from '../../support/registry-storage.ts';

function registry() {
  let count = 0;
  const random = { bytes: (size: number) => new Uint8Array(size).fill(++count) };
  const handle = createRegistryServer(memoryStorage(), random);
  const fetch = (url: string, init?: RequestInit) => handle(new Request(url, init));
  return { client: createRegistryClient({ fetch }), fetch };
}

const at = (path: string) => ({ domain: 'localhost:5000', path });

async function blobOf(content: string) {
  const bytes = utf8(content);
  return { digest: await digestOf(bytes), size: bytes.length, source: () => sourceOf(bytes) };
}

async function manifestOf(config: { digest: Digest; size: number }, subject?: Digest) {
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const descriptor = {
    mediaType: 'application/vnd.oci.image.config.v1+json',
    digest: config.digest,
    size: config.size,
  };
  const value = {
    schemaVersion: 2,
    mediaType,
    config: descriptor,
    layers: [],
    ...(subject && { subject: { digest: subject } }),
  };
  const bytes = utf8(JSON.stringify(value));
  return { mediaType, digest: await digestOf(bytes), bytes };
}

test('an image that was pushed can be pulled, listed and referred to', async () => {
  const { client, fetch } = registry();
  const config = await blobOf('{"os":"linux"}');
  expect(await client.hasBlob(at('team/tool'), config.digest)).toBe(false);
  expect(await client.pushBlob(at('team/tool'), config)).toBe('pushed');
  expect(await client.hasBlob(at('team/tool'), config.digest)).toBe(true);
  expect(await client.hasBlob(at('team/other'), config.digest)).toBe(false);
  expect(await client.pushBlob(at('team/other'), config, { from: 'team/tool' })).toBe('mounted');
  const manifest = await manifestOf(config);
  for (const tag of ['b', 'a', 'c']) await client.pushManifest(at('team/tool'), tag, manifest);
  expect(await client.manifest(at('team/tool'), 'a')).toEqual(manifest);
  expect(await client.manifest(at('team/tool'), manifest.digest)).toEqual(manifest);
  const { size, source } = await client.blob(at('team/tool'), config.digest);
  expect([size, text(await collect(source, 100))]).toEqual([14, '{"os":"linux"}']);
  expect(await client.tags(at('team/tool'))).toEqual(['a', 'b', 'c']);
  const page = await fetch('http://localhost:5000/v2/team/tool/tags/list?n=2');
  expect([await page.json(), page.headers.get('link')]).toEqual([
    { name: 'team/tool', tags: ['a', 'b'] },
    '</v2/team/tool/tags/list?last=b&n=2>; rel="next"',
  ]);
  const signature = await manifestOf(config, manifest.digest);
  await client.pushManifest(at('team/tool'), signature.digest, signature);
  const referrers = await (await fetch(`http://localhost:5000/v2/team/tool/referrers/${manifest.digest}`)).json();
  expect((referrers as { manifests: { digest: string }[] }).manifests.map(({ digest }) => digest)).toEqual([
    signature.digest,
  ]);
});

test('refusals reach the client in Docker’s words', async () => {
  const { client, fetch } = registry();
  const message = (promise: Promise<unknown>) =>
    promise.then(
      () => 'no failure',
      (error: unknown) => (error as Error).message,
    );
  const config = await blobOf('{}');
  const manifest = await manifestOf(config);
  expect(await message(client.manifest(at('x'), '1'))).toBe(
    'manifest for localhost:5000/x:1 not found: manifest unknown: manifest unknown',
  );
  expect(await message(client.tags(at('x')))).toBe(
    'repository localhost:5000/x not found: name unknown: repository name not known to registry',
  );
  expect(await message(client.pushManifest(at('x'), '1', manifest))).toBe(
    'manifest blob unknown: blob unknown to registry',
  );
  const wrong = { ...config, digest: `sha256:${'0'.repeat(64)}` as Digest };
  expect(await message(client.pushBlob(at('x'), wrong))).toBe(
    'digest invalid: provided digest did not match uploaded content',
  );
  await client.pushBlob(at('x'), config);
  await client.pushManifest(at('x'), '1', manifest);
  expect((await fetch('http://localhost:5000/v2/x/manifests/1', { method: 'DELETE' })).status).toBe(202);
  expect(await client.tags(at('x'))).toEqual([]);
  expect((await fetch('http://localhost:5000/v2/x/manifests/1', { method: 'DELETE' })).status).toBe(404);
});
