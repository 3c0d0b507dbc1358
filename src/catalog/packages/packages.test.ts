import { expect, test } from 'vitest';
import { gzip } from '../../oci/compression.ts';
import { packDeb } from './deb/archive.ts';
import { bookworm } from './debian/bookworm.ts';
import { maintainerScripts } from './maintainer-scripts.ts';
import { parsePackages } from './parse-packages.ts';
import { unmetDependencies } from './relations.ts';
import { SUITES, release } from './ubuntu/releases.ts';

const TABLE = `
tiny* 1:2.0-1 net 12 A small server
Depends: libc6 (>= 2.34), perl:any
usr/sbin/ tinyd=tiny:300 tinyctl>tinyd helper:400!4755
usr/lib/tiny/ libtiny.so.1.2#500>libtiny.so.1 data*
etc/ tiny.conf
@user tiny nogroup /run/tiny /bin/false
@alternative /usr/bin/t t /usr/sbin/tinyd 20
`;

const [tiny] = parsePackages(TABLE, { texts: { 'etc/tiny.conf': 'port 7\n' } });

test('a block is a package with its files', () => {
  expect(tiny).toMatchObject({
    name: 'tiny',
    version: '1:2.0-1',
    architecture: 'amd64',
    multiArchSame: true,
    relations: { Depends: 'libc6 (>= 2.34), perl' },
    configurationFiles: ['etc/tiny.conf'],
  });
  const files = tiny?.files.filter(({ type }) => type !== 'directory');
  expect(files?.reduce((sum, { size }) => sum + size, 0)).toBe(12 * 1024);
  expect(files?.map(({ path, mode, link }) => [path, mode.toString(8), link])).toEqual([
    ['etc/tiny.conf', '644', undefined],
    ['usr/lib/tiny/data', '644', undefined],
    ['usr/lib/tiny/libtiny.so.1', '777', 'libtiny.so.1.2'],
    ['usr/lib/tiny/libtiny.so.1.2', '644', undefined],
    ['usr/sbin/helper', '4755', undefined],
    ['usr/sbin/tinyctl', '777', 'tinyd'],
    ['usr/sbin/tinyd', '755', undefined],
    ['usr/share/doc/tiny/changelog.Debian.gz', '644', undefined],
    ['usr/share/doc/tiny/copyright', '644', undefined],
  ]);
});

test('effects become scripts', () => {
  expect(maintainerScripts(tiny as NonNullable<typeof tiny>)).toEqual({
    postinst: `#!/bin/sh
set -e

if [ "$1" = configure ]; then
  grep -q '^tiny:' /etc/passwd || useradd -r -g nogroup -d /run/tiny -s /bin/false tiny
  update-alternatives --install /usr/bin/t t /usr/sbin/tinyd 20
fi
`,
    prerm: `#!/bin/sh
set -e

if [ "$1" = remove ] || [ "$1" = deconfigure ]; then
  update-alternatives --remove t /usr/sbin/tinyd
fi
`,
  });
});

test('an archive is the same twice', async () => {
  const pack = () => packDeb(tiny as NonNullable<typeof tiny>, { maintainer: 'A <a@b>' }, { gzip, mtime: 0 });
  expect(await pack()).toEqual(await pack());
});

test('what a table cannot say is refused', () => {
  expect(() => parsePackages('tiny 1 net 1 A\nusr/bin/ missing')).toThrow('usr/bin/missing: no text is given for it');
  expect(() => parsePackages('tiny 1 net 1 A\n@dance')).toThrow('not an effect: @dance');
  expect(() => parsePackages('tiny 1 net 1 A\nusr/bin tiny:1')).toThrow("not a directory's line");
});

test('bookworm meets its own dependencies', () => {
  expect(unmetDependencies(bookworm())).toEqual([]);
});

test.each(SUITES)('%s meets its own dependencies', (suite) => {
  const { base, offered } = release(suite);
  expect(unmetDependencies([...base, ...offered])).toEqual([]);
  const names = [...base, ...offered].map(({ name }) => name);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});
