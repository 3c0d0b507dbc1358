/** Brace expansion: a change of text before anything else is looked at, as in bash. */

/** The words that `text` (one unexpanded word) stands for; just itself when it holds no braces that expand. */
export function expandBraces(text: string): string[] {
  for (let i = 0; i < text.length; i = skip(text, i)) {
    if (text[i] !== '{' || (text[i - 1] === '$' && !isEscaped(text, i - 1))) continue;
    const end = closing(text, i);
    if (end < 0) continue;
    const choices = choicesOf(text.slice(i + 1, end));
    if (!choices) continue;
    const before = text.slice(0, i);
    const tails = expandBraces(text.slice(end + 1));
    const words: string[] = [];
    for (const choice of choices) {
      for (const middle of expandBraces(choice)) for (const tail of tails) words.push(before + middle + tail);
    }
    return words;
  }
  return [text];
}

function isEscaped(text: string, at: number): boolean {
  let count = 0;
  while (text[at - 1 - count] === '\\') count++;
  return count % 2 === 1;
}

/** The index after the quoted or bracketed thing (or plain character) at `at`. */
function skip(text: string, at: number): number {
  const char = text[at];
  if (char === '\\') return at + 2;
  if (char === "'") return after(text.indexOf("'", at + 1), text);
  if (char === '"') return skipDouble(text, at + 1);
  if (char === '`') return after(text.indexOf('`', at + 1), text);
  if (char === '$' && (text[at + 1] === '{' || text[at + 1] === '(')) return skipNested(text, at + 1);
  return at + 1;
}

function after(index: number, text: string): number {
  return index < 0 ? text.length : index + 1;
}

function skipDouble(text: string, from: number): number {
  for (let i = from; i < text.length;) {
    if (text[i] === '"') return i + 1;
    if (text[i] === "'") i++;
    else i = skip(text, i);
  }
  return text.length;
}

function skipNested(text: string, open: number): number {
  const close = text[open] === '{' ? '}' : ')';
  let depth = 0;
  for (let i = open; i < text.length;) {
    if (text[i] === text[open]) depth++;
    if (text[i] === close && --depth === 0) return i + 1;
    i = text[i] === text[open] || text[i] === close ? i + 1 : skip(text, i);
  }
  return text.length;
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length;) {
    if (text[i] === '{') depth++;
    if (text[i] === '}' && --depth === 0) return i;
    i = skip(text, i);
  }
  return -1;
}

function choicesOf(content: string): string[] | undefined {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < content.length; i = skip(content, i)) {
    if (content[i] === '{') depth++;
    if (content[i] === '}') depth--;
    if (content[i] === ',' && depth === 0) {
      parts.push(content.slice(start, i));
      start = i + 1;
    }
  }
  if (parts.length > 0) return [...parts, content.slice(start)];
  return range(content);
}

const MAX_RANGE = 100_000;

function range(content: string): string[] | undefined {
  const numbers = /^(-?\d+)\.\.(-?\d+)(?:\.\.(-?\d+))?$/.exec(content);
  if (numbers) {
    const [, from, to, step] = numbers as unknown as [string, string, string, string | undefined];
    const padded = /^-?0\d/.test(from) || /^-?0\d/.test(to);
    const width = padded ? Math.max(from.length, to.length) : 0;
    return steps(Number(from), Number(to), Number(step ?? 1)).map((n) => pad(n, width));
  }
  const letters = /^([A-Za-z])\.\.([A-Za-z])(?:\.\.(-?\d+))?$/.exec(content);
  if (!letters) return undefined;
  const [, from, to, step] = letters as unknown as [string, string, string, string | undefined];
  // Between capitals and small letters there are characters that quote: the backslash leaves nothing, a backquote stands for itself.
  return steps(from.charCodeAt(0), to.charCodeAt(0), Number(step ?? 1)).map((n) =>
    String.fromCharCode(n).replace('\\', "''").replace('`', '\\`'),
  );
}

function steps(from: number, to: number, step: number): number[] {
  const size = Math.abs(step) || 1;
  const values: number[] = [];
  if (from <= to) for (let n = from; n <= to && values.length < MAX_RANGE; n += size) values.push(n);
  else for (let n = from; n >= to && values.length < MAX_RANGE; n -= size) values.push(n);
  return values;
}

function pad(value: number, width: number): string {
  const digits = String(Math.abs(value));
  return value < 0 ? `-${digits.padStart(width - 1, '0')}` : digits.padStart(width, '0');
}
