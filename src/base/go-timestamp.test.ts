import { expect, test } from 'vitest';
import { momentOf } from './go-timestamp.ts';

const at = (text: string) => {
  const moment = momentOf(text);
  return moment && `${new Date(moment.seconds * 1000).toISOString().slice(0, 19)}.${moment.nanoseconds}`;
};

test('dates, with and without a time and a zone, and Unix seconds', () => {
  expect(at('2026-11-23')).toBe('2026-11-23T00:00:00.0');
  expect(at('2026-11-23Z')).toBe('2026-11-23T00:00:00.0');
  expect(at('2026-11-23T7')).toBe('2026-11-23T07:00:00.0');
  expect(at('2026-11-23T07:30')).toBe('2026-11-23T07:30:00.0');
  expect(at('2026-11-23T07:30:01.5')).toBe('2026-11-23T07:30:01.500000000');
  expect(at('2026-11-23T07:30+02:00')).toBe('2026-11-23T05:30:00.0');
  expect(at('2026-11-23T07:30:01-02:00')).toBe('2026-11-23T09:30:01.0');
  expect(at('2024-02-29')).toBe('2024-02-29T00:00:00.0');
  expect(at('1.25')).toBe('1970-01-01T00:00:01.250000000');
  expect([at('yesterday'), at('1.x'), at('')]).toEqual([undefined, undefined, undefined]);
});

// Recorded from `docker logs --since`.
test.each([
  ['2020-1-1', ' as "2006-01-02": cannot parse "1-1" as "01"'],
  ['20-01-01', ' as "2006-01-02": cannot parse "20-01-01" as "2006"'],
  ['2020-13-01', ': month out of range'],
  ['2021-02-29', ': day out of range'],
  ['2020-01-01x', ': extra text: "x"'],
  ['2020-01-01T25:00', ': hour out of range'],
  ['2020-01-01T10:0', ' as "2006-01-02T15:04": cannot parse "0" as "04"'],
  ['2020-01-01T10:00:00+0200', ' as "2006-01-02T15:04Z07:00": cannot parse ":00+0200" as "Z07:00"'],
  ['2020-01-01 10:00', ': extra text: " 10:00"'],
  ['2020-01-01T10:00:61', ': second out of range'],
  ['2020-01-01T10:00:00+25:00', ': time zone offset hour out of range'],
  ['2020-01-01Tx', ' as "2006-01-02T15": cannot parse "x" as "15"'],
])('%s', (text, words) => {
  expect(() => momentOf(text)).toThrow(`parsing time "${text}"${words}`);
});
