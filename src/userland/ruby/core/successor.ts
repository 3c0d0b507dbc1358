/** `String#succ`: `az` → `ba`, `Zz` → `AAa`, `a9` → `b0`. */
export function successor(text: string): string {
  const letters = [...text];
  for (let i = letters.length - 1; i >= 0; i--) {
    const c = letters[i] as string;
    if (!/[a-zA-Z0-9]/.test(c)) continue;
    const wraps: Readonly<Record<string, string>> = { z: 'a', Z: 'A', '9': '0' };
    const wrapped = wraps[c];
    if (wrapped === undefined) {
      letters[i] = String.fromCharCode(c.charCodeAt(0) + 1);
      return letters.join('');
    }
    letters[i] = wrapped;
    if (i === 0 || !/[a-zA-Z0-9]/.test(letters[i - 1] as string)) {
      letters.splice(i, 0, wrapped === '0' ? '1' : wrapped);
      return letters.join('');
    }
  }
  return letters.length ? letters.join('') : '';
}
