/** A reload is a power cut to the machine: what became of containers is told, and what the learner foretold is not forgotten. */
import { expect, test } from '@playwright/test';
import { LessonPage } from './lesson-page.ts';
import { onMachine } from './site.ts';

test('after a reload the page names what stopped and what runs again, and starts it at a click', async ({ page }) => {
  const lesson = new LessonPage(page);
  await lesson.terminal.open();
  await onMachine(
    page,
    `docker run -d --name web nginx; docker run -d --name keeper --restart always busybox sleep 10000
docker run --name over busybox false; docker stop $(docker run -d --name before busybox sleep 10000)`,
  );
  const notice = page.locator('.notice');
  await expect(notice).toHaveCount(0);
  await page.reload();
  await lesson.terminal.prompt();
  await expect(notice.locator('p').first()).toContainText(/files kept:\s*web\s*$/);
  await expect(notice.locator('p').last()).toContainText(/restart policies:\s*keeper\s*$/);
  await notice.getByRole('button', { name: 'Start them again' }).click();
  await expect.poll(() => lesson.terminal.text()).toContain('docker start web\nweb');
  await expect(notice).toHaveCount(0);
  expect(await onMachine(page, 'docker ps --format {{.Names}} | sort')).toBe('keeper\nweb\n');
});

test('more containers than anybody reads the names of are started again at one click, too', async ({ page }) => {
  const lesson = new LessonPage(page);
  await lesson.terminal.open();
  await onMachine(page, 'for i in $(seq 10); do docker run -d --name box$i busybox sleep 10000; done');
  await page.reload();
  await lesson.terminal.prompt();
  await expect(page.locator('.notice')).toContainText('and 2 more');
  await page.locator('.notice').getByRole('button', { name: 'Start them again' }).click();
  await expect.poll(() => onMachine(page, 'docker ps -q | wc -l'), { timeout: 30_000 }).toBe('10\n');
});

test('a prediction and its outcome outlive a reload, and the step to do is in sight', async ({ page }) => {
  const lesson = new LessonPage(page);
  await lesson.begin('ports');
  const question = lesson.step('hidden').locator('.question');
  await question.getByRole('radio').first().check();
  await question.getByRole('button', { name: 'Predict' }).click();
  await lesson.click('hidden');
  await lesson.done('hidden');
  const outcome = await question.innerText();
  expect(outcome).toContain('The machine says:');
  await page.reload();
  await lesson.terminal.prompt();
  await lesson.done('hidden');
  expect(await question.innerText()).toBe(outcome);
  await expect(question.getByRole('radio').first()).toBeChecked();
  await expect(lesson.step('publish')).toBeInViewport();
});
