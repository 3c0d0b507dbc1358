import { describe, expect, test } from 'vitest';
import { currentBody, currentQuery, olderAnswer } from './older-versions.ts';

const none = new Map<string, readonly string[]>();

test.each([
  ['1.24', true],
  ['1.43', true],
  ['1.44', false],
])('an image inspected by version %s', (version, virtual) => {
  const answer = olderAnswer('imageInspect', version, { Container: 'c', Size: 5, Data: 1 }) as object;
  expect('VirtualSize' in answer).toBe(virtual);
  expect('Container' in answer).toBe(true);
});

test.each([
  ['1.42', [], [], ['<none>:<none>'], ['<none>@<none>']],
  ['1.42', ['a:b'], [], ['a:b'], null],
  ['1.42', [], ['a@c'], null, ['a@c']],
  ['1.43', [], [], [], []],
])('names of images in lists of version %s', (version, tags, digests, RepoTags, RepoDigests) => {
  const [image] = olderAnswer('imageList', version, [{ RepoTags: tags, RepoDigests: digests }]) as object[];
  expect(image).toMatchObject({ RepoTags, RepoDigests });
});

test('a field of old stands where Go’s type has it', () => {
  const answer = olderAnswer('imageInspect', '1.43', { Size: 5, Data: 1 }) as object;
  expect(Object.keys(answer)).toEqual(['Size', 'VirtualSize', 'Data']);
});

test('what /info had not yet, and what it still had', () => {
  const info = {
    Runtimes: { runc: { path: 'runc', status: {} } },
    SecurityOptions: ['name=seccomp'],
    CDISpecDirs: [],
    Z: 1,
  };
  expect(olderAnswer('systemInfo', '1.44', info)).toEqual(info);
  const oldest = olderAnswer('systemInfo', '1.24', info) as object;
  expect(oldest).toMatchObject({ Runtimes: { runc: { path: 'runc' } }, SecurityOptions: ['seccomp'] });
  expect(JSON.stringify(oldest)).not.toContain('status');
  expect(Object.keys(oldest).slice(-3)).toEqual(['CDISpecDirs', 'ExecutionDriver', 'Z']);
});

test('the parameter filter of old is the filter reference', () => {
  const parameters = new Map([['filter', ['busybox']]]);
  const old = currentQuery('imageList', '1.40', {}, parameters);
  expect(JSON.parse(String(old['filters']))).toHaveProperty('reference');
  expect(currentQuery('imageList', '1.41', {}, parameters)).toEqual({});
});

test('before 1.42 volumes with names are pruned too', () => {
  const { filters } = currentQuery('volumePrune', '1.41', {}, none);
  expect(JSON.parse(String(filters))).toHaveProperty('all');
  expect(currentQuery('volumePrune', '1.42', {}, none)).toEqual({});
});

test.each([
  ['containerStop', 'signal', '1.41', '1.42'],
  ['containerRestart', 'signal', '1.41', '1.42'],
  ['containerWait', 'condition', '1.29', '1.30'],
  ['imageCreate', 'platform', '1.31', '1.32'],
  ['containerCreate', 'platform', '1.40', '1.41'],
] as const)('%s knows %s not before its version', (id, name, before, since) => {
  expect(currentQuery(id, before, { [name]: 'x' }, none)).toEqual({});
  expect(currentQuery(id, since, { [name]: 'x' }, none)).toEqual({ [name]: 'x' });
});

test('an update of older versions', () => {
  expect(currentBody('containerUpdate', '1.39', { PidsLimit: 5, Memory: 1 })).toEqual({ Memory: 1 });
  expect(currentBody('containerUpdate', '1.40', { PidsLimit: 5 })).toEqual({ PidsLimit: 5 });
  expect(() => currentBody('containerUpdate', '1.41', { KernelMemory: 1000 })).toThrow('Minimum kernel memory limit');
  expect(currentBody('containerUpdate', '1.42', { KernelMemory: 1000 })).toEqual({ KernelMemory: 1000 });
});

test('an operation without changes is let alone', () => {
  const answer = { Id: 'x' };
  expect(olderAnswer('containerUpdate', '1.24', answer)).toBe(answer);
});

describe('a container made by an older version', () => {
  const made = (version: string, body: object) => currentBody('containerCreate', version, { Image: 'i', ...body });

  test.each([
    ['1.24', {}, { IpcMode: 'shareable' }],
    ['1.39', { IpcMode: 'private' }, { IpcMode: 'private' }],
    ['1.40', {}, {}],
    ['1.24', { AutoRemove: true, IpcMode: 'host' }, { IpcMode: 'host' }],
    ['1.25', { AutoRemove: true, IpcMode: 'host' }, { AutoRemove: true, IpcMode: 'host' }],
    ['1.41', { ConsoleSize: [1, 2], Annotations: { a: 'b' } }, {}],
    ['1.42', { ConsoleSize: [1, 2], Annotations: { a: 'b' } }, { ConsoleSize: [1, 2] }],
    ['1.43', { Annotations: { a: 'b' } }, { Annotations: { a: 'b' } }],
    ['1.41', mount('bind', { CreateMountpoint: true, NonRecursive: true }), mount('bind', { NonRecursive: true })],
    ['1.42', mount('bind', { CreateMountpoint: true }), mount('bind', { CreateMountpoint: true })],
    ['1.41', mount('bind', {}, { TmpfsOptions: {} }), mount('bind', {})],
  ])('%s: host settings %j', (version, HostConfig, expected) => {
    expect(made(version, { HostConfig })).toEqual({ Image: 'i', HostConfig: expected, NetworkingConfig: undefined });
  });

  test.each([
    [
      '1.44',
      { Mounts: [{ Type: 'volume', Target: '/x', VolumeOptions: { Subpath: 'a' } }] },
      'VolumeOptions.Subpath needs API v1.45 or newer',
    ],
    [
      '1.43',
      mount('bind', { ReadOnlyForceRecursive: true }),
      'BindOptions.ReadOnlyForceRecursive needs API v1.44 or newer',
    ],
    ['1.41', { KernelMemory: 5_000_000 }, 'Minimum kernel memory limit allowed is 6MB'],
  ])('%s refuses %j', (version, HostConfig, message) => {
    expect(() => made(version, { HostConfig })).toThrow(message);
  });

  test('begins on one network before 1.44, with its own MAC address', () => {
    const NetworkingConfig = { EndpointsConfig: { a: { MacAddress: '02:42:ac:11:00:02' }, b: {} } };
    expect(() => made('1.43', { NetworkingConfig })).toThrow(
      'Container cannot be created with multiple network endpoints: a, b',
    );
    const one = { EndpointsConfig: { a: { MacAddress: '02:42:ac:11:00:02' } } };
    const address = (MacAddress: string) => ({ NetworkingConfig: { EndpointsConfig: { a: { MacAddress } } } });
    expect(made('1.43', { NetworkingConfig: one })).toMatchObject(address(''));
    expect(made('1.43', { MacAddress: '02:42:ac:11:00:03', NetworkingConfig: one })).toMatchObject(
      address('02:42:ac:11:00:03'),
    );
    expect(made('1.44', { NetworkingConfig: one })).toMatchObject(address('02:42:ac:11:00:02'));
  });

  test('knows no interval for the start of a health check before 1.44', () => {
    const Healthcheck = { Test: ['NONE'], StartInterval: 1 };
    expect(made('1.43', { Healthcheck })).toMatchObject({ Healthcheck: { Test: ['NONE'] } });
    expect(made('1.43', { Healthcheck })).not.toHaveProperty('Healthcheck.StartInterval');
    expect(made('1.44', { Healthcheck })).toMatchObject({ Healthcheck });
  });
});

function mount(Type: string, BindOptions: object, more: object = {}) {
  return { Mounts: [{ Type, Target: '/x', BindOptions, ...more }] };
}

test('tells before 1.28 in a list of networks what inspecting tells', async () => {
  const inspect = async (id: string) => ({ Id: id, Containers: { c: {} } });
  expect(await olderAnswer('networkList', '1.27', [{ Id: 'n' }], inspect)).toEqual([
    { Id: 'n', Containers: { c: {} } },
  ]);
  expect(olderAnswer('networkList', '1.28', [{ Id: 'n' }], inspect)).toEqual([{ Id: 'n' }]);
});
