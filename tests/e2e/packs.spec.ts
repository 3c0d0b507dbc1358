/** Lesson packs from elsewhere: they come by address and by drop, stay, go, and can do nothing to the page. */
import { expect, test, type Page } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { archive, HOSTILE, HOSTILE_OUTPUT, packWith } from './pack-archive.ts';
import { TerminalPage } from './terminal.ts';

const GOOD = { title: 'A file of my own', text: 'Make a **file**, see [why](https://example.com/).', prints: '1' };

/** Serves bytes at an address of another site. */
async function serveAt(page: Page, address: string, body: Buffer, headers = { 'access-control-allow-origin': '*' }) {
  await page.context().route(address, (route) => route.fulfill({ body, headers }));
}

/** Again and again until the page takes drops: that code comes after the prompt. */
async function dropPack(page: Page, name: string, bytes: Buffer): Promise<void> {
  await expect(async () => {
    await drop(page, name, bytes);
    await expect(page.getByRole('dialog')).toBeVisible({ timeout: 2000 });
  }).toPass();
}

async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.evaluate(
    ([fileName, base64]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], fileName));
      for (const type of ['dragover', 'drop'])
        window.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    },
    [name, bytes.toString('base64')] as const,
  );
}

test('a pack by its address: whose it is, a word of consent, the lesson, a reload, its removal', async ({ page }) => {
  const address = 'https://teacher.example/docker/week-one.tar';
  await serveAt(page, address, await archive(packWith(GOOD)));
  const terminal = new TerminalPage(page);
  await page.goto(`./?pack=${encodeURIComponent(address)}`);
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(address);
  await expect(dialog).toContainText('A file of my own');
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Add these lessons' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A file of my own');
  expect(page.url()).not.toContain('pack=');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  const link = page.locator('.prose a').first();
  expect([await link.getAttribute('target'), await link.getAttribute('rel')]).toEqual([
    '_blank',
    'noopener noreferrer',
  ]);
  await page.locator('[data-command="touch /tmp/made"]').first().click();
  await page.getByRole('spinbutton').fill('1');
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.locator('[data-step="first"][data-done="true"]')).toBeVisible();
  await terminal.prompt();
  await page.reload();
  await terminal.prompt();
  await expect(page.locator('[data-step="first"][data-done="true"]')).toBeVisible();
  await page.getByRole('link', { name: 'All lessons', exact: true }).click();
  await expect(page.locator('.packs')).toContainText(address);
  expect(await axeViolations(page)).toEqual([]);
  page.once('dialog', (question) => void question.accept());
  await page.getByRole('button', { name: 'Remove: week-one' }).click();
  await expect(page.locator('.packs')).not.toContainText(address);
  await page.reload();
  await terminal.prompt();
  await expect(page.locator('.packs')).toBeVisible();
  await expect(page.locator('.packs')).not.toContainText('week-one');
});

test('a pack goes with the sandbox into its file', async ({ page }) => {
  const terminal = new TerminalPage(page);
  await terminal.open();
  await dropPack(page, 'week-two.tar', await archive(packWith(GOOD)));
  await page.getByRole('dialog').getByRole('button', { name: 'Add these lessons' }).click();
  await page.getByRole('link', { name: 'All lessons', exact: true }).click();
  await page.getByRole('button', { name: 'Sandbox' }).click();
  const dialog = page.getByRole('dialog');
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const file = await (await coming).path();
  await page.keyboard.press('Escape');
  page.once('dialog', (question) => void question.accept());
  await page.getByRole('button', { name: 'Remove: week-two' }).click();
  await expect(page.locator('.packs')).not.toContainText('week-two');
  await page.getByRole('button', { name: 'Sandbox' }).click();
  await dialog.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('alert').getByRole('button', { name: 'Open' }).click();
  await expect(page.locator('.packs')).toContainText('A file of my own', { timeout: 30_000 });
});

test('a hostile pack shows its text and does nothing', async ({ page }) => {
  await new TerminalPage(page).open();
  const words = { title: '<b>Bold</b>', text: HOSTILE, prints: HOSTILE_OUTPUT };
  await dropPack(page, 'hostile.tar', await archive(packWith(words)));
  await page.getByRole('dialog').getByRole('button', { name: 'Add these lessons' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('<b>Bold</b>');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  for (const name of ['Hint', 'Next hint']) await page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('spinbutton').fill('7');
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByRole('button', { name: /^Terminal 1$/ }).click();
  await page.keyboard.type('true\n');
  await expect(page.locator('.miss')).toContainText('<img src=x');
  const found = await page.evaluate(() => {
    // Where markup of the lesson stands; what the page itself puts beside it is elsewhere.
    const places = document.querySelectorAll(
      '.prose > p, .objectives li, legend, .hints p > span, .miss, .question [aria-live] p',
    );
    const inside = [...places].flatMap((place) => [...place.querySelectorAll('*')]);
    return {
      places: places.length,
      names: [...new Set(inside.map(({ localName }) => localName))].sort(),
      attributes: [...new Set(inside.flatMap((element) => element.getAttributeNames()))].sort(),
      addresses: [...new Set(inside.map((element) => element.getAttribute('href') ?? ''))].sort(),
      foreign: document.querySelectorAll('.lesson :is(script, style, iframe, img, math)').length,
      pwned: (window as unknown as { pwned?: number }).pwned,
    };
  });
  const { places, ...rest } = found;
  expect(places).toBeGreaterThan(6);
  expect(rest).toEqual({
    names: ['a', 'p'],
    attributes: [],
    addresses: [''],
    foreign: 0,
    pwned: undefined,
  });
});

test('what is wrong with a pack is told with file and line; what holds no lessons goes to the machine', async ({
  page,
}) => {
  await new TerminalPage(page).open();
  const { 'week/one/zh-TW.md': _, ...files } = packWith(GOOD);
  await dropPack(page, 'broken.tar', await archive({ ...files, 'week/one/en.md': '# One\n\n## First {#second}\n' }));
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('alert')).toContainText('week/one/zh-TW.md');
  await expect(dialog.getByRole('alert')).toContainText(/week\/one\/en\.md:\d+/);
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('textbox', { name: 'Address of the pack' }).fill('https://nowhere.example/a.zip');
  await page
    .context()
    .route('https://nowhere.example/**', (route) =>
      route.fulfill({ status: 404, headers: { 'access-control-allow-origin': '*' } }),
    );
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('answers 404');
  await page.keyboard.press('Escape');
  await drop(page, 'plain.tar', await archive({ 'a.txt': 'a' }));
  await expect(page.getByRole('status').filter({ hasText: '1 file uploaded' })).toBeVisible();
});
