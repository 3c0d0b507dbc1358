/** The first path: from the first visit to a committed image, a reload, and a second tab. */
import { expect, test } from '@playwright/test';
import { TerminalPage } from './terminal.ts';

test('pull, run, change, commit, save, load; everything is there after a reload; a second tab sees it live', async ({
  page,
  context,
}) => {
  const terminal = new TerminalPage(page);
  await terminal.open();

  const pulled = await terminal.run('docker pull ubuntu:14.04');
  expect(pulled).toContain('14.04: Pulling from library/ubuntu');
  expect(pulled.match(/: Pull complete/g)?.length).toBeGreaterThanOrEqual(3);
  expect(pulled).toMatch(/Digest: sha256:[0-9a-f]{64}/);
  expect(pulled).toContain('Status: Downloaded newer image for ubuntu:14.04');
  expect(await terminal.run('docker images')).toMatch(/ubuntu +14\.04 +[0-9a-f]{12} +\d+ years ago +1\d\dMB/);

  await terminal.run('docker run -ti --name box ubuntu:14.04 /bin/bash', /^root@[0-9a-f]{12}:\/# ?$/);
  expect(await terminal.run('ls', /# ?$/)).toMatch(/bin +/);
  expect(await terminal.run('cat /etc/os-release', /# ?$/)).toContain('Trusty Tahr');
  await terminal.run('echo hello > /srv/note; ps', /# ?$/);
  await terminal.type('exit');
  await terminal.prompt();

  expect(await terminal.run('docker ps -a')).toMatch(/ubuntu:14\.04 +"\/bin\/bash" .*Exited \(0\).* box/);
  expect(await terminal.run('docker diff box')).toContain('A /srv/note');
  const committed = await terminal.run('docker commit -m "Added a note" -a "Docker Newbee" box ouruser/noted:v1');
  expect(committed).toMatch(/sha256:[0-9a-f]{64}/);
  expect(await terminal.run('docker run --rm ouruser/noted:v1 cat /srv/note')).toContain('\nhello\n');

  await terminal.run('docker save -o noted.tar ouruser/noted:v1');
  expect(await terminal.run('docker rmi ouruser/noted:v1')).toContain('Untagged: ouruser/noted:v1');
  expect(await terminal.run('docker load --input noted.tar')).toContain('Loaded image: ouruser/noted:v1');
  const before = await terminal.run('docker images --no-trunc');

  await page.reload();
  await terminal.prompt();
  const after = await terminal.run('docker images --no-trunc');
  expect(after.match(/sha256:[0-9a-f]{64}/g)).toEqual(before.match(/sha256:[0-9a-f]{64}/g));
  expect(await terminal.run('docker ps -a')).toContain('box');
  expect(await terminal.run('ls')).toContain('noted.tar');
  expect(await terminal.run('docker start box; docker diff box')).toContain('A /srv/note');

  const second = await context.newPage();
  const other = new TerminalPage(second);
  await other.open();
  expect(await other.run('docker images -q ouruser/noted')).toMatch(/^[0-9a-f]{12}$/m);
  await other.run('docker tag ouruser/noted:v1 ouruser/noted:second');
  await page.bringToFront();
  await expect(page.locator('#side-picture')).toContainText('ouruser/noted:second');
});
