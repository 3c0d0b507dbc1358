/** A text file as lines, for editors: bytes that are no UTF-8 survive a round trip. */
import { SysError } from '../../../kernel/errno.ts';
import { O, type Sys } from '../../../kernel/sys.ts';
import { readAll } from '../../read-all.ts';
import { decodeText, encodeText } from '../../sh/text-bytes.ts';

export interface TextFile {
  readonly lines: string[];
  readonly bytes: number;
  readonly isNew: boolean;
  readonly readonly: boolean;
  /** Its last line has no end. */
  readonly unended: boolean;
}

/** Fails with what `open` fails with, but for a file that is not there yet. */
export async function readTextFile(sys: Sys, path: string): Promise<TextFile> {
  let fd: number;
  try {
    fd = await sys.open(path, O.RDONLY);
  } catch (error) {
    if (error instanceof SysError && error.errno === 'ENOENT')
      return { lines: [''], bytes: 0, isNew: true, readonly: false, unended: false };
    throw error;
  }
  let content: Uint8Array;
  try {
    content = await readAll(sys, fd);
  } finally {
    await sys.close(fd);
  }
  const lines = decodeText(content).split('\n');
  const unended = lines[lines.length - 1] !== '';
  if (lines.length > 1 && !unended) lines.pop();
  const readonly = !(await sys.access(path, { write: true }));
  return { lines, bytes: content.length, isNew: false, readonly, unended };
}

/** Answers the number of bytes written. */
export async function writeTextFile(sys: Sys, path: string, lines: readonly string[]): Promise<number> {
  const bytes = encodeText(lines.length === 1 && lines[0] === '' ? '' : `${lines.join('\n')}\n`);
  const fd = await sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o666);
  try {
    await sys.write(fd, bytes);
  } finally {
    await sys.close(fd);
  }
  return bytes.length;
}
