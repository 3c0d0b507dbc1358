/**
 * A backslash before a newline joins two lines before anything else is looked at. The parser does it between and inside words; inside
 * an operator or after `$` it is done here.
 */
const INSIDE_TOKEN = /[$&|;<>{]\\\n/;

/** The text with such lines joined; what was taken comes again at the end of the line, so that lines keep their numbers. */
export function joinedLines(text: string): string {
  if (!INSIDE_TOKEN.test(text)) return text;
  let out = '';
  let taken = 0;
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (char === '\\' && quote !== "'") {
      if (text[i + 1] === '\n') taken++;
      else out += char + (text[i + 1] ?? '');
      i++;
      continue;
    }
    if (char === '#' && quote === '' && /^$|[\s;&|(]$/.test(out.slice(-1))) {
      const end = text.indexOf('\n', i);
      out += text.slice(i, end < 0 ? text.length : end);
      if (end < 0) break;
      i = end - 1;
      continue;
    }
    out += char;
    if (char === quote) quote = '';
    else if (quote === '' && (char === "'" || char === '"')) quote = char;
    else if (char === '\n' && quote === '') {
      out += '\n'.repeat(taken);
      taken = 0;
    }
  }
  return out;
}
