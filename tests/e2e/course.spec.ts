/**
 * A lesson of each part, from its start to its end: by clicks, by taps on a phone, by typing and with the keyboard alone,
 * in both languages, with a reload in the middle.
 */
import { expect, test, type Page } from '@playwright/test';
import { axeViolations } from './axe.ts';
import { LessonPage } from './lesson-page.ts';
import { onMachine } from './site.ts';

const speak = (page: Page, language: 'en' | 'zh-TW') =>
  page.addInitScript((tag) => {
    if (!localStorage.getItem('drydock.settings'))
      localStorage.setItem('drydock.settings', JSON.stringify({ language: tag }));
  }, language);

test('part 1, in Chinese, by clicks: a hundred containers, and the plots measure what happens', async ({ page }) => {
  await speak(page, 'zh-TW');
  const lesson = new LessonPage(page);
  await lesson.begin('a-hundred-at-once');
  await page.getByRole('link', { name: '打開量測圖' }).click();
  const plots = page.locator('.measure');
  await lesson.click('one');
  await lesson.done('one');
  await lesson.step('hundred').getByRole('spinbutton').fill('100');
  await lesson.step('hundred').getByRole('button', { name: '預測' }).click();
  await lesson.click('hundred');
  await lesson.done('hundred');
  const running = Number(await onMachine(page, 'docker ps -q | wc -l'));
  expect(running).toBeGreaterThanOrEqual(100);
  await expect(plots.locator('figure').first().locator('strong')).toHaveText(String(running));
  // A dot for each start that was heard, and the memory that docker stats tells.
  await expect
    .poll(() => plots.locator('path.dots').evaluate((dots) => dots.getAttribute('d')?.split('M').length))
    .toBe(running + 1);
  const each = await onMachine(page, `docker stats --no-stream --format '{{.MemUsage}}' | head -n 1`);
  await expect(plots.locator('figure').nth(2)).toContainText(
    each.split(' / ')[0]?.replace(/(\d)([A-Z])/, '$1\u00a0$2') as string,
  );
  await plots.getByText('以表格顯示數值').click();
  await expect(plots.locator('tbody tr')).toHaveCount(3);
  expect(await axeViolations(page)).toEqual([]);
  await page.reload();
  await lesson.terminal.prompt();
  await lesson.done('hundred');
  await lesson.click('shared');
  await lesson.step('shared').getByRole('spinbutton').fill('1');
  await lesson.step('shared').getByRole('button', { name: '檢查' }).click();
  await lesson.done('shared');
  await lesson.click('clean-up');
  await lesson.done('clean-up');
  await lesson.finished();
  await expect(plots.locator('figure').first().locator('strong')).toHaveText('0');
});

test('part 2, in English, by clicks: docker comes to a machine that has none', async ({ page }) => {
  await speak(page, 'en');
  const lesson = new LessonPage(page);
  await lesson.begin('install-by-script');
  for (const id of ['read', 'run']) {
    await lesson.click(id);
    await lesson.done(id);
  }
  await page.reload();
  await lesson.terminal.prompt(/@ubuntu:.*\$ ?$/);
  await lesson.click('hello');
  await lesson.done('hello');
  await lesson.finished();
});

test('part 3, in Chinese, on a phone: tap, look at the terminal, come back', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 780 });
  await speak(page, 'zh-TW');
  const lesson = new LessonPage(page);
  const show = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await page.goto('./#/lesson/tags-and-ids');
  await lesson.terminal.prompt();
  await show('課程');
  await page.getByRole('button', { name: '開始', exact: true }).click();
  for (const id of ['two-names', 'latest', 'run', 'untag', 'in-use']) {
    for (const command of await lesson.commands(id)) {
      await lesson
        .step(id)
        .locator(`.prose [data-command=${JSON.stringify(command)}]`)
        .click();
      await expect(page.locator('#pane-terminal')).toBeVisible();
      await lesson.ended();
      await page.keyboard.press('Control+l');
      await show('課程');
    }
    await lesson.done(id);
    if (id === 'latest') {
      expect(await axeViolations(page)).toEqual([]);
      await page.reload();
      await lesson.terminal.prompt();
      await show('課程');
    }
  }
  await lesson.finished();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await show('量測');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect(await axeViolations(page)).toEqual([]);
});

test('part 4, in English, by typing: ports, and the page behind one', async ({ page }) => {
  await speak(page, 'en');
  const lesson = new LessonPage(page);
  await lesson.begin('ports');
  for (const id of ['hidden', 'publish', 'taken', 'page']) {
    await page.getByRole('button', { name: 'Terminal 1', exact: true }).click();
    await lesson.type(id);
    await lesson.done(id);
  }
  await lesson.finished();
  await page.getByRole('button', { name: 'Open port 8080 in the browser pane' }).first().click();
  const own = await onMachine(page, 'curl -s localhost:8080');
  await expect(page.frameLocator('#side-preview iframe').locator('h1')).toHaveText(own.replace(/<[^>]*>|\n/g, ''));
});

test('part 5, in Chinese, by typing: a Dockerfile written in vi, its image and a step that fails', async ({ page }) => {
  await speak(page, 'zh-TW');
  const lesson = new LessonPage(page);
  await lesson.begin('first-dockerfile');
  await page.getByRole('button', { name: '終端機 1', exact: true }).click();
  await lesson.terminal.run('mkdir -p ~/greeter && cd ~/greeter');
  await lesson.terminal.type('vi Dockerfile');
  await expect.poll(() => lesson.terminal.lastLine()).toContain('Dockerfile');
  await page.keyboard.type('iFROM ubuntu:14.04\nRUN mkdir /greetings\nRUN echo hello > /greetings/first\n');
  await page.keyboard.press('Escape');
  await page.keyboard.type(':wq\n');
  await lesson.done('write');
  await page.reload();
  // The shell began anew at home, and is brought back to where its learner was; so it is when the step is done over.
  await lesson.terminal.prompt(/~\/greeter\$ ?$/);
  await lesson.type('build');
  await lesson.done('build');
  await lesson.terminal.run('cd /tmp');
  await lesson.step('use').getByRole('button', { name: '回到這一步的開始' }).click();
  await lesson.terminal.prompt(/~\/greeter\$ ?$/);
  await expect(lesson.step('use').locator('.miss')).toHaveCount(0);
  for (const id of ['use', 'tag', 'mistake']) {
    await page.getByRole('button', { name: '終端機 1', exact: true }).click();
    await lesson.type(id);
    await lesson.done(id);
  }
  await lesson.finished();
});

test('part 6, in English, by clicks: an account, a refusal and a push', async ({ page }) => {
  await speak(page, 'en');
  const lesson = new LessonPage(page);
  await lesson.begin('push-to-hub');
  for (const id of ['register', 'log-in', 'denied']) {
    await lesson.click(id);
    await lesson.done(id);
  }
  await page.reload();
  await lesson.terminal.prompt();
  await lesson.click('push');
  await lesson.done('push');
  await lesson.finished();
  await expect(page.locator('#side-picture')).toContainText('docker.io');
});

test('part 7, in Chinese, with the keyboard alone: an image goes into a file and comes back', async ({ page }) => {
  await speak(page, 'zh-TW');
  const lesson = new LessonPage(page);
  /** Back from the terminal to what is before it, as far as need be. */
  const reach = async (selector: string, key = 'Shift+Tab') => {
    for (let i = 0; i < 80; i += 1) {
      if (await page.evaluate((what) => document.activeElement?.matches(what) ?? false, selector)) return;
      await page.keyboard.press(key);
    }
    throw new Error(`the keyboard does not reach ${selector}`);
  };
  await page.goto('./#/lesson/save-and-load');
  await lesson.terminal.prompt();
  await page.keyboard.press('F6');
  await reach('.start');
  await page.keyboard.press('Enter');
  await expect(page.locator('.steps .current')).toBeVisible({ timeout: 30_000 });
  for (const id of ['save', 'look-inside', 'lose', 'load']) {
    for (const command of await lesson.commands(id)) {
      await reach(`[data-step="${id}"] .prose [data-command=${JSON.stringify(command)}]`);
      await page.keyboard.press('Enter');
      await lesson.ended();
      await page.keyboard.press('Control+l');
      await page.keyboard.press('F6');
    }
    if (id === 'look-inside') {
      const layers = await onMachine(page, "docker image inspect -f '{{len .RootFS.Layers}}' ourshop/till:v1");
      await reach(`[data-step="${id}"] input`);
      await page.keyboard.type(layers.trim());
      await page.keyboard.press('Enter');
    }
    await lesson.done(id);
  }
  await lesson.finished();
});
