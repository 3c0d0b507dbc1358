/** `md5sums` of a package: a line for each file but those below /etc, as dh_md5sums writes them, and but data that is all zeros. */
import { md5OfPadded } from '../checksums.ts';
import type { Package } from '../package.ts';

export function md5Sums(entry: Package): string {
  const lines: string[] = [];
  for (const { path, type, head, size } of entry.files) {
    if (type === 'file' && head && !path.startsWith('etc/')) lines.push(`${md5OfPadded(head, size)}  ${path}\n`);
  }
  return lines.join('');
}
