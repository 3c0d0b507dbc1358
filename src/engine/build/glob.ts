/** Go's filepath.Match: `*` and `?` stay within a name, `[a-z]` and `[^a-z]` are one character of a set. */

/** Undefined for a malformed pattern, which matches nothing. */
export function matcher(pattern: string): RegExp | undefined {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] as string;
    if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '[') {
      const [whole, not, set] = /^\[(\^?)((?:\\.|[^\]\\])+)\]/.exec(pattern.slice(i)) ?? [];
      if (whole === undefined) return undefined;
      source += `(?!/)[${not}${(set as string).replace(/\[/g, '\\[')}]`;
      i += whole.length - 1;
    } else if (char === '\\') {
      const escaped = pattern[++i];
      if (escaped === undefined) return undefined;
      source += literal(escaped);
    } else source += literal(char);
  }
  try {
    return new RegExp(`^${source}$`, 's');
  } catch {
    return undefined;
  }
}

const literal = (char: string) => char.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');

export function hasWildcard(name: string): boolean {
  return /[*?[]/.test(name.replace(/\\./gs, ''));
}
