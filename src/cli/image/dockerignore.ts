/** .dockerignore: which paths of a build context stay behind (moby/patternmatcher). */
import { CliFailure } from '../failure.ts';

export interface IgnorePattern {
  readonly keeps: boolean;
  readonly text: string;
  readonly pattern: RegExp;
}

/** Fails as the client does on a pattern that is none. */
export function parseDockerignore(content: string): readonly IgnorePattern[] {
  const out: IgnorePattern[] = [];
  for (const raw of content.replace(/^\ufeff/, '').split(/\r?\n/)) {
    if (raw.startsWith('#')) continue;
    let line = raw.trim();
    if (line === '') continue;
    const keeps = line.startsWith('!');
    if (keeps) line = line.slice(1).trim();
    line = clean(line).replace(/^\/(?=.)/, '');
    if (line === '' || line === '.') continue;
    out.push({ keeps, text: line, pattern: new RegExp(`^${expression(line)}$`) });
  }
  return out;
}

/** Whether a path (relative, no leading `./`) is left out; the last pattern that says something wins. */
export function isIgnored(path: string, patterns: readonly IgnorePattern[]): boolean {
  let ignored = false;
  const parents = path.split('/').map((_, i, parts) => parts.slice(0, i + 1).join('/'));
  for (const { keeps, pattern } of patterns) {
    if (keeps !== ignored) continue;
    if (parents.some((parent) => pattern.test(parent))) ignored = !keeps;
  }
  return ignored;
}

function clean(pattern: string): string {
  const out: string[] = [];
  for (const part of pattern.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && out.length) out.pop();
    else out.push(part);
  }
  return out.join('/');
}

function expression(pattern: string): string {
  let out = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] as string;
    if (char === '*' && pattern[i + 1] === '*') {
      i++;
      if (pattern[i + 1] === '/') i++;
      out += i + 1 >= pattern.length ? '.*' : '(?:.*/)?';
    } else if (char === '*') out += '[^/]*';
    else if (char === '?') out += '[^/]';
    else if (char === '[') {
      const end = pattern.indexOf(']', i + 1);
      if (end < 0) throw new CliFailure('error checking context: syntax error in pattern');
      out += `[${pattern.slice(i + 1, end).replaceAll('\\', '\\\\')}]`;
      i = end;
    } else if (char === '\\') out += `\\${pattern[++i] ?? '\\'}`;
    else out += char.replace(/[.+^${}()|]/, '\\$&');
  }
  return out;
}
