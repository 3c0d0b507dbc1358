/** The browser gives no more room: what does not fit says so as Docker does, nothing is half there, and work goes on. */
import { expect, test, type CDPSession, type Page } from '@playwright/test';
import { onMachine } from './site.ts';

/** For so long Chromium's database goes by the room that it was told of last. */
const REMEMBERED_MS = 31_000;
const NO_ROOM = /no space left on device/;

/** Leaves `bytes` of room beside what is used now. */
async function leaveRoom(cdp: CDPSession, origin: string, bytes: number): Promise<void> {
  const { usage } = await cdp.send('Storage.getUsageAndQuota', { origin });
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + bytes });
}

/** Everything that the engine has, and whether all of it is whole. */
async function state(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    const { client, verify } = window.drydock;
    const images = await client.imageList({ query: { all: true } });
    const containers = await client.containerList({ query: { all: true } });
    return {
      images: images.map(({ Id, RepoTags }) => [Id, RepoTags]),
      containers: containers.map(({ Id, State }) => [Id, State]),
      damage: await verify(),
    };
  });
}

test('pull, commit, load and a sandbox’s file without room change nothing, and go on once the learner has removed something', async ({
  page,
  context,
  baseURL,
}) => {
  // Half of it is waiting for the browser.
  test.setTimeout(240_000);
  const { origin } = new URL(baseURL as string);
  const cdp = await context.newCDPSession(page);
  await page.goto('/');
  await page.waitForFunction(() => 'drydock' in window);
  await onMachine(
    page,
    `docker pull -q busybox
docker run -d --name big busybox sleep 100000 && docker exec big dd if=/dev/urandom of=/noise bs=1M count=4
docker commit big saved && docker save -o saved.tar saved && docker rmi saved
docker run --name waste busybox dd if=/dev/urandom of=/noise bs=1M count=12 && docker commit waste spare && sync`,
  );
  // A sandbox with more in it than there will be room for.
  await onMachine(page, 'head -c 3000000 /dev/urandom > noise && sync');
  await page.getByRole('button', { name: 'Sandbox', exact: true }).click();
  const dialog = page.getByRole('dialog');
  const saving = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  const larger = await (await saving).path();
  await onMachine(page, 'rm noise && sync');
  const commands = ['docker pull ubuntu:14.04', 'docker commit big kept', 'docker load -i saved.tar'];
  // What was written a moment ago is on its way.
  await page.waitForTimeout(1000);
  const before = await state(page);
  await leaveRoom(cdp, origin, 100_000);
  await page.waitForTimeout(REMEMBERED_MS);
  for (const command of commands) {
    const { status, stderr } = await page.evaluate((text) => window.drydock.run(text), command);
    expect.soft([command, status === 0, NO_ROOM.test(stderr)], stderr).toEqual([command, false, true]);
    expect(await state(page), command).toEqual(before);
  }
  await dialog.locator('input[type=file]').setInputFiles(larger);
  await dialog.getByRole('alert').getByRole('button', { name: 'Open', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('too little room left for it. Nothing has changed here.');
  expect(await state(page)).toEqual(before);
  await page.keyboard.press('Escape');
  // Small things still work.
  expect(await onMachine(page, 'docker run --rm busybox echo still here')).toBe('still here\n');
  // As on any full disk: what nobody needs goes, and the browser gives no more than before.
  const used = async () => (await cdp.send('Storage.getUsageAndQuota', { origin })).usage;
  const full = await used();
  await onMachine(page, 'docker rmi spare && docker system prune -f');
  await expect.poll(used).toBeLessThan(full - 20_000_000);
  await onMachine(page, commands.join(' && '));
  await page.reload();
  await page.waitForFunction(() => 'drydock' in window);
  const tags = await onMachine(page, "docker images --format '{{.Repository}}:{{.Tag}}' | sort");
  expect(tags).toBe('busybox:latest\nkept:latest\nsaved:latest\nubuntu:14.04\n');
  expect(await state(page)).toMatchObject({ damage: [] });
});
