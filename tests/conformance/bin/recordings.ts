/** Holds programs to what real ones were recorded to answer. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withoutHelp } from './without-help.mjs';

export interface Answer {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Of the outputs each character is a byte. */
interface Recorded extends Answer {
  readonly script: string;
}

/** A test for each script of each file of a folder, named after its program. `same`: texts as they are compared. */
export function holdTo(
  folder: string,
  name: string,
  answer: (script: string) => Promise<Answer>,
  same = (text: string) => text,
): void {
  const plain = (text: string) => same(withoutHelp(text));
  const compared = ({ status, stdout, stderr }: Answer) => ({ status, stdout: plain(stdout), stderr: plain(stderr) });
  const text = (bytes: string) => Buffer.from(bytes, 'latin1').toString('utf8');
  describe.each(readdirSync(folder).map((file) => basename(file, '.json')))(name, (program) => {
    const recorded = JSON.parse(readFileSync(join(folder, `${program}.json`), 'utf8')) as readonly Recorded[];
    test.each(recorded)('$script', async ({ script, stdout, stderr, status }) => {
      const real = { status, stdout: text(stdout), stderr: text(stderr) };
      expect(compared(await answer(script))).toEqual(compared(real));
    });
  });
}
