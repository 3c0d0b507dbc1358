/**
 * How far busybox's shell passes busybox's own `ash_test`, read at run time: `ASH_TEST=DIR BUSYBOX=FILE npx vitest run --project outside`, with DIR
 * a checkout of busybox and FILE a real busybox. A case counts when that one passes it. FILES (a pattern) narrows it; CASES=1 names each failure.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ashCases, meetsRight, realCase, simulatedCase, type AshCase } from './ash-cases.ts';

const DIR = process.env.ASH_TEST;
const BUSYBOX = process.env.BUSYBOX ?? '/bin/busybox';
const REACH = 0.9;

/** What the real one answers is kept beside the checkout, with the real one's name. */
function passedByReal(source: string, cases: readonly AshCase[]): readonly AshCase[] {
  const cache = join(source, '.passed-by-ash.json');
  const known: Record<string, boolean> = existsSync(cache)
    ? (JSON.parse(readFileSync(cache, 'utf8')) as Record<string, boolean>)
    : {};
  const passed = cases.filter((item) => (known[item.name] ??= meetsRight(realCase(source, BUSYBOX, item), item)));
  writeFileSync(cache, JSON.stringify(known));
  return passed;
}

test.skipIf(!DIR)(
  'ash passes what the real one does',
  async () => {
    const source = DIR as string;
    const cases = ashCases(source).filter(({ name }) => new RegExp(process.env.FILES ?? '').test(name));
    const counted = passedByReal(source, cases);
    let passed = 0;
    for (const item of counted) {
      const answer = await simulatedCase(source, item);
      if (meetsRight(answer, item)) passed++;
      else if (process.env.CASES) console.log(JSON.stringify({ ...item, answer }));
    }
    const share = passed / counted.length;
    console.log(`ash: ${passed} of ${counted.length} (${(share * 100).toFixed(1)}%), ${cases.length} cases in all`);
    expect(share).toBeGreaterThanOrEqual(REACH);
  },
  3_600_000,
);
