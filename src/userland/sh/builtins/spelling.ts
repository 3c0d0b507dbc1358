/** Names of directories with one letter too many, missing, wrong, or two swapped: `cdspell`. */
import { SysError } from '../../../kernel/errno.ts';
import type { Shell } from '../shell.ts';

/** The path that was meant, part by part; undefined when a part is like nothing there. */
export async function spelledPath(sh: Shell, path: string): Promise<string | undefined> {
  let out = path.startsWith('/') ? '/' : '';
  for (const part of path.split('/').filter((item) => item !== '')) {
    const meant = /^\.{1,2}$/.test(part) ? part : await spelledName(sh, out || '.', part);
    if (meant === undefined) return undefined;
    out += (out === '' || out.endsWith('/') ? '' : '/') + meant;
  }
  return out;
}

async function spelledName(sh: Shell, directory: string, name: string): Promise<string | undefined> {
  let best: { name: string; distance: number } | undefined;
  try {
    for (const entry of await sh.sys.readdir(directory)) {
      const distance = spellingDistance(entry.name, name);
      // Of two that are as near the later one counts.
      if (distance < 3 && distance <= (best?.distance ?? 3)) best = { name: entry.name, distance };
      if (distance === 0) break;
    }
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
  return best?.name;
}

/** 0 the same, 1 two letters swapped, 2 a letter wrong, missing or too many, 3 anything else. */
function spellingDistance(real: string, given: string): 0 | 1 | 2 | 3 {
  if (real === given) return 0;
  let at = 0;
  while (at < real.length && real[at] === given[at]) at++;
  const [left, typed] = [real.slice(at), given.slice(at)];
  if (left.slice(0, 2) === `${typed[1]}${typed[0]}` && left.slice(2) === typed.slice(2)) return 1;
  const one = left.slice(1) === typed.slice(1) || left.slice(1) === typed || left === typed.slice(1);
  return one ? 2 : 3;
}
