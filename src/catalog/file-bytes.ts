/** The content of a recipe's file as a stream: its head, then zeros. */
import { EMPTY } from '../base/bytes.ts';
import { zeroPieces } from '../base/zeros.ts';
import type { TarInput } from '../oci/tar/write.ts';
import type { RecipeEntry } from './recipe.ts';

export async function* fileBytes({ head = EMPTY, size }: RecipeEntry): AsyncGenerator<Uint8Array> {
  if (head.length) yield head;
  yield* zeroPieces(size - head.length);
}

/** Entries as an archive has them, all of the time `mtime` (ms), under a prefix such as `./`. */
export function* tarInputs(entries: readonly RecipeEntry[], mtime: number, prefix = ''): Generator<TarInput> {
  for (const entry of entries) {
    const { path, type, mode, uid, gid, size, link } = entry;
    const target = type === 'hardlink' && link !== undefined ? prefix + link : link;
    const header = {
      name: prefix + path,
      type,
      mode,
      uid,
      gid,
      size,
      mtime,
      ...(target === undefined ? {} : { link: target }),
    };
    yield type === 'file' ? { header, body: fileBytes(entry) } : { header };
  }
}
