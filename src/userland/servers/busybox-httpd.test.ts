import { expect, test } from 'vitest';
import { testMachine } from '../../../tests/support/kernel.ts';
import { APPLETS } from '../bin/applets.ts';
import { PROGRAMS } from '../bin/table.ts';
import { programTable } from '../programs.ts';

test('busybox httpd answers as the real one does', async () => {
  const files = {
    '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
    '/www/index.html': 'hi\n',
    '/www/d/index.html': 'x\n',
    '/www/t.txt': 't\n',
  };
  const made = await testMachine({ programs: programTable(PROGRAMS), bin: ['busybox', 'curl'], files });
  for (const name of Object.keys(APPLETS)) await made.files.symlink('/bin/busybox', `/bin/${name}`);
  const { run, start } = made;
  await start(['httpd', '-f', '-p', '8060', '-h', '/www']);
  const isUp = async () => (await run(['curl', '-s', 'http://127.0.0.1:8060/'])).stdout !== '';
  for (let tries = 0; tries < 100 && !(await isUp()); tries++) await run(['sleep', '0.05']);
  const get = async (...args: string[]) => {
    const { stdout } = await run(['curl', '-si', ...args]);
    return stdout.replaceAll('\r', '').replace(/^(Date|Last-Modified|ETag): .*$/gm, '$1');
  };
  const at = 'http://127.0.0.1:8060';
  expect(await get(`${at}/`)).toBe(
    'HTTP/1.1 200 OK\nDate\nConnection: close\nContent-type: text/html\nAccept-Ranges: bytes\nLast-Modified\nETag\nContent-Length: 3\n\nhi\n',
  );
  expect(await get(`${at}/nosuch`)).toBe(
    'HTTP/1.1 404 Not Found\nDate\nConnection: close\nContent-type: text/html\n\n<HTML><HEAD><TITLE>404 Not Found</TITLE></HEAD>\n<BODY><H1>404 Not Found</H1>\nThe requested URL was not found\n</BODY></HTML>\n',
  );
  expect(await get(`${at}/d`)).toBe(
    'HTTP/1.1 302 Found\nDate\nConnection: close\nContent-type: text/html\nLocation: /d/\n\n',
  );
  expect(await get('-X', 'DELETE', `${at}/`)).toContain('The requested method is not recognized');
  expect((await run(['httpd', '-h', '/nosuch'])).stderr).toBe(
    "httpd: can't change directory to '/nosuch': No such file or directory\n",
  );
  expect((await run(['httpd', '-f', '-p', '8060'])).stderr).toBe('httpd: bind: Address already in use\n');
});
