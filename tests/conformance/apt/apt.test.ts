/**
 * apt-get, apt-cache, apt-key and dpkg on a small archive. What they say was recorded from apt 2.6.1 and dpkg 1.21 in Debian 12
 * (`new`), with sizes of this archive in place; the older words are those of Ubuntu 14.04 (`old`).
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { gzip } from '../../../src/oci/compression.ts';
import { internetTree } from '../../../src/catalog/internet-tree.ts';
import { repositorySite } from '../../../src/catalog/packages/deb/repository.ts';
import { parsePackages } from '../../../src/catalog/packages/parse-packages.ts';
import { systemClock } from '../../../src/base/ports.ts';
import { createInternet, type SandboxInternet } from '../../../src/internet/create-internet.ts';
import { internetHosts } from '../../../src/internet/hosts.ts';
import { PROGRAMS } from '../../../src/userland/bin/table.ts';
import { programTable } from '../../../src/userland/programs.ts';
import { dash } from '../../../src/userland/sh/programs.ts';
import { seededRandom } from '../../support/clock.ts';
import { testMachine, type TestMachine } from '../../support/kernel.ts';
import { memoryStorage } from '../../support/registry-storage.ts';

const PACKAGES = `
tree 2.1.0-1 utils 116 displays an indented directory tree, in color
Depends: libc6 (>= 2.34)
usr/bin/ tree=echo:86000

unzip 6.0-28 utils 393 De-archiver for .zip files
Depends: libc6 (>= 2.34)
usr/bin/ unzip=echo:190000

zip 3.0-13 utils 626 Archiver for .zip files
Depends: libc6 (>= 2.34)
Recommends: unzip
usr/bin/ zip=echo:220000

rsync 3.2.7-1 net 812 fast, versatile, remote (and local) file-copying tool
Depends: libc6 (>= 2.34), libpopt0 (>= 1.14)
Suggests: openssh-client, openssh-server
usr/bin/ rsync=echo:500000
etc/default/ rsync
@group rsync

libpopt0* 1.19-1 libs 131 library for parsing command-line arguments
Depends: libc6 (>= 2.34)

broken 1.0-1 misc 10 a package that cannot be had
Depends: nowhere (>= 2)

exim 4.96-1 mail 10 a mail server
Provides: mail-transport-agent
postfix 3.7-1 mail 10 another mail server
Provides: mail-transport-agent
`;

const STATUS = (apt: string, dpkg: string) =>
  [
    ['apt', apt, ''],
    ['dpkg', dpkg, ''],
    ['libc6', '2.36-9', 'Multi-Arch: same\n'],
  ]
    .map(
      ([name, version, more]) =>
        `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\n${more}Version: ${version}\nDescription: ${name}\n\n`,
    )
    .join('');

const BIN = 'apt apt-get apt-cache apt-key apt-mark dpkg dpkg-query sh dash cat ls grep groupadd rm'.split(' ');
const NEW = STATUS('2.6.1', '1.21.22');
const OLD = STATUS('1.0.1ubuntu2.24', '1.17.5ubuntu5.8');

let internet: SandboxInternet;

beforeAll(async () => {
  const packages = parsePackages(PACKAGES, { texts: { 'etc/default/rsync': 'RSYNC_ENABLE=false\n' } });
  const suite = (name: string) => ({
    name,
    codename: name,
    version: '12',
    description: 'test',
    date: 'Sat, 06 Sep 2025 10:14:02 UTC',
    components: { main: packages },
  });
  const site = (host: string, keyId: string) =>
    repositorySite(host, 'debian', {
      origin: { maintainer: 'A <a@b>' },
      label: 'Test',
      keyId,
      suites: [suite('test')],
      inRelease: host === 'deb.debian.org',
    });
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const sites = [site('deb.debian.org', 'f8d2585b8783d481'), site('archive.ubuntu.com', 'd8576a8ba88d21e9')];
  for await (const { path, bytes } of internetTree(sites, { gzip, mtime: 0 })) {
    files.set(`internet/${path}`, bytes as Uint8Array<ArrayBuffer>);
  }
  const fetch = (path: string) => {
    const body = files.get(path);
    const headers = { 'content-length': String(body?.length ?? 0) };
    return Promise.resolve(new Response(body ?? null, { status: body ? 200 : 404, headers }));
  };
  const { hosts } = internetHosts({ fetch, storage: memoryStorage(), clock: systemClock, random: seededRandom() });
  internet = createInternet({ hosts, clock: systemClock });
});

function machine(status = NEW, source = 'deb http://deb.debian.org/debian test main'): Promise<TestMachine> {
  return testMachine({
    programs: programTable({ sh: dash }, PROGRAMS),
    bin: BIN,
    internet,
    files: {
      '/etc/apt/sources.list': `${source}\n`,
      '/etc/resolv.conf': 'nameserver 10.0.0.53\n',
      '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
      '/etc/group': 'root:x:0:\n',
      '/var/lib/dpkg/status': status,
      '/var/lib/dpkg/info/libc6:amd64.list': '/.\n/lib\n/lib/libc.so.6\n',
    },
  });
}

/** Numbers that depend on how well the archive is compressed, and on the time, are not compared. */
function settled(text: string): string {
  return text
    .replace(/\[[\d.,]+ k?B\]/g, '[SIZE]')
    .replace(/Need to get [\d.]+ k?B/, 'Need to get SIZE')
    .replace(/^Fetched .*/gm, 'Fetched SUM');
}

/** Runs commands one after the other; what they wrote, and `[status]` of those that failed. */
async function typed(at: TestMachine, ...commands: readonly string[]): Promise<string> {
  let all = '';
  for (const command of commands) {
    const { status, stdout, stderr } = await at.run(['/bin/sh', '-c', `${command} 2>&1`]);
    all += settled(stdout + stderr) + (status === 0 ? '' : `[${status}]\n`);
  }
  return all;
}

describe('today', () => {
  test('lists are fetched once, and known the second time', async () => {
    const at = await machine();
    expect(await typed(at, 'apt-get update', 'apt-get update', 'ls /var/lib/apt/lists')).toBe(`\
Get:1 http://deb.debian.org/debian test InRelease [SIZE]
Get:2 http://deb.debian.org/debian test/main amd64 Packages [SIZE]
Fetched SUM
Reading package lists...
Hit:1 http://deb.debian.org/debian test InRelease
Reading package lists...
deb.debian.org_debian_dists_test_InRelease
deb.debian.org_debian_dists_test_main_binary-amd64_Packages
lock
partial
`);
  });

  test('install brings what is recommended, and the second time has nothing to do', async () => {
    const at = await machine();
    await typed(at, 'apt-get -qq update');
    expect(await typed(at, 'apt-get install -y tree zip', 'apt-get install -y tree')).toBe(`\
Reading package lists...
Building dependency tree...
The following additional packages will be installed:
  unzip
The following NEW packages will be installed:
  tree unzip zip
0 upgraded, 3 newly installed, 0 to remove and 0 not upgraded.
Need to get SIZE of archives.
After this operation, 1162 kB of additional disk space will be used.
Get:1 http://deb.debian.org/debian test/main amd64 tree amd64 2.1.0-1 [SIZE]
Get:2 http://deb.debian.org/debian test/main amd64 unzip amd64 6.0-28 [SIZE]
Get:3 http://deb.debian.org/debian test/main amd64 zip amd64 3.0-13 [SIZE]
Fetched SUM
Selecting previously unselected package tree.
(Reading database ... 3 files and directories currently installed.)
Preparing to unpack .../tree_2.1.0-1_amd64.deb ...
Unpacking tree (2.1.0-1) ...
Selecting previously unselected package unzip.
Preparing to unpack .../unzip_6.0-28_amd64.deb ...
Unpacking unzip (6.0-28) ...
Selecting previously unselected package zip.
Preparing to unpack .../archives/zip_3.0-13_amd64.deb ...
Unpacking zip (3.0-13) ...
Setting up tree (2.1.0-1) ...
Setting up unzip (6.0-28) ...
Setting up zip (3.0-13) ...
Reading package lists...
Building dependency tree...
Reading state information...
tree is already the newest version (2.1.0-1).
0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.
`);
    expect(await typed(at, '/usr/bin/tree it runs')).toBe('it runs\n');
  });

  test('-qq leaves what dpkg says; a maintainer script has its effect', async () => {
    const at = await machine();
    expect(await typed(at, 'apt-get -qq update', 'apt-get -qqy install rsync', 'grep -o rsync /etc/group')).toBe(`\
Selecting previously unselected package libpopt0:amd64.
(Reading database ... 3 files and directories currently installed.)
Preparing to unpack .../libpopt0_1.19-1_amd64.deb ...
Unpacking libpopt0:amd64 (1.19-1) ...
Selecting previously unselected package rsync.
Preparing to unpack .../rsync_3.2.7-1_amd64.deb ...
Unpacking rsync (3.2.7-1) ...
Setting up libpopt0:amd64 (1.19-1) ...
Setting up rsync (3.2.7-1) ...
rsync
`);
  });

  test('remove leaves configuration files, purge does not; what came along may go', async () => {
    const at = await machine();
    await typed(at, 'apt-get -qq update', 'apt-get -qqy install rsync');
    expect(await typed(at, 'apt-get remove -y rsync', 'dpkg -l rsync', 'apt-get purge -y rsync', 'dpkg -l rsync'))
      .toBe(`\
Reading package lists...
Building dependency tree...
Reading state information...
The following package was automatically installed and is no longer required:
  libpopt0
Use 'apt autoremove' to remove it.
The following packages will be REMOVED:
  rsync
0 upgraded, 0 newly installed, 1 to remove and 0 not upgraded.
After this operation, 831 kB disk space will be freed.
(Reading database ... 22 files and directories currently installed.)
Removing rsync (3.2.7-1) ...
Desired=Unknown/Install/Remove/Purge/Hold
| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend
|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)
||/ Name           Version      Architecture Description
+++-==============-============-============-=====================================================
rc  rsync          3.2.7-1      amd64        fast, versatile, remote (and local) file-copying tool
Reading package lists...
Building dependency tree...
Reading state information...
The following package was automatically installed and is no longer required:
  libpopt0
Use 'apt autoremove' to remove it.
The following packages will be REMOVED:
  rsync*
0 upgraded, 0 newly installed, 1 to remove and 0 not upgraded.
After this operation, 0 B of additional disk space will be used.
(Reading database ... 15 files and directories currently installed.)
Purging configuration files for rsync (3.2.7-1) ...
dpkg-query: no packages found matching rsync
[1]
`);
  });

  test.each([
    ['apt-get install -y nosuchpkg', 'E: Unable to locate package nosuchpkg\n[100]\n'],
    ['apt-get install -y tree=9.9', "E: Version '9.9' for 'tree' was not found\n[100]\n"],
    ['apt-get remove -y ed', 'E: Unable to locate package ed\n[100]\n'],
    [
      'apt-get remove -y tree',
      "Package 'tree' is not installed, so not removed\n0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n",
    ],
    [
      'apt-get install -y mail-transport-agent',
      "Package mail-transport-agent is a virtual package provided by:\n  exim 4.96-1\n  postfix 3.7-1\n\nE: Package 'mail-transport-agent' has no installation candidate\n[100]\n",
    ],
  ])('%s', async (command, expected) => {
    const at = await machine();
    await typed(at, 'apt-get -qq update');
    expect(await typed(at, command)).toBe(`Reading package lists...\nBuilding dependency tree...\n${expected}`);
  });

  test('what cannot be satisfied is not begun', async () => {
    const at = await machine();
    await typed(at, 'apt-get -qq update');
    expect(await typed(at, 'apt-get -y install broken')).toMatch(
      /The following packages have unmet dependencies:\n broken : Depends: nowhere \(>= 2\) but it is not installable\nE: Unable to correct problems, you have held broken packages.\n\[100\]\n$/,
    );
  });

  test('no answer, or an end of input, is no', async () => {
    const at = await machine();
    await typed(at, 'apt-get -qq update');
    expect(await typed(at, 'apt-get install zip')).toMatch(/Do you want to continue\? \[Y\/n\] Abort\.\n\[1\]\n$/);
    expect(await typed(at, 'dpkg -s zip')).toContain("package 'zip' is not installed");
  });

  test('only root may', async () => {
    const at = await machine();
    const as = async (...argv: string[]) => (await at.run(argv, { uid: 1000, gid: 1000 })).stderr;
    expect(await as('apt-get', 'install', 'tree')).toBe(`\
E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)
E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?
`);
    expect(await as('dpkg', '-r', 'libc6')).toBe('dpkg: error: requested operation requires superuser privilege\n');
  });

  test('a source that is not there leaves the others; a name server that is away is another matter', async () => {
    const at = await machine(NEW, 'deb http://nosuch.example/debian x main');
    expect(await typed(at, 'apt-get update')).toContain(
      "Err:1 http://nosuch.example/debian x InRelease\n  Could not resolve 'nosuch.example'",
    );
    const cut = await machine();
    await typed(cut, 'rm /etc/resolv.conf');
    expect(await typed(cut, 'apt-get update')).toContain("Temporary failure resolving 'deb.debian.org'");
  });

  test('a source list that makes no sense is named', async () => {
    expect(await typed(await machine(NEW, 'bad line'), 'apt-get update')).toBe(`\
E: Type 'bad' is not known on line 1 in source list /etc/apt/sources.list
E: The list of sources could not be read.
[100]
`);
  });

  test('apt-cache and dpkg tell what is known', async () => {
    const at = await machine();
    await typed(at, 'apt-get -qq update', 'apt-get -qqy install tree');
    expect(
      await typed(
        at,
        'apt-cache policy tree',
        'apt-cache search ^tree$',
        'apt-cache show nosuch',
        'apt-cache madison tree',
        'dpkg -S bin/tree',
        'dpkg -S nosuch',
        'dpkg-query -W tree',
        'dpkg -r libc6',
      ),
    ).toBe(`\
tree:
  Installed: 2.1.0-1
  Candidate: 2.1.0-1
  Version table:
 *** 2.1.0-1 500
        500 http://deb.debian.org/debian test/main amd64 Packages
        100 /var/lib/dpkg/status
tree - displays an indented directory tree, in color
E: No packages found
[100]
      tree |    2.1.0-1 | http://deb.debian.org/debian test/main amd64 Packages
tree: /usr/bin/tree
dpkg-query: no path found matching pattern *nosuch*
[1]
tree\t2.1.0-1
dpkg: dependency problems prevent removal of libc6:amd64:
 tree depends on libc6 (>= 2.34).

dpkg: error processing package libc6:amd64 (--remove):
 dependency problems - not removing
Errors were encountered while processing:
 libc6:amd64
[1]
`);
  });
});

describe('Ubuntu 14.04', () => {
  const UBUNTU = 'deb http://archive.ubuntu.com/debian/ test main';

  test('without the key there is a warning, and -y is not enough; the key is had from a key server', async () => {
    const at = await machine(OLD, UBUNTU);
    const missing =
      "W: GPG error: http://archive.ubuntu.com test Release: The following signatures couldn't be verified because the public key is not available: NO_PUBKEY D8576A8BA88D21E9\n";
    expect(await typed(at, 'apt-get update')).toBe(`\
Ign http://archive.ubuntu.com test InRelease
Get:2 http://archive.ubuntu.com test Release.gpg [SIZE]
Get:3 http://archive.ubuntu.com test Release [SIZE]
Get:4 http://archive.ubuntu.com test/main amd64 Packages [SIZE]
Fetched SUM
Reading package lists...
${missing}`);
    expect(await typed(at, 'apt-get install -y tree')).toMatch(
      /WARNING: The following packages cannot be authenticated!\n {2}tree\nE: There are problems and -y was used without --force-yes\n\[100\]\n$/,
    );
    const keys = '--keyserver hkp://keyserver.ubuntu.com:80 --recv-keys 36A1D7869245C8950F966E92D8576A8BA88D21E9';
    expect((await typed(at, `apt-key adv ${keys}`)).replace(/tmp\.\w+/, 'tmp.X')).toBe(`\
Executing: gpg --ignore-time-conflict --no-options --no-default-keyring --homedir /tmp/tmp.X --no-auto-check-trustdb --trust-model always --keyring /etc/apt/trusted.gpg --primary-keyring /etc/apt/trusted.gpg ${keys}
gpg: requesting key A88D21E9 from hkp server keyserver.ubuntu.com
gpg: key A88D21E9: public key "Docker Release Tool (releasedocker) <docker@dotcloud.com>" imported
gpg: Total number processed: 1
gpg:               imported: 1  (RSA: 1)
`);
    expect(await typed(at, 'apt-get update')).not.toContain('NO_PUBKEY');
    expect(await typed(at, 'apt-get install -y tree')).toContain('Setting up tree (2.1.0-1) ...');
  });

  test('HTTPS needs its package', async () => {
    const at = await machine(OLD, 'deb https://archive.ubuntu.com/debian test main');
    expect(await typed(at, 'apt-get update')).toBe(
      'E: The method driver /usr/lib/apt/methods/https could not be found.\n[100]\n',
    );
  });
});
