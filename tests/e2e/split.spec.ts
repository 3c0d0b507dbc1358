/** Two terminals in sight: by mouse and by keys, one beside the other or one above the other, remembered; on a phone tabs alone. */
import { expect, test } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { TerminalPage } from './terminal.ts';

test('a server runs in one terminal and curl in the other', async ({ page }) => {
  const terminal = new TerminalPage(page);
  await terminal.open();
  await page.getByRole('button', { name: 'Two terminals beside each other' }).click();
  const [first, second] = [page.locator('#terminal-1'), page.locator('#terminal-2')];
  await expect(second).toHaveClass(/active/);
  await terminal.prompt();
  const [left, right] = [await first.boundingBox(), await second.boundingBox()];
  expect(left?.y).toBe(right?.y);
  expect((left?.x ?? 0) + (left?.width ?? 0)).toBeLessThanOrEqual(right?.x ?? 0);
  expect(await axeViolations(page)).toEqual([]);

  await page.keyboard.press('Alt+Shift+O');
  await expect(first).toHaveClass(/active/);
  await terminal.type('docker run --rm -p 8080:80 --name web nginx');
  await expect(first).toContainText('start worker processes', { timeout: 60_000 });
  await second.click();
  expect(await terminal.run('curl -s localhost:8080 | grep title')).toContain('Welcome to nginx!');
  await expect(first).toContainText('GET / HTTP/1.1');
  await first.click();
  await page.keyboard.press('Control+c');
  await terminal.prompt();
});

test('sizes and the split itself are remembered; in a narrow pane one lies above the other', async ({ page }) => {
  const terminal = new TerminalPage(page);
  await terminal.open();
  await page.keyboard.press('Alt+Shift+S');
  const splitter = page.getByRole('separator', { name: 'Size of the first terminal' });
  await splitter.focus();
  for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowRight');
  await expect(splitter).toHaveAttribute('aria-valuenow', '60');
  // By keys alone, too: whoever leaves a terminal gets past both.
  await page.keyboard.press('Alt+Shift+T');
  await page.keyboard.press('F6');
  await expect
    .poll(async () => {
      await page.keyboard.press('Tab');
      return page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    })
    .toBe('Size of the first terminal');
  await page.reload();
  await terminal.prompt();
  await expect(splitter).toHaveAttribute('aria-valuenow', '60');
  // The keys go to the first, which had its prompt first.
  await expect(page.locator('#terminal-1')).toHaveClass(/active/);
  await expect(page.locator('#terminal-2 .xterm-rows')).toContainText('$');
  expect(await terminal.run('echo here')).toContain('here');

  await page.setViewportSize({ width: 1440, height: 900 });
  const [upper, lower] = [page.locator('#terminal-1'), page.locator('#terminal-2')];
  await expect.poll(async () => (await upper.boundingBox())?.x === (await lower.boundingBox())?.x).toBe(true);
  await splitter.focus();
  await page.keyboard.press('ArrowUp');
  await expect(splitter).toHaveAttribute('aria-valuenow', '58');
  expect(await axeViolations(page)).toEqual([]);

  await page.setViewportSize({ width: 390, height: 844 });
  await expect(splitter).toBeHidden();
  await expect(page.locator('#terminal-2')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Two terminals beside each other' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Terminal 2', exact: true }).click();
  await expect(page.locator('#terminal-2')).toBeVisible();
  await expect(page.locator('#terminal-1')).toBeHidden();

  await page.setViewportSize({ width: 2000, height: 900 });
  await page.getByRole('button', { name: 'Close terminal 2' }).click();
  await page.reload();
  await terminal.prompt();
  await expect(page.locator('#terminal-2')).toHaveCount(0);
});
