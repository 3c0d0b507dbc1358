/**
 * Random scripts, bytes and keys for the programs, with a fixed seed, for FUZZ_SECONDS (a few in the ordinary run, ten minutes by
 * `npm run fuzz`). Nothing may crash, hold the thread, go on after ^C, or keep memory. FUZZ_SEED names another seed; FUZZ_TRACE a file
 * that tells the case under way.
 */
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { programComplaint, randomProgramCase } from './programs.ts';
import { Chance } from './random.ts';

const SECONDS = Number(process.env.FUZZ_SECONDS ?? 4);
const SEED = Number(process.env.FUZZ_SEED ?? 20261128);
const AT_ONCE = 6;
/** The thread may be held that long; time that other processes took is left out. */
const HELD_CPU_MS = 3000;
const HEAP_BYTES = 1.5 * 1024 ** 3;

test(`random scripts, bytes and keys for ${SECONDS} seconds`, { timeout: (SECONDS + 120) * 1000 }, async () => {
  const chance = new Chance(SEED);
  const complaints: string[] = [];
  const rejected = (error: unknown) =>
    complaints.push(`unhandled rejection: ${(error as Error).stack ?? String(error)}`);
  process.on('unhandledRejection', rejected);
  const cpuMs = () => process.cpuUsage().user / 1000;
  let [cases, beat, most] = [0, cpuMs(), 0];
  let underWay: readonly string[] = [];
  const pulse = setInterval(() => {
    const now = cpuMs();
    if (now - beat > HELD_CPU_MS)
      complaints.push(`the thread was held for ${Math.round(now - beat)} ms by one of\n${underWay.join('\n')}`);
    beat = now;
  }, 50);
  const end = performance.now() + SECONDS * 1000;
  while (performance.now() < end && complaints.length < 20) {
    const batch = Array.from({ length: AT_ONCE }, (_, i) => randomProgramCase(chance, cases + i));
    underWay = batch.map((one) => JSON.stringify(one.argv));
    if (process.env.FUZZ_TRACE) writeFileSync(process.env.FUZZ_TRACE, underWay.join('\n'));
    for (const found of await Promise.all(batch.map(programComplaint))) if (found !== undefined) complaints.push(found);
    cases += batch.length;
    most = Math.max(most, process.memoryUsage().heapUsed);
  }
  clearInterval(pulse);
  process.off('unhandledRejection', rejected);
  if (SECONDS > 60) console.log(`${cases} cases, at most ${Math.round(most / 1024 ** 2)} MB of heap`);
  expect(complaints).toEqual([]);
  expect(most).toBeLessThan(HEAP_BYTES);
});
