import { concat } from '../../../base/bytes.ts';
import { chunksOf } from './replace-file.ts';
import type { Tool } from './tool.ts';

/** All bytes of a file, `-` for standard input: for what has to be seen whole, such as an archive. Fails as `open` does. */
export async function wholeInput(t: Tool, path: string): Promise<Uint8Array> {
  const input = await t.input(path);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const bytes of chunksOf(input)) {
    parts.push(bytes);
    input.hold((size += bytes.length));
  }
  await t.done(input);
  return concat(parts);
}
