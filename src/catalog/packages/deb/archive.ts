/** Packs a package into a `.deb` (deb(5)): an ar archive of `debian-binary`, `control.tar.gz` and `data.tar.gz`. */
import { concat, utf8 } from '../../../base/bytes.ts';
import { LIMITS } from '../../../base/limits.ts';
import { collect, sourceOf } from '../../../base/streams.ts';
import type { ByteSource } from '../../../base/streams.ts';
import { encodeTar, writeTar } from '../../../oci/tar/write.ts';
import { tarInputs } from '../../file-bytes.ts';
import { maintainerScripts } from '../maintainer-scripts.ts';
import type { Package } from '../package.ts';
import { controlFields, paragraph } from './control.ts';
import type { Origin } from './control.ts';
import { md5Sums } from './md5sums.ts';

export interface PackOptions {
  readonly gzip: (bytes: ByteSource) => ByteSource;
  /** The time of all files, in milliseconds. */
  readonly mtime: number;
}

export async function packDeb(entry: Package, origin: Origin, { gzip, mtime }: PackOptions): Promise<Uint8Array> {
  const control = encodeTar(
    controlFiles(entry, origin).map(([name, content, mode]) => {
      const body = utf8(content);
      return { header: { name: `./${name}`, type: 'file', mode, uid: 0, gid: 0, size: body.length, mtime }, body };
    }),
  );
  const zipped = (source: ByteSource) => collect(gzip(source), LIMITS.layerBytes);
  return ar([
    ['debian-binary', utf8('2.0\n')],
    ['control.tar.gz', await zipped(sourceOf(control))],
    ['data.tar.gz', await zipped(writeTar(tarInputs(entry.files, mtime, './')))],
  ]);
}

type ControlFile = readonly [name: string, content: string, mode: number];

function controlFiles(entry: Package, origin: Origin): readonly ControlFile[] {
  const scripts = Object.entries(maintainerScripts(entry)) as [string, string][];
  const conffiles = entry.configurationFiles.map((path) => `/${path}\n`).join('');
  return [
    ['control', paragraph(controlFields(entry, origin)), 0o644],
    ['md5sums', md5Sums(entry), 0o644],
    ...(conffiles ? [['conffiles', conffiles, 0o644] as const] : []),
    ...scripts.map(([name, content]) => [name, content, 0o755] as const),
  ];
}

/** The common ar format (ar(5)): headers of 60 characters, members at even offsets. */
function ar(members: readonly (readonly [name: string, bytes: Uint8Array])[]): Uint8Array {
  const parts = [utf8('!<arch>\n')];
  for (const [name, bytes] of members) {
    const fields = [name.padEnd(16), '0'.padEnd(12), '0'.padEnd(6), '0'.padEnd(6), '100644'.padEnd(8)];
    parts.push(utf8(`${fields.join('')}${String(bytes.length).padEnd(10)}\x60\n`), bytes);
    if (bytes.length % 2) parts.push(utf8('\n'));
  }
  return concat(parts);
}
