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

test('of a typed array its own part is copied, whatever it is a view of', () => {
  const whole = Float64Array.of(1, 2, 3, 4);
  const copy = copyPlain(whole.subarray(1, 3));
  expect(copy).toStrictEqual(Float64Array.of(2, 3));
  expect(copy.buffer.byteLength).toBe(16);
  const buffer = Buffer.from('abc');
  copyPlain(buffer)[0] = 0;
  expect(buffer.toString()).toBe('abc');
});

test('what is no data is refused, wherever it is', () => {
  expect(() => copyPlain({ list: [() => 1] })).toThrow(/could not be cloned/);
});
