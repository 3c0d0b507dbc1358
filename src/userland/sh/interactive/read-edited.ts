/** `read -e`: a line by the line editor, anywhere in a script. */
import type { LineRead } from '../builtins/read-line.ts';
import type { Shell } from '../shell.ts';
import { readEditedLine } from './line-reading.ts';

/** Undefined when ^C ended it. */
export async function readEdited(sh: Shell, prompt: string, initial: string): Promise<LineRead | undefined> {
  const { sys } = sh;
  const before = sys.tcgetattr(0);
  let resized = false;
  const winch = sys.signal('WINCH', () => {
    resized = true;
  });
  sys.tcsetattr(0, { canonical: false, echo: false, signals: false, crToNl: false });
  try {
    const end = await readEditedLine(sh, {
      prompt,
      initial,
      onlyFiles: true,
      draw: async (text) => {
        if (text !== '') await sh.err(text);
      },
      resized: () => {
        const was = resized;
        resized = false;
        return was;
      },
    });
    if (end.kind === 'line') return { text: end.text, ended: false };
    await sh.err('\n');
    return end.kind === 'end' ? { text: '', ended: true } : undefined;
  } finally {
    sys.tcsetattr(0, before);
    sys.signal('WINCH', winch);
  }
}
