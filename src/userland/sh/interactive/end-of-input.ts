/** ^D at the prompt: `set -o ignoreeof` and IGNOREEOF say how many of them are none. */
import type { Shell } from '../shell.ts';

/** Of `set -o ignoreeof`. */
const IGNORED_ENDS = 10;

/** Says how to leave instead, where `before` of them in a row are not yet enough. */
export async function refusesEnd(sh: Shell, before: number): Promise<boolean> {
  const bash = sh.dialect === 'bash';
  const given = bash ? sh.vars.get('IGNOREEOF') : undefined;
  const most = given !== undefined && /^\d+$/.test(given) ? Number(given) : IGNORED_ENDS;
  if ((given === undefined && !sh.options.ignoreeof) || before >= most) return false;
  const [word, whose] = bash ? [sh.login ? 'logout' : 'exit', 'the '] : ['exit', ''];
  await sh.err(`Use "${word}" to leave ${whose}shell.\n`);
  return true;
}
