/**
 * How far the programs pass toybox's tests, which are read at run time: `TOYBOX=DIR npx vitest run --project outside toybox`, with DIR a
 * checkout. A case counts when the real programs of this machine (GNU's) pass it. FILES (a pattern) narrows it; CASES=1 shows each failure.
 */
import { expect, test } from 'vitest';
import { commandsOf, passedByReal, simulated } from './toybox-suite.ts';

const DIR = process.env.TOYBOX ?? '';
const REACH = 0.85;

test.skipIf(!DIR)(
  'the programs pass what the real ones do',
  async () => {
    const wanted = new RegExp(process.env.FILES ?? '');
    const commands = commandsOf(DIR).filter((name) => wanted.test(name));
    let [total, passed] = [0, 0];
    for (const [command, names] of passedByReal(DIR, commands)) {
      if (names.length === 0) continue;
      const { results, said } = await simulated(DIR, command, !!process.env.CASES);
      const verdicts = new Map(results.map(([verdict, name]) => [name, verdict]));
      const failed = names.filter((name) => verdicts.get(name) !== 'passed');
      total += names.length;
      passed += names.length - failed.length;
      console.log(`${command}: ${names.length - failed.length} of ${names.length}`);
      if (process.env.CASES && failed.length)
        console.log(`${said}${failed.map((name) => `${verdicts.get(name) ?? 'never reached'}: ${name}\n`).join('')}`);
    }
    console.log(`in all: ${passed} of ${total} (${((passed / total) * 100).toFixed(1)}%)`);
    expect(passed / total).toBeGreaterThanOrEqual(REACH);
  },
  3_600_000,
);
