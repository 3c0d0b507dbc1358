/** The last line while something is typed there: an ex command, a search, a filter. */
import { displayWidth } from '../ls-format.ts';
import type { Session } from './session.ts';
import { previous, next } from './text.ts';

/** What was typed after a mark, or undefined when it was left. `changed` is told of it as it is typed. */
export async function commandLine(
  s: Session,
  mark: string,
  start = '',
  changed?: (text: string) => void,
): Promise<string | undefined> {
  const history = s.histories.get(mark) ?? [];
  s.histories.set(mark, history);
  let [line, at, recalled, draft] = [start, start.length, history.length, ''];
  s.showing = '';
  const put = (text: string, to = text.length) => {
    [line, at] = [text, to];
    changed?.(line);
  };
  try {
    for (;;) {
      s.prompt = { text: mark + line, column: displayWidth(mark + line.slice(0, at)) };
      const key = await s.key();
      switch (key) {
        case 'escape':
        case '\x03':
          return undefined;
        case '\r':
        case '\n':
          if (line && history[history.length - 1] !== line) history.push(line);
          return line;
        case '\x7f':
        case '\b': {
          if (line === '') return undefined;
          const to = previous(line, at);
          put(line.slice(0, to) + line.slice(at), to);
          continue;
        }
        case '\x17': {
          const to = line.slice(0, at).replace(/(?:\w+|[^\w\s]+|)\s*$/, '').length;
          put(line.slice(0, to) + line.slice(at), to);
          continue;
        }
        case '\x15':
          put(line.slice(at), 0);
          continue;
        case '\x02':
        case 'home':
          at = 0;
          continue;
        case '\x05':
        case 'end':
          at = line.length;
          continue;
        case 'left':
          at = previous(line, at);
          continue;
        case 'right':
          at = Math.min(line.length, next(line, at));
          continue;
        case 'delete':
          put(line.slice(0, at) + line.slice(next(line, at)), at);
          continue;
        case 'up':
        case 'down':
        case '\x10':
        case '\x0e': {
          const step = key === 'up' || key === '\x10' ? -1 : 1;
          if (recalled === history.length) draft = line;
          let to = recalled + step;
          // The arrows look for what begins as the draft does.
          while (to >= 0 && to < history.length && key.length > 1 && !(history[to] as string).startsWith(draft))
            to += step;
          if (to < 0 || to > history.length) continue;
          recalled = to;
          put(to === history.length ? draft : (history[to] as string));
          continue;
        }
        case '\x12': {
          const name = await s.key();
          const text =
            name === '\x17'
              ? (/\w+/.exec(s.text.line.slice(wordStart(s.text.line, s.text.column)))?.[0] ?? '')
              : (s.register(name)?.lines.join('\r') ?? '');
          put(line.slice(0, at) + text + line.slice(at), at + text.length);
          continue;
        }
        case '\x16': {
          const char = await s.key();
          put(line.slice(0, at) + char + line.slice(at), at + char.length);
          continue;
        }
      }
      if (key.length <= 2 && (key >= ' ' || key === '\t'))
        put(line.slice(0, at) + key + line.slice(at), at + key.length);
    }
  } finally {
    s.prompt = undefined;
  }
}

function wordStart(line: string, column: number): number {
  let at = column;
  while (at > 0 && /\w/.test(line[at] ?? '') && /\w/.test(line[at - 1] as string)) at--;
  return at;
}
