import { expect, test } from 'vitest';
import { testMachine, type TestMachine } from '../../../tests/support/kernel.ts';
import { PROGRAMS } from '../bin/table.ts';
import { programTable } from '../programs.ts';

const CONFIG = `
worker_processes 1;
error_log /dev/stderr notice;
pid /tmp/nginx.pid;
events { worker_connections 64; }
http {
  types { text/html html; text/plain txt; application/json json; }
  default_type application/octet-stream;
  log_format main '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" "$http_x_forwarded_for"';
  access_log /tmp/access.log main;
  upstream back { server 127.0.0.1:8091; }
  server {
    listen 8090; server_name localhost; root /srv;
    location / { index index.html; }
    location /list/ { autoindex on; }
    location = /ret { return 418 "tea $uri $arg_a\\n"; }
    location /r301 { return 301 /dir/; }
    location /r302 { return 302 http://x/$request_uri; }
    location /deny { deny all; }
    location /proxy/ { proxy_pass http://back/; proxy_set_header X-Real-IP $remote_addr; }
    location /dead/ { proxy_pass http://127.0.0.1:1; }
    location ~ \\.php$ { return 403; }
    location /try { try_files $uri $uri/ /index.html; }
    location /try2 { try_files $uri =404; }
    location /h { add_header X-A b; return 200 "ok"; }
    location /rw { rewrite ^/rw/(.*)$ /$1 break; }
    location /rwl { rewrite ^/rwl/(.*)$ /dir/ last; }
    location /al/ { alias /srv/dir/; }
    location /auth { auth_basic "Area"; auth_basic_user_file /etc/ht; }
  }
  server { listen 8090; server_name other.example *.wild.example; return 200 "other\\n"; }
  server { listen 8091; location / { return 200 "$request_method $uri $http_host $http_x_real_ip\\n"; } }
}
`;

async function machine(config = CONFIG): Promise<TestMachine> {
  return testMachine({
    programs: programTable(PROGRAMS),
    bin: Object.keys(PROGRAMS),
    files: {
      '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n',
      '/etc/hosts': '127.0.0.1 localhost\n',
      '/etc/nginx/nginx.conf': config,
      '/etc/ht': 'me:$apr1$Fy9qUKL7$JKiM8yO.Pr6MuhKsoBI3Z1\n',
      '/run/': '',
      '/var/log/nginx/': '',
      '/srv/index.html': 'hello\n',
      '/srv/dir/index.html': 'd\n',
      '/srv/list/a.txt': 'a\n',
      '/srv/ten.txt': 'abcdefghij\n',
    },
  });
}

async function serving(): Promise<TestMachine> {
  const made = await machine();
  const { status, stderr } = await made.run(['nginx']);
  expect({ status, stderr: stderr.replace(/.*\[notice\].*\n/g, '') }).toEqual({ status: 0, stderr: '' });
  return made;
}

test('answers as the real one, fields and pages', async () => {
  const { run } = await serving();
  const get = async (...args: string[]) => {
    const { stdout, stderr } = await run(['curl', '-sS', ...args]);
    return (stdout + stderr)
      .replace(/^Date: .*\r\n/m, '')
      .replace(/^(Last-Modified|ETag): .*\r\n/gm, '$1\r\n')
      .replaceAll('\r', '');
  };
  const at = 'http://localhost:8090';
  const page = (title: string) =>
    `<html>\n<head><title>${title}</title></head>\n<body>\n<center><h1>${title}</h1></center>\n<hr><center>nginx/1.22.1</center>\n</body>\n</html>\n`;
  expect(await get('-i', `${at}/`)).toBe(
    'HTTP/1.1 200 OK\nServer: nginx/1.22.1\nContent-Type: text/html\nContent-Length: 6\nLast-Modified\nConnection: keep-alive\nETag\nAccept-Ranges: bytes\n\nhello\n',
  );
  expect(await get('-i', `${at}/nosuch`)).toBe(
    `HTTP/1.1 404 Not Found\nServer: nginx/1.22.1\nContent-Type: text/html\nContent-Length: 153\nConnection: keep-alive\n\n${page('404 Not Found')}`,
  );
  expect(await get('-i', `${at}/dir`)).toBe(
    `HTTP/1.1 301 Moved Permanently\nServer: nginx/1.22.1\nContent-Type: text/html\nContent-Length: 169\nLocation: http://localhost:8090/dir/\nConnection: keep-alive\n\n${page('301 Moved Permanently')}`,
  );
  expect(await get('-i', `${at}/r302`)).toBe(
    `HTTP/1.1 302 Moved Temporarily\nServer: nginx/1.22.1\nContent-Type: text/html\nContent-Length: 145\nConnection: keep-alive\nLocation: http://x//r302\n\n${page('302 Found')}`,
  );
  expect(await get('-i', `${at}/ret?a=1`)).toBe(
    'HTTP/1.1 418 \nServer: nginx/1.22.1\nContent-Type: application/octet-stream\nContent-Length: 11\nConnection: keep-alive\n\ntea /ret 1\n',
  );
  expect(await get(`${at}/list/`)).toMatch(
    /^<html>\n<head><title>Index of \/list\/<\/title><\/head>\n<body>\n<h1>Index of \/list\/<\/h1><hr><pre><a href="..\/">..\/<\/a>\n<a href="a.txt">a.txt<\/a> {46}\d\d-\w{3}-\d{4} \d\d:\d\d {19}2\n<\/pre><hr><\/body>\n<\/html>\n$/,
  );
  expect(await get(`${at}/deny`)).toBe(page('403 Forbidden'));
  expect(await get(`${at}/a.php`)).toBe(page('403 Forbidden'));
  expect(await get(`${at}/dead/`)).toBe(page('502 Bad Gateway'));
  expect(await get(`${at}/proxy/x?q=1`)).toBe('GET /x back 127.0.0.1\n');
  expect(await get(`${at}/try/x`, `${at}/rw/ten.txt`, `${at}/rwl/1`, `${at}/al/`)).toBe('hello\nabcdefghij\nd\nd\n');
  expect(await get(`${at}/try2/x`)).toBe(page('404 Not Found'));
  expect(await get('-H', 'Host: a.wild.example', `${at}/`)).toBe('other\n');
  expect(await get('-r', '2-4', `${at}/ten.txt`)).toBe('cde');
  expect(await get('-d', 'x', `${at}/ten.txt`)).toBe(page('405 Not Allowed'));
  expect(await get('-i', `${at}/auth`)).toContain('WWW-Authenticate: Basic realm="Area"');
  expect(await get('-u', 'me:pw', '-o', '/dev/null', '-w', '%{http_code}', `${at}/auth`)).toBe('404');
});

test('master and worker are seen, reload and quit as told', async () => {
  const { run, readFile } = await serving();
  const ps = await run(['bash', '-c', 'ps -eo user,args | grep "nginx:" | grep -v grep']);
  expect(ps.stdout).toBe('root     nginx: master process nginx\nnobody   nginx: worker process\n');
  await run(['curl', '-s', '-A', 'test', 'http://localhost:8090/']);
  expect(await readFile('/tmp/access.log')).toMatch(
    /^127\.0\.0\.1 - - \[\d\d\/\w{3}\/\d{4}:[\d:]+ \+0000\] "GET \/ HTTP\/1\.1" 200 6 "-" "test" "-"\n$/,
  );
  await run(['sed', '-i', 's/other.n/changed/', '/etc/nginx/nginx.conf']);
  expect((await run(['nginx', '-s', 'reload'])).status).toBe(0);
  await run(['sleep', '0.1']);
  expect((await run(['curl', '-s', '-H', 'Host: other.example', 'http://localhost:8090/'])).stdout).toBe('changed');
  expect((await run(['nginx', '-s', 'quit'])).status).toBe(0);
  await run(['sleep', '0.1']);
  expect((await run(['curl', '-s', 'http://localhost:8090/'])).status).toBe(7);
  expect((await run(['nginx', '-s', 'quit'])).stderr).toContain(
    '[error] open() "/tmp/nginx.pid" failed (2: No such file or directory)',
  );
});

const E = 'events {}\n';
test.each([
  ['', 'no "events" section in configuration'],
  ['events {', 'unexpected end of file, expecting "}" in PATH:1'],
  ['events {}\nhttp {\n server { listen 80 }\n}', 'unexpected "}" in PATH:3'],
  ['foo;\nevents {}', 'unknown directive "foo" in PATH:1'],
  [`${E}server {}`, '"server" directive is not allowed here in PATH:2'],
  [`${E}http { server { listen; } }`, 'invalid number of arguments in "listen" directive in PATH:2'],
  [`${E}http { server { listen abc:x; } }`, 'invalid port in "abc:x" of the "listen" directive in PATH:2'],
  [`${E}http { server { root a; root b; } }`, '"root" directive is duplicate in PATH:2'],
  [`${E}http { server { location / { proxy_pass foo; } } }`, 'invalid URL prefix in PATH:2'],
  [
    `${E}http { server { location / { proxy_pass http://nosuchhost.invalid; } } }`,
    'host not found in upstream "nosuchhost.invalid" in PATH:2',
  ],
  [`${E}http { include /nosuch.conf; }`, 'open() "/nosuch.conf" failed (2: No such file or directory) in PATH:2'],
  [`${E}http { server { location ~ ( { } } }`, 'pcre2_compile() failed: missing closing parenthesis in "(" in PATH:2'],
  [`${E}http { server { location / {} location / {} } }`, 'duplicate location "/" in PATH:2'],
  [`${E}http { server { return abc; } }`, 'invalid return code "abc" in PATH:2'],
  [`${E}http { access_log /nosuch/a.log; }`, 'open() "/nosuch/a.log" failed (2: No such file or directory)'],
  [`${E}http { access_log /tmp/a.log foo; }`, 'unknown log format "foo" in PATH:2'],
  [
    `${E}http { server { autoindex maybe; } }`,
    'invalid value "maybe" in "autoindex" directive, it must be "on" or "off" in PATH:2',
  ],
  [`worker_processes x;\n${E}`, '"worker_processes" directive invalid value in PATH:1'],
  [`${E}http { upstream a { } }`, 'no servers are inside upstream in PATH:2'],
  [`${E}http { server { set a b; } }`, 'invalid variable name "a" in PATH:2'],
  [`${E}http { server { return 200 $nosuch; } }`, 'unknown "nosuch" variable'],
  [`${E}http { server { listen 8095; listen 8095; } }`, 'a duplicate listen 0.0.0.0:8095 in PATH:2'],
  [`${E}http { server { return 200 "abc; } }`, 'unexpected end of file, expecting ";" or "}" in PATH:2'],
  [`${E}http { server { client_max_body_size x; } }`, '"client_max_body_size" directive invalid value in PATH:2'],
  [`${E}${E}`, '"events" directive is duplicate in PATH:2'],
  [
    `${E}http { server { listen 443 ssl; } }`,
    'no "ssl_certificate" is defined for the "listen ... ssl" directive in PATH:2',
  ],
  [`error_log stderr foo;\n${E}`, 'invalid log level "foo" in PATH:1'],
])('refuses %j', async (config, message) => {
  const { run } = await machine(config);
  const { status, stderr } = await run(['nginx', '-t']);
  const said = message.replace('PATH', '/etc/nginx/nginx.conf');
  expect(status).toBe(1);
  expect(stderr).toContain(`nginx: [emerg] ${said}\n`);
  expect(stderr).toMatch(/nginx: configuration file \/etc\/nginx\/nginx.conf test failed\n$/);
});
