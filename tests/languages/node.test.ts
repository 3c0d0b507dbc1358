/** `node` in a thread of its own, on the kernel's files, terminals and sockets. */
import { expect, test } from 'vitest';
import { languageMachine } from './machine.ts';

const ok = { stderr: '', status: 0 };

test('code on the command line, its status and its version', async () => {
  const { go } = await languageMachine();
  expect(await go('node', '-e', 'console.log([1, "two", { three: 3 }]); process.exit(3)')).toEqual({
    stdout: "[ 1, 'two', { three: 3 } ]\n",
    stderr: '',
    status: 3,
  });
  expect(await go('node', '-p', '1 + 1')).toEqual({ ...ok, stdout: '2\n' });
  expect(await go('node', '--version')).toMatchObject({ stdout: expect.stringMatching(/^v20\./) as string });
  expect(await go('node', '--nonsense')).toEqual({ stdout: '', stderr: 'node: bad option: --nonsense\n', status: 9 });
});

test('modules: relative files, JSON, packages, and ECMAScript modules', async () => {
  const { go } = await languageMachine({
    '/app/a.js':
      "const b = require('./lib/b'); console.log(b.hi('x'), require('./data.json'), require('greet'), __filename, require.main === module);",
    '/app/lib/b.js': "exports.hi = (n) => 'hi ' + n;",
    '/app/data.json': '{"a":[1,2]}',
    '/app/node_modules/greet/package.json': '{"name":"greet","main":"dist/index"}',
    '/app/node_modules/greet/dist/index.js': "module.exports = 'greetings';",
    '/app/m.mjs': [
      "import fs, { readFileSync as read } from 'node:fs';",
      "import Named, { hi, x } from './n.mjs';",
      "import b from './lib/b.js';",
      "console.log(hi(), x, new Named().name, fs.readFileSync === read, b.hi('q'), import.meta.url);",
      'await new Promise((done) => setTimeout(done, 5));',
      "console.log((await import('./n.mjs')).x, `import x from 'y'`, /import/.test('import'));",
    ].join('\n'),
    '/app/n.mjs': "export const x = 5; export function hi() { return 'esm'; }\nexport default class N { name = 'N'; }",
  });
  expect(await go('node', 'a.js')).toEqual({
    ...ok,
    stdout: 'hi x { a: [ 1, 2 ] } greetings /app/a.js true\n',
  });
  expect(await go('node', 'm.mjs')).toEqual({
    ...ok,
    stdout: "esm 5 N true hi q file:///app/m.mjs\n5 import x from 'y' true\n",
  });
  const missing = await go('node', '-e', "require('nope')");
  expect(missing.status).toBe(1);
  expect(missing.stderr).toContain("Error: Cannot find module 'nope'");
});

test('what package.json does not tell, the syntax of a file tells', async () => {
  const { go, sh } = await languageMachine({
    '/app/m.js': "import { x } from './x.js'; console.log(x, typeof require);",
    '/app/x.js': 'export const x = 5;',
    '/app/old.js': "console.log(require('./plain').y, typeof module);",
    '/app/plain.js': 'exports.y = 6;',
  });
  expect(await go('node', 'm.js')).toEqual({ ...ok, stdout: '5 undefined\n' });
  expect(await go('node', 'old.js')).toEqual({ ...ok, stdout: '6 object\n' });
  expect(
    await sh(`echo '{"type":"module"}' >package.json; node m.js; node old.js 2>&1 | grep -A1 ReferenceError`),
  ).toBe(
    '5 undefined\nReferenceError: require is not defined in ES module scope, you can use import instead\n' +
      "This file is being treated as an ES module because it has a '.js' file extension and '/app/package.json' contains \"type\": \"module\". To treat it as a CommonJS script, rename it to use the '.cjs' file extension.\n",
  );
});

test('the order of ticks, promises, timers and immediates', async () => {
  const { go } = await languageMachine({
    '/app/order.js':
      "setTimeout(()=>console.log('timeout'),0); setImmediate(()=>console.log('immediate')); Promise.resolve().then(()=>console.log('promise')); process.nextTick(()=>console.log('tick')); process.on('exit', (c)=>console.log('exit', c)); console.log('sync');",
  });
  expect((await go('node', 'order.js')).stdout).toBe('sync\ntick\npromise\ntimeout\nimmediate\nexit 0\n');
});

test('what nobody catches ends it as in Node', async () => {
  const { go } = await languageMachine({
    '/app/boom.js': "function f() {\n  throw new Error('boom');\n}\nf();\n",
    '/app/reject.js': "Promise.reject(new Error('no'));",
  });
  expect(await go('node', 'boom.js')).toEqual({
    status: 1,
    stdout: '',
    stderr:
      "/app/boom.js:2\n  throw new Error('boom');\n  ^\n\nError: boom\n    at f (/app/boom.js:2:9)\n    at Object.<anonymous> (/app/boom.js:4:1)\n\nNode.js v20.19.5\n",
  });
  expect((await go('node', 'reject.js')).stderr).toMatch(
    /^\/app\/reject.js:1\nPromise.reject\(new Error\('no'\)\);\n {15}\^\n\nError: no\n/,
  );
});

test("files: the kernel's, waiting, with callbacks and with promises", async () => {
  const { go, readFile } = await languageMachine({
    '/app/fs.js': [
      "const fs = require('fs');",
      "fs.mkdirSync('/tmp/q/w', { recursive: true });",
      "fs.writeFileSync('/tmp/q/w/f', 'hello');",
      "fs.appendFileSync('/tmp/q/w/f', ' you');",
      "console.log(fs.readFileSync('/tmp/q/w/f', 'utf8'), fs.readdirSync('/tmp/q'), fs.statSync('/tmp/q/w/f').size, fs.existsSync('/nope'));",
      "try { fs.readFileSync('/nope'); } catch (e) { console.log(e.message, e.code, e.errno); }",
      "fs.readFile('/tmp/q/w/f', 'utf8', (e, d) => {",
      '  console.log(e, d);',
      "  fs.promises.readFile('/nope').catch((e) => console.log(e.message));",
      "  fs.createReadStream('/tmp/q/w/f').pipe(fs.createWriteStream('/app/copy')).on('finish', () => console.log('copied'));",
      '});',
    ].join('\n'),
  });
  expect(await go('node', 'fs.js')).toEqual({
    ...ok,
    stdout: [
      "hello you [ 'w' ] 9 false",
      "ENOENT: no such file or directory, open '/nope' ENOENT -2",
      'null hello you',
      "ENOENT: no such file or directory, open '/nope'",
      'copied',
      '',
    ].join('\n'),
  });
  expect(await readFile('/app/copy')).toBe('hello you');
});

test('a server answers curl, and leaves when it is told to', async () => {
  const { sh } = await languageMachine({
    '/app/server.js': [
      "const server = require('http').createServer((request, response) => {",
      "  let body = '';",
      "  request.on('data', (chunk) => (body += chunk));",
      "  request.on('end', () => response.end(`${request.method} ${request.url} ${body}\\n`));",
      '});',
      "server.listen(3000, () => console.log('listening'));",
      "process.on('SIGTERM', () => server.close(() => process.exit(7)));",
    ].join('\n'),
  });
  const out = await sh(
    'node server.js >log & p=$!; until grep -q listening log; do sleep .1; done; curl -si localhost:3000/a; curl -s -d body localhost:3000/b; kill $p; wait $p; echo $?',
  );
  expect(out.replace(/Date: .*\r\n/, '').replaceAll('\r', '')).toBe(
    'HTTP/1.1 200 OK\nConnection: keep-alive\nKeep-Alive: timeout=5\nContent-Length: 8\n\nGET /a \nPOST /b body\n7\n',
  );
});

test('clients: http, fetch, net; refusals are told as Node tells them', async () => {
  const { go } = await languageMachine({
    '/app/client.js': [
      "const http = require('http');",
      "const net = require('net');",
      "const server = http.createServer((q, r) => { r.writeHead(201, { 'X-A': 'b' }); r.write('one '); r.end('two'); });",
      'server.listen(0, async () => {',
      '  const { port } = server.address();',
      "  http.get({ port, path: '/z' }, (answer) => {",
      "    console.log(answer.statusCode, answer.headers['x-a']);",
      "    answer.on('data', () => {}).on('end', async () => {",
      '      console.log(await (await fetch(`http://localhost:${port}/`)).text());',
      "      net.connect(1).on('error', (e) => { console.log(e.message); server.close(() => console.log('closed')); });",
      '    });',
      '  });',
      '});',
    ].join('\n'),
  });
  expect(await go('node', 'client.js')).toEqual({
    ...ok,
    stdout: '201 b\none two\nconnect ECONNREFUSED 127.0.0.1:1\nclosed\n',
  });
});

test('children: their output, statuses and pipes', async () => {
  const { go } = await languageMachine({
    '/app/cp.js': [
      "const cp = require('child_process');",
      "console.log(cp.execSync('echo $0; pwd', { cwd: '/tmp' }).toString());",
      "cp.exec('cat /nope; exit 3', (e, out, err) => {",
      '  console.log(e.code, err);',
      "  const cat = cp.spawn('cat');",
      "  cat.stdout.on('data', (d) => console.log('got ' + d));",
      "  cat.on('close', (code) => console.log('close', code));",
      "  cat.stdin.end('abc');",
      '});',
    ].join('\n'),
  });
  expect(await go('node', 'cp.js')).toEqual({
    ...ok,
    stdout: '/bin/sh\n/tmp\n\n3 cat: /nope: No such file or directory\n\ngot abc\nclose 0\n',
  });
});

test('standard input: streams, questions, programs', async () => {
  const { run } = await languageMachine({
    '/app/stdin.js': "let s=''; process.stdin.on('data',d=>s+=d).on('end',()=>console.log(s.toUpperCase()))",
    '/app/ask.js':
      "const rl=require('readline').createInterface({input:process.stdin,output:process.stdout}); rl.question('name? ',n=>{console.log('hi '+n); rl.close()})",
  });
  const at = { cwd: '/app', env: {} };
  expect((await run(['node', 'stdin.js'], { ...at, stdin: 'a\nb' })).stdout).toBe('A\nB\n');
  expect((await run(['node', 'ask.js'], { ...at, stdin: 'bob\n' })).stdout).toBe('name? hi bob\n');
  expect((await run(['node'], { ...at, stdin: 'console.log(6 * 7)' })).stdout).toBe('42\n');
});

test('a loop that never ends is killed; a signal ends what does not handle it', async () => {
  const { sh } = await languageMachine();
  const line = (signal: string) =>
    `node -e 'console.log("up"); while (true);' >log & p=$!; until grep -q up log; do sleep .1; done; kill -${signal} $p; wait $p; echo $?`;
  expect(await sh(line('KILL'))).toMatch(/137\n$/);
  expect(await sh(line('TERM'))).toMatch(/143\n$/);
});

test('a program sees nothing of the worker, and what is missing says so', async () => {
  const { go } = await languageMachine();
  const code =
    "console.log(['Worker','XMLHttpRequest','BroadcastChannel','indexedDB','postMessage','importScripts','navigator','WebSocket'].filter((n) => n in globalThis)); try { require('zlib') } catch (e) { console.log(e.message) }";
  expect((await go('node', '-e', code)).stdout).toBe(
    "[]\nthe module 'zlib' is not simulated in Drydock; real Node would compress and decompress\n",
  );
});
