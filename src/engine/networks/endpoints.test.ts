import { expect, test } from 'vitest';
import { Endpoints } from './endpoints.ts';

const endpoint = (name: string, address: number) => ({
  id: `endpoint of ${name}`,
  containerId: name,
  containerName: name,
  address,
  address6: undefined,
  mac: '',
});

test('the lowest free address is given, also one that was given back', () => {
  const endpoints = new Endpoints();
  const reserved = new Set([10, 12]);
  const join = (name: string) => {
    const address = endpoints.addresses.free(10, 16, reserved);
    if (address !== undefined) endpoints.add(endpoint(name, address));
    return address;
  };
  expect(['a', 'b', 'c', 'd', 'e'].map(join)).toEqual([11, 13, 14, 15, undefined]);
  endpoints.remove('b');
  endpoints.remove('b');
  expect([endpoints.hasName('b'), endpoints.addresses.has(13), endpoints.hasName('c')]).toEqual([false, false, true]);
  expect(['f', 'g'].map(join)).toEqual([13, undefined]);
  expect(endpoints.all().map(({ containerId }) => containerId)).toEqual(['a', 'c', 'd', 'f']);
});
