/** tar --transform: members by other names, as sed's `s` would spell them. */
import { fromText, toText } from './lib/byte-string.ts';
import type { Tool } from './lib/tool.ts';
import { parseScript, ScriptError } from './sed-script.ts';
import { replaceMatches } from './sed-text.ts';

/** The new name of a member, or of what a link names; the same where no expression is given. Fails as tar does for a wrong one. */
export async function renamer(t: Tool): Promise<(name: string, what?: 'name' | 'symlink' | 'hardlink') => string> {
  const steps: { readonly apply: (name: string) => string; readonly flags: string }[] = [];
  for (const source of t.values('transform')) {
    for (const expression of parted(source)) {
      const flags = /[rRsShHxgip\d]*$/.exec(expression)?.[0] ?? '';
      const bare = expression.slice(0, expression.length - flags.length) + flags.replace(/[rRsShHxp]/g, '');
      try {
        const substitution = parseScript(fromText(bare), flags.includes('x'))[0]?.substitution;
        if (!substitution?.regex) throw new ScriptError('Invalid transform expression', 0);
        const { regex } = substitution;
        const apply = (name: string) => toText(replaceMatches(fromText(name), regex, substitution) ?? fromText(name));
        steps.push({ apply, flags });
      } catch (error) {
        if (!(error instanceof ScriptError)) throw error;
        await t.err('tar: Invalid transform expression\n');
        return t.die('Error is not recoverable: exiting now', undefined, 2);
      }
    }
  }
  const refused = { name: 'R', symlink: 'S', hardlink: 'H' };
  return (name, what = 'name') =>
    steps.reduce((path, { apply, flags }) => (flags.includes(refused[what]) ? path : apply(path)), name);
}

/** Expressions that semicolons part. */
function parted(source: string): string[] {
  const out: string[] = [];
  for (let rest = source; rest; rest = rest.replace(/^;+/, '')) {
    const delimiter = rest[1] ?? '/';
    let [at, seen] = [2, 0];
    for (; at < rest.length && seen < 2; at++) {
      if (rest[at] === '\\') at++;
      else if (rest[at] === delimiter) seen++;
    }
    const flags = /^[a-zA-Z\d]*/.exec(rest.slice(at))?.[0].length ?? 0;
    out.push(rest.slice(0, at + flags));
    rest = rest.slice(at + flags);
  }
  return out;
}
