import { expect, it } from 'vitest';
import type { Machine } from '../../machine.ts';
import { volumeFlags } from './volume-spec.ts';

const read = (...volumes: string[]) => volumeFlags({ cwd: '/here' } as Machine, volumes);

it('tells sources from paths alone', () => {
  expect(read('/a', 'vol:/a', './x:/y:ro', 'C:\\x:/y')).toEqual({
    binds: ['vol:/a', '/here/x:/y:ro', 'C:\\x:/y'],
    anonymous: { '/a': {} },
  });
  expect(read('c:/x', 'a:', ':', '::').anonymous).toEqual({ 'c:/x': {}, 'a:': {}, ':': {}, '::': {} });
});

it('leaves to the engine what only looks like a drive', () => {
  expect(read('a:b:c:d', 'a::c').binds).toEqual(['a:b:c:d', 'a::c']);
});

it('refuses empty sections and too many', () => {
  expect(() => read('')).toThrow('invalid empty volume spec');
  for (const spec of ['vol:', ':/m', 'vol::ro', 'a::', ':::']) {
    expect(() => read(spec)).toThrow(`invalid spec: ${spec}: empty section between colons`);
  }
  expect(() => read('/a:/b:ro:rw')).toThrow('invalid spec: /a:/b:ro:rw: too many colons');
});
