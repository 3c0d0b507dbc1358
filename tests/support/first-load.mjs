// What travels before the prompt is painted, measured in a browser: the bench and the page's tests count alike.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Opens the site on a new page and answers once its prompt can be read. */
export async function firstLoad(page, url, site) {
  const requests = [];
  page.on('request', (request) => requests.push(request));
  const from = performance.now();
  await page.goto(url);
  await page.waitForFunction(
    () => /\$ ?$/.test(document.querySelector('.xterm-rows')?.textContent?.trimEnd() ?? ''),
    undefined,
    { polling: 10 },
  );
  const promptMs = performance.now() - from;
  // The page marks the moment itself, in the frame after the one in which the prompt was drawn.
  const painted = await page.waitForFunction(() => {
    const mark = performance.getEntriesByName('prompt')[0];
    return mark && performance.timeOrigin + mark.startTime;
  });
  const before = await painted.jsonValue();
  const asked = [...requests];
  // When a request began is known once it has been answered.
  await Promise.all(asked.map((request) => request.response().catch(() => null)));
  const files = new Map();
  for (const request of asked) {
    if (request.timing().startTime > before) continue;
    const { pathname } = new URL(request.url());
    const path = pathname === '/' ? 'index.html' : pathname.slice(1);
    const file = join(site, path);
    if (existsSync(file) && statSync(file).isFile()) files.set(path, gzipSync(readFileSync(file), { level: 9 }).length);
  }
  return { promptMs, files, bytes: [...files.values()].reduce((sum, size) => sum + size, 0) };
}
