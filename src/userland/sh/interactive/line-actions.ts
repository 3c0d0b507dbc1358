/** Keys that the shell itself answers: commands of `bind -x`, the editor on the line, expansions. */
import { SysError } from '../../../kernel/errno.ts';
import { O } from '../../../kernel/sys.ts';
import { VERSION } from '../dialect.ts';
import { tildeDirectory } from '../expand/tilde.ts';
import { readText } from '../run/read-text.ts';
import { historyHabits } from './readline-settings.ts';
import type { Shell } from '../shell.ts';
import { encodeText } from '../text-bytes.ts';
import { expandHistory } from './history-expansion.ts';
import type { EditorEvent } from './editor-events.ts';
import type { LineEditor } from './line-editor.ts';
import type { LineRequest } from './line-reading.ts';

type ShellEvent = Extract<EditorEvent, { kind: 'shell' }>;

/** Answers a line to run at once, where the key means that. */
export async function actOnLine(
  sh: Shell,
  event: ShellEvent,
  editor: LineEditor,
  request: LineRequest,
): Promise<string | undefined> {
  switch (event.action) {
    case 'command':
      await runBound(sh, event.text, editor, request);
      return undefined;
    case 'edit':
      await request.draw(editor.leave());
      return editLine(sh, editor.text);
    case 'expand':
      await request.draw(editor.become((await request.expand?.(editor.text)) ?? editor.text));
      return undefined;
    case 'history': {
      const expansion = expandHistory(editor.text, sh.history, historyHabits(sh));
      if (expansion.kind === 'expanded') await request.draw(editor.become(expansion.text));
      return undefined;
    }
    case 'tilde': {
      const found = /(^|\s)~([^/\s]*)(?=\/|$)[^\s]*$/.exec(editor.line.before());
      const directory = found && (await tildeDirectory(sh, found[2] as string));
      if (!found || directory === undefined) return undefined;
      const at = found.index + (found[1] as string).length;
      const size = 1 + (found[2] as string).length;
      const text = editor.text.slice(0, at) + directory + editor.text.slice(at + size);
      await request.draw(editor.become(text, editor.cursor + (directory as string).length - size));
      return undefined;
    }
    case 'reread': {
      const { readInputrc } = await import('./inputrc.ts');
      await readInputrc(sh);
      return undefined;
    }
    case 'version':
      await request.draw(`\r\nGNU bash, version ${VERSION.bash} (x86_64-pc-linux-gnu)\r\n${editor.again()}`);
      return undefined;
  }
}

/** `bind -x`: the command sees the line in READLINE_LINE and may change it. */
async function runBound(sh: Shell, command: string, editor: LineEditor, request: LineRequest): Promise<void> {
  sh.vars.set('READLINE_LINE', editor.text);
  sh.vars.set('READLINE_POINT', String(editor.cursor));
  await request.draw('\r\x1b[K');
  const { status } = sh;
  await sh.runner.evaluate(sh, command);
  sh.status = status;
  const text = sh.vars.get('READLINE_LINE') ?? '';
  const point = Number(sh.vars.get('READLINE_POINT') ?? text.length);
  sh.vars.unset('READLINE_LINE');
  sh.vars.unset('READLINE_POINT');
  await request.draw(editor.again());
  await request.draw(editor.become(text, Number.isInteger(point) ? point : Infinity));
}

/** C-x C-e: an editor on the line, which runs when it is left. */
async function editLine(sh: Shell, text: string): Promise<string | undefined> {
  const path = `/tmp/bash-fc.${sh.sys.pid}`;
  const editor = sh.vars.get('VISUAL') || sh.vars.get('EDITOR') || 'editor';
  const { sys } = sh;
  const cooked = { canonical: true, echo: true, signals: true, crToNl: true };
  const raw = sys.tcgetattr(0);
  try {
    const fd = await sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o600);
    await sys.write(fd, encodeText(`${text}\n`));
    await sys.close(fd);
    sys.tcsetattr(0, cooked);
    await sh.runner.evaluate(sh, `${await runnable(sh, editor)} ${path}`);
    const edited = (await readText(sys, path)).replace(/\n+$/, '');
    await sys.unlink(path);
    await sh.err(`${edited}\n`);
    return edited;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await sh.complain(`${path}: ${error.message}`);
    return '';
  } finally {
    sys.tcsetattr(0, raw);
  }
}

/** What Debian's `editor` stands for, where there is none of that name. */
async function runnable(sh: Shell, editor: string): Promise<string> {
  if (editor !== 'editor') return editor;
  const { findCommand } = await import('../run/lookup.ts');
  for (const name of ['editor', 'nano', 'vi']) if ((await findCommand(sh, name)).kind === 'file') return name;
  return 'emacs';
}
