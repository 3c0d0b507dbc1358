import { describe, expect, test } from 'vitest';
import type { EventMessage } from '../../api/types/system.ts';
import { Readings } from './readings.ts';
import { linear, logarithmic } from './scales.ts';
import { binarySize, duration, memoryNow, rows, startTimes } from './summary.ts';

const event = (Action: string, ID: string, ms: number, Type: EventMessage['Type'] = 'container'): EventMessage => ({
  Type,
  Action,
  Actor: { ID, Attributes: {} },
  scope: 'local',
  time: Math.floor(ms / 1000),
  timeNano: ms * 1e6,
});

/** `count` containers, each started in `ms(i)` milliseconds. */
function started(count: number, ms: (i: number) => number): Readings {
  const readings = new Readings();
  for (let i = 0; i < count; i += 1) {
    readings.hear(event('create', `c${i}`, i * 1000));
    readings.hear(event('start', `c${i}`, i * 1000 + ms(i)));
  }
  return readings;
}

describe('readings', () => {
  test('a start is timed from its creation; starts and ends are counted in order', () => {
    const readings = started(2, (i) => 10 + i);
    expect(readings.hear(event('die', 'c0', 5000))).toBe(true);
    expect(readings.all.map(({ startMs }) => startMs)).toEqual([10, 11]);
    expect(readings.points.map(({ running }) => running)).toEqual([0, 1, 2, 1]);
    expect(readings.running).toEqual(['c1']);
  });

  test('memory counts from the start of a container to its end, whenever it was asked', () => {
    const readings = started(2, () => 1);
    readings.measured('c0', 100);
    readings.measured('c1', 50);
    readings.hear(event('die', 'c0', 5000));
    readings.measured('c0', 7);
    expect(readings.points.map(({ memoryBytes }) => memoryBytes)).toEqual([0, 100, 150, 50]);
    expect(memoryNow(readings.all)).toEqual({ allBytes: 50, eachBytes: 50 });
  });

  test('all that runs is measured in turn', () => {
    const readings = started(3, () => 1);
    expect(readings.nextToMeasure(2)).toEqual(['c0', 'c1']);
    expect(readings.nextToMeasure(2)).toEqual(['c2', 'c0']);
    readings.hear(event('die', 'c1', 9000));
    expect(readings.nextToMeasure(2)).toEqual(['c2', 'c0']);
  });

  test('what ran before, what starts again and what is no container of a start have no start time', () => {
    const readings = new Readings();
    readings.present(['old']);
    expect(readings.hear(event('start', 'old', 1))).toBe(false);
    expect(readings.hear(event('die', 'never-seen', 2))).toBe(false);
    expect(readings.hear(event('create', 'volume', 2, 'volume'))).toBe(false);
    readings.hear(event('die', 'old', 3));
    readings.hear(event('start', 'old', 4));
    expect(readings.all.map(({ startMs }) => startMs)).toEqual([undefined, undefined]);
    expect(readings.points.map(({ running }) => running)).toEqual([1, 0, 1]);
    expect(startTimes(readings.all)).toBeUndefined();
    expect(rows(readings.all)).toEqual([]);
  });
});

test('the table has a row for each power of ten', () => {
  expect(rows(started(112, (i) => i + 1).all)).toEqual([
    { from: 1, to: 1, count: 1, medianMs: 1, slowestMs: 1 },
    { from: 2, to: 10, count: 9, medianMs: 6, slowestMs: 10 },
    { from: 11, to: 100, count: 90, medianMs: 55.5, slowestMs: 100 },
    { from: 101, to: 112, count: 12, medianMs: 106.5, slowestMs: 112 },
  ]);
});

test('scales begin and end at round numbers', () => {
  expect(linear(97).ticks).toEqual([0, 50, 100]);
  expect(linear(0).ticks).toEqual([0, 1]);
  expect(linear(48 * 1024 * 1024, 3, 2).ticks.map(binarySize)).toEqual([
    '0\u00a0B',
    '16\u00a0MiB',
    '32\u00a0MiB',
    '48\u00a0MiB',
  ]);
  const { at, ticks } = logarithmic(1, 300);
  expect(ticks).toEqual([1, 10, 100, 1000]);
  expect([at(0), at(1), at(1000), at(5000)]).toEqual([0, 0, 1, 1]);
  expect(at(10)).toBeCloseTo(1 / 3);
});

test('numbers are short', () => {
  expect([0.34, 8.04, 120.4, 1500].map(duration)).toEqual(['0.3\u00a0ms', '8\u00a0ms', '120\u00a0ms', '1.5\u00a0s']);
  expect([0, 507904, 1024 ** 3].map(binarySize)).toEqual(['0\u00a0B', '496\u00a0KiB', '1\u00a0GiB']);
});
