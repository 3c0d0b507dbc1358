/** A whole file as text. */
import type { Sys } from '../../../kernel/sys.ts';
import { O } from '../../../kernel/sys.ts';
import { decodeText } from '../text-bytes.ts';

export async function readText(sys: Sys, path: string): Promise<string> {
  const fd = await sys.open(path, O.RDONLY);
  let text = '';
  try {
    for (;;) {
      const chunk = await sys.read(fd, 65536);
      if (chunk.length === 0) return text;
      text += decodeText(chunk);
    }
  } finally {
    await sys.close(fd);
  }
}
