/** The right side of sed's `s`, as a function of a match. */

/** Letters behind a backslash. */
export const CONTROLS: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', a: '\x07' };

type Case = '' | 'U' | 'L';

/** `&`, `\1`, `\n` and GNU's case marks `\U \L \u \l \E`. */
export function compileReplacement(text: string): (match: RegExpExecArray) => string {
  const parts: (string | number | { mark: string })[] = [];
  let literal = '';
  const push = (part: number | { mark: string }) => {
    if (literal) parts.push(literal);
    literal = '';
    parts.push(part);
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (char === '&') push(0);
    else if (char === '\\' && i + 1 < text.length) {
      const next = text[++i] as string;
      if (/\d/.test(next)) push(Number(next));
      else if (/[ULulE]/.test(next)) push({ mark: next });
      else literal += CONTROLS[next] ?? next;
    } else literal += char;
  }
  if (literal) parts.push(literal);
  const only = parts[0];
  if (parts.length === 0) return () => '';
  if (parts.length === 1 && typeof only === 'string') return () => only;
  return (match) => {
    let out = '';
    let mode: Case = '';
    let once: Case = '';
    for (const part of parts) {
      if (typeof part === 'object') {
        if (part.mark === 'u' || part.mark === 'l') once = part.mark.toUpperCase() as Case;
        else mode = part.mark === 'E' ? '' : (part.mark as Case);
        continue;
      }
      let piece = typeof part === 'string' ? part : (match[part] ?? '');
      if (mode) piece = mode === 'U' ? piece.toUpperCase() : piece.toLowerCase();
      if (once && piece) {
        const first = piece[0] as string;
        piece = (once === 'U' ? first.toUpperCase() : first.toLowerCase()) + piece.slice(1);
        once = '';
      }
      out += piece;
    }
    return out;
  };
}
