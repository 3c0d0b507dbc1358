/** Whether `.dockerignore` leaves a file out: the client sends Dockerfile and .dockerignore nevertheless. */
import { clampedPath } from '../../oci/changeset.ts';
import { matcher } from './glob.ts';

export function ignores(content: string, path: string): boolean {
  let ignored = false;
  const parents = path.split('/').map((_, i, parts) => parts.slice(0, i + 1).join('/'));
  for (const line of content.replace(/^\ufeff/, '').split('\n')) {
    const text = line.trim();
    if (text === '' || line.startsWith('#')) continue;
    const keeps = text.startsWith('!');
    const pattern = clampedPath(keeps ? text.slice(1).trim() : text);
    if (pattern === '') continue;
    if (parents.some((parent) => matches(pattern, parent))) ignored = !keeps;
  }
  return ignored;
}

/** `**` also crosses slashes; followed by one, it is any number of directories. */
function matches(pattern: string, path: string): boolean {
  const at = pattern.indexOf('**');
  if (at < 0) return matcher(pattern)?.test(path) ?? false;
  const before = matcher(pattern.slice(0, at));
  const after = pattern.slice(at + 2).replace(/^\//, '');
  for (let from = 0; from <= path.length; from++) {
    if (!before?.test(path.slice(0, from))) continue;
    if (after === '') return true;
    for (let to = from; to <= path.length; to++) {
      const begins = to === 0 || path[to - 1] === '/' || pattern[at + 2] !== '/';
      if (begins && matches(after, path.slice(to))) return true;
    }
  }
  return false;
}
