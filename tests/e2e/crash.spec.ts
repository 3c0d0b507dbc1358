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
    acknowledged(): Promise<void>;
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

interface Step {
  /** What is so once the step is acknowledged: an image is there, or gone. */
  readonly image: string;
  readonly there: boolean;
  /** Images that come and go while the step runs. */
  readonly touches: readonly string[];
  readonly script: string;
}

/** What a trial does until it is killed. */
function work(trial: number): readonly Step[] {
  const [ubuntu, busybox, kept, note] = ['ubuntu:14.04', 'busybox:latest', `kept:${trial}`, `note:${trial}`];
  const step = (image: string, there: boolean, script: string, touches = [image]) => ({
    image,
    there,
    script,
    touches,
  });
  return [
    step(ubuntu, false, `docker rm -f $(docker ps -aq) >/dev/null 2>&1; docker rmi -f ${ubuntu} >/dev/null 2>&1; true`),
    step(ubuntu, true, `docker pull -q ${ubuntu}`),
    step(
      kept,
      true,
      `docker run --name c${trial} ${ubuntu} sh -c "echo ${trial} > /note" && docker commit c${trial} ${kept}`,
    ),
    step(
      note,
      true,
      `docker save -o a.tar ${kept} && docker rmi ${kept} && docker load -i a.tar && docker tag ${kept} ${note}`,
      [kept, note],
    ),
    step(busybox, true, 'docker pull -q busybox'),
    step(busybox, false, 'docker rmi busybox'),
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
  /** What was acknowledged: image name to whether it is there. */
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
      for (const [name, there] of facts) expect([name, tags.includes(name)], `trial ${trial}`).toEqual([name, there]);
      if (trial === TRIALS) {
        await context.close();
        break;
      }
      const steps = work(trial);
      let done = 0;
      await context.exposeFunction('acknowledged', () => {
        const { image, there } = steps[done++] as Step;
        facts.set(image, there);
      });
      const running = page
        .evaluate(
          async (scripts) => {
            for (const script of scripts) {
              if ((await window.drydock.run(script)).status !== 0) return false;
              await window.acknowledged();
            }
            return true;
          },
          steps.map(({ script }) => script),
        )
        .catch(() => false);
      const moment = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 100 + random() * 3500));
      if (!(await Promise.race([running, moment]))) interrupted += 1;
      kill(profile);
      await running;
      // The step under way may have gone either way.
      for (const image of steps[done]?.touches ?? []) facts.delete(image);
      await context.close().catch(() => undefined);
    }
    expect(interrupted).toBeGreaterThan(TRIALS / 2);
  } finally {
    kill(profile);
    rmSync(profile, { recursive: true, force: true });
  }
});
