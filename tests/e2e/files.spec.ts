/** The machine's files in the page: tree, editor, upload, download. */
import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { onMachine } from './site.ts';
import { TerminalPage } from './terminal.ts';

test('a file is made, saved, changed by a command, and seen on both sides', async ({ page }) => {
  const terminal = new TerminalPage(page);
  await terminal.open();
  await page.getByRole('tab', { name: 'Files' }).click();
  await page.getByRole('button', { name: 'New file' }).click();
  await page.getByRole('textbox', { name: 'Name of the new file' }).fill('Dockerfile');
  await page.keyboard.press('Enter');
  await page.locator('.cm-content').click();
  await page.keyboard.type('FROM ubuntu:14.04');
  await page.keyboard.press('Control+s');
  await expect.poll(() => onMachine(page, 'cat Dockerfile 2>/dev/null || :')).toBe('FROM ubuntu:14.04');
  await expect(page.getByRole('button', { name: /^Dockerfile/ })).toBeVisible();
  await page.getByRole('button', { name: 'Terminal 1', exact: true }).click();
  await terminal.run('echo FROM busybox > Dockerfile');
  await expect(page.locator('.cm-content')).toContainText('FROM busybox');
  // What is not saved is not lost to a command.
  await page.locator('.cm-content').click();
  await page.keyboard.type('# mine');
  await page.getByRole('button', { name: 'Terminal 1', exact: true }).click();
  await terminal.run('echo FROM alpine > Dockerfile');
  await expect(page.getByRole('alert')).toContainText('changed by a command');
  await expect(page.locator('.cm-content')).toContainText('# mine');
  await page.getByRole('button', { name: 'Load that' }).click();
  await expect(page.locator('.cm-content')).toContainText('FROM alpine');
});

test('below the terminal of a small window the editor has room beside the list of files', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 640 });
  await new TerminalPage(page).open();
  await onMachine(page, 'seq 9 > ~/numbers');
  await page.getByRole('tab', { name: 'Files' }).click();
  await page.getByRole('button', { name: 'numbers' }).click();
  const lines = page.locator('.cm-line');
  await expect(lines.first()).toHaveText('1');
  for (let i = 0; i < 4; i++) await expect(lines.nth(i)).toBeInViewport({ ratio: 1 });
});

test('what the learner may not write is refused in the words of the machine; what is no text is not opened', async ({
  page,
}) => {
  await new TerminalPage(page).open();
  await onMachine(page, 'head -c 5000 /dev/zero > zeros.bin; head -c 3000000 /dev/zero > big.bin');
  await page.getByRole('tab', { name: 'Files' }).click();
  await page.getByRole('button', { name: /^zeros\.bin/ }).click();
  await expect(page.locator('.opened')).toContainText('not text');
  await page.getByRole('button', { name: /^big\.bin/ }).click();
  await expect(page.locator('.opened')).toContainText('larger than');
  await page.getByRole('button', { name: 'New file' }).click();
  await page.getByRole('textbox', { name: 'Name of the new file' }).fill('/etc/evil');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Permission denied');
});

test('files come in by a drop and a dialog, and go out as they are', async ({ page }) => {
  await new TerminalPage(page).open();
  const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 7) % 256);
  await page.getByRole('tab', { name: 'Files' }).click();
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: `it's a file.bin`,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(bytes),
    });
  await expect(page.locator('#side-files')).toContainText('1 file uploaded');
  await page.getByRole('button', { name: /^it's a file\.bin/ }).click();
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  expect(Buffer.compare(readFileSync(await (await coming).path()), Buffer.from(bytes))).toBe(0);
  await page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['dropped\n'], 'drop.txt'));
    for (const type of ['dragover', 'drop']) {
      window.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }
  });
  await expect.poll(() => onMachine(page, 'cat ~/drop.txt 2>/dev/null || :')).toBe('dropped\n');
});
