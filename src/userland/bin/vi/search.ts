/** vi's search: from a place, round the end of the text, with an offset from what was found. */
import { PatternError, vimPattern } from './pattern.ts';
import type { Motion } from './motions.ts';
import type { Search, Session } from './session.ts';
import { firstNonBlank, type Position } from './text.ts';

export interface Found {
  readonly row: number;
  readonly column: number;
  readonly end: number;
  readonly wrapped: boolean;
}

/** The pattern of a search, with the options of the session. Throws PatternError. */
export function compile(s: Session, source: string): RegExp {
  return vimPattern(source, { ignoreCase: s.options.on('ignorecase'), smartCase: s.options.on('smartcase') });
}

export function lookFor(
  s: Session,
  expression: RegExp,
  from: Position,
  forward: boolean,
  wrap: boolean,
  here = false,
): Found | undefined {
  const { lines } = s.text;
  const size = lines.length;
  for (let i = 0; i <= size; i++) {
    const row = from.row + (forward ? i : -i);
    const wrapped = row < 0 || row >= size;
    if (wrapped && !wrap) return undefined;
    const at = ((row % size) + size) % size;
    const all = [...(lines[at] as string).matchAll(expression)].filter(
      (match) => match[0] !== '' || match.index < Math.max(1, (lines[at] as string).length),
    );
    const fit =
      i === 0
        ? all.filter(({ index }) =>
            forward ? (here ? index >= from.column : index > from.column) : index < from.column,
          )
        : i === size
          ? all.filter(({ index }) => (forward ? index <= from.column : index >= from.column))
          : all;
    const match = forward ? fit[0] : fit[fit.length - 1];
    if (match)
      return {
        row: at,
        column: match.index,
        end: match.index + Math.max(1, match[0].length) - 1,
        wrapped: wrapped || (i === size && size > 0),
      };
  }
  return undefined;
}

/** `pattern/offset` in two, the mark between them unless a backslash is before it. */
export function splitSearch(text: string, mark: string): readonly [source: string, offset: string | undefined] {
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '[') {
      const set = /^\[\^?\]?[^\]]*\]/.exec(text.slice(i))?.[0];
      if (set) i += set.length - 1;
    } else if (text[i] === mark) return [text.slice(0, i), text.slice(i + 1)];
  }
  return [text, undefined];
}

/** Where the search leads, or undefined with its message said. `count` times. */
export function searched(s: Session, search: Search, forward: boolean, count = 1): Motion | undefined {
  let expression: RegExp;
  try {
    expression = compile(s, search.source);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    s.fail(error.message);
    return undefined;
  }
  s.highlighting = true;
  const [, kind = '', step = ''] = /^([esb]?)([+-]?\d*)/.exec(search.offset) ?? [];
  const lines = kind === '' && step !== '';
  const shift = step === '' ? 0 : step === '+' ? 1 : step === '-' ? -1 : Number(step);
  const wrap = s.options.on('wrapscan');
  let place: Position = { row: s.text.row, column: s.text.column };
  if (lines) place = { row: place.row, column: forward ? s.text.line.length : 0 };
  let found: Found | undefined;
  let wrapped = false;
  for (let i = 0; i < count; i++) {
    found = lookFor(s, expression, place, forward, wrap);
    if (!found) {
      const end = forward ? 'BOTTOM' : 'TOP';
      s.fail(
        wrap
          ? `E486: Pattern not found: ${search.source}`
          : `E38${forward ? 5 : 4}: Search hit ${end} without match for: ${search.source}`,
      );
      return undefined;
    }
    wrapped ||= found.wrapped;
    place = kind === 'e' ? { row: found.row, column: found.end } : found;
  }
  if (!found) return undefined;
  if (wrapped) s.message = forward ? 'search hit BOTTOM, continuing at TOP' : 'search hit TOP, continuing at BOTTOM';
  if (lines) {
    const row = Math.max(0, Math.min(s.text.last, found.row + shift));
    return { row, column: firstNonBlank(s.text.lines[row] as string), kind: 'lines', jump: true, big: true };
  }
  const column = (kind === 'e' ? found.end : found.column) + shift;
  return {
    row: found.row,
    column: Math.max(0, column),
    kind: kind === 'e' ? 'inclusive' : 'exclusive',
    jump: true,
    big: true,
  };
}
