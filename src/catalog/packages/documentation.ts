/** The files that every Debian package has below /usr/share/doc. */
import { utf8 } from '../../base/bytes.ts';
import type { LayerFiles } from '../layer-files.ts';

export function documentation(files: LayerFiles, name: string, version: string, summary: string): void {
  const directory = `usr/share/doc/${name}`;
  files.text(`${directory}/copyright`, `This is the package ${name}, version ${version}.\n\n${summary}\n`);
  files.blank(`${directory}/changelog.Debian.gz`, 400 + (checksum(name) % 3000));
}

/** A small number that depends on the name alone. */
export function checksum(name: string): number {
  return utf8(name).reduce((sum, byte) => (sum * 31 + byte) % 65_521, 7);
}
