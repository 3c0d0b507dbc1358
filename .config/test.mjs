// npm test: installs what is missing and runs every suite. The last line counts what ran.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser, ensurePackages, root } from './ensure.mjs';

ensurePackages();
process.env.CHROMIUM_PATH = ensureBrowser();
const reports = join(root, 'dist/reports');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const steps = [
  ['npm', ['run', '--silent', 'lint']],
  ['npm', ['run', '--silent', 'types']],
  [
    'npx',
    [
      'vitest',
      'run',
      '--project',
      'unit',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reports}/unit.json`,
    ],
  ],
  ['npm', ['run', '--silent', 'build']],
  ['npx', ['playwright', 'test', '--config', 'tests/e2e/playwright.config.ts']],
];
const failedSteps = [];
for (const [command, args] of steps) {
  console.log(`\n> ${command} ${args.join(' ')}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) failedSteps.push(`${command} ${args.slice(0, 3).join(' ')}`);
}

const read = (name) => {
  try {
    return JSON.parse(readFileSync(join(reports, name), 'utf8'));
  } catch {
    return undefined;
  }
};
const unit = read('unit.json');
const e2e = read('e2e.json')?.stats;
const passed = (unit?.numPassedTests ?? 0) + (e2e?.expected ?? 0) + (e2e?.flaky ?? 0);
const failed = (unit?.numFailedTests ?? 0) + (e2e?.unexpected ?? 0);
for (const step of failedSteps) console.log(`failed: ${step}`);
console.log(`${passed} passed, ${Math.max(failed, failedSteps.length)} failed`);
process.exit(failedSteps.length || passed === 0 ? 1 : 0);
