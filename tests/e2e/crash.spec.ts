/**
 * Kills the browser in the middle of pull, commit and load, at random points of a fixed seed. After each restart the
 * store verifies (every referenced blob is there, every digest right) and nothing that was acknowledged is lost.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test, type BrowserContext, type Page } from '@playwright/test';
import type { Handle } from '../../src/ui/state/scripts.ts';

declare global {
  interface Window {
    drydock: Handle;
    acknowledged(fact: string): Promise<void>;
  }
}

const TRIALS = Number(process.env.CRASH_TRIALS ?? 30);
const SEED = Number(process.env.CRASH_SEED ?? 20261123);

/** mulberry32: small, seeded, good enough to choose moments. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a trial does until it is killed: each line is [fact it establishes, script]. */
function work(trial: number): readonly (readonly [string, string])[] {
  return [
    [
      `gone ubuntu:14.04`,
      'docker rm -f $(docker ps -aq) >/dev/null 2>&1; docker rmi -f ubuntu:14.04 >/dev/null 2>&1; true',
    ],
    ['image ubuntu:14.04', 'docker pull -q ubuntu:14.04'],
    [
      `image kept:${trial}`,
      `docker run --name c${trial} ubuntu:14.04 sh -c "echo ${trial} > /note" && docker commit c${trial} kept:${trial}`,
    ],
    [
      `image note:${trial}`,
      `docker save -o a.tar kept:${trial} && docker rmi kept:${trial} && docker load -i a.tar && docker tag kept:${trial} note:${trial}`,
    ],
    [`image busybox:latest`, 'docker pull -q busybox'],
    [`gone busybox:latest`, 'docker rmi busybox'],
  ];
}

async function launch(profile: string, baseURL: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(baseURL);
  await page.waitForFunction(() => 'drydock' in window);
  return { context, page };
}

function kill(profile: string): void {
  try {
    execFileSync('pkill', ['-9', '-f', `user-data-dir=${profile}`]);
  } catch {
    // None was left.
  }
}

test(`the store survives ${TRIALS} kills`, async ({ baseURL }) => {
  test.setTimeout(15 * 60_000);
  const random = seeded(SEED);
  const profile = mkdtempSync(join(tmpdir(), 'drydock-crash-'));
  /** Facts that were acknowledged, newest wins: image name to whether it is there. */
  const facts = new Map<string, boolean>();
  let interrupted = 0;
  try {
    for (let trial = 0; trial <= TRIALS; trial++) {
      const { context, page } = await launch(profile, baseURL as string);
      const damage = await page.evaluate(() => window.drydock.verify());
      expect(damage, `trial ${trial}`).toEqual([]);
      const tags = await page.evaluate(async () =>
        (await window.drydock.client.imageList({})).flatMap((image) => image.RepoTags),
      );
      for (const [name, there] of facts) if (there) expect(tags, `trial ${trial}: ${name}`).toContain(name);
      if (trial === TRIALS) {
        await context.close();
        break;
      }
      const pending = new Set<string>();
      await context.exposeFunction('acknowledged', (fact: string) => {
        const [kind = '', name = ''] = fact.split(' ');
        pending.delete(name);
        facts.set(name, kind === 'image');
      });
      for (const [fact] of work(trial)) pending.add(fact.split(' ')[1] as string);
      // What is under way when the kill comes may go either way.
      for (const name of pending) facts.delete(name);
      const running = page
        .evaluate(async (steps) => {
          for (const [fact, script] of steps) {
            const { status } = await window.drydock.run(script);
            if (status === 0) await window.acknowledged(fact);
          }
          return true;
        }, work(trial))
        .catch(() => false);
      const moment = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 100 + random() * 3500));
      if (!(await Promise.race([running, moment]))) interrupted += 1;
      kill(profile);
      await running;
      // A fact that a later step of the same trial may undo counts only while that step has not begun.
      if (pending.size) for (const name of ['ubuntu:14.04', 'busybox:latest']) facts.delete(name);
      await context.close().catch(() => undefined);
    }
    expect(interrupted).toBeGreaterThan(TRIALS / 2);
  } finally {
    kill(profile);
    rmSync(profile, { recursive: true, force: true });
  }
});
