/** Lessons are proven side by side: each share of them in a process of its own, as many as the machine has processors. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The last line of a process that checks, and how it counts. */
export function summaryLine(checked: number, wrong: number, seconds: string): string {
  return `${checked} checked in ${seconds} s, ${wrong ? `${wrong} wrong` : 'all proven'}`;
}
const SUMMARY = /^(\d+) checked in [\d.]+ s, (?:(\d+) wrong|all proven)$/;

/** Runs `drydock lesson check` on every share, prints what they say as it comes, and counts. */
export async function checkInShares(
  folders: readonly string[],
  jobs: number,
): Promise<{ readonly checked: number; readonly wrong: number }> {
  const shares = Array.from({ length: Math.min(jobs, folders.length) }, (_, share) =>
    folders.filter((_, i) => i % jobs === share),
  );
  const counts = await Promise.all(shares.map(checkShare));
  return {
    checked: counts.reduce((sum, { checked }) => sum + checked, 0),
    wrong: counts.reduce((sum, { wrong }) => sum + wrong, 0),
  };
}

async function checkShare(folders: readonly string[]): Promise<{ readonly checked: number; readonly wrong: number }> {
  const program = process.argv[1] as string;
  const child = spawn(process.execPath, [program, 'lesson', 'check', '--jobs', '1', ...folders], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve());
  });
  let counts: { checked: number; wrong: number } | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const summary = SUMMARY.exec(line);
    if (summary) counts = { checked: Number(summary[1]), wrong: Number(summary[2] ?? 0) };
    else process.stdout.write(`${line}\n`);
  }
  await ended;
  // It fell over: what it was to check is not proven.
  return counts ?? { checked: folders.length, wrong: folders.length };
}
