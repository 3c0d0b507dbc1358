/** vi: a modal editor of the size that editing a Dockerfile needs. Its parts lie in vi/. */
import { SysError } from '../../kernel/errno.ts';
import { readTextFile, type TextFile } from './lib/text-file.ts';
import { tool } from './lib/tool.ts';
import { Editor } from './vi/editor.ts';
import { Text } from './vi/text.ts';

export const vi = tool(
  { name: 'vi', usage: '[-RH] [+LINE] [FILE]', about: 'Edit FILE', options: 'R c=! H! u=! n', from: 'vi' },
  async (t) => {
    if (!t.sys.isatty(0) || !t.sys.isatty(1))
      return t.die('Input and output must be a terminal', "can't edit: not a terminal");
    const line = t.operands.find((word) => word.startsWith('+'));
    const path = t.operands.find((word) => !word.startsWith('+'));
    let file: TextFile = { lines: [''], bytes: 0, isNew: true, readonly: false };
    let message = '';
    if (path !== undefined) {
      try {
        file = await readTextFile(t.sys, path);
        message = `"${path}" ${file.isNew ? '[New File]' : `${file.readonly ? '[readonly] ' : ''}${file.lines.length}L, ${file.bytes}B`}`;
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        message = `"${path}" ${error.message}`;
      }
    }
    const editor = new Editor(t, new Text(file.lines), path, file.readonly || t.has('R'), message);
    if (line !== undefined) editor.text.row = Math.min(Number(line.slice(1)) || Infinity, file.lines.length) - 1;
    await editor.run();
  },
);
