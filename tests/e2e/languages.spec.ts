/** Languages in workers of their own: what they write, serve and are asked at a prompt, in the browser. */
import { expect, test } from '@playwright/test';
import { onMachine } from './site.ts';
import { TerminalPage } from './terminal.ts';

test('node serves a port, and is gone at once when it is killed', async ({ page }) => {
  await new TerminalPage(page).open();
  const server = `require("http").createServer((request, response) => response.end("hello " + request.url)).listen(3000)`;
  await onMachine(page, `docker run -d --name web -p 8080:3000 node:20-slim node -e '${server}'`);
  await expect.poll(() => onMachine(page, 'curl -s localhost:8080/you || :')).toBe('hello /you');
  expect(await onMachine(page, "docker kill web && docker inspect -f '{{.State.ExitCode}}' web")).toBe('web\n137\n');
});

test('python serves the files of its container, and answers at its prompt, ^C included', async ({ page }) => {
  const terminal = new TerminalPage(page);
  await terminal.open();
  await onMachine(page, 'docker run -d --name files -p 8000:8000 -w /etc python:3 python -m http.server 8000');
  await expect
    .poll(() => onMachine(page, 'curl -s localhost:8000/hostname || :'), { timeout: 60_000 })
    .toMatch(/^[0-9a-f]{12}\n$/);
  await terminal.type('docker run -it --rm python:3');
  await terminal.prompt(/^>>> ?$/);
  await terminal.type('print(6 * 7 * 1000)');
  await expect(terminal.screen).toContainText('42000');
  await terminal.type('import time; time.sleep(600)');
  await page.keyboard.press('Control+c');
  await expect(terminal.screen).toContainText('KeyboardInterrupt');
  await terminal.type('exit()');
  await terminal.prompt();
});
