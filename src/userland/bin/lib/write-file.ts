import { utf8 } from '../../../base/bytes.ts';
import { O, type Sys } from '../../../kernel/sys.ts';

/** Replaces what a file holds, or makes it with `mode`. */
export async function writeFile(sys: Sys, path: string, content: string | Uint8Array, mode = 0o644): Promise<void> {
  const fd = await sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, mode);
  try {
    await sys.write(fd, typeof content === 'string' ? utf8(content) : content);
  } finally {
    await sys.close(fd);
  }
}
