/**
 * Archives that `docker load` must not trust, and what real Docker 26.1.5 says to each. `tests/real` asks a real engine
 * again; `tests/contract` holds Drydock to it.
 */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { concat, utf8 } from '../../src/base/bytes.ts';
import { archiveOf, configOf, noise, seeded, tarOf, type ArchiveOptions, type Entry } from './archives.ts';

export interface BadArchive {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The error, with N for the number of the directory that real Docker unpacks into; or what it says of success. */
  readonly said: string;
}

export const LOADED = 'Loaded image: bad/x:1';
const BASE = '/var/lib/docker/tmp/docker-import-N';
const EOF = 'unexpected EOF';
const HEADER = 'archive/tar: invalid tar header';

const LAYER = tarOf({ name: 'etc/a', body: 'hello\n' }, { name: 'big', body: noise(30_000) });
const SECOND = tarOf({ name: 'etc/b', body: 'there\n' });
/** An image is made before its tags are read: a bad tag leaves this one behind, without a name. */
export const untaggedImage = async () => sha(utf8(await configOf([LAYER])));

export const goodArchive = () => archiveOf([LAYER, SECOND]);

const sha = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const wrongDiff = (expected: string, actual: Uint8Array) =>
  `invalid diffID for layer 0: expected ${JSON.stringify(expected)}, got "${sha(actual)}"`;

/** The bytes with one changed, `offset` behind where the text begins. */
function flipped(bytes: Uint8Array, at: string, offset = 0): Uint8Array {
  const copy = bytes.slice();
  copy[Buffer.from(bytes).indexOf(at) + offset]! ^= 0x20;
  return copy;
}

/** A tar whose first entry has another type, and a right checksum. */
function typed(flag: string): Uint8Array {
  const tar = tarOf({ name: 'a' });
  tar[156] = flag.charCodeAt(0);
  tar.fill(32, 148, 156);
  const sum = tar.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  tar.set(utf8(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
  return tar;
}

export async function badArchives(): Promise<readonly BadArchive[]> {
  return [
    ...(await cut()),
    ...(await damaged()),
    ...(await manifests()),
    ...(await configs()),
    ...(await names()),
    ...(await layers()),
    ...(await compressed()),
  ];
}

async function cut(): Promise<BadArchive[]> {
  const good = await goodArchive();
  const missing = `open ${BASE}/repositories: no such file or directory`;
  const random = seeded(26);
  const offsets = Array.from({ length: 12 }, () => 1 + Math.floor(random() * (good.length - 4096)));
  return [
    { name: 'cut at 0', bytes: good.subarray(0, 0), said: missing },
    { name: 'cut behind the first entry', bytes: good.subarray(0, 1024), said: missing },
    { name: 'cut behind the last entry', bytes: good.subarray(0, good.length - 1024), said: LOADED },
    ...offsets.map((at) => ({ name: `cut at ${at}`, bytes: good.subarray(0, at), said: EOF })),
  ];
}

async function damaged(): Promise<BadArchive[]> {
  const good = await goodArchive();
  const other = flipped(LAYER, 'hello', 1);
  const key = "invalid character '{' looking for beginning of object key string";
  return [
    { name: 'a byte of the manifest', bytes: flipped(good, '[{"Config"'), said: key },
    {
      name: 'a byte of the config',
      bytes: flipped(good, '{"architecture"'),
      said: "invalid character ':' after array element",
    },
    { name: 'a byte of a layer', bytes: flipped(good, 'hello', 1), said: wrongDiff(sha(LAYER), other) },
    { name: 'a byte of a header', bytes: flipped(good, 'l0.tar', 1), said: HEADER },
    { name: 'a byte of a header in a layer', bytes: flipped(good, 'etc/a', 1), said: HEADER },
    { name: 'noise', bytes: noise(5000), said: HEADER },
    { name: 'text', bytes: utf8('this is not a tar archive\n'.repeat(100)), said: HEADER },
    { name: 'a little text', bytes: utf8('hello\n'), said: EOF },
  ];
}

async function manifests(): Promise<BadArchive[]> {
  const field = 'json: cannot unmarshal';
  const texts: Readonly<Record<string, string>> = {
    '[]': '',
    '{}': `${field} object into Go value of type []tarexport.manifestItem`,
    null: 'invalid manifest, manifest cannot be null (but can be [])',
    '': 'EOF',
    '"x"': `${field} string into Go value of type []tarexport.manifestItem`,
    '[1]': `${field} number into Go value of type tarexport.manifestItem`,
    '[null]': `read ${BASE}: is a directory`,
    '[{}]': `read ${BASE}: is a directory`,
    '[{"Config":1}]': `${field} number into Go struct field manifestItem.Config of type string`,
    '[{"Config":"config.json","Layers":"x"}]': `${field} string into Go struct field manifestItem.Layers of type []string`,
    '[{"Config":"config.json","Layers":["l0.tar"],"RepoTags":[1]}]': `${field} number into Go struct field manifestItem.RepoTags of type string`,
  };
  const made = Object.entries(texts).map(async ([manifest, said]) => ({
    name: `manifest ${manifest}`,
    bytes: await archiveOf([LAYER], { manifest }),
    said,
  }));
  return [
    { name: 'no manifest', bytes: tarOf({ name: 'x' }), said: `open ${BASE}/repositories: no such file or directory` },
    ...(await Promise.all(made)),
  ];
}

async function configs(): Promise<BadArchive[]> {
  const noRootFs = 'invalid image JSON, no RootFS key';
  const ones = '1'.repeat(64);
  const cases: readonly (readonly [string, ArchiveOptions, string])[] = [
    ['is empty', { config: '' }, 'unexpected end of JSON input'],
    ['has nothing', { config: '{}' }, noRootFs],
    ['is a list', { config: '[]' }, 'json: cannot unmarshal array into Go value of type image.Image'],
    ['has no layers', { config: '{"architecture":"amd64","os":"linux"}' }, noRootFs],
    ['is for Windows', { os: 'windows' }, 'cannot load windows image on linux'],
    ['names another digest', { diffs: [`sha256:${ones}`] }, wrongDiff(`sha256:${ones}`, LAYER)],
    ['names no digest', { diffs: ['sha256:xyz'] }, wrongDiff('sha256:xyz', LAYER)],
    ['is not there', { configName: 'no.json' }, `open ${BASE}/no.json: no such file or directory`],
    [
      'is a directory',
      { configName: 'd', extra: [{ name: 'd', type: 'directory' }] },
      `read ${BASE}/d: is a directory`,
    ],
    [
      'lies outside',
      { configName: '../../../../../../etc/hostname' },
      `evalSymlinksInScope: /etc/hostname is not in ${BASE}`,
    ],
    ['lies at the root', { configName: '/etc/hostname' }, `open ${BASE}/etc/hostname: no such file or directory`],
    ['comes twice', { extra: [{ name: 'config.json', body: '{}' }] }, noRootFs],
  ];
  return Promise.all(
    cases.map(async ([name, options, said]) => ({
      name: `the config ${name}`,
      bytes: await archiveOf([LAYER], options),
      said,
    })),
  );
}

async function names(): Promise<BadArchive[]> {
  const link = (target: string): ArchiveOptions => ({
    layerNames: ['s.tar'],
    extra: [{ name: 's.tar', type: 'symlink', link: target }],
  });
  const passwd = `open ${BASE}/etc/passwd: no such file or directory`;
  const hard: Entry = { name: 'h', type: 'hardlink', link: '../../etc/passwd' };
  const through: readonly Entry[] = [{ name: 's', type: 'symlink', link: '/tmp' }, { name: 's/evil' }];
  const cases: readonly (readonly [string, ArchiveOptions, string])[] = [
    ['tag in upper case', { tags: ['Bad/X:1'] }, 'invalid reference format: repository name (X) must be lowercase'],
    ['tag without a tag', { tags: ['bad/x'] }, 'invalid tag "bad/x"'],
    ['tag with a bad tag', { tags: ['bad/x:!'] }, 'invalid reference format'],
    ['layer that is missing', { layerNames: ['no.tar'] }, `open ${BASE}/no.tar: no such file or directory`],
    [
      'layer that lies outside',
      { layerNames: ['../../l0.tar'] },
      `evalSymlinksInScope: /var/lib/docker/l0.tar is not in ${BASE}`,
    ],
    ['layer at the root', { layerNames: ['/l0.tar'] }, LOADED],
    ['layer behind a link', link('l0.tar'), LOADED],
    ['layer behind a link that leads out', link('../../../../etc/passwd'), passwd],
    ['layer behind an absolute link', link('/etc/passwd'), passwd],
    [
      'layer too many',
      { layerNames: ['l0.tar', 'l0.tar'] },
      'invalid manifest, layers length mismatch: expected 2, got 1',
    ],
    ['file that climbs', { extra: [{ name: '../evil' }] }, LOADED],
    ['absolute file', { extra: [{ name: '/evil' }] }, LOADED],
    ['file through a link', { extra: through }, 'open /s/evil: no such file or directory'],
    ['hard link that climbs', { extra: [hard] }, 'link /etc/passwd /h: no such file or directory'],
  ];
  return Promise.all(
    cases.map(async ([name, options, said]) => ({ name, bytes: await archiveOf([LAYER], options), said })),
  );
}

async function layers(): Promise<BadArchive[]> {
  const symlink = (name: string, link: string): Entry => ({ name, type: 'symlink', link });
  const twice = 'duplicates of file paths not supported';
  const mknod = (path: string) => `failed to mknod("${path}", S_IFCHR, 0): file exists`;
  const long = 'n'.repeat(300);
  const deep = Array.from({ length: 30 }, () => 'd'.repeat(200)).join('/');
  const entries: readonly (readonly [string, readonly Entry[], string])[] = [
    ['climbs', [{ name: '../evil' }], LOADED],
    ['climbs later', [{ name: 'a/../../evil' }], LOADED],
    ['is absolute', [{ name: '/evil' }], LOADED],
    ['follows a link out', [symlink('s', '/tmp'), { name: 's/evil' }], 'open /s/evil: no such file or directory'],
    ['follows a link up', [symlink('s', '../../tmp'), { name: 's/evil' }], 'open /s/evil: no such file or directory'],
    ['follows a link within', [{ name: 'd', type: 'directory' }, symlink('s', 'd'), { name: 's/ok' }], LOADED],
    ['only has a link out', [symlink('s', '../../../etc/passwd')], LOADED],
    [
      'links to what is outside',
      [{ name: 'h', type: 'hardlink', link: '../../etc/passwd' }],
      'link /etc/passwd /h: no such file or directory',
    ],
    [
      'links to nothing',
      [{ name: 'h', type: 'hardlink', link: 'nosuch' }],
      'link /nosuch /h: no such file or directory',
    ],
    [
      'has a name twice',
      [
        { name: 'a', body: '1' },
        { name: 'a', body: '22' },
      ],
      twice,
    ],
    ['has a directory over a file', [{ name: 'a' }, { name: 'a/', type: 'directory' }], twice],
    ['has a file in a file', [{ name: 'a' }, { name: 'a/b' }], 'open /a/b: not a directory'],
    ['whites out its own', [{ name: 'a' }, { name: '.wh.a' }], mknod('/a')],
    ['whites out the root', [{ name: '.wh.' }], mknod('/')],
    ['whites out what is above', [{ name: '.wh...' }], mknod('/')],
    ['whites out nothing', [{ name: '.wh.nosuch' }], LOADED],
    ['has a long name', [{ name: long }], `open /${long}: file name too long`],
    ['has a long path', [{ name: deep }], `open /${deep}: file name too long`],
    ['is empty', [], LOADED],
  ];
  const tars: readonly (readonly [string, Uint8Array, string])[] = [
    ...entries.map(([name, list, said]) => [name, tarOf(...list), said] as const),
    ['has a file of type V', typed('V'), 'unhandled tar header type 86'],
    ['has a contiguous file', typed('7'), 'unhandled tar header type 55'],
    ['is cut', LAYER.subarray(0, 5000), EOF],
    ['is cut in a header', LAYER.subarray(0, 300), EOF],
    ['is noise', noise(3000), HEADER],
    ['has no bytes', new Uint8Array(0), LOADED],
    ['is followed by something', concat([LAYER, utf8('more')]), LOADED],
  ];
  return Promise.all(
    tars.map(async ([name, tar, said]) => ({ name: `a layer that ${name}`, bytes: await archiveOf([tar]), said })),
  );
}

async function compressed(): Promise<BadArchive[]> {
  const good = await goodArchive();
  const layer = gzipSync(LAYER);
  const diffs = [sha(LAYER)];
  const archive = gzipSync(good);
  return [
    { name: 'gzip', bytes: archive, said: LOADED },
    { name: 'gzip, cut', bytes: archive.subarray(0, archive.length / 2), said: EOF },
    { name: 'a gzipped layer', bytes: await archiveOf([layer], { diffs }), said: LOADED },
    { name: 'a gzipped layer, cut', bytes: await archiveOf([layer.subarray(0, 9000)], { diffs }), said: EOF },
    {
      name: 'a gzipped layer by its own digest',
      bytes: await archiveOf([layer]),
      said: wrongDiff(sha(layer), LAYER),
    },
  ];
}
