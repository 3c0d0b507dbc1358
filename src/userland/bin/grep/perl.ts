/** Expressions of -P as JavaScript's. */

/** PCRE as far as JavaScript has it in other words: `\K`, leading `(?i)`, possessive marks, `\h`, POSIX classes. */
export function perlSource(pattern: string): string {
  const plain = pattern
    .replace(/^\(\?i\)/, '')
    .replace(/\[\[:(\w+):\]\]/g, (whole, name: string) => PERL_CLASSES[name] ?? whole);
  const kept = plain.split('\\K');
  const source = kept.length === 2 ? `(?<=${kept[0]})${kept[1]}` : plain;
  return source
    .replace(/\\h/g, '[ \\t]')
    .replace(/\\A/g, '^')
    .replace(/\\[zZ]/g, '$');
}

const PERL_CLASSES: Readonly<Record<string, string>> = {
  alpha: '[a-zA-Z]', digit: '[0-9]', alnum: '[a-zA-Z0-9]', upper: '[A-Z]', lower: '[a-z]', space: '[\\s]',
  punct: '[!-/:-@[-`{-~]', xdigit: '[0-9A-Fa-f]', word: '[\\w]', blank: '[ \\t]',
}; // prettier-ignore

export function perlFault(pattern: string): string {
  const bare = pattern.replace(/\\./gs, '').replace(/\[\^?\]?[^\]]*\]/g, '');
  const [opened, closed] = [bare.split('(').length, bare.split(')').length];
  if (opened > closed) return 'missing closing parenthesis';
  if (closed > opened) return 'unmatched closing parenthesis';
  if (/\[/.test(bare)) return 'missing terminating ] for character class';
  return /(?:^|[(|])[*+?]/.test(bare) ? 'quantifier does not follow a repeatable item' : 'invalid regular expression';
}
