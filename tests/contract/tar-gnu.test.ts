/** Drydock's tar and GNU tar read what the other wrote. */
import { execFileSync, spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { text, utf8 } from '../../src/base/bytes.ts';
import { collect, sourceOf } from '../../src/base/streams.ts';
import { readTar } from '../../src/oci/tar/read.ts';
import { encodeTar } from '../../src/oci/tar/write.ts';

const gnu = spawnSync('tar', ['--version']).stdout?.toString().includes('GNU') ?? false;
const withGnu = gnu ? test : test.skip;
const why = gnu ? '' : ' (skipped: no GNU tar here)';
const root = mkdtempSync(join(tmpdir(), 'drydock-tar-'));
afterAll(() => rmSync(root, { recursive: true }));

const LONG = `${'long-'.repeat(30)}é/${'x'.repeat(120)}`;

withGnu.each(['gnu', 'pax', 'ustar', 'v7'])(`an archive in format %s of GNU tar${why}`, async (format) => {
  const tree = mkdtempSync(join(root, 'tree-'));
  const short = format === 'ustar' || format === 'v7';
  const name = short ? 'name' : LONG;
  mkdirSync(join(tree, name, '..'), { recursive: true });
  writeFileSync(join(tree, name), 'content'.repeat(1000));
  linkSync(join(tree, name), join(tree, 'zz-hard'));
  symlinkSync(short ? 'to' : `to/${'y'.repeat(130)}`, join(tree, 'zz-link'));
  writeFileSync(join(root, 'list'), [name, 'zz-hard', 'zz-link'].join('\n'));
  const options = ['--mtime=@1700000000', '--owner=1000', '--group=1000', '-C', tree, '-T', join(root, 'list')];
  const tar = execFileSync('tar', ['-c', `--format=${format}`, ...options]);
  const seen: unknown[] = [];
  for await (const { header, body } of readTar(sourceOf(new Uint8Array(tar)))) {
    const { length } = await collect(body, 1e6);
    seen.push([header.name, header.type, header.uid, header.mtime, header.link, length]);
  }
  expect(seen).toEqual([
    [name, 'file', 1000, 1_700_000_000_000, undefined, 7000],
    ['zz-hard', 'hardlink', 1000, 1_700_000_000_000, name, 0],
    ['zz-link', 'symlink', 1000, 1_700_000_000_000, short ? 'to' : `to/${'y'.repeat(130)}`, 0],
  ]);
});

withGnu(`GNU tar lists and extracts an archive of ours${why}`, () => {
  const plain = { mode: 0o640, uid: 0, gid: 0, mtime: 1_700_000_000_000, size: 0 } as const;
  const tar = encodeTar([
    { header: { ...plain, name: 'd', type: 'directory', mode: 0o755 } },
    { header: { ...plain, name: `d/${LONG}`, type: 'file', size: 5 }, body: utf8('hello') },
    { header: { ...plain, name: 'd/hard', type: 'hardlink', link: `d/${LONG}` } },
    { header: { ...plain, name: 'd/link', type: 'symlink', link: 'z'.repeat(140) } },
    { header: { ...plain, name: 'd/null', type: 'char', major: 1, minor: 3 } },
  ]);
  const list = execFileSync('tar', ['-tv', '--numeric-owner', '--utc', '--full-time', '--quoting-style=literal'], {
    input: tar,
  });
  const when = '2023-11-14 22:13:20';
  expect(text(new Uint8Array(list)).replace(/ +/g, ' ').trimEnd().split('\n')).toEqual([
    `drwxr-xr-x 0/0 0 ${when} d/`,
    `-rw-r----- 0/0 5 ${when} d/${LONG}`,
    `hrw-r----- 0/0 0 ${when} d/hard link to d/${LONG}`,
    `lrw-r----- 0/0 0 ${when} d/link -> ${'z'.repeat(140)}`,
    `crw-r----- 0/0 1,3 ${when} d/null`,
  ]);
  execFileSync('tar', ['-x', '-C', root, 'd/hard', `d/${LONG}`], { input: tar });
  expect(readFileSync(join(root, 'd/hard'), 'utf8')).toBe('hello');
});
