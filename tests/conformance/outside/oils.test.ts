/**
 * How far the shells pass the oils project's spec tests, which are read at run time: `OILS=DIR npx vitest run --project outside`, with DIR a
 * checkout. A case counts when the real shell of this machine passes it. SHELLS (bash,dash) and FILES (a pattern) narrow it; CASES=1 names each failure.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectationOf, meets, oilsCases, type OilsCase } from './oils-cases.ts';
import { oilsMachine } from './oils-machine.ts';
import { latin1, real, simulated, type Answer } from './suite-machine.ts';

const DIR = process.env.OILS;
const SHELLS = (process.env.SHELLS ?? 'bash,dash').split(',');
const REACH: Readonly<Record<string, number>> = { bash: 0.85, dash: 0.9 };

function realAnswer(shell: string, script: string): Answer {
  const root = DIR as string;
  const PATH = `${root}/spec/bin:/usr/bin:/bin`;
  return real([`/bin/${shell}`], { PATH, SH: `/bin/${shell}`, LC_ALL: 'C.UTF-8', REPO_ROOT: root }, script);
}

const MACHINE = DIR ? oilsMachine(DIR) : undefined;

async function simulatedAnswer(shell: string, stdin: string): Promise<Answer> {
  const env = {
    PATH: '/usr/bin:/bin',
    HOME: '/work',
    TMP: '/work',
    SH: `/bin/${shell}`,
    LC_ALL: 'C.UTF-8',
    REPO_ROOT: '/oils',
  };
  try {
    return await simulated(MACHINE as NonNullable<typeof MACHINE>, { argv: [shell], env, cwd: '/work', stdin });
  } catch (error) {
    return { stdout: '', stderr: String(error), status: -2 };
  }
}

/** What the real shell answers is kept beside the checkout: it takes minutes. */
function passedByReal(shell: string, cases: readonly OilsCase[]): readonly OilsCase[] {
  const cache = join(DIR as string, `.passed-by-${shell}.json`);
  const known: Record<string, boolean> = existsSync(cache)
    ? (JSON.parse(readFileSync(cache, 'utf8')) as Record<string, boolean>)
    : {};
  const passed = cases.filter((item) => {
    const key = `${item.file}: ${item.name}`;
    return (known[key] ??= meets(realAnswer(shell, item.script), inBytes(expectationOf(item, shell))));
  });
  writeFileSync(cache, JSON.stringify(known));
  return passed;
}

function inBytes<T extends { readonly stdout?: string; readonly stderr?: string }>(wanted: T): T {
  return {
    ...wanted,
    ...(wanted.stdout !== undefined && { stdout: latin1(wanted.stdout) }),
    ...(wanted.stderr !== undefined && { stderr: latin1(wanted.stderr) }),
  };
}

test.skipIf(!DIR).each(SHELLS)(
  '%s passes what the real one does',
  async (shell) => {
    const spec = join(DIR as string, 'spec');
    const files = readdirSync(spec).filter(
      (name) =>
        /\.test\.sh$/.test(name) && !/^(ysh|hay)-?/.test(name) && new RegExp(process.env.FILES ?? '').test(name),
    );
    const cases = files.flatMap((name) => oilsCases(name, readFileSync(join(spec, name), 'utf8')));
    const counted = passedByReal(shell, cases);
    const failed: string[] = [];
    for (const item of counted) {
      const wanted = inBytes(expectationOf(item, shell));
      const answer = await simulatedAnswer(shell, item.script);
      if (meets(answer, wanted)) continue;
      failed.push(`${item.file}: ${item.name}`);
      if (process.env.CASES)
        console.log(JSON.stringify({ shell, file: item.file, name: item.name, script: item.script, wanted, answer }));
    }
    const share = 1 - failed.length / counted.length;
    console.log(`${shell}: ${counted.length - failed.length} of ${counted.length} (${(share * 100).toFixed(1)}%)`);
    expect(share).toBeGreaterThanOrEqual(REACH[shell] as number);
  },
  3_600_000,
);
