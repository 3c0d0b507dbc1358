/** The servers of the teaching images, run by the engine: reached by name, through published ports, and stopped. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_HUB, writeTree } from '../../src/node/build-tree.ts';
import { memoryDriver } from '../../src/store/memory/driver.ts';
import { openSandbox, type TestSandbox } from '../support/sandbox.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  await writeTree(DEFAULT_HUB);
  sandbox = await openSandbox(memoryDriver(), new Map(), DEFAULT_HUB);
}, 120_000);
afterAll(() => sandbox.close());

async function run(script: string): Promise<string> {
  const { stdout, stderr } = await sandbox.host.runScript(script);
  return stdout + stderr;
}

test('nginx answers another container by name and the machine through its port, logs live, stops gracefully', async () => {
  await run(
    'docker network create web; docker run -d --name server --network web -p 8080:80 nginx; docker pull -q busybox',
  );
  const welcome = '<title>Welcome to nginx!</title>\n';
  expect(
    await run('for i in 1 2 3 4 5 6 7 8; do curl -s http://localhost:8080/ && break; sleep 0.2; done | grep title'),
  ).toBe(welcome);
  expect(await run('docker run --rm --network web busybox wget -qO- http://server/ | grep title')).toBe(welcome);
  const live = run('timeout 4 docker logs -f server 2> /dev/null | grep --line-buffered -m 1 live');
  await run('sleep 0.3; curl -s -A live http://localhost:8080/ > /dev/null');
  expect(await live).toMatch(/^172\.\d+\.0\.1 - - \[.*\] "GET \/ HTTP\/1\.1" 200 \d+ "-" "live" "-"\n$/);
  expect(await run('docker top server -o pid,args | tail -n +2 | head -2 | sed "s/^ *[0-9]* *//"')).toBe(
    'nginx: master process nginx -g daemon off;\nnginx: worker process\n',
  );
  const started = performance.now();
  await run('docker stop server');
  expect(performance.now() - started).toBeLessThan(2000);
  expect(await run("docker inspect -f '{{.State.ExitCode}}' server; docker logs server 2>&1 | tail -n 1")).toMatch(
    /^0\n.*\[notice\] 1#1: exit\n$/,
  );
  expect(await run('curl -sS http://localhost:8080/')).toMatch(
    /^curl: \(7\) Failed to connect to localhost port 8080 /,
  );
});

test('redis keeps what it was given in its volume', async () => {
  await run(
    'docker run -d --name store -v redis-data:/data redis; sleep 0.5; docker exec store redis-cli set k v; docker rm -f store',
  );
  expect(
    await run(
      'docker run -d --name store -v redis-data:/data redis > /dev/null; sleep 0.5; docker exec store redis-cli get k',
    ),
  ).toBe('\n');
  await run('docker exec store redis-cli set k v; docker stop store; docker start store; sleep 0.5');
  expect(await run('docker exec store redis-cli get k')).toBe('v\n');
});

test('httpd serves what a volume holds, and exits with 0 by its stop signal', async () => {
  await run(
    'mkdir -p ~/site; echo mine > ~/site/index.html; docker run -d --name apache -p 8081:80 -v ~/site:/usr/local/apache2/htdocs httpd',
  );
  expect(await run('for i in 1 2 3 4 5 6 7 8; do curl -s http://localhost:8081/ && break; sleep 0.2; done')).toBe(
    'mine\n',
  );
  expect(
    await run("docker stop apache; docker inspect -f '{{.State.ExitCode}}' apache; docker logs apache 2>/dev/null"),
  ).toMatch(/^apache\n0\n172\.17\.0\.1 - - \[.*\] "GET \/ HTTP\/1\.1" 200 5\n$/);
});
