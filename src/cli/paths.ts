/** Paths of the machine that docker runs on. */
import type { Machine } from './machine.ts';

/** Makes a path absolute and clean, as Go's filepath.Join does. */
export function resolvePath(cwd: string, path: string): string {
  return cleanPath(path.startsWith('/') ? path : `${cwd}/${path}`);
}

/** Go's path.Clean. */
export function cleanPath(path: string): string {
  if (path === '') return '.';
  const rooted = path.startsWith('/');
  const out: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && out.length && out.at(-1) !== '..') out.pop();
    else if (part !== '..' || !rooted) out.push(part);
  }
  const joined = out.join('/');
  return rooted ? `/${joined}` : joined || '.';
}

export function baseName(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

export function directoryOf(path: string): string {
  const at = path.lastIndexOf('/');
  return cleanPath(at < 0 ? '.' : path.slice(0, at + 1));
}

/** The first part of a path that is not there: what filepath.EvalSymlinks complains of. */
export async function firstMissing({ files }: Pick<Machine, 'files'>, path: string): Promise<string> {
  for (let at = path.indexOf('/', 1); at > 0; at = path.indexOf('/', at + 1)) {
    const part = path.slice(0, at);
    if (!(await files.lstat(part).catch(() => undefined))) return part;
  }
  return path;
}

/** Go's text of a failed file operation: `open x: no such file or directory`. */
export function fileErrorText(verb: string, path: string, error: unknown): string {
  const code = (error as { code?: string } | null)?.code ?? '';
  const texts: Readonly<Record<string, string>> = {
    ENOENT: 'no such file or directory',
    EACCES: 'permission denied',
    EISDIR: 'is a directory',
    ENOTDIR: 'not a directory',
    ENOSPC: 'no space left on device',
    EEXIST: 'file exists',
    EROFS: 'read-only file system',
  };
  const isRead = code === 'EISDIR' && verb === 'open';
  return `${isRead ? 'read' : verb} ${path}: ${texts[code] ?? (error as Error).message}`;
}
