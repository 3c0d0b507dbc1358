/** Shell patterns as regular expressions. */

/** A shell pattern, matched against the whole text. */
export function globRegex(glob: string, ignoreCase = false): RegExp {
  let source = '';
  for (let at = 0; at < glob.length; at++) {
    const char = glob[at] as string;
    const bracket = char === '[' ? /^\[([!^]?)(\]?[^\]]*)\]/.exec(glob.slice(at)) : null;
    if (char === '*') source += '.*';
    else if (char === '?') source += '.';
    else if (bracket) {
      source += `[${bracket[1] ? '^' : ''}${(bracket[2] as string).replace(/[\\\]]/g, '\\$&')}]`;
      at += bracket[0].length - 1;
    } else
      source += (char === '\\' && at + 1 < glob.length ? (glob[++at] as string) : char).replace(
        /[.+^${}()|\\*?[\]/]/g,
        '\\$&',
      );
  }
  return new RegExp(`^${source}$`, `su${ignoreCase ? 'i' : ''}`);
}
