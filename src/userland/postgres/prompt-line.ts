/** A line from a terminal with an editor, as readline gives it to a program: keys, history, ^C, ^D. */
import { utf8 } from '../../base/bytes.ts';
import { SysError } from '../../kernel/errno.ts';
import type { Sys } from '../../kernel/sys.ts';
import { KeyDecoder } from '../sh/interactive/keys.ts';
import { LineEditor } from '../sh/interactive/line-editor.ts';

const DEFAULT_COLUMNS = 80;

/** Undefined at ^D on an empty line; `interrupt` at ^C. */
export async function promptLine(
  sys: Sys,
  prompt: string,
  history: readonly string[],
): Promise<{ readonly line: string } | 'interrupt' | undefined> {
  const before = sys.tcgetattr(0);
  sys.tcsetattr(0, { canonical: false, echo: false, signals: false, crToNl: false });
  const columns = () => sys.windowSize(0).columns || DEFAULT_COLUMNS;
  const draw = async (text: string) => {
    if (text !== '') await sys.write(1, utf8(text));
  };
  const old = sys.signal('WINCH', () => undefined);
  try {
    const editor = new LineEditor({ prompt, columns: columns(), history, style: 'readline' });
    const decoder = new KeyDecoder();
    await draw(prompt + editor.start());
    for (;;) {
      let byte: Uint8Array;
      try {
        byte = await sys.read(0, 1);
      } catch (error) {
        if (!(error instanceof SysError && error.errno === 'EINTR')) throw error;
        await draw(editor.redraw(columns()));
        continue;
      }
      if (byte.length === 0) return undefined;
      const key = decoder.feed(byte[0] as number);
      if (!key) continue;
      const { output, event } = editor.key(key);
      await draw(output);
      if (event?.kind === 'line') return { line: event.text };
      if (event?.kind === 'end') return undefined;
      if (event?.kind === 'interrupt') {
        await draw('^C\n');
        return 'interrupt';
      }
      if (event?.kind === 'complete') await draw('\x07');
    }
  } finally {
    sys.tcsetattr(0, before);
    sys.signal('WINCH', old);
  }
}

/** A line that is not shown: a password. Undefined at the end of the input. */
export async function hiddenLine(sys: Sys, prompt: string): Promise<string | undefined> {
  await sys.write(1, utf8(prompt));
  const terminal = sys.isatty(0);
  if (terminal) sys.tcsetattr(0, { echo: false });
  let line = '';
  try {
    for (;;) {
      const byte = await sys.read(0, 1);
      if (byte.length === 0) return line === '' ? undefined : line;
      if (byte[0] === 10) return line;
      line += String.fromCharCode(byte[0] as number);
    }
  } finally {
    if (terminal) {
      sys.tcsetattr(0, { echo: true });
      await sys.write(1, utf8('\n'));
    }
  }
}
