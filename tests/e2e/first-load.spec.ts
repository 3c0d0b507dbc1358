/** What travels before the prompt can be typed at: everything that the page and its worker ask for, to the byte. */
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { firstLoad } from '../support/first-load.mjs';

const SITE = join(import.meta.dirname, '../../dist/site');
const BUDGET_BYTES = 250_000;

test(`the first load stays below ${BUDGET_BYTES / 1000} kB`, async ({ page, baseURL }) => {
  const { files, bytes } = await firstLoad(page, baseURL as string, SITE);
  const parts = [...files].sort(([, a], [, b]) => b - a).map(([path, size]) => `${size} ${path}`);
  if (process.env.VERBOSE) console.log(bytes, parts);
  // What must be in it: otherwise something else was measured.
  for (const name of [/index-.*\.js/, /page-.*\.js/, /Terminal-.*\.js/, /entry-.*\.js/, /\.css/])
    expect(parts.join('\n')).toMatch(name);
  expect(bytes, parts.join('\n')).toBeLessThanOrEqual(BUDGET_BYTES);
});

test('nothing more comes before a prompt that is painted late, by a processor of a twelfth of the speed', async ({
  page,
  context,
  baseURL,
}) => {
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 12 });
  const { files, bytes } = await firstLoad(page, baseURL as string, SITE);
  expect(bytes, [...files.keys()].join('\n')).toBeLessThanOrEqual(BUDGET_BYTES);
});

test('a command that is typed before the engine has been loaded waits for it', async ({ page }) => {
  await page.goto('/');
  await page
    .locator('.xterm-helper-textarea')
    .pressSequentially('docker version --format "{{.Server.Os}}-$((40+2))"\n');
  await expect(page.locator('.xterm-rows')).toContainText('linux-42');
});
