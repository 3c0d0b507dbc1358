/** Finding the file that a command's name means. */
import type { Awaitable, Stat } from '../../../kernel/sys.ts';
import { attempt, chain } from '../awaitable.ts';
import type { Shell } from '../shell.ts';

export type Found =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'denied'; readonly path: string }
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 'missing' };

export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export function findCommand(sh: Shell, name: string, path = sh.vars.get('PATH') ?? ''): Awaitable<Found> {
  if (name === '') return { kind: 'missing' };
  if (name.includes('/')) return inspect(sh, name);
  return search(sh, path.split(':'), 0, name, { kind: 'missing' });
}

function search(sh: Shell, directories: readonly string[], from: number, name: string, best: Found): Awaitable<Found> {
  let remembered = best;
  for (let i = from; i < directories.length; i++) {
    const directory = directories[i] as string;
    const candidate = directory === '' ? name : directory.endsWith('/') ? directory + name : `${directory}/${name}`;
    const found = inspect(sh, candidate);
    if (found instanceof Promise) {
      return found.then((result) => {
        if (result.kind === 'file') return result;
        return search(sh, directories, i + 1, name, result.kind === 'denied' ? result : remembered);
      });
    }
    if (found.kind === 'file') return found;
    if (found.kind === 'denied') remembered = found;
  }
  return remembered;
}

/** May execute it, so that nobody has to be asked about. */
const EVERYBODY = 0o111;

function inspect(sh: Shell, path: string): Awaitable<Found> {
  return attempt<Found>(
    () =>
      chain(sh.sys.stat(path), (stat: Stat): Awaitable<Found> => {
        if (stat.type === 'directory') return { kind: 'directory', path };
        if ((stat.mode & EVERYBODY) === EVERYBODY) return { kind: 'file', path };
        return chain(sh.sys.access(path, { execute: true }), (may): Found => ({ kind: may ? 'file' : 'denied', path }));
      }),
    () => ({ kind: 'missing' }),
  );
}
