import { expect, test } from 'vitest';
import { copyPlain } from './plain-copy.ts';

const record = {
  name: 'web',
  ports: [80, [443]],
  none: undefined,
  nothing: null,
  nested: { labels: { a: 'b' }, list: [{ x: 1 }] },
  table: new Map([['key', { deep: [1] }]]),
  bytes: new Uint8Array([1, 2, 3]),
  at: new Date(5),
};

test('a copy is what structured clone makes of it', () => {
  expect(copyPlain(record)).toStrictEqual(structuredClone(record));
});

test('nothing of a copy is the original', () => {
  const copy = copyPlain(record);
  (copy.ports[1] as number[]).push(1);
  copy.nested.labels.a = 'c';
  copy.nested.list[0]!.x = 2;
  copy.table.get('key')!.deep.push(2);
  copy.bytes[0] = 9;
  expect(record).toStrictEqual({
    name: 'web',
    ports: [80, [443]],
    none: undefined,
    nothing: null,
    nested: { labels: { a: 'b' }, list: [{ x: 1 }] },
    table: new Map([['key', { deep: [1] }]]),
    bytes: new Uint8Array([1, 2, 3]),
    at: new Date(5),
  });
});

test('what is no data is refused, wherever it is', () => {
  expect(() => copyPlain({ list: [() => 1] })).toThrow(/could not be cloned/);
});
