/** Ruby's regular expressions (Onigmo) as those of JavaScript. */
const POSIX: Readonly<Record<string, string>> = {
  alpha: '[a-zA-Z]',
  digit: '[0-9]',
  alnum: '[a-zA-Z0-9]',
  space: '\\s',
  upper: '[A-Z]',
  lower: '[a-z]',
  punct: '[!-\\/:-@\\[-`{-~]',
};

/** Undefined for what JavaScript has no pattern for. */
export function patternFor(source: string, flags: string): RegExp | undefined {
  const js = source
    .replace(/\\A/g, '(?<![\\s\\S])')
    .replace(/\\[zZ]/g, '(?![\\s\\S])')
    .replace(/\\h/g, '[0-9a-fA-F]')
    .replace(/\(\?[imx-]+\)/g, '')
    .replace(/\[\[:(\w+):\]\]/g, (whole, name: string) => POSIX[name] ?? whole)
    .replace(/\(\?>/g, '(?:')
    .replace(/([*+?}])\+/g, '$1');
  const spaced = flags.includes('x') ? js.replace(/\\\s|#[^\n]*|\s+/g, (one) => (one.startsWith('\\') ? one : '')) : js;
  const own = `gm${flags.includes('i') ? 'i' : ''}${flags.includes('m') ? 's' : ''}`;
  return compiled(spaced, `${own}u`) ?? compiled(spaced, own);
}

function compiled(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}
