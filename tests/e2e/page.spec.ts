/** The page itself: accessibility, keyboard, languages, themes, phone. */
import { expect, test } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { TerminalPage } from './terminal.ts';

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

test('panes scroll, the page does not, whatever is in them', async ({ page }) => {
  const terminal = new TerminalPage(page);
  const still = () => page.evaluate(() => document.documentElement.scrollHeight <= innerHeight);
  await terminal.open();
  await expect(page.getByRole('link', { name: /Start here/ })).toBeVisible();
  for (const [width, height] of [
    [1280, 800],
    [390, 780],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const hash of ['#/', '#/lesson/first-dockerfile']) {
      await page.goto(`./${hash}`);
      if (width < 500) await page.getByRole('button', { name: 'Lesson', exact: true }).click();
      await expect(page.locator('#pane-lesson h1')).toBeVisible();
      expect(await still(), `${width} ${hash}`).toBe(true);
    }
  }
});

test('the keyboard reaches the terminal and leaves it', async ({ page }) => {
  const terminal = new TerminalPage(page);
  await terminal.open();
  await expect(page.locator('.xterm-helper-textarea')).toBeFocused();
  expect(await terminal.run('echo one')).toContain('\none\n');
  await page.keyboard.press('F6');
  await expect(page.locator('.xterm-helper-textarea')).not.toBeFocused();
  // On to what follows, past the terminal; and back into it.
  const focused = () => page.evaluate(() => document.activeElement?.closest('section')?.id);
  expect(await focused()).toBe('pane-terminal');
  await expect
    .poll(async () => {
      await page.keyboard.press('Tab');
      return focused();
    })
    .toBe('pane-side');
  await expect
    .poll(async () => {
      await page.keyboard.press('Shift+Tab');
      return page.evaluate(() => document.activeElement?.className);
    })
    .toContain('xterm-helper-textarea');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.locator('.xterm-helper-textarea')).not.toBeFocused();
});

test('where something closes under the keyboard, the focus goes on nearby', async ({ page }) => {
  const terminal = new TerminalPage(page);
  await terminal.open();
  await terminal.run('docker run --name hi hello-world > /dev/null 2>&1; touch note');
  const press = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).focus();
    await page.keyboard.press('Enter');
  };
  const card = page.locator('.container .facts');
  await card.focus();
  await page.keyboard.press('Enter');
  await press('Close');
  await expect(card).toBeFocused();
  await page.getByRole('tab', { name: 'Files', exact: true }).click();
  const row = page.locator('.tree button', { hasText: 'note' });
  await row.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.cm-content')).toBeFocused();
  await press('Close');
  await expect(row).toBeFocused();
  await press('New file');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'New file', exact: true })).toBeFocused();
  await page.keyboard.press('Alt+Shift+P');
  await expect(page.locator('.xterm-helper-textarea')).toBeFocused();
  await page.keyboard.press('Alt+Shift+P');
  await page.goto('./#/lesson/first-container');
  await press('Start');
  await expect(page.locator('.steps .current')).toBeVisible({ timeout: 30_000 });
  await press('Hint');
  await press('Next hint');
  await press('Next hint');
  await expect(page.locator('.hints .run').first()).toBeFocused();
  await page.locator('.steps .current .reset').focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => terminal.text(), { timeout: 30_000 }).toContain('The machine is on again');
  await terminal.prompt();
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('.current')?.localName)).toBe('li');
});

test('a click on a command of the lesson runs it', async ({ page }) => {
  const terminal = new TerminalPage(page);
  await terminal.open();
  await page.getByRole('link', { name: /Start here/ }).click();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.locator('[data-command="docker run hello-world"]').first().click();
  await expect.poll(() => terminal.text(), { timeout: 30_000 }).toContain('Hello from Docker!');
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

test('what is selected is copied; what is pasted waits for Enter, however many lines it has', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const terminal = new TerminalPage(page);
  await terminal.open();
  await terminal.run('echo copied-text');
  const row = (await page.locator('.xterm-rows > div', { hasText: /^copied-text/ }).boundingBox()) as DOMRect;
  await page.mouse.dblclick(row.x + 20, row.y + row.height / 2);
  await page.keyboard.press('Control+Shift+C');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('copied-text');
  await page.evaluate(() => navigator.clipboard.writeText('echo first\necho second'));
  await page.keyboard.press('Control+l');
  await page.keyboard.press('Control+Shift+V');
  await expect.poll(() => terminal.text()).toContain('echo second');
  expect((await terminal.lines()).filter((text) => /^(first|second)$/.test(text))).toEqual([]);
  await page.keyboard.press('Enter');
  await expect.poll(() => terminal.text()).toMatch(/\nfirst\n(.*\n)?second\n/);
});

test('in colours of the system the terminal shows its text once, and what is chosen differs from the rest', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const terminal = new TerminalPage(page);
  await terminal.open();
  // The prompt does not wait for these colours.
  await expect(page.locator('#pane-lesson h1')).toBeVisible();
  const colour = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).color);
  expect(await colour('.xterm-accessibility-tree > div')).toBe('rgba(0, 0, 0, 0)');
  expect(await colour('[role="tab"][aria-selected="true"]')).not.toBe(
    await colour('[role="tab"][aria-selected="false"]'),
  );
});

test('the title of the page is that of the lesson, and a link to none says so', async ({ page }) => {
  await new TerminalPage(page).open();
  await expect(page).toHaveTitle('Drydock');
  await page.goto('./#/lesson/ports');
  await expect(page).toHaveTitle('Open a door: ports · Drydock');
  await page.goto('./#/lesson/Ports');
  await expect(page.getByRole('alert')).toHaveText('There is no such lesson.');
  await expect(page).toHaveTitle('Drydock');
});

for (const screenReader of [false, true]) {
  test(`text that no key has typed reaches the shell once, as dictation has it: screen reader ${screenReader}`, async ({
    page,
  }) => {
    await page.addInitScript((settings) => localStorage.setItem('drydock.settings', JSON.stringify(settings)), {
      screenReader,
    });
    const terminal = new TerminalPage(page);
    await terminal.open();
    // The terminal is given the rest once the prompt is there.
    await expect(page.locator('#side-picture .inspector')).toBeVisible();
    await page.keyboard.type('echo a');
    await page.keyboard.insertText('b😀');
    await page.keyboard.type('c');
    await page.keyboard.press('Enter');
    await expect.poll(() => terminal.text()).toContain('\nab😀c');
  });
}

test('a phone has the keys that its keyboard lacks', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 780 });
  const terminal = new TerminalPage(page);
  await terminal.open();
  await terminal.run('echo before');
  await page.getByRole('button', { name: '↑', exact: true }).click();
  await expect.poll(() => terminal.lastLine()).toContain('echo before');
  await page.getByRole('button', { name: 'Ctrl', exact: true }).click();
  await page.keyboard.press('c');
  await expect.poll(() => terminal.lastLine()).toMatch(/\$ ?$/);
  await page.keyboard.type('ech');
  await page.getByRole('button', { name: 'Tab', exact: true }).click();
  await page.keyboard.type('tabbed');
  await page.keyboard.press('Enter');
  await expect.poll(() => terminal.text()).toContain('\ntabbed');
});

for (const width of [1400, 1024]) {
  test(`${width} pixels hold a terminal of 80 columns, and nothing jumps while the page comes up`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.addInitScript(() => {
      const shifts = { sum: 0 };
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.sum += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const terminal = new TerminalPage(page);
    await terminal.open();
    expect(Number(/(\d+)$/m.exec((await terminal.run('stty size')).split('\n')[1] as string)?.[1])).toBeGreaterThan(79);
    expect(await page.evaluate(() => (window as unknown as { shifts: { sum: number } }).shifts.sum)).toBeLessThan(0.02);
  });
}
