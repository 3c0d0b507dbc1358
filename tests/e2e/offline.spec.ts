/** Without a network, and below a path of a plain static server. */
import { expect, test } from '@playwright/test';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import { onMachine } from './site.ts';
import { TerminalPage } from './terminal.ts';

const SITE = join(import.meta.dirname, '../../dist/site');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** Sends files and nothing else, as GitHub Pages does for a project: everything lies below `/drydock/`. */
function staticServer(): Server {
  return createServer(({ url = '/' }, response) => {
    const path = new URL(url, 'http://x').pathname;
    const file = join(SITE, path.replace(/^\/drydock\//, '').replace(/^$/, 'index.html'));
    if (!path.startsWith('/drydock/') || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end('not found');
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
}

test('after the first visit the page works without a network, below a path, with images fetched earlier', async ({
  page,
}) => {
  const server = staticServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const address = `http://127.0.0.1:${port}/drydock/`;
  const terminal = new TerminalPage(page);
  await page.goto(address);
  await terminal.prompt();
  await page.evaluate(() => navigator.serviceWorker.ready);
  // The first worker of a visit may have begun before the cache did.
  await page.reload();
  await terminal.prompt();
  await terminal.run('docker pull -q busybox');
  await terminal.run('docker rmi busybox');
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));

  await page.reload();
  await terminal.prompt();
  expect(await terminal.run('docker pull -q busybox')).toContain('docker.io/library/busybox');
  expect(await onMachine(page, 'docker run --rm busybox echo offline')).toBe('offline\n');
  await page.getByRole('link', { name: /Start here/ }).click();
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeVisible();
  await page.getByRole('tab', { name: 'Files' }).click();
  await page.getByRole('button', { name: /^\.bashrc/ }).click();
  await expect(page.locator('.cm-content')).toBeVisible();
  await page.goto(`${address}support.html`);
  await expect(page.getByRole('heading', { name: 'What Drydock simulates' })).toBeVisible();
});
