/** Lessons begin in the home directory, as their commands suppose. */
import type { ScriptRunner } from '../../course/judge.ts';

/**
 * Exits with 0 when a shell waits at its prompt elsewhere, and no terminal is busy with anything else. Of /proc/PID/stat, behind the
 * name: state, parent, process group, session, terminal, and the group in the terminal's foreground.
 */
const AWAY = `away=1
for p in /proc/[0-9]*; do
  test "$(cat $p/comm)" = bash && read -r stat < $p/stat && cwd=$(readlink $p/cwd) || continue
  set -- \${stat##*) }
  test "$5" != 0 || continue
  test "$3" = "$6" || exit 1
  test "$cwd" = "$HOME" || away=0
done
exit $away`;

/** Says `cd` at the prompt, where the learner sees it. */
export async function goHome(scripts: ScriptRunner, type: (text: string) => void): Promise<boolean> {
  if ((await scripts(AWAY)).status !== 0) return false;
  type('cd\r');
  // What is typed has been run when the machine answers once more.
  await scripts(AWAY);
  return true;
}
