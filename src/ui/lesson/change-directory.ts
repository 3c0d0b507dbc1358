/** Lessons begin in the home directory, as their commands suppose; a shell that begins anew does so there too, where a step may not. */
import type { ScriptRunner } from '../../course/judge.ts';
import { quote } from '../files/machine-files.ts';

/**
 * Prints how that directory is called after `cd`, and exits with 0, when a shell waits at its prompt elsewhere and no terminal is busy
 * with anything else. A shell that is about to begin is waited for. Of /proc/PID/stat, behind the name: state, parent, process group,
 * session, terminal, and the group in the terminal's foreground.
 */
const elsewhere = (to: string | undefined) => `to=${to === undefined ? '$HOME' : quote(to)}
test -d "$to" || exit 1
for try in 1 2 3 4 5 6 7 8 9; do
  away=
  for p in /proc/[0-9]*; do
    test "$(cat $p/comm)" = bash && read -r stat < $p/stat && cwd=$(readlink $p/cwd) || continue
    set -- \${stat##*) }
    test "$5" != 0 || continue
    test "$3" = "$6" || exit 1
    if test "$cwd" != "$to"; then away=yes; else away=\${away:-no}; fi
  done
  test -z "$away" || break
  sleep 0.1
done
test "$away" = yes || exit 1
case $to in
  "$HOME") ;;
  "$HOME"/*) printf ' ~/%q' "\${to#"$HOME"/}" ;;
  *) printf ' %q' "$to" ;;
esac`;

export interface Walk {
  /** Runs a script on the machine, as checks do. */
  readonly scripts: ScriptRunner;
  /** Types at the prompt, where the learner sees it. */
  type(command: string): void;
}

/** Says `cd` at the prompt; undefined: to the home directory. Answers whether anything was typed. */
export async function changeDirectory({ scripts, type }: Walk, to?: string): Promise<boolean> {
  const { status, stdout } = await scripts(elsewhere(to));
  if (status !== 0) return false;
  type(`cd${stdout}`);
  // What is typed has been run when the machine answers once more.
  await scripts('true');
  return true;
}
