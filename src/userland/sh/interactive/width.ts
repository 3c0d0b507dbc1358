/** Columns that text takes on a terminal, after wcwidth: wide East Asian characters and emoji two, marks none. */

const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x1fa70, 0x1faff],
  [0x20000, 0x3fffd],
];

const MARK = /^\p{M}|\u200b|\u200d|[\ufe00-\ufe0f]$/u;

export function charWidth(char: string): number {
  const code = char.codePointAt(0) as number;
  if (code < 0x300) return code < 0x20 || code === 0x7f ? 2 : 1;
  if (MARK.test(char)) return 0;
  return WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}

/** How a character is shown: control characters as `^X`. */
export function shownChar(char: string): string {
  const code = char.charCodeAt(0);
  if (code === 0x7f) return '^?';
  return code < 0x20 && char !== '\n' ? `^${String.fromCharCode(code + 64)}` : char;
}

/** Width of a prompt's text: between \x01 and \x02, and escape sequences, there is none. */
export function promptWidth(prompt: string): number {
  const visible = prompt.replace(/\x01[^\x02]*\x02/g, '').replace(/\x1b(?:\[[0-9;?]*[@-~]|\][^\x07]*\x07|.)/g, '');
  let width = 0;
  for (const char of visible) width += charWidth(char);
  return width;
}
