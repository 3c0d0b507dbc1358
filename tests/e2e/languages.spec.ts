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

test('postgres keeps its data over a stop; psql asks from the container itself and from another', async ({ page }) => {
  test.setTimeout(300_000);
  const terminal = new TerminalPage(page);
  await terminal.open();
  await onMachine(
    page,
    'docker network create app && docker run -d --name db --network app -e POSTGRES_PASSWORD=secret -v pgdata:/var/lib/postgresql postgres:18',
  );
  const ready = () => onMachine(page, 'docker exec db pg_isready || :');
  await expect.poll(ready, { timeout: 120_000 }).toContain('accepting connections');
  expect(await onMachine(page, 'docker logs db 2>&1')).toContain('database system is ready to accept connections');
  await terminal.type('docker exec -it db psql -U postgres');
  await terminal.prompt(/^postgres=# ?$/);
  await terminal.type("create table pets (id serial primary key, name text); insert into pets (name) values ('Rex');");
  await expect(terminal.screen).toContainText('INSERT 0 1');
  await terminal.type('\\d pets');
  await expect(terminal.screen).toContainText('"pets_pkey" PRIMARY KEY, btree (id)');
  await terminal.type('\\q');
  await terminal.prompt();
  const other =
    'docker run --rm --network app -e PGPASSWORD=secret postgres:18 psql -h db -U postgres -tAc "table pets"';
  expect(await onMachine(page, other)).toBe('1|Rex\n');
  await onMachine(page, 'docker stop db && docker rm db');
  await onMachine(page, 'docker run -d --name db -e POSTGRES_PASSWORD=x -v pgdata:/var/lib/postgresql postgres:18');
  await expect.poll(ready, { timeout: 60_000 }).toContain('accepting connections');
  expect(await onMachine(page, 'docker exec db psql -U postgres -tAc "table pets"')).toBe('1|Rex\n');
});
