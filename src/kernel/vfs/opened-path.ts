import type { OpenFile } from './filesystem.ts';

/** An open file that remembers under which path it was opened, for /proc/PID/fd. Made when it is asked for. */
export interface OpenedByPath {
  readonly opened?: (() => string) | undefined;
}

export function openedPath(file: OpenFile & OpenedByPath): string | undefined {
  return file.opened?.();
}
