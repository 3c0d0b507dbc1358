/** The path under which a file was opened, for /proc/PID/fd. Made when it is asked for. */
import type { OpenFile } from './filesystem.ts';

const paths = new WeakMap<OpenFile, () => string>();

export function rememberPath(file: OpenFile, path: () => string): void {
  paths.set(file, path);
}

export function openedPath(file: OpenFile): string | undefined {
  return paths.get(file)?.();
}
