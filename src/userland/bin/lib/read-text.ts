import { text } from '../../../base/bytes.ts';
import { SysError } from '../../../kernel/errno.ts';
import { O, type Sys } from '../../../kernel/sys.ts';

/** The whole of a small file as text; empty when it cannot be read. */
export async function readText(sys: Sys, path: string): Promise<string> {
  try {
    const fd = await sys.open(path, O.RDONLY);
    try {
      let out = '';
      for (;;) {
        const bytes = await sys.read(fd, 65536);
        if (bytes.length === 0) return out;
        out += text(bytes);
      }
    } finally {
      await sys.close(fd);
    }
  } catch (error) {
    if (error instanceof SysError) return '';
    throw error;
  }
}
