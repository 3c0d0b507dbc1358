import { expect, test } from 'vitest';
import { testMachine, type TestMachine } from '../../../tests/support/kernel.ts';
import { PROGRAMS } from '../bin/table.ts';
import { programTable } from '../programs.ts';

const PASSWD = 'root:x:0:0:root:/root:/bin/sh\nwww-data:x:33:33:www-data:/var/www:/usr/sbin/nologin\n';

/** As Debian's packages lay it out, without comments. */
const DEBIAN: Readonly<Record<string, string>> = {
  '/etc/passwd': PASSWD,
  '/etc/hosts': '127.0.0.1 localhost\n127.0.0.1 test\n',
  '/etc/os-release': 'NAME="Debian GNU/Linux"\n',
  '/var/lib/dpkg/status': 'Package: apache2-bin\nStatus: install ok installed\nVersion: 2.4.71-1~deb12u1\n\n',
  '/etc/apache2/envvars':
    'unset HOME\nSUFFIX=\nexport APACHE_RUN_USER=www-data\nexport APACHE_RUN_GROUP=www-data\nexport APACHE_PID_FILE=/var/run/apache2$SUFFIX/apache2.pid\nexport APACHE_RUN_DIR=/var/run/apache2$SUFFIX\nexport APACHE_LOCK_DIR=/var/lock/apache2$SUFFIX\nexport APACHE_LOG_DIR=/var/log/apache2$SUFFIX\n',
  '/etc/apache2/apache2.conf': `DefaultRuntimeDir \${APACHE_RUN_DIR}
PidFile \${APACHE_PID_FILE}
Timeout 300
KeepAlive On
User \${APACHE_RUN_USER}
Group \${APACHE_RUN_GROUP}
ErrorLog \${APACHE_LOG_DIR}/error.log
LogLevel warn
IncludeOptional mods-enabled/*.load
IncludeOptional mods-enabled/*.conf
Include ports.conf
<Directory />
	Options FollowSymLinks
	AllowOverride None
	Require all denied
</Directory>
<Directory /var/www/>
	Options Indexes FollowSymLinks
	AllowOverride None
	Require all granted
</Directory>
AccessFileName .htaccess
<FilesMatch "^\\.ht">
	Require all denied
</FilesMatch>
LogFormat "%h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined
ServerTokens OS
ServerSignature On
IncludeOptional conf-enabled/*.conf
IncludeOptional sites-enabled/*.conf
`,
  ...Object.fromEntries(
    'mpm_event authz_core authz_host autoindex dir mime filter alias'
      .split(' ')
      .map((name) => [
        `/etc/apache2/mods-enabled/${name}.load`,
        `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so\n`,
      ]),
  ),
  '/etc/apache2/ports.conf': 'Listen 8070\n<IfModule ssl_module>\n\tListen 443\n</IfModule>\n',
  '/etc/apache2/sites-enabled/000-default.conf': `<VirtualHost *:8070>
	ServerAdmin webmaster@localhost
	DocumentRoot /var/www/html
	ErrorLog \${APACHE_LOG_DIR}/error.log
	CustomLog \${APACHE_LOG_DIR}/access.log combined
</VirtualHost>
`,
  '/etc/apache2/conf-enabled/': '',
  '/var/log/apache2/': '',
  '/var/run/': '',
  '/var/lock/': '',
  '/var/www/html/index.html': '<h1>It works!</h1>\n',
  '/var/www/html/dir/index.html': 'hi\n',
  '/var/www/html/list/a.txt': 'a\n',
  '/var/www/html/.htaccess': '',
};

async function machine(files = DEBIAN): Promise<TestMachine> {
  const made = await testMachine({
    programs: programTable(PROGRAMS),
    bin: Object.keys(PROGRAMS),
    files: { ...files, '/usr/sbin/': '' },
  });
  await made.run(['cp', '/bin/apache2', '/usr/sbin/apache2']);
  return made;
}

const NAMELESS =
  "AH00558: apache2: Could not reliably determine the server's fully qualified domain name, using 127.0.0.1. Set the 'ServerName' directive globally to suppress this message\n";

const page = (title: string, text: string, port = 8070) =>
  `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">\n<html><head>\n<title>${title}</title>\n</head><body>\n<h1>${title.slice(4)}</h1>\n${text}<hr>\n<address>Apache/2.4.71 (Debian) Server at 127.0.0.1 Port ${port}</address>\n</body></html>\n`;

test('answers in the layout of Debian as the real one does', async () => {
  const { run, readFile } = await machine();
  expect(await run(['apachectl', 'start'])).toEqual({ status: 0, stdout: '', stderr: NAMELESS });
  await run(['sleep', '0.05']);
  const get = async (...args: string[]) =>
    (await run(['curl', '-sS', ...args])).stdout
      .replaceAll('\r', '')
      .replace(/^Date: .*\n/m, '')
      .replace(/^(Last-Modified|ETag): .*\n/gm, '$1\n');
  const at = 'http://127.0.0.1:8070';
  expect(await get('-i', `${at}/`)).toBe(
    'HTTP/1.1 200 OK\nServer: Apache/2.4.71 (Debian)\nLast-Modified\nETag\nAccept-Ranges: bytes\nContent-Length: 19\nContent-Type: text/html\n\n<h1>It works!</h1>\n',
  );
  expect(await get('-i', `${at}/nosuch`)).toBe(
    `HTTP/1.1 404 Not Found\nServer: Apache/2.4.71 (Debian)\nContent-Length: 313\nContent-Type: text/html; charset=iso-8859-1\n\n${page('404 Not Found', '<p>The requested URL was not found on this server.</p>\n')}`,
  );
  expect(await get('-i', `${at}/dir`)).toBe(
    `HTTP/1.1 301 Moved Permanently\nServer: Apache/2.4.71 (Debian)\nLocation: http://127.0.0.1:8070/dir/\nContent-Length: 351\nContent-Type: text/html; charset=iso-8859-1\n\n${page('301 Moved Permanently', '<p>The document has moved <a href="http://127.0.0.1:8070/dir/">here</a>.</p>\n')}`,
  );
  expect(await get(`${at}/.htaccess`)).toBe(
    page('403 Forbidden', "<p>You don't have permission to access this resource.</p>\n"),
  );
  expect(await get('-i', '-X', 'DELETE', `${at}/`)).toContain(
    'HTTP/1.1 405 Method Not Allowed\nServer: Apache/2.4.71 (Debian)\nAllow: HEAD,GET,POST,OPTIONS\nContent-Length: 340\nContent-Type: text/html; charset=iso-8859-1\n',
  );
  expect(await get(`${at}/list/`)).toContain('<h1>Index of /list</h1>');
  const log = await readFile('/var/log/apache2/access.log');
  expect(log.split('\n')[1]).toMatch(
    /^127\.0\.0\.1 - - \[.*\] "GET \/nosuch HTTP\/1\.1" 404 \d+ "-" "curl\/7\.88\.1"$/,
  );
  const errors = await readFile('/var/log/apache2/error.log');
  expect(errors).toMatch(
    /^\[\w{3} \w{3} \d\d [\d:.]+ \d{4}\] \[mpm_event:notice\] \[pid \d+:tid \d+\] AH00489: Apache\/2\.4\.71 \(Debian\) configured -- resuming normal operations\n/,
  );
  expect(errors).toContain('AH01630: client denied by server configuration: /var/www/html/.htaccess');
  const ps = await run(['bash', '-c', 'ps -eo user,args | grep "[a]pache2"']);
  expect(ps.stdout.split('\n').slice(0, 2)).toEqual([
    'root     /usr/sbin/apache2 -k start',
    'www-data /usr/sbin/apache2 -k start',
  ]);
  expect((await run(['apachectl', 'graceful'])).status).toBe(0);
  await run(['sleep', '0.05']);
  expect(await get(`${at}/dir/`)).toBe('hi\n');
  expect((await run(['apachectl', 'stop'])).status).toBe(0);
  expect(await run(['apachectl', 'stop'])).toMatchObject({ stderr: `${NAMELESS}httpd (no pid file) not running\n` });
});

test('a wrong configuration is refused in the words of the real one', async () => {
  const { run } = await machine({ ...DEBIAN, '/etc/apache2/conf-enabled/zz.conf': 'Foo bar\n' });
  const said =
    "AH00526: Syntax error on line 1 of /etc/apache2/conf-enabled/zz.conf:\nInvalid command 'Foo', perhaps misspelled or defined by a module not included in the server configuration\n";
  expect(await run(['apachectl', 'configtest'])).toEqual({
    status: 1,
    stdout: "Action 'configtest' failed.\nThe Apache error log may have more information.\n",
    stderr: said,
  });
  const { run: good } = await machine({ ...DEBIAN, '/etc/apache2/conf-enabled/name.conf': 'ServerName localhost\n' });
  expect(await good(['apache2ctl', 'configtest'])).toEqual({ status: 0, stdout: '', stderr: 'Syntax OK\n' });
});

test('runs in the foreground in the layout of the official image, and stops gracefully', async () => {
  const conf = `ServerRoot "/usr/local/apache2"
Listen 8071
${['dir', 'mpm_event', 'unixd', 'authz_core', 'log_config', 'mime'].map((name) => `LoadModule ${name}_module modules/mod_${name}.so`).join('\n')}
User www-data
DocumentRoot "/usr/local/apache2/htdocs"
<Directory "/usr/local/apache2/htdocs">
    Require all granted
</Directory>
ErrorLog /proc/self/fd/2
<IfModule log_config_module>
    LogFormat "%h %l %u %t \\"%r\\" %>s %b" common
    CustomLog /proc/self/fd/1 common
</IfModule>
`;
  const { run, start } = await machine({
    '/etc/passwd': PASSWD,
    '/etc/hosts': '127.0.0.1 localhost\n127.0.0.1 test\n',
    '/usr/local/apache2/conf/httpd.conf': conf,
    '/usr/local/apache2/htdocs/index.html': '<html><body><h1>It works!</h1></body></html>\n',
    '/usr/local/apache2/logs/': '',
  });
  let log = '';
  const process = await start(['httpd', '-DFOREGROUND'], {
    env: { HTTPD_VERSION: '2.4.65' },
    stdout: (bytes) => (log += new TextDecoder().decode(bytes)),
  });
  await expect.poll(() => log).toContain("AH00094: Command line: 'httpd -DFOREGROUND'");
  const { stdout } = await run(['curl', '-si', 'http://localhost:8071/']);
  expect(stdout).toContain('Server: Apache/2.4.65 (Unix)\r\n');
  expect(stdout).toContain('<h1>It works!</h1>');
  await expect.poll(() => log).toMatch(/127\.0\.0\.1 - - \[.*\] "GET \/ HTTP\/1\.1" 200 45\n/);
  await run(['pkill', '-WINCH', '-o', 'httpd']);
  expect(await process.exited).toEqual({ kind: 'exited', status: 0 });
  expect(log).toContain('AH00492: caught SIGWINCH, shutting down gracefully');
});
