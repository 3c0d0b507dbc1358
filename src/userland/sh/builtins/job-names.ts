/** Names of jobs as they are given to builtins. */
import type { Shell } from '../shell.ts';

/** Whether a name is that of several jobs, of which bash takes none, and tells. */
export async function isAmbiguous(sh: Shell, builtin: string, spec: string): Promise<boolean> {
  const [, part, name = ''] = /^%(\?)?(.*)$/.exec(spec) ?? [];
  if (sh.dialect !== 'bash' || (!part && /^([%+-]|\d*)$/.test(name))) return false;
  const found = sh.jobs.all.filter(({ text }) => (part ? text.includes(name) : text.startsWith(name)));
  if (found.length < 2) return false;
  await sh.builtinError(builtin, `${name}: ambiguous job spec`);
  return true;
}
