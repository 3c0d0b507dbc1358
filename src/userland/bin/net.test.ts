/** Network programs against servers of the same machine: texts and statuses are those that the real programs gave. */
import { beforeAll, describe, expect, test } from 'vitest';
import { testMachine, type TestMachine } from '../../../tests/support/kernel.ts';
import { programTable } from '../programs.ts';
import { APPLETS } from './applets.ts';
import { PROGRAMS } from './table.ts';

const NGINX = `events {}
error_log /tmp/error.log;
http {
  access_log off; default_type text/plain;
  server {
    listen 8099; root /srv;
    location /redir { return 302 /echo; }
    location /404 { return 404; }
    location /echo { return 200 "$request_method $uri $args|$http_user_agent|$http_accept|$http_x_a|$content_type|$http_authorization\\n"; }
  }
}
`;

const FILES = {
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/:/bin/false\n',
  '/etc/group': 'root:x:0:\n',
  '/etc/hosts': '127.0.0.1 localhost\n127.0.0.1 test\n',
  '/etc/nginx/nginx.conf': NGINX,
  '/run/': '',
  '/var/log/nginx/': '',
  '/srv/big': 'x'.repeat(200_000),
  '/srv/small': 'abc\n',
};

let gnu: TestMachine;
let busybox: TestMachine;
beforeAll(async () => {
  const programs = programTable(PROGRAMS);
  gnu = await testMachine({ programs, bin: Object.keys(PROGRAMS), files: FILES });
  await gnu.run(['nginx']);
  busybox = await testMachine({ programs, bin: ['busybox', 'nginx'], files: FILES });
  for (const name of Object.keys(APPLETS)) await busybox.files.symlink('/bin/busybox', `/bin/${name}`);
  await busybox.files.symlink('/bin/busybox', '/bin/sh');
  await busybox.run(['nginx']);
});

const AT = 'http://127.0.0.1:8099';
const METER =
  '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n' +
  '                                 Dload  Upload   Total   Spent    Left  Speed\n' +
  '\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0';

/** Times and rates are what differs from run to run. */
function timeless(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, 'WHEN')
    .replace(/\([\d.]+ [KMG]?B\/s\)/g, '(RATE)')
    .replace(/ +[\d.]+[KMG]?=[\d.]+s/g, ' SPEED')
    .replace(/ +[\d.]+[KMG]? 0s$/gm, ' SPEED')
    .replace(/after \d+ ms/g, 'after N ms')
    .replace(/time=[\d.]+ ms/g, 'time=T ms')
    .replace(/time \d+ms/g, 'time Tms')
    .replace(/= [\d.]+(\/[\d.]+)+ ms/g, '= T ms');
}

async function ran(machine: TestMachine, script: string): Promise<[number, string, string]> {
  const shell = machine === gnu ? 'bash' : 'sh';
  const { status, stdout, stderr } = await machine.run([shell, '-c', `cd /tmp; ${script}`], { env: { PATH: '/bin' } });
  return [status, timeless(stdout), timeless(stderr)];
}

describe('curl', () => {
  test.each<[string, number, string, string]>([
    ['curl', 2, '', "curl: try 'curl --help' or 'curl --manual' for more information\n"],
    [
      'curl --nosuch',
      2,
      '',
      "curl: option --nosuch: is unknown\ncurl: try 'curl --help' or 'curl --manual' for more information\n",
    ],
    [
      'curl -d',
      2,
      '',
      "curl: option -d: requires parameter\ncurl: try 'curl --help' or 'curl --manual' for more information\n",
    ],
    ['curl htp://x', 1, '', 'curl: (1) Protocol "htp" not supported or disabled in libcurl\n'],
    ['curl -sS http://127.0.0.1:99999/', 3, '', 'curl: (3) URL using bad/illegal format or missing URL\n'],
    ['curl -sS "http://[::1"', 3, '', 'curl: (3) bad range specification in URL position 9:\nhttp://[::1\n        ^\n'],
    [
      'curl -sS http://127.0.0.1:1/',
      7,
      '',
      "curl: (7) Failed to connect to 127.0.0.1 port 1 after N ms: Couldn't connect to server\n",
    ],
    ['curl -s http://127.0.0.1:1/', 7, '', ''],
    [
      'curl http://127.0.0.1:1/',
      7,
      '',
      `${METER}\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0\ncurl: (7) Failed to connect to 127.0.0.1 port 1 after N ms: Couldn't connect to server\n`,
    ],
    [
      'curl -sSv http://127.0.0.1:1/',
      7,
      '',
      "*   Trying 127.0.0.1:1...\n* connect to 127.0.0.1 port 1 failed: Connection refused\n* Failed to connect to 127.0.0.1 port 1 after N ms: Couldn't connect to server\n* Closing connection 0\ncurl: (7) Failed to connect to 127.0.0.1 port 1 after N ms: Couldn't connect to server\n",
    ],
    [`curl -sSf ${AT}/404`, 22, '', 'curl: (22) The requested URL returned error: 404\n'],
    [`curl -sS --max-redirs 0 -L ${AT}/redir`, 47, '', 'curl: (47) Maximum (0) redirects followed\n'],
    [`curl -sS ${AT}/echo`, 0, 'GET /echo |curl/7.88.1|*/*|||\n', ''],
    [`curl -sS -d a=1 -d b=2 ${AT}/echo`, 0, 'POST /echo |curl/7.88.1|*/*||application/x-www-form-urlencoded|\n', ''],
    [`curl -sS -G -d a=1 ${AT}/echo`, 0, 'GET /echo a=1|curl/7.88.1|*/*|||\n', ''],
    [`curl -sS --json {} ${AT}/echo`, 0, 'POST /echo |curl/7.88.1|application/json||application/json|\n', ''],
    [`curl -sS -A me -H 'X-A: 1' -u me:pw ${AT}/echo`, 0, 'GET /echo |me|*/*|1||Basic bWU6cHc=\n', ''],
    [`curl -sSL -d x ${AT}/redir`, 0, 'GET /echo |curl/7.88.1|*/*|||\n', ''],
    [`curl -sS -o /nosuch/x ${AT}/echo`, 23, '', 'curl: (23) Failure writing output to destination\n'],
    [`curl -sS -O ${AT}/small; cat small`, 0, 'abc\n', ''],
    [`curl -sS -O ${AT}/`, 23, '', 'curl: (23) Failed writing received data to disk/application\n'],
    [
      `curl -s -o /dev/null -w '%{http_code} %{size_download} %{content_type} %{num_redirects} %{redirect_url} %{nosuch}\\n' ${AT}/redir`,
      0,
      '302 145 text/html 0 http://127.0.0.1:8099/echo \n',
      "curl: unknown --write-out variable: 'nosuch'\n",
    ],
    [
      `curl -sS https://127.0.0.1:8099/`,
      77,
      '',
      'curl: (77) error setting certificate file: /etc/ssl/certs/ca-certificates.crt\n',
    ],
    [
      `curl -sSk https://127.0.0.1:8099/`,
      35,
      '',
      'curl: (35) OpenSSL/3.0.22: error:0A00010B:SSL routines::wrong version number\n',
    ],
    [
      `curl -sS --interface a:b:c:d ${AT}`,
      2,
      '',
      "curl: option --interface: is not simulated in Drydock\ncurl: try 'curl --help' or 'curl --manual' for more information\n",
    ],
  ])('%s', async (script, status, stdout, stderr) => {
    expect(await ran(gnu, script)).toEqual([status, stdout, stderr]);
  });
});

describe('wget', () => {
  const begin = `--WHEN--  ${AT}`;
  const connected = 'Connecting to 127.0.0.1:8099... connected.\nHTTP request sent, awaiting response... ';
  test.each<[string, number, string, string]>([
    ['wget', 1, '', "wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n"],
    [
      'wget -y',
      2,
      '',
      "wget: invalid option -- 'y'\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n",
    ],
    [
      'wget http://127.0.0.1:1/',
      4,
      '',
      '--WHEN--  http://127.0.0.1:1/\nConnecting to 127.0.0.1:1... failed: Connection refused.\n',
    ],
    [`wget ${AT}/404`, 8, '', `${begin}/404\n${connected}404 Not Found\nWHEN ERROR 404: Not Found.\n\n`],
    [`wget -q ${AT}/404`, 8, '', ''],
    [
      `wget ${AT}/small -O one; cat one`,
      0,
      'abc\n',
      `${begin}/small\n${connected}200 OK\nLength: 4 [text/plain]\nSaving to: 'one'\n\n     0K                                                       100% SPEED\n\nWHEN (RATE) - 'one' saved [4/4]\n\n`,
    ],
    [
      `LC_ALL=C.UTF-8 wget ${AT}/big -O two; wc -c < two`,
      0,
      '200000\n',
      `${begin}/big\n${connected}200 OK\nLength: 200000 (195K) [text/plain]\nSaving to: ‘two’\n\n` +
        '     0K .......... .......... .......... .......... .......... 25% SPEED\n' +
        '    50K .......... .......... .......... .......... .......... 51% SPEED\n' +
        '   100K .......... .......... .......... .......... .......... 76% SPEED\n' +
        '   150K .......... .......... .......... .......... .....     100% SPEED\n\n' +
        'WHEN (RATE) - ‘two’ saved [200000/200000]\n\n',
    ],
    [
      `wget --spider ${AT}/404`,
      8,
      '',
      `Spider mode enabled. Check if remote file exists.\n${begin}/404\n${connected}404 Not Found\nRemote file does not exist -- broken link!!!\n\n`,
    ],
    [`wget -qO- -U me --post-data=a=1 ${AT}/echo`, 0, 'POST /echo |me|*/*||application/x-www-form-urlencoded|\n', ''],
    [
      `wget -qO- --header 'X-A: 1' --auth-no-challenge --user=me --password=pw ${AT}/redir`,
      0,
      'GET /echo |Wget/1.21.3|*/*|1||Basic bWU6cHc=\n',
      '',
    ],
    ['wget htp://x', 1, '', "htp://x: Unsupported scheme 'htp'.\n"],
    [`wget -O /nosuch/x ${AT}/echo`, 1, '', '/nosuch/x: No such file or directory\n'],
  ])('%s', async (script, status, stdout, stderr) => {
    expect(await ran(gnu, script)).toEqual([status, stdout, stderr]);
  });
});

describe('busybox', () => {
  test.each<[string, number, string, string]>([
    [`wget -qO- ${AT}/echo`, 0, 'GET /echo |Wget||||\n', ''],
    [
      `wget ${AT}/small; cat small`,
      0,
      'abc\n',
      "Connecting to 127.0.0.1:8099 (127.0.0.1:8099)\nsaving to 'small'\n\rsmall                100% |********************************|     4  0:00:00 ETA\n'small' saved\n",
    ],
    [
      `wget ${AT}/small; wget ${AT}/small`,
      1,
      '',
      "Connecting to 127.0.0.1:8099 (127.0.0.1:8099)\nwget: can't open 'small': File exists\n".repeat(2),
    ],
    [
      `wget ${AT}/404`,
      1,
      '',
      'Connecting to 127.0.0.1:8099 (127.0.0.1:8099)\nwget: server returned error: HTTP/1.1 404 Not Found\n',
    ],
    [
      'wget http://127.0.0.1:1/',
      1,
      '',
      "Connecting to 127.0.0.1:1 (127.0.0.1:1)\nwget: can't connect to remote host (127.0.0.1): Connection refused\n",
    ],
    ['nc 127.0.0.1 1', 1, '', "nc: can't connect to remote host (127.0.0.1): Connection refused\n"],
    ['telnet 127.0.0.1 1', 1, '', "telnet: can't connect to remote host (127.0.0.1): Connection refused\n"],
    [
      'ping -c 1 -q localhost',
      0,
      'PING localhost (127.0.0.1): 56 data bytes\n\n--- localhost ping statistics ---\n1 packets transmitted, 1 packets received, 0% packet loss\nround-trip min/avg/max = T ms\n',
      '',
    ],
    [
      'netstat -tln | tail -n 1',
      0,
      'tcp        0      0 0.0.0.0:8099            0.0.0.0:*               LISTEN      \n',
      '',
    ],
    [
      'ip addr show lo',
      0,
      '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue qlen 1000\n    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00\n    inet 127.0.0.1/8 scope host lo\n       valid_lft forever preferred_lft forever\n    inet6 ::1/128 scope host \n       valid_lft forever preferred_lft forever\n',
      '',
    ],
    ['hostname -i', 0, '127.0.0.1\n', ''],
  ])('%s', async (script, status, stdout, stderr) => {
    expect(await ran(busybox, script)).toEqual([status, stdout, stderr]);
  });
});

describe('others', () => {
  test.each<[string, number, string, string]>([
    ['nc -zv 127.0.0.1 8099', 0, '', 'Connection to 127.0.0.1 8099 port [tcp/*] succeeded!\n'],
    [
      'nc -zv 127.0.0.1 1 8099',
      0,
      '',
      'nc: connect to 127.0.0.1 port 1 (tcp) failed: Connection refused\nConnection to 127.0.0.1 8099 port [tcp/*] succeeded!\n',
    ],
    ['nc 127.0.0.1 1', 1, '', ''],
    ['nc -l 8099', 1, '', 'nc: Address already in use\n'],
    ['nc -U /nosuch', 1, '', 'nc: /nosuch: No such file or directory\n'],
    [
      '(echo hi | nc -N -l 5555 > got &); sleep 0.1; echo ho | nc -N 127.0.0.1 5555; sleep 0.1; cat got',
      0,
      'hi\nho\n',
      '',
    ],
    [
      'ping -c 2 -i 0.1 127.0.0.1',
      0,
      'PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.\n64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=T ms\n64 bytes from 127.0.0.1: icmp_seq=2 ttl=64 time=T ms\n\n--- 127.0.0.1 ping statistics ---\n2 packets transmitted, 2 received, 0% packet loss, time Tms\nrtt min/avg/max/mdev = T ms\n',
      '',
    ],
    ['ping', 1, '', 'ping: usage error: Destination address required\n'],
    ['ping -c 0 localhost', 1, '', "ping: invalid argument: '0': out of range: 1 <= value <= 9223372036854775807\n"],
    ['ip foo', 1, '', 'Object "foo" is unknown, try "ip help".\n'],
    ['ip addr show nosuch', 1, '', 'Device "nosuch" does not exist.\n'],
    ['ip -br a', 0, 'lo               UNKNOWN        127.0.0.1/8 ::1/128 \n', ''],
    ['ip -4 -o a', 0, '1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever\n', ''],
    [
      'netstat -tln | tail -n 1',
      0,
      'tcp        0      0 0.0.0.0:8099            0.0.0.0:*               LISTEN     \n',
      '',
    ],
    ['ss -Htln | tr -s " "', 0, 'LISTEN 0 511 0.0.0.0:8099 0.0.0.0:*\n', ''],
    [
      'getent hosts localhost; getent passwd root; getent hosts nosuch.test',
      2,
      '127.0.0.1       localhost\nroot:x:0:0:root:/root:/bin/bash\n',
      '',
    ],
    [
      'getent ahosts localhost',
      0,
      '127.0.0.1       STREAM localhost\n127.0.0.1       DGRAM  \n127.0.0.1       RAW    \n',
      '',
    ],
    ['getent foo', 1, "Try `getent --help' or `getent --usage' for more information.\n", 'Unknown database: foo\n'],
    [
      'telnet 127.0.0.1 1',
      1,
      'Trying 127.0.0.1...\n',
      'telnet: Unable to connect to remote host: Connection refused\n',
    ],
    ['ssh host', 255, '', 'ssh: not simulated in Drydock; the real ssh would open a shell on the remote host\n'],
  ])('%s', async (script, status, stdout, stderr) => {
    expect(await ran(gnu, script)).toEqual([status, stdout, stderr]);
  });
});
