/**
 * Alpine's packages and indexes (apk-package(5), format 2): an `.apk` is gzip members one after another, of a tar with `.PKGINFO` and
 * scripts, cut before its end, and of a tar with the files. The member with a signature, which comes first in real ones, is left out.
 */
import { concat, utf8 } from '../../../base/bytes.ts';
import { LIMITS } from '../../../base/limits.ts';
import { collect, sourceOf } from '../../../base/streams.ts';
import { TRAILER_BYTES } from '../../../oci/tar/header.ts';
import { encodeTar, writeTar } from '../../../oci/tar/write.ts';
import { tarInputs } from '../../file-bytes.ts';
import type { InternetSite } from '../../internet-tree.ts';
import type { TreeFile } from '../../tree.ts';
import { base64Of, sha1Bytes } from '../checksums.ts';
import type { PackOptions } from '../deb/archive.ts';
import { installedBytes } from '../package.ts';
import type { Package } from '../package.ts';
import { ALPINE_SERIES, COMMUNITY, alpineRelease } from './tables.ts';
import { apkScripts } from './scripts.ts';

export interface PackedApk {
  readonly bytes: Uint8Array;
  /** `Q1…=`: SHA-1 of the first member; how indexes and the database name a package's content. */
  readonly checksum: string;
}

export async function packApk(entry: Package, { gzip, mtime }: PackOptions): Promise<PackedApk> {
  const files = [['.PKGINFO', packageInfo(entry)] as const, ...Object.entries(apkScripts(entry))];
  const whole = encodeTar(
    files.map(([name, content]) => {
      const body = utf8(content);
      const mode = name === '.PKGINFO' ? 0o644 : 0o755;
      return { header: { name, type: 'file', mode, uid: 0, gid: 0, size: body.length, mtime }, body };
    }),
  );
  const control = await collect(gzip(sourceOf(whole.subarray(0, whole.length - TRAILER_BYTES))), LIMITS.configBytes);
  const data = await collect(gzip(writeTar(tarInputs(entry.files, mtime))), LIMITS.layerBytes);
  return { bytes: concat([control, data]), checksum: `Q1${base64Of(sha1Bytes(control))}` };
}

const listed = (entry: Package, relation: string) => (entry.relations[relation] ?? '').split(', ').filter(Boolean);

function packageInfo(entry: Package): string {
  const fields = [
    ['pkgname', entry.name],
    ['pkgver', entry.version],
    ['pkgdesc', entry.summary],
    ['url', 'https://alpinelinux.org/'],
    ['size', String(installedBytes(entry))],
    ['arch', entry.architecture],
    ['origin', entry.name],
    ['license', entry.section],
    ...listed(entry, 'Depends').map((name) => ['depend', name] as const),
    ...listed(entry, 'Provides').map((name) => ['provides', name] as const),
  ];
  return fields.map(([name, value]) => `${name} = ${value}\n`).join('');
}

/** A paragraph of APKINDEX, and the head of one of `/lib/apk/db/installed`. */
export function indexParagraph(entry: Package, checksum: string, archiveBytes: number): string {
  const depends = listed(entry, 'Depends').join(' ');
  const lines = [
    `C:${checksum}`,
    `P:${entry.name}`,
    `V:${entry.version}`,
    `A:${entry.architecture}`,
    `S:${archiveBytes}`,
    `I:${installedBytes(entry)}`,
    `T:${entry.summary}`,
    'U:https://alpinelinux.org/',
    `L:${entry.section}`,
    `o:${entry.name}`,
    'm:Natanael Copa <ncopa@alpinelinux.org>',
    't:1746000000',
    ...(depends ? [`D:${depends}`] : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

async function* repository(
  series: (typeof ALPINE_SERIES)[number],
  component: string,
  options: PackOptions,
): AsyncGenerator<TreeFile> {
  const { base, offered } = alpineRelease(series);
  const paragraphs: string[] = [];
  for (const entry of [...base, ...offered].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (COMMUNITY.has(entry.name) !== (component === 'community')) continue;
    const { bytes, checksum } = await packApk(entry, options);
    yield { path: `${entry.name}-${entry.version}.apk`, bytes };
    paragraphs.push(indexParagraph(entry, checksum, bytes.length));
  }
  const { mtime } = options;
  const files = [
    ['DESCRIPTION', `v${series}.0-${component}`],
    ['APKINDEX', paragraphs.map((text) => `${text}\n`).join('')],
  ] as const;
  const index = encodeTar(
    files.map(([name, content]) => {
      const body = utf8(content);
      return { header: { name, type: 'file', mode: 0o644, uid: 0, gid: 0, size: body.length, mtime }, body };
    }),
  );
  yield { path: 'APKINDEX.tar.gz', bytes: await collect(options.gzip(sourceOf(index)), LIMITS.configBytes) };
}

export const alpineSites = (): readonly InternetSite[] =>
  ALPINE_SERIES.flatMap((series) =>
    ['main', 'community'].map((component) => ({
      host: 'dl-cdn.alpinelinux.org',
      path: `alpine/v${series}/${component}/x86_64`,
      source: [series, component, alpineRelease(series)],
      files: (options: PackOptions) => repository(series, component, options),
    })),
  );
