/** The WebContainer of the settings, where its makers' site cannot be reached: it fails over, and says so wherever it is asked for. */
import { expect, test, type Page } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { serve } from './site.ts';
import { TerminalPage } from './terminal.ts';

async function choose(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('Run node in a WebContainer').check();
}

/** Addresses of the frames that the page may have, by its policy. */
const framePolicy = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLMetaElement>('meta[http-equiv]')].map(({ content }) => content).join('\n'),
  );

test('is chosen, fails over to our own node, and goes again', async ({ page, context }) => {
  test.setTimeout(240_000);
  const asked: string[] = [];
  await context.route('https://stackblitz.com/**', (route) => {
    asked.push(route.request().url());
    return route.abort('namenotresolved');
  });
  const terminal = new TerminalPage(page);
  await terminal.open();
  // Without the choice no such frame can be, and the page is as it always was.
  expect(await framePolicy(page)).toMatch(/frame-src http:\S+__port\/$/);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);

  await choose(page);
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('the page must be loaded again');
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.locator('.screen.active').click();
  expect(await terminal.run('docker run --rm node:20-slim node -p 6*7')).toMatch(
    /node: no WebContainer: the page must be loaded again.*\n42/s,
  );

  await page.getByRole('button', { name: 'Settings' }).click();
  await dialog.getByRole('button', { name: 'Load the page again' }).click();
  await terminal.prompt();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(await framePolicy(page)).toContain('__port/ https://stackblitz.com/');
  expect(asked).toEqual([]);
  // A page that is isolated still shows published ports, and still keeps them apart.
  await serve(page, 8080, { 'index.html': '<h1>Hello</h1>' });
  await page.getByRole('tab', { name: 'Browser' }).click();
  await page.getByRole('textbox', { name: 'Address' }).fill('localhost:8080');
  await page.keyboard.press('Enter');
  const shown = page.frameLocator('#side-preview iframe');
  await expect(shown.getByRole('heading', { name: 'Hello' })).toBeVisible();
  expect(await shown.locator('body').evaluate(() => origin)).toBe('null');
  await page.locator('.screen.active').click();

  // Its frame is asked for when node runs, and never comes.
  const [first] = await Promise.all([
    terminal.run('docker run --rm -t node:20-slim node -p 6*7'),
    page.waitForRequest('https://stackblitz.com/headless**'),
  ]);
  expect(first).toMatch(/node: starting the WebContainer …\n.*node: no WebContainer: it did not start in time.*\n42/s);
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(dialog.locator('p[role=status]')).toContainText('did not start in time');
  await dialog.getByLabel('Language').selectOption('zh-TW');
  await expect(dialog.locator('p[role=status]')).toContainText('它沒有及時啟動');
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.locator('.screen.active').click();
  // At once, now that it is known.
  expect(await terminal.run('docker run --rm node:20-slim node -p 6*7')).toMatch(/node: 沒有 WebContainer：.*\n42/s);

  await page.getByRole('button', { name: '設定' }).click();
  await page.getByLabel('在 WebContainer 裡執行 node').uncheck();
  await page.reload();
  await terminal.prompt();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  expect(await framePolicy(page)).not.toContain('__port/ https://stackblitz.com/');
  expect(await terminal.run('docker run --rm node:20-slim node -p 6*7')).not.toContain('WebContainer');
});

test('is not waited for without a network', async ({ page, context }) => {
  const terminal = new TerminalPage(page);
  await terminal.open();
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  expect(await terminal.run('docker run --rm node:20-slim node -p 6*7')).toContain('42');
  await choose(page);
  await expect(page.getByRole('dialog')).toContainText('the page must be loaded again');
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Load the page again' }).click();
  await terminal.prompt();
  expect(await terminal.run('docker run --rm node:20-slim node -p 6*7')).toMatch(
    /node: no WebContainer: there is no network.*\n42/s,
  );
  await context.setOffline(false);
});
