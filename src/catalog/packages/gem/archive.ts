/** Packs gems, and the files of rubygems.org: a `.gem` is a tar of `metadata.gz`, `data.tar.gz` and `checksums.yaml.gz`. */
import { utf8 } from '../../../base/bytes.ts';
import { LIMITS } from '../../../base/limits.ts';
import { collect, sourceOf } from '../../../base/streams.ts';
import { encodeTar, writeTar } from '../../../oci/tar/write.ts';
import { tarInputs } from '../../file-bytes.ts';
import type { InternetSite } from '../../internet-tree.ts';
import type { TreeFile } from '../../tree.ts';
import { checksums } from '../checksums.ts';
import type { PackOptions } from '../deb/archive.ts';
import { gemFiles } from './files.ts';
import { GEMS } from './gems.ts';
import type { Gem } from './gems.ts';
import { specificationYaml } from './specification.ts';

export async function packGem(gem: Gem, { gzip }: PackOptions): Promise<Uint8Array> {
  const mtime = Date.parse(gem.date);
  const zipped = (bytes: Uint8Array) => collect(gzip(sourceOf(bytes)), LIMITS.configBytes);
  const metadata = await zipped(utf8(specificationYaml(gem)));
  const data = await collect(gzip(writeTar(tarInputs(gemFiles(gem), mtime))), LIMITS.layerBytes);
  const sums = `---\nSHA256:\n  metadata.gz: ${checksums(metadata).sha256}\n  data.tar.gz: ${checksums(data).sha256}\n`;
  const files = [
    ['metadata.gz', metadata],
    ['data.tar.gz', data],
    ['checksums.yaml.gz', await zipped(utf8(sums))],
  ] as const;
  return encodeTar(
    files.map(([name, body]) => ({
      header: { name, type: 'file', mode: 0o444, uid: 0, gid: 0, size: body.length, mtime },
      body,
    })),
  );
}

/**
 * The compact index (`/versions`, `/info/NAME`) and the gems. `/info/NAME` has a line for each version:
 * `1.4.5 rack:~> 1.4,tilt:>= 1.3.4&~> 1.3|checksum:<SHA-256 of the .gem>`.
 */
async function* rubygems(options: PackOptions): AsyncGenerator<TreeFile> {
  const versions: string[] = [];
  for (const gem of GEMS) {
    const bytes = await packGem(gem, options);
    yield { path: `gems/${gem.name}-${gem.version}.gem`, bytes };
    const needs = gem.dependencies.map(([name, text]) => `${name}:${text.replace(/, /g, '&')}`).join(',');
    const info = utf8(`---\n${gem.version} ${needs}|checksum:${checksums(bytes).sha256}\n`);
    yield { path: `info/${gem.name}`, bytes: info };
    versions.push(`${gem.name} ${gem.version} ${checksums(info).md5}\n`);
    const api = {
      name: gem.name,
      version: gem.version,
      authors: gem.authors.join(', '),
      info: gem.summary,
      licenses: [gem.license],
      homepage_uri: gem.homepage,
    };
    yield { path: `api/v1/gems/${gem.name}.json`, bytes: utf8(`${JSON.stringify(api)}\n`) };
  }
  yield { path: 'versions', bytes: utf8(`created_at: 2015-06-20T00:00:00Z\n---\n${versions.join('')}`) };
  yield { path: 'names', bytes: utf8(`---\n${GEMS.map(({ name }) => `${name}\n`).join('')}`) };
}

export const rubygemsSites = (): readonly InternetSite[] => [
  { host: 'rubygems.org', path: '', source: GEMS, files: rubygems },
];
