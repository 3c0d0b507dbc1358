/** Paths of requests as servers look them up. */

/** Without doubled slashes and dots, a slash at its end where the path leads to a folder; undefined when it leads out of the root. */
export function withoutDots(decoded: string): string | undefined {
  if (!decoded.startsWith('/')) return undefined;
  const parts: string[] = [];
  for (const word of decoded.split('/').slice(1)) {
    if (word === '..') {
      if (parts.length === 0) return undefined;
      parts.pop();
    } else if (word !== '.' && word !== '') parts.push(word);
  }
  return `/${parts.join('/')}${parts.length > 0 && /\/\.{0,2}$/.test(decoded) ? '/' : ''}`;
}
