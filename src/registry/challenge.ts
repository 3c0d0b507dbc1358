/** `WWW-Authenticate`: what a registry asks for (RFC 9110, 11.6.1; the distribution project's token specification). */
export interface Challenge {
  /** In lower case: `bearer`, `basic`. */
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Reads a header that may hold several challenges; what is malformed ends the list. */
export function parseChallenges(header: string | null): readonly Challenge[] {
  const challenges: { scheme: string; parameters: Record<string, string> }[] = [];
  let rest = (header ?? '').trim();
  while (rest !== '') {
    const parameter = /^([\w!#$%&'*+.^`|~-]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))[ \t]*(?:,[ \t]*|$)/.exec(
      rest,
    );
    const current = challenges.at(-1);
    if (parameter && current) {
      const [, name = '', quoted, bare = ''] = parameter;
      current.parameters[name.toLowerCase()] = quoted?.replace(/\\(.)/g, '$1') ?? bare;
      rest = rest.slice(parameter[0].length);
      continue;
    }
    const scheme = /^([\w-]+)(?:[ \t]+|[ \t]*,[ \t]*|$)/.exec(rest);
    if (!scheme) break;
    challenges.push({ scheme: (scheme[1] as string).toLowerCase(), parameters: {} });
    rest = rest.slice(scheme[0].length);
  }
  return challenges;
}
