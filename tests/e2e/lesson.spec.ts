/** Lessons in the page: by clicking and typing, in both languages, over a reload, with the keyboard alone, on a phone. */
import { expect, test, type Page } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { onMachine } from './site.ts';
import { TerminalPage } from './terminal.ts';

const step = (page: Page, id: string) => page.locator(`[data-step="${id}"]`);
const done = (page: Page, id: string) => page.locator(`[data-step="${id}"][data-done="true"]`);

async function begin(page: Page, id: string): Promise<TerminalPage> {
  const terminal = new TerminalPage(page);
  await page.goto(`./#/lesson/${id}`);
  await terminal.prompt();
  await page.getByRole('button', { name: /^(Start|開始)$/ }).click();
  await page.getByRole('button', { name: /^(Terminal|終端機) 1$/ }).click();
  return terminal;
}

/** Clicks every line of the current step as a learner would, each once the last one has ended. */
async function clickThrough(page: Page, terminal: TerminalPage, id: string): Promise<void> {
  const lines = step(page, id).locator('[data-command]');
  for (let i = 0; i < (await lines.count()); i += 1) {
    await lines.nth(i).click();
    await terminal.prompt(/[$#] ?$/);
  }
}

test('a lesson by clicks: steps turn green, progress stays over a reload, the map shows it', async ({ page }) => {
  const terminal = await begin(page, 'pull-by-layers');
  await clickThrough(page, terminal, 'small');
  await expect(done(page, 'small')).toBeVisible();
  await page.reload();
  await terminal.prompt();
  await expect(done(page, 'small')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toHaveCount(0);
  await page.getByRole('link', { name: 'All lessons', exact: true }).click();
  await expect(page.getByRole('link', { name: /layer by layer.*started/ })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Continue/ })).toContainText('Pull an image, layer by layer');
});

test('a lesson begins in the home directory, wherever the one before has led', async ({ page }) => {
  const terminal = new TerminalPage(page);
  await terminal.open();
  await terminal.run('cd /tmp');
  await begin(page, 'save-and-load');
  await expect(page.locator('.steps .current')).toBeVisible();
  await terminal.prompt(/:~\$ ?$/);
  await clickThrough(page, terminal, 'save');
  await expect(done(page, 'save')).toBeVisible();
  expect(await onMachine(page, 'ls ~/till.tar')).toContain('till.tar');
});

test('hints climb, the solution can be typed without running, a step goes back to its start', async ({ page }) => {
  const terminal = await begin(page, 'pull-by-layers');
  const current = step(page, 'small');
  await current.getByRole('button', { name: 'Hint', exact: true }).click();
  await current.getByRole('button', { name: 'Next hint' }).click();
  await current.getByRole('button', { name: 'Next hint' }).click();
  await expect(current.locator('.hints [data-command]')).toHaveCount(1);
  await current.getByText('Show the solution').click();
  await current.getByRole('button', { name: 'Type it without running it' }).click();
  await expect.poll(() => terminal.lastLine()).toContain('docker pull busybox');
  expect(await onMachine(page, 'docker images -q')).toBe('');
  await page.keyboard.press('Enter');
  await expect(done(page, 'small')).toBeVisible({ timeout: 30_000 });
  await step(page, 'small').getByRole('button', { name: 'Back to the start of this step' }).click();
  await expect(step(page, 'small')).toHaveAttribute('data-done', 'false');
  await terminal.prompt();
  expect(await onMachine(page, 'docker images -q')).toBe('');
});

test('with the keyboard alone: open a lesson, start it, run a command, resize and close a pane', async ({ page }) => {
  const terminal = new TerminalPage(page);
  await terminal.open();
  const tabTo = async (name: RegExp, key = 'Tab') => {
    for (let i = 0; i < 60; i += 1) {
      await page.keyboard.press(key);
      const label = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        return element.getAttribute('aria-label') ?? element.innerText;
      });
      if (name.test(label)) return;
    }
    throw new Error(`the keyboard does not reach ${name}`);
  };
  await page.keyboard.press('F6');
  // Out of the terminal, and back to the lesson before it.
  await tabTo(/^Start here/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeVisible();
  await tabTo(/^Start$/);
  await page.keyboard.press('Enter');
  await expect(page.locator('.steps .current')).toBeVisible({ timeout: 30_000 });
  await tabTo(/^\$?\s*docker /);
  await page.keyboard.press('Enter');
  await expect(page.locator('.xterm-helper-textarea')).toBeFocused();
  await terminal.prompt();
  await page.keyboard.press('F6');
  const width = () => page.locator('#pane-lesson').evaluate((pane) => pane.getBoundingClientRect().width);
  const before = await width();
  await page.getByRole('separator', { name: 'Width of the lesson' }).focus();
  await page.keyboard.press('ArrowRight');
  expect(await width()).toBeGreaterThan(before);
  await page.keyboard.press('Enter');
  await expect(page.locator('#pane-lesson')).toBeHidden();
  await page.keyboard.press('Alt+Shift+L');
  await expect(page.locator('#pane-lesson')).toBeVisible();
});

test('the sandbox goes into a file, and comes back from it with the progress', async ({ page }) => {
  const terminal = await begin(page, 'pull-by-layers');
  await clickThrough(page, terminal, 'small');
  await expect(done(page, 'small')).toBeVisible();
  await onMachine(page, 'echo kept > kept.txt');
  await page.getByRole('button', { name: 'Sandbox' }).click();
  const dialog = page.getByRole('dialog');
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const file = await (await coming).path();
  await dialog.getByRole('button', { name: 'Reset' }).click();
  await page.getByRole('alert').getByRole('button', { name: 'Reset' }).click();
  await expect(page.locator('.inspector')).toContainText('No images yet');
  await terminal.prompt();
  expect(await onMachine(page, 'ls')).toBe('');
  await page.getByRole('button', { name: 'Sandbox' }).click();
  await dialog.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('alert').getByRole('button', { name: 'Open' }).click();
  await expect
    .poll(() => onMachine(page, 'cat kept.txt 2>/dev/null || :').catch(() => ''), { timeout: 30_000 })
    .toBe('kept\n');
  await expect(done(page, 'small')).toBeVisible();
  await expect(page.locator('#side-picture')).toContainText('busybox:latest');
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any view: ${theme}`, async ({ page }) => {
    await page.addInitScript(
      (chosen) => localStorage.setItem('drydock.settings', JSON.stringify({ theme: chosen })),
      theme,
    );
    const terminal = await begin(page, 'pull-by-layers');
    await terminal.run('docker run --name hi busybox touch /here');
    await page.locator('.steps .current').getByRole('button', { name: 'Hint', exact: true }).click();
    await page.locator('.facts').first().click();
    await expect(page.locator('.details')).toContainText('/here');
    expect(await axeViolations(page)).toEqual([]);
    await page.locator('.layer').first().click();
    await expect(page.locator('.details')).toContainText('/bin');
    await page.getByRole('link', { name: 'All lessons', exact: true }).click();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Files' }).click();
    await page.getByRole('button', { name: /^\.profile/ }).click();
    await expect(page.locator('.cm-content')).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Browser' }).click();
    await page.getByRole('button', { name: 'Terminal 1', exact: true }).click();
    await terminal.run('docker pull nosuchthing');
    await expect(page.locator('.notice')).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
    for (const name of ['Sandbox', 'Settings', 'Help']) {
      await page.getByRole('button', { name, exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await axeViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');
    }
  });
}

test('a lesson on installing sits the learner at a machine without docker, the next one at the usual machine again', async ({
  page,
}) => {
  const terminal = await begin(page, 'install-by-script');
  await terminal.prompt(/@ubuntu:.*\$ ?$/);
  expect(await terminal.run('docker version')).toContain('docker');
  expect(await onMachine(page, 'command -v docker || echo none')).toContain('none');
  await page.goto('./#/lesson/pull-by-layers');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await terminal.prompt(/@drydock:.*\$ ?$/);
  expect(await onMachine(page, 'command -v docker')).toContain('/usr/bin/docker');
});

test('an answer that comes too early, and a beginning that is no longer kept, are told in words of the page', async ({
  page,
}) => {
  await page.addInitScript(() => localStorage.setItem('drydock.settings', JSON.stringify({ language: 'zh-TW' })));
  await begin(page, 'save-and-load');
  const next = step(page, 'look-inside');
  await next.locator('h2 button').click();
  await next.getByRole('spinbutton').fill('3');
  await next.getByRole('button', { name: '檢查' }).click();
  await expect(next).toContainText('機器還沒辦法回答。請先執行這一步的指令。');
  // Another lesson makes room for its own beginnings.
  await begin(page, 'first-container');
  await expect(page.locator('.steps .current')).toBeVisible({ timeout: 30_000 });
  await page.goto('./#/lesson/save-and-load');
  await page.getByRole('button', { name: '回到這一課的開始' }).click();
  await expect(page.getByRole('alert')).toContainText('機器當時的樣子已經不在了');
});

test('a lesson is printed whole, and nothing beside it', async ({ page }) => {
  await new TerminalPage(page).open();
  await page.goto('./#/lesson/first-container');
  await expect(step(page, 'hello')).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  for (const id of ['hello', 'again', 'another']) await expect(step(page, id).locator('.prose')).toBeVisible();
  await expect(page.locator('#pane-terminal, #pane-side')).toHaveCount(2);
  for (const pane of await page.locator('#pane-terminal, #pane-side').all()) await expect(pane).toBeHidden();
  // Nothing that wants a click.
  await expect(page.locator('.steps').getByRole('button', { name: /^(Predict|Hint|Type this)/ })).toHaveCount(0);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(step(page, 'another').locator('.prose')).toHaveCount(0);
});

test('a link to a step unfolds it and brings it into sight, before and after the lesson has begun', async ({
  page,
}) => {
  const terminal = new TerminalPage(page);
  await page.goto('./#/lesson/layers-and-stages/limit');
  await terminal.prompt();
  const linked = step(page, 'limit');
  await expect(linked.locator('.prose')).toBeInViewport();
  await page.goto('./#/lesson/layers-and-stages/stages');
  await expect(step(page, 'stages').locator('.prose')).toBeInViewport();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.locator('.steps .current')).toBeVisible({ timeout: 30_000 });
  await page.goto('./#/lesson/layers-and-stages/limit');
  await page.reload();
  await terminal.prompt();
  await expect(linked.locator('.prose')).toBeInViewport();
  await expect(page.locator('.steps .current')).toHaveAttribute('data-step', 'remove');
});

test('the progress is forgotten for the next learner at a computer, and the machine stays', async ({ page }) => {
  await begin(page, 'first-container');
  await onMachine(page, 'docker pull -q hello-world');
  await page.goto('./#/');
  await expect(page.getByRole('link', { name: /^Continue/ })).toBeVisible();
  await page.getByRole('button', { name: 'Sandbox', exact: true }).click();
  await page.getByRole('button', { name: 'Forget', exact: true }).click();
  await page.getByRole('alert').getByRole('button', { name: 'Forget', exact: true }).click();
  await expect(page.getByRole('link', { name: /^Start here/ })).toBeVisible({ timeout: 30_000 });
  expect(await onMachine(page, 'docker images -q | wc -l')).toBe('1\n');
});

test('what a command lacks is in sight, however long the step and low the window', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 560 });
  const terminal = await begin(page, 'three-words');
  await expect(page.locator('.steps .current')).toBeVisible({ timeout: 30_000 });
  await terminal.run('docker pull -q busybox');
  await expect(page.locator('.miss')).toBeInViewport({ ratio: 1 });
  await expect(page.locator('.miss')).toContainText('busybox:latest is here, but this step needs ubuntu:14.04.');
});

test('on a phone a step that is done is told below the terminal, with the way back to the lesson', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 780 });
  const terminal = new TerminalPage(page);
  await page.goto('./#/lesson/pull-by-layers');
  await terminal.prompt();
  await page.getByRole('button', { name: 'Lesson', exact: true }).click();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await step(page, 'small').locator('.prose [data-command]').first().click({ timeout: 30_000 });
  const notice = page.locator('.notice');
  await expect(notice).toContainText('A step is done.', { timeout: 30_000 });
  await notice.getByRole('button', { name: 'To the lesson' }).click();
  await expect(done(page, 'small')).toBeVisible();
  await page.getByRole('button', { name: 'Terminal', exact: true }).click();
  await expect(notice).toHaveCount(0);
});
