import { expect, test } from 'vitest';
import { PortAllocator } from './port-allocator.ts';

test('each address has ports of its own', () => {
  const ports = new PortAllocator();
  const eighty = { from: 80, to: 80 };
  expect(ports.allocate('0.0.0.0', 'tcp', eighty)).toMatchObject({ port: 80 });
  expect(ports.allocate('0.0.0.0', 'tcp', eighty)).toBeUndefined();
  expect(ports.allocate('0.0.0.0', 'udp', eighty)).toBeDefined();
  expect(ports.allocate('127.0.0.1', 'tcp', eighty)).toBeDefined();
});

test('a range goes on behind the last port it gave out, and begins again at its end', () => {
  const ports = new PortAllocator();
  const range = { from: 8000, to: 8002 };
  const next = () => ports.allocate('0.0.0.0', 'tcp', range);
  const first = next();
  expect(first?.port).toBe(8000);
  if (first) ports.release(first);
  expect([next()?.port, next()?.port, next()?.port, next()]).toEqual([8001, 8002, 8000, undefined]);
  expect(ports.allocateAny('0.0.0.0', 'tcp')?.port).toBe(32_768);
});
