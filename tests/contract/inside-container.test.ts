/** What a process sees of its container in /proc, /sys and /dev: recorded from Docker 26.1.5 with cgroups of version 1. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_HUB, writeTree } from '../../src/node/build-tree.ts';
import { memoryDriver } from '../../src/store/memory/driver.ts';
import { openSandbox, type TestSandbox } from '../support/sandbox.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  await writeTree(DEFAULT_HUB);
  sandbox = await openSandbox(memoryDriver(), new Map(), DEFAULT_HUB);
  await sandbox.host.runScript('docker pull -q busybox');
}, 120_000);
afterAll(() => sandbox.close());

async function inside(script: string, flags = ''): Promise<string> {
  const { stdout, stderr } = await sandbox.host.runScript(`docker run --rm ${flags} busybox sh -c '${script}'`);
  return stdout + stderr;
}

test('/proc/self/status tells rights and confinement', async () => {
  const fields = 'grep -E "^(Uid|CapEff|NoNewPrivs|Seccomp|Cpus_allowed_list)" /proc/self/status | tr "\\n\\t" ",="';
  expect(await inside(fields)).toBe(
    'Uid:=0=0=0=0,CapEff:=00000000a80425fb,NoNewPrivs:=0,Seccomp:=2,Seccomp_filters:=1,Cpus_allowed_list:=0-1,',
  );
  expect(await inside(fields, '-u nobody --security-opt no-new-privileges --cpuset-cpus 1')).toBe(
    'Uid:=65534=65534=65534=65534,CapEff:=0000000000000000,NoNewPrivs:=1,Seccomp:=2,Seccomp_filters:=1,Cpus_allowed_list:=1,',
  );
  expect(await inside(fields, '--privileged')).toMatch(/CapEff:=000001ffffffffff,NoNewPrivs:=0,Seccomp:=0,/);
});

test('no-new-privileges: a setuid program gives nobody its owner’s rights', async () => {
  const setuid = async (flags: string) =>
    sandbox.host.runScript(
      `docker run --rm ${flags} ubuntu:14.04 sh -c 'cp /usr/bin/id /tmp/id; chmod 4755 /tmp/id; su -s /bin/sh -c "/tmp/id -u" nobody'`,
    );
  await sandbox.host.runScript('docker pull -q ubuntu:14.04');
  expect((await setuid('')).stdout).toBe('0\n');
  expect((await setuid('--security-opt no-new-privileges')).stdout).toBe('65534\n');
});

test('what the container was given: its domain, all capabilities though dropped, a tmpfs that runs nothing', async () => {
  expect(await inside('cat /proc/sys/kernel/domainname', '--domainname b.c')).toBe('b.c\n');
  expect(await inside('cat /proc/sys/kernel/domainname')).toBe('(none)\n');
  expect(await inside('grep CapEff /proc/self/status', '--cap-add ALL --cap-drop ALL')).toBe(
    'CapEff:\t000001ffffffffff\n',
  );
  const copied = 'cp /bin/echo /t; /t/echo ran';
  expect(await inside(copied, '--tmpfs /t')).toBe('sh: /t/echo: Permission denied\n');
  expect(await inside(copied, '--tmpfs /t:exec')).toBe('ran\n');
  expect(await inside('true', '--sysctl net.ipv4.ip_forwarding=1')).toMatch(
    /container init: open \/proc\/sys\/net\/ipv4\/ip_forwarding: no such file or directory: unknown\n/,
  );
});

test('parts of /proc and /sys are read-only mounts, unless the container is privileged', async () => {
  const change = 'echo 1 > /proc/sys/net/ipv4/ip_forward';
  expect(await inside(change)).toBe("sh: can't create /proc/sys/net/ipv4/ip_forward: Read-only file system\n");
  const mounts = 'mount | grep -E " on (/proc/sys|/sys|/sys/fs/cgroup/pids) " | cut -d" " -f1-6';
  expect(await inside(mounts)).toBe(
    'sysfs on /sys type sysfs (ro,nosuid,nodev,noexec,relatime)\n' +
      'cgroup on /sys/fs/cgroup/pids type cgroup (ro,nosuid,nodev,noexec,relatime,pids)\n' +
      'proc on /proc/sys type proc (ro,nosuid,nodev,noexec,relatime)\n',
  );
  expect(await inside(mounts, '--privileged')).toBe(
    'sysfs on /sys type sysfs (rw,nosuid,nodev,noexec,relatime)\n' +
      'cgroup on /sys/fs/cgroup/pids type cgroup (rw,nosuid,nodev,noexec,relatime,pids)\n',
  );
});

test('limits are where programs look for them', async () => {
  expect(
    await inside(
      'cd /sys/fs/cgroup; cat memory/memory.limit_in_bytes memory/memory.memsw.limit_in_bytes cpu/cpu.shares cpuset/cpuset.cpus; nproc',
      '-m 64m --cpu-shares 512 --cpuset-cpus 1',
    ),
  ).toBe('67108864\n134217728\n512\n1\n1\n');
  expect(await inside('grep "open files" /proc/self/limits', '--ulimit nofile=100:200')).toBe(
    'Max open files            100                  200                  files     \n',
  );
});

test('who shares a namespace sees the same number for it', async () => {
  await sandbox.host.runScript('docker run -d --name base busybox sleep 1000');
  const numbers = async (flags: string) =>
    (await inside('cd /proc/self/ns; for n in pid net uts; do readlink $n; done', flags)).trim().split('\n');
  const own = (
    await sandbox.host.runScript(
      'docker exec base sh -c "cd /proc/self/ns; for n in pid net uts; do readlink \\$n; done"',
    )
  ).stdout
    .trim()
    .split('\n');
  const shared = await numbers('--pid container:base --network container:base');
  expect(shared.slice(0, 2)).toEqual(own.slice(0, 2));
  expect(shared[2]).not.toBe(own[2]);
  expect(await numbers('--pid host --network host')).toEqual([
    'pid:[4026531836]',
    'net:[4026531840]',
    expect.stringMatching(/^uts:\[40265\d{5}\]$/),
  ]);
  await sandbox.host.runScript('docker rm -f base');
});

test('its own directories are as old as the container, with the links and sizes of overlay and tmpfs', async () => {
  const shown = 'ls -ld / /etc /tmp /dev /dev/mqueue | tr -s " " | cut -d" " -f1,2,5,9';
  expect(await inside(shown)).toBe(
    'drwxr-xr-x 1 4096 /\ndrwxr-xr-x 5 320 /dev\ndrwxrwxrwt 2 40 /dev/mqueue\ndrwxr-xr-x 1 4096 /etc\ndrwxrwxrwt 2 4096 /tmp\n',
  );
  const age = await inside('echo $(( $(date +%s) - $(stat -c %Y /) )) $(( $(date +%s) - $(stat -c %Y /dev) ))');
  for (const seconds of age.trim().split(' ').map(Number)) expect(seconds).toBeLessThan(60);
});

test('the first child has the pid that runc’s own threads leave it, and each exec passes as many', async () => {
  expect(await inside('sleep 0 & echo $!')).toBe('7\n');
  await sandbox.host.runScript('docker run -d --name counted busybox sleep 1000');
  const { stdout } = await sandbox.host.runScript('for i in 1 2 3; do docker exec counted sh -c "echo \\$\\$"; done');
  expect(stdout).toBe('7\n13\n19\n');
  await sandbox.host.runScript('docker rm -f counted');
});

test('chroot takes another root for a program and what it starts', async () => {
  const root = 'mkdir -p /r/bin /r/x; cp /bin/busybox /r/bin; for a in ls sh pwd; do ln -s busybox /r/bin/$a; done; ';
  expect(await inside(`${root} chroot /r sh -c "cd x; pwd; cd ../../..; pwd; ls"; cd /r/x; chroot .. pwd`)).toBe(
    '/x\n/\nbin\nx\n/\n',
  );
  expect(await inside('chroot /nosuch; echo $?; mkdir /r; chroot /r ls; echo $?')).toBe(
    "1\n127\nchroot: can't change root directory to '/nosuch': No such file or directory\nchroot: can't execute 'ls': No such file or directory\n",
  );
  expect(await inside('chroot / true', '--cap-drop SYS_CHROOT')).toBe(
    "chroot: can't change root directory to '/': Operation not permitted\n",
  );
});

test('niceness is kept, told, and lowered only by the privileged', async () => {
  expect(await inside('renice 5 1; cut -d" " -f19 /proc/1/stat; renice 0 1')).toBe(
    '5\nrenice: setpriority: Permission denied\n',
  );
  expect(await inside('renice 5 1; renice -n -7 1; cut -d" " -f19 /proc/1/stat', '--cap-add SYS_NICE')).toBe('-2\n');
});

test('an applet that is not simulated says so; what busybox does not have, it does not have', async () => {
  expect(await inside('crond; echo $?; busybox nosuch; echo $?')).toBe(
    '126\n127\ncrond: this applet of busybox is not simulated in Drydock\nnosuch: applet not found\n',
  );
});

test('touch reads a stamp, and what it sets can be committed', async () => {
  const script = 'touch -t 199901020304 /a; touch -d 200001020304.05 /b; stat -c %Y /a /b';
  expect(await inside(script)).toBe('915246240\n946782245\n');
  const { stdout, stderr } = await sandbox.host.runScript(
    'docker run --name old busybox touch -t 199901020304 /a; docker commit old old:1; docker run --rm old:1 stat -c %Y /a; docker rm old',
  );
  expect(stdout.replace(/sha256:[0-9a-f]{64}/, 'ID') + stderr).toBe('ID\n915246240\nold\n');
});

test('Docker’s files are read-only with the root, and follow the networks all the same', async () => {
  const refused = "sh: can't create /etc/hosts: Read-only file system\n";
  expect(await inside('echo > /etc/hosts', '--read-only')).toBe(refused);
  const script =
    'docker network create side >/dev/null; docker run -d --read-only --name ro busybox sleep 100 >/dev/null; ' +
    'docker network connect side ro; docker exec ro grep -c $(docker inspect -f "{{printf \\"%.12s\\" .Id}}" ro) /etc/hosts; ' +
    'docker rm -f ro >/dev/null; docker network rm side >/dev/null';
  expect((await sandbox.host.runScript(script)).stdout).toBe('2\n');
});

test('/proc makes nothing, devices are those that were given, and ports below a given one are root’s', async () => {
  expect(await inside('touch /proc/x; mkdir /proc/d')).toBe(
    "touch: /proc/x: No such file or directory\nmkdir: can't create directory '/proc/d': No such file or directory\n",
  );
  expect(await inside('mknod /tmp/sda b 8 0; cat /tmp/sda')).toBe(
    "cat: can't open '/tmp/sda': Operation not permitted\n",
  );
  expect(await inside('cd /proc/self; cat uid_map setgroups loginuid; ls task | wc -l')).toBe(
    '         0          0 4294967295\nallow\n42949672951\n',
  );
  const listen = 'nc -l -p 80 & sleep 0.2; kill $! 2>/dev/null';
  expect(await inside(listen, '--sysctl net.ipv4.ip_unprivileged_port_start=1024 -u 1000')).toBe(
    'nc: bind: Permission denied\n',
  );
});

test('a directory of the image is copied where it is moved, and what is mounted in it stays', async () => {
  expect(await inside('mv /etc /e2 2>&1 | sort; ls -d /etc /e2; mkdir /n; mv /n /n2; ls -d /n2')).toBe(
    ['hostname', 'hosts', 'resolv.conf']
      .map((name) => `mv: can't remove '/etc/${name}': Device or resource busy\n`)
      .join('') + '/e2\n/etc\n/n2\n',
  );
  expect(await inside('mkdir /d/a /d/b; stat -c %h /d; mv /d/a /d/c; ls /d', '-v links:/d')).toBe('4\nb\nc\n');
});
