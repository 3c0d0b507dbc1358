import { describe, expect, test } from 'vitest';
import type { ImageSummary } from '../../api/types/image.ts';
import { readCatalog, registries, splitRepository } from './registries.ts';

const image = (RepoTags: string[], RepoDigests: string[]) => ({ RepoTags, RepoDigests }) as unknown as ImageSummary;

test.each([
  ['ubuntu', 'docker.io', 'ubuntu'],
  ['ouruser/sinatra', 'docker.io', 'ouruser/sinatra'],
  ['localhost:5000/web', 'localhost:5000', 'web'],
  ['dl.dockerpool.com:5000/ubuntu', 'dl.dockerpool.com:5000', 'ubuntu'],
  ['registry.hub.docker.com/library/ubuntu', 'docker.io', 'ubuntu'],
])('%s is at %s as %s', (name, host, repository) => expect(splitRepository(name)).toEqual({ host, repository }));

describe('registries', () => {
  test('knows what came from where, and what a registry lists', () => {
    const images = [
      image(['ubuntu:14.04', 'ubuntu:trusty', 'mine:v1'], ['ubuntu@sha256:aa']),
      image(['localhost:5000/web:v1'], ['localhost:5000/web@sha256:bb']),
      image(['built:latest'], []),
    ];
    const catalogs = new Map([['localhost:5000', { web: ['v1', 'v2'], other: ['latest'] }]]);
    expect(registries(images, catalogs)).toEqual([
      { host: 'docker.io', repositories: [{ name: 'ubuntu', local: ['14.04', 'trusty'], stored: undefined }] },
      {
        host: 'localhost:5000',
        repositories: [
          { name: 'other', local: [], stored: ['latest'] },
          { name: 'web', local: ['v1'], stored: ['v1', 'v2'] },
        ],
      },
    ]);
  });
});

test('a registry is asked for its repositories and their tags', async () => {
  const answers: Record<string, unknown> = {
    '/v2/_catalog': { repositories: ['web', 'gone'] },
    '/v2/web/tags/list': { name: 'web', tags: ['v1'] },
    '/v2/gone/tags/list': { name: 'gone', tags: null },
  };
  const get = async (path: string) => ({ status: 200, body: new TextEncoder().encode(JSON.stringify(answers[path])) });
  expect(await readCatalog(get)).toEqual({ web: ['v1'], gone: [] });
  await expect(readCatalog(async () => ({ status: 401, body: new Uint8Array() }))).rejects.toThrow('401');
});
