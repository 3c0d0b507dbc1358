/** tar: lines about members, on standard output or in the file of --index-file. */
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { encodeText } from '../sh/text-bytes.ts';
import type { Tool } from './lib/tool.ts';

const indexes = new WeakMap<Tool, number>();

export async function openIndex(t: Tool): Promise<void> {
  const path = t.value('index-file');
  if (path === undefined) return;
  try {
    indexes.set(t, await t.sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o666));
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.err(`tar: ${path}: Cannot open: ${error.message}\n`);
    await t.die('Error is not recoverable: exiting now', undefined, 2);
  }
}

/** `aside`: the archive itself goes to standard output. */
export async function tellLine(t: Tool, line: string, aside = false): Promise<void> {
  const index = indexes.get(t);
  if (index !== undefined) await t.sys.write(index, encodeText(`${line}\n`));
  else await (aside ? t.err(`${line}\n`) : t.out.line(line));
}
