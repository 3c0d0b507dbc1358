/** Reads one line by the line editor: bytes from the terminal to keys, drawings to the terminal, what only the shell can do. */
import { SysError } from '../../../kernel/errno.ts';
import { CC, NEW_FLAGS } from '../../../kernel/tty/termios-flags.ts';
import type { Awaitable } from '../../../kernel/sys.ts';
import { runPendingTraps } from '../run/completion.ts';
import type { Shell } from '../shell.ts';
import { type Key, KeyDecoder } from './keys.ts';
import type { EditorEvent } from './editor-events.ts';
import { LineEditor } from './line-editor.ts';
import { readlineSettings } from './readline-settings.ts';

export type LineEnd = Extract<EditorEvent, { kind: 'line' | 'interrupt' | 'end' }>;

export interface LineRequest {
  /** It stands on the screen already. */
  readonly prompt: string;
  readonly startAt?: number | undefined;
  /** In the line from the beginning. */
  readonly initial?: string;
  draw(text: string): Awaitable<void>;
  /** A signal has come. */
  signaled?(): Awaitable<void>;
  /** Names of files alone are completed. */
  readonly onlyFiles?: boolean;
  /** The line after its expansions: M-C-e. */
  expand?(text: string): Awaitable<string>;
  /** Whether the window has another size since it was last asked. */
  resized(): boolean;
}

const CTRL_C = 3;

export async function readEditedLine(sh: Shell, request: LineRequest): Promise<LineEnd> {
  const settings = readlineSettings(sh);
  if (sh.dialect === 'bash' && !sh.inputrcRead) {
    sh.inputrcRead = true;
    const { readInputrc } = await import('./inputrc.ts');
    await readInputrc(sh);
  }
  noteSize(sh);
  const editor = new LineEditor({
    prompt: request.prompt,
    columns: columnsOf(sh),
    history: sh.history,
    style: sh.dialect === 'bash' ? 'readline' : 'busybox',
    ...settings,
    ...(request.startAt !== undefined && { startAt: request.startAt }),
    initial: request.initial ?? '',
    vi: sh.options.vi,
  });
  await request.draw(editor.start());
  const decoder = new KeyDecoder();
  // `stty intr`: another character than ^C, which is no key at all then.
  const interrupt = (sh.sys.tcgetattr(0).flags ?? NEW_FLAGS).c_cc[CC.intr];
  for (;;) {
    let key: Key | undefined;
    if (sh.options.vi && decoder.afterEscape && !(await comesSoon(sh))) key = decoder.escape();
    else {
      const byte = await nextByte(sh, editor, request);
      if (typeof byte !== 'number') return byte;
      if (byte === interrupt && sh.traps.get('INT') === '') continue;
      if (interrupt !== CTRL_C && byte === interrupt) {
        await request.draw(editor.interrupt(byte).output);
        return { kind: 'interrupt' };
      }
      if (interrupt !== CTRL_C && byte === CTRL_C) continue;
      key = decoder.feed(byte);
    }
    if (!key) continue;
    const { output, event } = editor.key(key);
    await request.draw(output);
    if (!event) continue;
    if (event.kind === 'complete') {
      const { completionFor } = await import('./completion.ts');
      const completion = await completionFor(sh, event.before, sh.completer, request.onlyFiles ? 'file' : event.source);
      await request.draw(editor.complete(completion, event.again, event.mode));
    } else if (event.kind === 'shell') {
      const { actOnLine } = await import('./line-actions.ts');
      const line = await actOnLine(sh, event, editor, request);
      if (line !== undefined) return { kind: 'line', text: line };
    } else return event;
  }
}

/** How long an escape waits for the rest of a sequence, in milliseconds: `keyseq-timeout`. */
const ESCAPE_MS = 500;

async function comesSoon(sh: Shell): Promise<boolean> {
  const wait = Number(sh.readline?.variables.get('keyseq-timeout') ?? ESCAPE_MS);
  try {
    return (await sh.sys.poll([{ fd: 0, events: 'read' }], wait)).length > 0;
  } catch (error) {
    // A signal: whoever reads next is told of it.
    if (error instanceof SysError && error.errno === 'EINTR') return true;
    throw error;
  }
}

export function columnsOf(sh: Shell): number {
  return sh.sys.windowSize(0).columns || 80;
}

/** The size of the window as bash's variables have it. */
function noteSize(sh: Shell): void {
  const { rows, columns } = sh.sys.windowSize(0);
  if (sh.dialect !== 'bash' || rows === 0 || columns === 0) return;
  sh.vars.set('LINES', String(rows));
  sh.vars.set('COLUMNS', String(columns));
}

async function nextByte(sh: Shell, editor: LineEditor, request: LineRequest): Promise<number | LineEnd> {
  const { draw, resized, signaled } = request;
  for (;;) {
    try {
      const bytes = await sh.sys.read(0, 1);
      return bytes[0] ?? { kind: 'end' };
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'EINTR') throw error;
      if (resized()) {
        noteSize(sh);
        if (sh.pending.includes('WINCH')) await runPendingTraps(sh);
        else await draw(editor.redraw(columnsOf(sh)));
      }
      if (sh.interrupted) {
        await draw(editor.interrupt().output);
        return { kind: 'interrupt' };
      }
      await signaled?.();
    }
  }
}
