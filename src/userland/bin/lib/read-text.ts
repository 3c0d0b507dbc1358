import { text } from '../../../base/bytes.ts';
import { SysError } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { readBytes } from '../../read-all.ts';

/** The whole of a small file as text; empty when it cannot be read. */
export async function readText(sys: Sys, path: string): Promise<string> {
  try {
    return text(await readBytes(sys, path));
  } catch (error) {
    if (error instanceof SysError) return '';
    throw error;
  }
}
