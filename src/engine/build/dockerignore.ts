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

/** `**` also crosses slashes. */
function matches(pattern: string, path: string): boolean {
  const at = pattern.indexOf('**');
  if (at < 0) return matcher(pattern)?.test(path) ?? false;
  const rest = pattern.slice(at + 2).replace(/^\//, '');
  const starts = Array.from({ length: path.length + 1 }, (_, i) => i);
  return starts.some((from) => {
    const head = path.slice(0, from);
    if (!(matcher(pattern.slice(0, at))?.test(head.replace(/[^/]*$/, (name) => name)) ?? false)) return false;
    return rest === '' ? true : starts.some((to) => to >= from && boundary(path, to) && matches(rest, path.slice(to)));
  });
}

const boundary = (path: string, at: number) => at === 0 || path[at - 1] === '/';
