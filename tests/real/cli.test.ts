/**
 * Drydock's docker program on a real engine: what it prints, command by command, is what the real program printed. The
 * scenarios and recordings are the parity suite's; the two that need BuildKit are left out.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { freshEngine, missingReason } from './docker.ts';

const root = join(import.meta.dirname, '../..');
const suite = process.env.DRYDOCK_PARITY ?? join(root, '../shared/oracle');
const LEAST_SHARE = 0.97;

const reason = existsSync(join(suite, 'record.mjs')) ? missingReason() : `no parity suite at ${suite}`;
if (reason) console.warn(`skipped: ${reason}`);

interface Verdict {
  readonly text: string;
  readonly differences: readonly unknown[];
}

describe.skipIf(reason)('the docker program and a real engine', () => {
  test('prints what the real program prints', { timeout: 1_500_000 }, () => {
    const scratch = mkdtempSync(join(tmpdir(), 'drydock-cli-real-'));
    const engine = freshEngine();
    try {
      const scenarios = readdirSync(join(suite, 'scenarios/open'))
        .filter((name) => !/buildkit/.test(name))
        .map((name) => join(suite, 'scenarios/open', name));
      const script = `eval "$('${suite}/fixtures.sh' 2>/dev/null)" && exec node '${suite}/record.mjs' --out '${scratch}/ours' \
        --docker 'node -- ${root}/src/node/drydock.mjs docker' --images "$IMAGES" --registry "$REGISTRY" "$@"`;
      const run = (command: string, args: readonly string[]) =>
        spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, timeout: 1_400_000 });
      const [wrapper, ...words] = engine.words as readonly [string, ...string[]];
      const recorded = run(wrapper, [...words, 'sh', '-c', script, 'sh', ...scenarios]);
      expect(recorded.status, recorded.stderr).toBe(0);
      const verdicts = join(scratch, 'verdicts.json');
      run('node', [
        join(suite, 'compare.mjs'),
        '--recorded',
        '--json',
        verdicts,
        join(suite, 'golden/open'),
        join(scratch, 'ours'),
      ]);
      const { equal, total, results } = JSON.parse(readFileSync(verdicts, 'utf8')) as {
        equal: number;
        total: number;
        results: readonly { readonly scenario: string; readonly verdicts: readonly Verdict[] }[];
      };
      const different = results.flatMap(({ scenario, verdicts: all }) =>
        all.filter(({ differences }) => differences.length).map(({ text }) => `${scenario}: ${text}`),
      );
      console.warn(`${equal} of ${total} commands equal; not equal:\n${different.join('\n')}`);
      expect(equal / total).toBeGreaterThanOrEqual(LEAST_SHARE);
    } finally {
      engine.release();
      rmSync(scratch, { recursive: true, force: true });
    }
  });
});
