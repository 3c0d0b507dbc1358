/** Several tabs, one engine: following, taking over in the middle of a pull, starting over; and no engine at all. */
import { expect, test, type Page } from '@playwright/test';
import type { Handle } from '../../src/ui/state/scripts.ts';
import { TerminalPage } from './terminal.ts';

declare global {
  interface Window {
    drydock: Handle;
  }
}

const tagsOf = (page: Page) =>
  page.evaluate(async () => (await window.drydock.client.imageList({})).flatMap(({ RepoTags }) => RepoTags));

test('the leading tab is closed in the middle of a pull: the other takes over, says so, and has a prompt', async ({
  page,
  context,
}) => {
  const leader = new TerminalPage(page);
  await leader.open();
  await leader.run('docker pull -q hello-world');
  const other = await context.newPage();
  const follower = new TerminalPage(other);
  await follower.open();
  await expect(other.locator('header')).toContainText('another tab');
  await follower.run('cd /tmp');

  await page.bringToFront();
  await leader.type('docker pull ubuntu:14.04');
  await expect.poll(() => leader.text()).toContain('Pulling fs layer');
  await page.close();

  await expect.poll(() => follower.text()).toContain('This tab has taken over');
  await follower.prompt(/^learner@drydock:~\$ ?$/);
  await expect(other.locator('header')).not.toContainText('another tab');
  expect(await other.evaluate(() => window.drydock.verify())).toEqual([]);
  expect(await tagsOf(other)).toContain('hello-world:latest');
  expect(await follower.run('docker pull ubuntu:14.04')).toContain('docker.io/library/ubuntu:14.04');
  await expect(other.locator('#side-picture')).toContainText('ubuntu:14.04');
});

test('a third tab follows the one that took over', async ({ page, context }) => {
  await new TerminalPage(page).open();
  const pages = [await context.newPage(), await context.newPage()] as const;
  const shells = pages.map((tab) => new TerminalPage(tab));
  for (const shell of shells) await shell.open();
  await page.close();
  for (const shell of shells) await expect.poll(() => shell.text()).toContain('was closed');
  const notes = await Promise.all(shells.map((shell) => shell.text()));
  expect(notes.filter((text) => text.includes('This tab has taken over'))).toHaveLength(1);
  expect(notes.filter((text) => text.includes('Another tab has taken over'))).toHaveLength(1);
  for (const shell of shells) {
    await shell.page.bringToFront();
    await shell.prompt();
    expect(await shell.run('echo again')).toContain('\nagain\n');
  }
});

test('a reset in one tab starts every tab over', async ({ page, context }) => {
  const leader = new TerminalPage(page);
  await leader.open();
  await leader.run('docker pull -q hello-world');
  const other = await context.newPage();
  const follower = new TerminalPage(other);
  await follower.open();
  await expect(other.locator('.image')).toHaveCount(1);
  await other.getByRole('button', { name: 'Sandbox' }).click();
  await other.getByRole('dialog').getByRole('button', { name: 'Reset' }).click();
  await other.getByRole('alert').getByRole('button', { name: 'Reset' }).click();
  await expect(page.locator('.inspector')).toContainText('No images yet');
  await expect(other.locator('.inspector')).toContainText('No images yet');
  await leader.prompt();
  await follower.prompt();
  expect(await tagsOf(page)).toEqual([]);
});

test('without storage the page says why there is no engine, and the lesson can be read', async ({ page }) => {
  // The worker has a database of its own world: its script is given one that refuses.
  await page.route('**/assets/entry-*.js', async (route) => {
    const response = await route.fetch();
    const refuse = `IDBFactory.prototype.open = () => { throw new DOMException('storage is refused', 'SecurityError'); };`;
    await route.fulfill({ response, body: `${refuse}\n${await response.text()}` });
  });
  await page.goto('./');
  await expect(page.getByRole('alert')).toContainText('storage is refused');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Try again' }).click();
  await new TerminalPage(page).prompt();
});

test('a worker that does not load is told; settings that cannot be kept break nothing', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await page.route('**/assets/entry-*.js', (route) => route.abort());
  await page.goto('./');
  await expect(page.getByRole('alert')).toContainText('could not start');
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Try again' }).click();
  const terminal = new TerminalPage(page);
  await terminal.prompt();
  expect(await terminal.run('echo works')).toContain('\nworks\n');
});
