import { beforeEach, expect, test } from 'vitest';
import { readFile, testMachine, type TestMachine, writeFile } from '../../../tests/support/kernel.ts';
import { SysError } from '../errno.ts';
import { O, type Sys } from '../sys.ts';
import { createTmpfs } from './tmpfs.ts';

const clock = { now: () => 0, after: () => () => undefined };
let machine: TestMachine;
let files: Sys;
let current: (sys: Sys) => Promise<number>;

async function errno(act: () => unknown): Promise<string> {
  try {
    await act();
    return 'ok';
  } catch (error) {
    if (error instanceof SysError) return error.errno;
    throw error;
  }
}

/** Runs as somebody else, in a process. */
async function as(uid: number, gid: number, groups: number[], act: (sys: Sys) => unknown): Promise<string> {
  let answer = '';
  current = async (sys) => {
    sys.setCredentials({ uid, gid, euid: uid, egid: gid, groups });
    answer = await errno(() => act(sys));
    return 0;
  };
  await machine.run(['/bin/body']);
  return answer;
}

beforeEach(async () => {
  machine = await testMachine({
    programs: { body: (sys) => current(sys) },
    files: { '/etc/hosts': 'h', '/a/b/c': 'deep', '/srv/': '', '/home/joe/x': '1', '/mnt/': '' },
  });
  ({ files } = machine);
});

test('dots, slashes and symbolic links', async () => {
  await files.symlink('../etc', '/a/link');
  await files.symlink('/a/link/hosts', '/tmp/h');
  expect(await readFile(files, '/a/./b/../link//hosts')).toBe('h');
  expect(await files.realpath('/tmp/h')).toBe('/etc/hosts');
  expect(await files.realpath('/../..//a/b/')).toBe('/a/b');
  expect((await files.lstat('/a/link')).type).toBe('symlink');
  expect((await files.lstat('/a/link/')).type).toBe('directory');
  expect(await errno(() => files.stat('/etc/hosts/'))).toBe('ENOTDIR');
  expect(await errno(() => files.stat('/etc/hosts/..'))).toBe('ENOTDIR');
  expect(await errno(() => files.stat(''))).toBe('ENOENT');
  expect(await errno(() => files.stat(`/${'x'.repeat(256)}`))).toBe('ENAMETOOLONG');
  expect(await errno(() => files.stat('/x'.repeat(3000)))).toBe('ENAMETOOLONG');
});

test('forty links at most', async () => {
  await files.symlink('loop', '/tmp/loop');
  expect(await errno(() => files.stat('/tmp/loop'))).toBe('ELOOP');
  await files.symlink('/etc', '/tmp/l0');
  for (let i = 1; i <= 40; i++) await files.symlink(`l${i - 1}`, `/tmp/l${i}`);
  expect(await errno(() => files.stat('/tmp/l39'))).toBe('ok');
  expect(await errno(() => files.stat('/tmp/l40'))).toBe('ELOOP');
});

test('open flags', async () => {
  await files.symlink('nowhere', '/tmp/dangling');
  expect(await errno(() => files.open('/etc/hosts', O.WRONLY | O.CREAT | O.EXCL))).toBe('EEXIST');
  expect(await errno(() => files.open('/tmp/dangling', O.WRONLY | O.CREAT | O.EXCL))).toBe('EEXIST');
  expect(await errno(() => files.open('/tmp/dangling', O.RDONLY | O.NOFOLLOW))).toBe('ELOOP');
  expect(await errno(() => files.open('/etc', O.WRONLY))).toBe('EISDIR');
  expect(await errno(() => files.open('/etc', O.RDONLY | O.CREAT))).toBe('EISDIR');
  expect(await errno(() => files.open('/tmp/new/', O.WRONLY | O.CREAT))).toBe('EISDIR');
  expect(await errno(() => files.open('/etc/hosts', O.RDONLY | O.DIRECTORY))).toBe('ENOTDIR');
  await writeFile(files, '/tmp/dangling', 'through');
  expect(await readFile(files, '/tmp/nowhere')).toBe('through');
  const directory = await files.open('/etc', O.RDONLY);
  expect(await errno(() => files.read(directory, 10))).toBe('EISDIR');
});

test('who may what', async () => {
  await files.chmod('/a', 0o750);
  await files.chown('/a', 0, 30);
  expect(await as(1000, 1000, [], (sys) => sys.stat('/a/b'))).toBe('EACCES');
  expect(await as(1000, 1000, [30], (sys) => sys.stat('/a/b'))).toBe('ok');
  expect(await as(1000, 1000, [30], (sys) => sys.mkdir('/a/new'))).toBe('EACCES');
  expect(await as(1000, 1000, [], (sys) => sys.open('/etc/hosts', O.RDWR))).toBe('EACCES');
  expect(await as(1000, 1000, [], (sys) => sys.chmod('/etc/hosts', 0o777))).toBe('EPERM');
  expect(await as(1000, 1000, [], (sys) => sys.chown('/etc/hosts', 1000, 1000))).toBe('EPERM');
  await files.chmod('/etc/hosts', 0);
  expect(await as(0, 0, [], (sys) => sys.open('/etc/hosts', O.RDWR))).toBe('ok');
});

test('sticky directories', async () => {
  await writeFile(files, '/tmp/mine', '');
  await files.chown('/tmp/mine', 1000, 1000);
  expect(await as(1001, 1001, [], (sys) => sys.unlink('/tmp/mine'))).toBe('EPERM');
  expect(await as(1001, 1001, [], (sys) => sys.rename('/tmp/mine', '/tmp/his'))).toBe('EPERM');
  expect(await as(1000, 1000, [], (sys) => sys.unlink('/tmp/mine'))).toBe('ok');
});

test('mounts: directories, single files, parts of a file system, read-only', async () => {
  const fs = createTmpfs({ clock });
  const volume = fs.root.create('data', { type: 'directory', mode: 0o755, uid: 0, gid: 0 });
  volume.create('f', { type: 'file', mode: 0o644, uid: 0, gid: 0 });
  await machine.namespace.mount({ target: '/mnt', fs, subpath: '/data', readonly: true });
  await machine.namespace.mount({ target: '/etc/hosts', fs, subpath: '/data/f' });
  expect(await files.realpath('/mnt/../etc/../mnt/f')).toBe('/mnt/f');
  expect(await errno(() => files.open('/mnt/f', O.WRONLY))).toBe('EROFS');
  expect(await errno(() => files.mkdir('/mnt/d'))).toBe('EROFS');
  expect(await errno(() => files.chmod('/mnt/f', 0o600))).toBe('EROFS');
  await writeFile(files, '/etc/hosts', 'both');
  expect(await readFile(files, '/mnt/f')).toBe('both');
  expect(await errno(() => files.unlink('/etc/hosts'))).toBe('EBUSY');
  expect(await errno(() => files.rename('/mnt', '/mnt2'))).toBe('EBUSY');
  expect(await errno(() => files.link('/mnt/f', '/tmp/f'))).toBe('EXDEV');
  expect(await errno(() => files.rename('/etc/passwd', '/tmp/f'))).toBe('ENOENT');
  expect((await files.readdir('/mnt')).map(({ name }) => name)).toEqual(['f']);
});

test('rename and removal', async () => {
  expect(await errno(() => files.rename('/a', '/a/b/inside'))).toBe('EINVAL');
  expect(await errno(() => files.rename('/home', '/a'))).toBe('ENOTEMPTY');
  expect(await errno(() => files.rename('/a/b/c', '/srv'))).toBe('EISDIR');
  expect(await errno(() => files.rename('/srv', '/a/b/c'))).toBe('ENOTDIR');
  expect(await errno(() => files.rename('/a', '/srv'))).toBe('ok');
  expect(await readFile(files, '/srv/b/c')).toBe('deep');
  expect(await errno(() => files.rmdir('/srv'))).toBe('ENOTEMPTY');
  expect(await errno(() => files.rmdir('/srv/b/c'))).toBe('ENOTDIR');
  expect(await errno(() => files.unlink('/srv'))).toBe('EISDIR');
  expect(await errno(() => files.mkdir('/srv/b/c'))).toBe('EEXIST');
  expect(await errno(() => files.rmdir('/'))).toBe('EBUSY');
});

test('what a new file gets: umask, owner, the directory’s group', async () => {
  await files.mkdir('/srv/shared');
  await files.chown('/srv/shared', 0, 50);
  await files.chmod('/srv/shared', 0o2777);
  await as(1000, 1000, [], async (sys) => {
    sys.umask(0o027);
    await sys.close(await sys.open('/srv/shared/f', O.WRONLY | O.CREAT));
    await sys.mkdir('/srv/shared/d');
  });
  expect(await files.stat('/srv/shared/f')).toMatchObject({ mode: 0o640, uid: 1000, gid: 50 });
  expect(await files.stat('/srv/shared/d')).toMatchObject({ mode: 0o2750, uid: 1000, gid: 50 });
});

test('devices and /proc links', async () => {
  const out: unknown[] = [];
  await as(0, 0, [], async (sys) => {
    const zero = await sys.open('/dev/zero', O.RDONLY);
    out.push([...(await sys.read(zero, 3))], await sys.readlink(`/proc/self/fd/${zero}`));
    const full = await sys.open('/dev/full', O.WRONLY);
    out.push(await errno(() => sys.write(full, Uint8Array.of(1))));
    out.push((await sys.stat('/dev/null')).type, await sys.readlink('/proc/self/exe'));
    out.push(await errno(() => sys.open('/dev/tty', O.RDWR)), await sys.realpath('/dev/shm'));
    out.push((await sys.readdir('/proc/self/fd')).map(({ name }) => name));
    await sys.write(await sys.open('/dev/stdout', O.WRONLY), Uint8Array.of(65));
    out.push(await errno(() => sys.mkdir('/proc/x')), (await sys.stat('/dev/fd/0')).type);
  });
  expect(out).toEqual([
    [0, 0, 0],
    '/dev/zero',
    'ENOSPC',
    'char',
    '/bin/body',
    'ENXIO',
    '/dev/shm',
    ['0', '1', '2', '3', '4'],
    'ENOENT',
    'char',
  ]);
});
