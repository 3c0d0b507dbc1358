/** What a pattern of `Dir.glob` and `File.fnmatch` matches: `*`, `**\/`, `?`, `[…]`, `{a,b}`. */
export const globPattern = (glob: string) =>
  new RegExp(
    `^${glob
      .replace(/[.+^$()|\\]/g, '\\$&')
      .replace(/\*\*\//g, '(?:.*/)?')
      .replace(/(?<!\.)\*/g, '[^/]*')
      .replace(/\?(?!:)/g, '[^/]')
      .replace(/\{([^}]*)\}/g, (_, list: string) => `(?:${list.split(',').join('|')})`)}$`,
  );
