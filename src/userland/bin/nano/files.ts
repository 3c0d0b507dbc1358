/** nano and files: opening, writing under a name, reading in, closing. */
import { SysError } from '../../../kernel/errno.ts';
import { readTextFile, writeTextFile } from '../lib/text-file.ts';
import { Buffer } from './buffer.ts';
import type { NanoScreen } from './editor.ts';

const counted = (count: number) => `${count} line${count === 1 ? '' : 's'}`;

export async function openBuffer(s: NanoScreen, path: string): Promise<Buffer> {
  const { sys } = s.t;
  try {
    if ((await kind(s, path)) === 'directory') {
      const none = new Buffer(undefined, ['']);
      none.message = `"${path}" is a directory`;
      return none;
    }
    const file = await readTextFile(sys, path);
    const buffer = new Buffer(path, file.bytes === 0 ? [''] : [...file.lines, '']);
    const folder = path.includes('/') ? path.replace(/\/[^/]*$/, '') || '/' : '.';
    if (!file.isNew)
      buffer.message = `Read ${counted(file.bytes === 0 ? 0 : file.lines.length)}${file.readonly ? ' (Warning: No write permission)' : ''}`;
    else buffer.message = (await kind(s, folder)) === 'directory' ? 'New File' : `Directory '${folder}' does not exist`;
    return buffer;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const none = new Buffer(path, ['']);
    none.message = `Error reading ${path}: ${error.message}`;
    return none;
  }
}

async function kind(s: NanoScreen, path: string): Promise<string | undefined> {
  try {
    return (await s.t.sys.stat(path)).type;
  } catch (error) {
    if (error instanceof SysError) return undefined;
    throw error;
  }
}

/** ^O: asks for the name; true when it was written. */
export async function save(s: NanoScreen, leaving = false): Promise<boolean> {
  const b = s.buffer;
  let start = b.path ?? '';
  for (;;) {
    const answer = await s.ask('write', () => 'File Name to Write: ', start);
    if (answer === undefined) return false;
    const path = answer.text;
    if (path === '') {
      b.message = 'Cancelled';
      return false;
    }
    start = path;
    if (path !== b.path) {
      if (b.path !== undefined && (await s.confirm('Save file under DIFFERENT NAME? ')) !== 'y') continue;
      if ((await kind(s, path)) !== undefined && (await s.confirm(`File "${path}" exists; OVERWRITE? `)) !== 'y')
        continue;
    }
    try {
      const lines = b.lines.slice(0, b.lines.at(-1) === '' && b.lines.length > 1 ? -1 : undefined);
      await writeTextFile(s.t.sys, path, lines);
      b.path = path;
      b.written();
      b.message = leaving ? '' : `Wrote ${counted(lines.length === 1 && lines[0] === '' ? 0 : lines.length)}`;
      return true;
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      b.message = `Error writing ${path}: ${error.message}`;
      return false;
    }
  }
}

export async function readIn(s: NanoScreen): Promise<void> {
  const b = s.buffer;
  const answer = await s.ask('insert', () => 'File to insert [from ./]: ');
  if (!answer?.text) return;
  const path = answer.text;
  try {
    const file = await readTextFile(s.t.sys, path);
    if (file.isNew) {
      b.message = `File "${path}" not found`;
      return;
    }
    b.edit('insertion', () => b.insert(file.lines.join('\n') + (file.unended || file.bytes === 0 ? '' : '\n')));
    b.message = `Read ${counted(file.bytes === 0 ? 0 : file.lines.length)}`;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    b.message = error.errno === 'EISDIR' ? `"${path}" is a directory` : `Error reading ${path}: ${error.message}`;
  }
}

/** ^X: false when nothing is left open. */
export async function closeBuffer(s: NanoScreen): Promise<boolean> {
  if (s.buffer.modified) {
    const answer = await s.confirm('Save modified buffer? ');
    if (answer === undefined) {
      s.buffer.message = 'Cancelled';
      return true;
    }
    if (answer === 'y' && !(await save(s, true))) return true;
  }
  s.buffers.splice(s.index, 1);
  if (s.buffers.length === 0) return false;
  s.index %= s.buffers.length;
  s.tellFile();
  return true;
}
