/**
 * A layer's size as Docker tells it: what `du` would find in the layer's own directory once its tar is unpacked there
 * (moby, overlay2's ApplyDiff and pkg/directory). Contents of files count, each once however many names it has, and the
 * targets of symbolic links; directories, devices and whiteouts are nothing.
 */
import { utf8 } from '../base/bytes.ts';
import { whiteoutOf } from '../oci/changeset.ts';
import type { LayerEntry } from '../oci/layer.ts';

export function layerSize(entries: readonly LayerEntry[]): number {
  const files = new Map<string, { readonly size: number }>();
  const directories = new Set<string>();
  for (const entry of entries) {
    const { path } = entry;
    if (whiteoutOf(path)) continue;
    if (entry.type === 'directory') {
      directories.add(path);
      files.delete(path);
      continue;
    }
    // A later entry of the same name takes the earlier one's place, with all that was in it.
    if (directories.delete(path)) for (const at of [...files.keys()]) if (at.startsWith(`${path}/`)) files.delete(at);
    const linked = entry.type === 'hardlink' ? files.get(entry.link ?? '') : undefined;
    files.set(path, linked ?? { size: ownSize(entry) });
  }
  let size = 0;
  for (const file of new Set(files.values())) size += file.size;
  return size;
}

function ownSize({ type, size, link }: LayerEntry): number {
  return type === 'symlink' ? utf8(link ?? '').length : size;
}
