/** The regular expressions of configurations. */
import { ConfigError } from './config-parser.ts';

/** PCRE, near enough to JavaScript's own for what configurations use. */
export function compile(pattern: string, flags: string, where: string): RegExp {
  try {
    return new RegExp(
      pattern.replace(/\(\?P<(\w+)>/g, '(?<$1>').replace(/^\(\?i\)/, ''),
      pattern.startsWith('(?i)') ? 'i' : flags,
    );
  } catch (error) {
    const missing = /Unterminated group/i.test(String(error)) ? 'missing closing parenthesis' : 'syntax error';
    throw new ConfigError(`pcre2_compile() failed: ${missing} in "${pattern}" ${where}`);
  }
}

/** The names of its groups, which become variables. */
export function groupNames(pattern: string): readonly string[] {
  return [...pattern.matchAll(/\(\?P?<(\w+)>/g)].map((match) => match[1] as string);
}
