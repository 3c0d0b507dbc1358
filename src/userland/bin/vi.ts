/** vi: a modal editor, as Vim is with the defaults that Debian gives it. Its parts lie in vi/. */
import { readAll } from '../read-all.ts';
import { decodeText } from '../sh/text-bytes.ts';
import { tool } from './lib/tool.ts';
import { Editor } from './vi/editor.ts';
import { runEx } from './vi/ex.ts';
import { openFile } from './vi/ex-files.ts';

export const vi = tool(
  { name: 'vi', usage: '[-RH] [+LINE] [FILE]', about: 'Edit FILE', options: 'R c= H! u=! n- N-', from: 'vi' },
  async (t) => {
    const piped = t.operands[0] === '-';
    if ((!t.sys.isatty(0) && !piped) || !t.sys.isatty(1))
      return t.die('Input and output must be a terminal', "can't edit: not a terminal");
    const starts = t.operands.filter((word) => word.startsWith('+'));
    const editor = new Editor(t);
    const { session: s } = editor;
    s.startReadonly = t.has('R') || t.sys.argv[0]?.endsWith('view') === true;
    s.args = t.operands.filter((word) => !word.startsWith('+'));
    if (s.args.length > 1) await t.err(`${s.args.length} files to edit\n`);
    if (piped) await readInput(editor);
    else if (s.args[0] !== undefined) {
      for (const path of s.args.slice(1)) s.buffers.push({ path, row: 0 });
      s.message = await openFile(s, s.args[0]);
      s.buffers.sort((a, b) => s.argsAt(a.path) - s.argsAt(b.path));
    } else s.text.replace([''], true);
    const commands = [...starts.map((word) => word.slice(1) || '$'), ...t.values('c')];
    for (const command of commands) {
      const { message } = await runEx(s, command);
      if (message !== undefined) s.message = message;
      s.text.commit();
    }
    return editor.run();
  },
);

/** The text of standard input; keys come from the terminal then. */
async function readInput({ session: s, t }: Editor): Promise<void> {
  await t.err('Vim: Reading from stdin...\n');
  const bytes = await readAll(t.sys, 0);
  const content = decodeText(bytes);
  const lines = content.split('\n');
  if (lines.length > 1 && lines[lines.length - 1] === '') lines.pop();
  s.text.replace(lines, content === '');
  s.text.unsaved();
  s.message = `"-stdin-" ${content === '' ? 0 : lines.length}L, ${bytes.length}B`;
  await t.sys.dup2(await t.sys.open('/dev/tty', 2), 0);
}
