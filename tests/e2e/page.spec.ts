/** The page itself: accessibility, keyboard, languages, themes, phone. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test, type Page } from '@playwright/test';
import { TerminalPage } from './terminal.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (
      window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    ).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  });
}

for (const theme of ['light', 'dark'] as const) {
  for (const language of ['en', 'zh-TW'] as const) {
    test(`axe finds nothing: ${theme}, ${language}`, async ({ page }) => {
      await page.addInitScript((settings) => localStorage.setItem('drydock.settings', JSON.stringify(settings)), {
        theme,
        language,
        fontSize: 14,
      });
      const terminal = new TerminalPage(page);
      await terminal.open();
      await terminal.run('docker pull -q hello-world && docker run --name hi hello-world > /dev/null');
      await expect(page.locator('.image')).toHaveCount(1);
      await page.screenshot({ path: `test-results/page-${theme}-${language}.png` });
      expect(await axeViolations(page)).toEqual([]);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
    });
  }
}

test('the keyboard reaches the terminal and leaves it', async ({ page }) => {
  const terminal = new TerminalPage(page);
  await terminal.open();
  await expect(page.locator('.xterm-helper-textarea')).toBeFocused();
  expect(await terminal.run('echo one')).toContain('\none\n');
  await page.keyboard.press('F6');
  await expect(page.locator('.xterm-helper-textarea')).not.toBeFocused();
  await page.locator('.xterm-helper-textarea').focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.locator('.xterm-helper-textarea')).not.toBeFocused();
});

test('a click on a command of the lesson runs it', async ({ page }) => {
  const terminal = new TerminalPage(page);
  await terminal.open();
  await page.getByRole('button', { name: 'docker images' }).click();
  await expect.poll(() => terminal.text()).toMatch(/REPOSITORY +TAG +IMAGE ID/);
});

test('a phone shows one view at a time', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 780 });
  const terminal = new TerminalPage(page);
  await terminal.open();
  await page.getByRole('button', { name: 'Lesson', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.screenshot({ path: 'test-results/phone-lesson.png' });
  await page.getByRole('button', { name: 'Picture', exact: true }).click();
  await expect(page.locator('.inspector')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test('a shell that has ended starts anew on Enter; a second terminal is another shell', async ({ page }) => {
  const terminal = new TerminalPage(page);
  await terminal.open();
  await terminal.type('exit');
  await expect.poll(() => terminal.text()).toContain('The shell has ended');
  await page.keyboard.press('Enter');
  await terminal.prompt();
  await page.getByRole('button', { name: 'New terminal' }).click();
  await terminal.prompt();
  expect(await terminal.run('tty')).toMatch(/\/dev\/pts\/\d/);
});
