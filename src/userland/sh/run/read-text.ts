/** A whole file as text. */
import type { Sys } from '../../../kernel/sys.ts';
import { readBytes } from '../../read-all.ts';
import { decodeText } from '../text-bytes.ts';

export async function readText(sys: Sys, path: string): Promise<string> {
  return decodeText(await readBytes(sys, path));
}
