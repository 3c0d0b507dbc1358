/** Keys that a phone's keyboard does not have, as the bytes a terminal sends for them. */
export const KEYS = {
  Esc: '\x1b',
  Tab: '\t',
  '↑': 'A',
  '↓': 'B',
  '←': 'D',
  '→': 'C',
} as const;

export type Key = keyof typeof KEYS;

/** `application` is the mode that full-screen programs ask for (DECCKM). */
export function keySequence(key: Key, application: boolean): string {
  const code = KEYS[key];
  return /[A-D]/.test(code) ? `\x1b${application ? 'O' : '['}${code}` : code;
}

/** What Ctrl makes of a character; undefined where it makes nothing. */
export function withControl(char: string): string | undefined {
  return /^[@-_a-z?]$/.test(char)
    ? String.fromCharCode(char === '?' ? 127 : char.toUpperCase().charCodeAt(0) & 31)
    : undefined;
}
