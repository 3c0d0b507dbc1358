/**
 * An apt repository as files: what a mirror serves below `/ubuntu` or `/debian` (the Debian repository format).
 *
 *     dists/trusty/Release                               checksums of the indexes
 *     dists/trusty/Release.gpg                           names the key, see `signature.ts`
 *     dists/trusty/main/binary-amd64/Packages.gz         a paragraph for each package
 *     pool/main/r/ruby1.9.1/ruby1.9.1_1.9.3.484-2ubuntu1_amd64.deb
 */
import { utf8 } from '../../../base/bytes.ts';
import { LIMITS } from '../../../base/limits.ts';
import { collect, sourceOf } from '../../../base/streams.ts';
import type { InternetSite } from '../../internet-tree.ts';
import type { TreeFile } from '../../tree.ts';
import { checksums } from '../checksums.ts';
import type { Package } from '../package.ts';
import { packDeb } from './archive.ts';
import type { PackOptions } from './archive.ts';
import { archiveName, controlFields, paragraph } from './control.ts';
import type { Field, Origin } from './control.ts';
import { clearSigned, detachedSignature } from './signature.ts';

export interface Repository {
  readonly origin: Origin;
  /** `Origin:` and `Label:` of its Release files. */
  readonly label: string;
  /** 16 hex digits. */
  readonly keyId: string;
  readonly suites: readonly Suite[];
  /** Whether clients of its time ask for `InRelease` first. */
  readonly inRelease: boolean;
}

export interface Suite {
  /** `trusty-updates` */
  readonly name: string;
  readonly codename: string;
  readonly version: string;
  readonly description: string;
  /** RFC 1123, as in `Date:`. */
  readonly date: string;
  readonly components: Readonly<Record<string, readonly Package[]>>;
}

export function repositorySite(host: string, path: string, repository: Repository): InternetSite {
  return { host, path, source: repository, files: (options) => repositoryFiles(repository, options) };
}

export async function* repositoryFiles(repository: Repository, options: PackOptions): AsyncGenerator<TreeFile> {
  for (const suite of repository.suites) {
    const indexes: TreeFile[] = [];
    for (const [component, packages] of Object.entries(suite.components)) {
      const paragraphs: string[] = [];
      for (const entry of packages) {
        const bytes = await packDeb(entry, repository.origin, options);
        const path = `pool/${component}/${poolFolder(entry.name)}/${archiveName(entry)}`;
        yield { path, bytes };
        paragraphs.push(indexParagraph(entry, repository.origin, path, bytes));
      }
      indexes.push(...(await indexFiles(component, paragraphs.join('\n'), options)));
    }
    for (const { path, bytes } of indexes) yield { path: `dists/${suite.name}/${path}`, bytes };
    yield* releaseFiles(repository, suite, indexes);
  }
}

const poolFolder = (name: string) => `${/^lib./.test(name) ? name.slice(0, 4) : name.slice(0, 1)}/${name}`;

function indexParagraph(entry: Package, origin: Origin, path: string, bytes: Uint8Array): string {
  const { md5, sha1, sha256 } = checksums(bytes);
  const fields: Field[] = [...controlFields(entry, origin)];
  fields.splice(-1, 0, ['Filename', path], ['Size', String(bytes.length)]);
  fields.push(['MD5sum', md5], ['SHA1', sha1], ['SHA256', sha256]);
  return paragraph(fields);
}

async function indexFiles(component: string, content: string, { gzip }: PackOptions): Promise<readonly TreeFile[]> {
  const plain = utf8(content);
  const path = `${component}/binary-amd64/Packages`;
  return [
    { path, bytes: plain },
    { path: `${path}.gz`, bytes: await collect(gzip(sourceOf(plain)), LIMITS.requestBodyBytes) },
  ];
}

async function* releaseFiles(
  { label, keyId, inRelease }: Repository,
  suite: Suite,
  indexes: readonly TreeFile[],
): AsyncGenerator<TreeFile> {
  const sums = indexes.map(({ path, bytes }) => ({
    path,
    size: String(bytes.length).padStart(8),
    ...checksums(bytes),
  }));
  const list = (kind: 'md5' | 'sha1' | 'sha256') =>
    sums.map((sum) => `\n ${sum[kind]} ${sum.size} ${sum.path}`).join('');
  const release = paragraph([
    ['Origin', label],
    ['Label', label],
    ['Suite', suite.name],
    ['Version', suite.version],
    ['Codename', suite.codename],
    ['Date', suite.date],
    ['Architectures', 'amd64'],
    ['Components', Object.keys(suite.components).join(' ')],
    ['Description', suite.description],
    ['MD5Sum', list('md5')],
    ['SHA1', list('sha1')],
    ['SHA256', list('sha256')],
  ]).replace(/: \n/g, ':\n');
  const at = `dists/${suite.name}`;
  yield { path: `${at}/Release`, bytes: utf8(release) };
  yield { path: `${at}/Release.gpg`, bytes: utf8(await detachedSignature(release, keyId)) };
  if (inRelease) yield { path: `${at}/InRelease`, bytes: utf8(await clearSigned(release, keyId)) };
}
