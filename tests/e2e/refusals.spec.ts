/** What does not come, and what is not taken: each is said where it happens, and nothing else suffers. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { onMachine } from './site.ts';
import { TerminalPage } from './terminal.ts';

test('a sandbox file that is none, or was cut short, is refused and changes nothing', async ({ page }) => {
  await new TerminalPage(page).open();
  await onMachine(page, 'docker pull -q busybox && docker create --name mine busybox && echo mine > ~/mine');
  await page.getByRole('button', { name: 'Sandbox', exact: true }).click();
  const dialog = page.getByRole('dialog');
  const saving = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  const saved = readFileSync(await (await saving).path());
  const refused = 'Nothing has changed here.';
  for (const buffer of [Buffer.from('a holiday, not a machine'), saved.subarray(0, saved.length / 2)]) {
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'sandbox.tar', mimeType: 'application/x-tar', buffer });
    await dialog.getByRole('alert').getByRole('button', { name: 'Open', exact: true }).click();
    await expect(dialog.getByRole('alert')).toContainText(refused);
  }
  expect(await onMachine(page, 'cat ~/mine; docker ps -a --format {{.Names}}')).toBe('mine\nmine\n');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('a lesson pack that is none is refused in the language of the page', async ({ page }) => {
  await new TerminalPage(page).open();
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('button', { name: '開啟課程包' }).click();
  const dialog = page.getByRole('dialog');
  const buffer = Buffer.from('PK and no more');
  await dialog.locator('input[type=file]').setInputFiles({ name: 'week.zip', mimeType: 'application/zip', buffer });
  await expect(dialog.getByRole('alert')).toContainText('無法開啟這些課程。這不是裝有課程的 zip 或 tar 檔案');
});

test('a part of the page that does not come is told above the phone’s bar, and comes at a second try', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 780 });
  let there = false;
  // Seen by the page and not by its service worker, which would have the file.
  await page.addInitScript(() => Object.defineProperty(navigator, 'serviceWorker', { value: undefined }));
  await page.route('**/assets/HelpDialog-*.js', (route) => (there ? route.continue() : route.abort()));
  const terminal = new TerminalPage(page);
  await terminal.open();
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  const told = page.getByRole('alert');
  await expect(told).toContainText('could not be loaded');
  // A click fails where something lies over what is clicked.
  await page.getByRole('button', { name: 'Picture', exact: true }).click();
  await expect(page.locator('.inspector')).toBeVisible();
  there = true;
  await told.getByRole('button', { name: 'Try again' }).click();
  await expect(told).toHaveCount(0);
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('Keyboard shortcuts');
});

test('a machine without an engine shows nothing of the one before, and says why', async ({ page }) => {
  const terminal = new TerminalPage(page);
  await terminal.open();
  await terminal.run('docker pull -q busybox');
  await expect(page.locator('.inspector .image')).toHaveCount(1);
  await page.goto('./#/lesson/install-on-ubuntu');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.locator('.inspector')).toContainText('The engine is not running', { timeout: 60_000 });
  await expect(page.locator('.inspector .image')).toHaveCount(0);
  // Whoever clicked goes on at the prompt.
  await expect(page.locator('.xterm-helper-textarea')).toBeFocused();
});

test('the writing of a sandbox file can be stopped: no file comes, and the next one does', async ({ page }) => {
  await new TerminalPage(page).open();
  await onMachine(page, 'head -c 100000000 /dev/urandom > noise && sync');
  let files = 0;
  page.on('download', () => (files += 1));
  await page.getByRole('button', { name: 'Sandbox', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.getByRole('status')).toContainText('Saving …');
  await dialog.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(dialog.getByRole('status')).toBeEmpty();
  expect(files).toBe(0);
  // By the keyboard: Escape stops it, and closes nothing until it is pressed again.
  await expect(dialog.getByRole('button', { name: 'Save', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Cancel', exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('status')).toBeEmpty();
  await expect(dialog).toBeVisible();
  // Whoever closes the dialog waits for no file either.
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: 'Sandbox', exact: true }).click();
  await onMachine(page, 'rm noise && sync');
  expect(files).toBe(0);
  const saving = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await saving;
  expect(files).toBe(1);
});
