/** vi's commands that scroll the window, stop vi or go back along jumps. */
import { firstNonBlank } from './text.ts';
import type { Session } from './session.ts';

/** False when the key is none of them. */
export async function windowCommand(s: Session, key: string, count: number): Promise<boolean> {
  const { text, view } = s;
  const n = Math.max(1, count);
  const settle = () => {
    view.cursorInside();
    text.column = firstNonBlank(text.line);
    text.wanted = view.virtualAt(text.line, text.column);
  };
  switch (key) {
    case '\x06':
    case 'pagedown':
      for (let i = 0; i < n; i++) {
        const { bottom } = view;
        if (bottom > text.last && view.top >= text.last - s.options.number('scrolloff')) return true;
        view.top = bottom > text.last ? text.last : Math.max(view.top + 1, bottom - 2);
        text.row = view.top;
      }
      settle();
      return true;
    case '\x02':
    case 'pageup':
      for (let i = 0; i < n; i++) {
        if (view.top === 0) return true;
        text.row = Math.min(text.last, view.top + 1);
        const top = text.row - view.height + 1;
        view.top = Math.max(0, top);
      }
      settle();
      return true;
    case '\x04':
    case '\x15': {
      const down = key === '\x04';
      if (count) s.options.put('scroll', count);
      const lines = s.options.number('scroll') || Math.max(1, Math.floor(view.height / 2));
      if (down ? text.row === text.last : text.row === 0) {
        s.stopPlaying();
        return true;
      }
      for (let i = 0; i < lines; i++) {
        if (down ? view.bottom > text.last : view.top === 0) break;
        view.top += down ? 1 : -1;
      }
      text.row = Math.max(0, Math.min(text.last, text.row + (down ? lines : -lines)));
      settle();
      return true;
    }
    case '\x05':
    case '\x19':
      for (let i = 0; i < n; i++) view.top = Math.max(0, Math.min(text.last, view.top + (key === '\x05' ? 1 : -1)));
      view.cursorInside();
      text.column = view.offsetAt(text.line, text.wanted);
      text.clamp(false);
      return true;
    case 'z':
      return windowed(s, count);
    case '\x0c':
      await s.t.out.raw('\x1b[2J');
      s.message = '';
      return true;
    case '\x1a':
      await s.keys.suspend();
      s.message = '';
      return true;
    case '\x0f':
    case '\t': {
      if (key === '\x0f' && s.jumpAt === s.jumps.length && s.jumpAt > 0) {
        s.jumpFrom();
        s.jumpAt = s.jumps.length - 1;
      }
      const to = s.jumpAt + (key === '\x0f' ? -n : n);
      const place = s.jumps[to];
      if (!place) return true;
      s.jumpAt = to;
      s.moveTo({ row: Math.min(text.last, place.row), column: place.column });
      text.clamp(false);
      return true;
    }
    case '\x17':
      await s.key();
      s.message = 'Windows of vi are not simulated in Drydock';
      return true;
  }
  return false;
}

async function windowed(s: Session, count: number): Promise<boolean> {
  const { text, view } = s;
  const how = await s.key();
  s.showing += how;
  if (count) text.row = Math.min(text.last, count - 1);
  if (how === 't' || how === '\r' || how === '\n') view.cursorToTop();
  else if (how === 'z' || how === '.') view.center();
  else if (how === 'b' || how === '-') view.cursorToBottom();
  else return true;
  if (!'tzb'.includes(how)) text.column = firstNonBlank(text.line);
  text.clamp(false);
  return true;
}
