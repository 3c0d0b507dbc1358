import { expect, test } from 'vitest';
import type { EngineContext } from '../context.ts';
import type { ImageConfig } from '../../oci/config.ts';
import type { ImageId } from '../../oci/digest-types.ts';
import { cacheProbe, sameConfig } from './cache.ts';

test('configurations are the same whatever belongs to one container', () => {
  const config = {
    Cmd: ['a'],
    Env: ['A=1'],
    Labels: { x: '1', y: '2' },
    Volumes: null,
    Healthcheck: { Test: ['NONE'] },
  };
  expect(sameConfig(config, { ...config, Hostname: 'abc', Image: 'x', Volumes: {}, Labels: { y: '2', x: '1' } })).toBe(
    true,
  );
  expect(sameConfig(config, { ...config, Cmd: ['b'] })).toBe(false);
  expect(sameConfig(config, { ...config, Labels: { x: '1' } })).toBe(false);
  expect(sameConfig(config, { ...config, Healthcheck: { Test: ['NONE'], Retries: 1 } })).toBe(false);
  expect(sameConfig(config, { ...config, Entrypoint: ['sh'] })).toBe(false);
});

/** An engine of these images: id, parent, command, second of creation. */
function engineWith(
  ...images: readonly (readonly [id: string, parent: string | undefined, command: string, at: number])[]
) {
  const configs = new Map(
    images.map(([id, , command, at]): [string, ImageConfig] => [
      id,
      {
        created: `2026-01-01T00:00:0${at}Z`,
        container_config: { Cmd: [command] },
        history: [],
        rootfs: { type: 'layers', diff_ids: [] },
      },
    ]),
  );
  const records = images.map(([id, parent]) => ({ id, parent }));
  return {
    images: {
      all: () => records,
      get: (id: string) => records.find((record) => record.id === id),
      config: async (id: string) => configs.get(id),
    },
  } as unknown as EngineContext;
}

const id = (name: string) => name as ImageId;

test('the newest child that was made the same is taken; after a miss none is', async () => {
  const engine = engineWith(
    ['base', undefined, '', 0],
    ['old', 'base', 'x', 1],
    ['new', 'base', 'x', 2],
    ['on', 'new', 'y', 3],
  );
  const cache = cacheProbe(engine, { disabled: false, from: undefined });
  expect(await cache.probe(id('base'), { Cmd: ['x'] })).toBe('new');
  expect(await cache.probe(id('new'), { Cmd: ['other'] })).toBeUndefined();
  expect(await cache.probe(id('new'), { Cmd: ['y'] })).toBeUndefined();
  expect(
    await cacheProbe(engine, { disabled: true, from: undefined }).probe(id('base'), { Cmd: ['x'] }),
  ).toBeUndefined();
});

test('with --cache-from only steps on the way to those images count', async () => {
  const engine = engineWith(
    ['base', undefined, '', 0],
    ['a', 'base', 'x', 1],
    ['end', 'a', 'y', 2],
    ['other', 'base', 'z', 3],
  );
  const cache = cacheProbe(engine, { disabled: false, from: [id('end')] });
  expect(await cache.probe(id('base'), { Cmd: ['x'] })).toBe('a');
  expect(
    await cacheProbe(engine, { disabled: false, from: [id('end')] }).probe(id('base'), { Cmd: ['z'] }),
  ).toBeUndefined();
});
