/** A yum repository as files: the packages, and createrepo's `repodata` that describes them. */
import { utf8 } from '../../../base/bytes.ts';
import { LIMITS } from '../../../base/limits.ts';
import { collect, sourceOf } from '../../../base/streams.ts';
import type { InternetSite } from '../../internet-tree.ts';
import type { TreeFile } from '../../tree.ts';
import { checksums } from '../checksums.ts';
import type { PackOptions } from '../deb/archive.ts';
import { installedBytes } from '../package.ts';
import type { Package } from '../package.ts';
import { CENTOS_FACTS, packRpm } from './archive.ts';
import { centos } from './centos.ts';
import { rpmFiles } from './package-header.ts';
import { rpmName, versionOf } from './version.ts';

const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

async function* yumRepository(packages: readonly Package[], options: PackOptions): AsyncGenerator<TreeFile> {
  const primary: string[] = [];
  const lists: string[] = [];
  for (const entry of [...packages].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const bytes = await packRpm(entry, options);
    const { sha256 } = checksums(bytes);
    yield { path: `Packages/${rpmName(entry)}`, bytes };
    primary.push(primaryEntry(entry, sha256, bytes.length));
    lists.push(filesEntry(entry, sha256));
  }
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
  const count = packages.length;
  const documents: readonly (readonly [name: string, xml: string])[] = [
    [
      'primary',
      `${head}<metadata xmlns="http://linux.duke.edu/metadata/common" xmlns:rpm="http://linux.duke.edu/metadata/rpm" packages="${count}">\n${primary.join('')}</metadata>\n`,
    ],
    [
      'filelists',
      `${head}<filelists xmlns="http://linux.duke.edu/metadata/filelists" packages="${count}">\n${lists.join('')}</filelists>\n`,
    ],
  ];
  const data: string[] = [];
  for (const [name, xml] of documents) {
    const open = utf8(xml);
    const bytes = await collect(options.gzip(sourceOf(open)), LIMITS.configBytes);
    const sum = checksums(bytes).sha256;
    const path = `repodata/${sum}-${name}.xml.gz`;
    yield { path, bytes };
    data.push(
      `  <data type="${name}">\n    <checksum type="sha256">${sum}</checksum>\n    <open-checksum type="sha256">${checksums(open).sha256}</open-checksum>\n    <location href="${path}"/>\n    <timestamp>${CENTOS_FACTS.built}</timestamp>\n    <size>${bytes.length}</size>\n    <open-size>${open.length}</open-size>\n  </data>\n`,
    );
  }
  const repomd = `${head}<repomd xmlns="http://linux.duke.edu/metadata/repo" xmlns:rpm="http://linux.duke.edu/metadata/rpm">\n  <revision>${CENTOS_FACTS.built}</revision>\n${data.join('')}</repomd>\n`;
  yield { path: 'repodata/repomd.xml', bytes: utf8(repomd) };
}

function primaryEntry(entry: Package, sha256: string, packed: number): string {
  const { epoch = 0, version, release } = versionOf(entry);
  const requires = (entry.relations['Depends'] ?? '').split(', ').filter(Boolean);
  const provides = [entry.name, ...(entry.relations['Provides'] ?? '').split(', ').filter(Boolean)];
  const names = (list: readonly string[]) => list.map((name) => `      <rpm:entry name="${escape(name)}"/>\n`).join('');
  // Only what programs are called by: yum looks these up without the lists of all files.
  const commands = rpmFiles(entry).filter(
    ({ path, type }) => type !== 'directory' && /^(?:etc\/|usr\/s?bin\/)/.test(path),
  );
  return `<package type="rpm">
  <name>${entry.name}</name>
  <arch>${entry.architecture}</arch>
  <version epoch="${epoch}" ver="${version}" rel="${release}"/>
  <checksum type="sha256" pkgid="YES">${sha256}</checksum>
  <summary>${escape(entry.summary)}</summary>
  <description>${escape(entry.summary)}</description>
  <packager>CentOS BuildSystem &lt;http://bugs.centos.org&gt;</packager>
  <url>https://www.centos.org/</url>
  <time file="${CENTOS_FACTS.built}" build="${CENTOS_FACTS.built}"/>
  <size package="${packed}" installed="${installedBytes(entry)}" archive="${installedBytes(entry)}"/>
  <location href="Packages/${rpmName(entry)}"/>
  <format>
    <rpm:license>GPLv2+</rpm:license>
    <rpm:vendor>${CENTOS_FACTS.vendor}</rpm:vendor>
    <rpm:group>${escape(entry.section)}</rpm:group>
    <rpm:provides>
${names(provides)}    </rpm:provides>
    <rpm:requires>
${names(requires)}    </rpm:requires>
${commands.map(({ path }) => `    <file>/${path}</file>\n`).join('')}  </format>
</package>
`;
}

function filesEntry(entry: Package, sha256: string): string {
  const { epoch = 0, version, release } = versionOf(entry);
  const files = rpmFiles(entry).map(
    ({ path, type }) => `  <file${type === 'directory' ? ' type="dir"' : ''}>/${path}</file>\n`,
  );
  return `<package pkgid="${sha256}" name="${entry.name}" arch="${entry.architecture}">\n  <version epoch="${epoch}" ver="${version}" rel="${release}"/>\n${files.join('')}</package>\n`;
}

export function centosSites(): readonly InternetSite[] {
  const { base, offered, extras } = centos();
  const site = (name: string, packages: readonly Package[]): InternetSite => ({
    host: 'mirror.centos.org',
    path: `centos/7/${name}/x86_64`,
    source: [name, packages],
    files: (options) => yumRepository(packages, options),
  });
  return [site('os', [...base, ...offered]), site('updates', []), site('extras', extras)];
}
