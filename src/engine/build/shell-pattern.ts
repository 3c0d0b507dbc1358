/** The patterns of `${name#pattern}`, `${name%pattern}` and `${name/pattern/text}`: `*` and `?`, no brackets. */
import { FailureError } from '../../base/errors.ts';

/** Cuts the shortest (or with `greedy` the longest) match off the beginning or the end. */
export function trimPattern(
  value: string,
  pattern: string,
  options: { readonly greedy: boolean; readonly end: boolean },
): string {
  const whole = expression(pattern, `^(?:${'%'})$`);
  const lengths = Array.from({ length: value.length + 1 }, (_, i) => (options.greedy ? value.length - i : i));
  for (const length of lengths) {
    const part = options.end ? value.slice(value.length - length) : value.slice(0, length);
    if (whole.test(part)) return options.end ? value.slice(0, value.length - length) : value.slice(length);
  }
  return value;
}

export function replacePattern(value: string, pattern: string, replacement: string, all: boolean): string {
  return value.replace(expression(pattern, '%', all ? 'g' : ''), () => replacement);
}

function expression(pattern: string, frame: string, flags = ''): RegExp {
  let source = '';
  const chars = [...pattern];
  for (let i = 0; i < chars.length; i++) {
    let char = chars[i] as string;
    if (char === '*') source += '.*';
    else if (char === '?') source += '.';
    else {
      if (char === '\\') {
        const escaped = chars[i + 1];
        if (escaped === '}' || escaped === '/') continue;
        if (escaped !== '*' && escaped !== '?' && escaped !== '\\') {
          const shown = escaped ?? '\ufffd';
          throw new FailureError(
            'invalid',
            `invalid pattern (${pattern}) in substitution: invalid escape '\\${shown}'`,
          );
        }
        char = escaped;
        i++;
      }
      source += char.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    }
  }
  return new RegExp(
    frame.replace('%', () => source),
    `su${flags}`,
  );
}
