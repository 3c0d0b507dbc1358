/** `<(…)` and `>(…)` as the name of a descriptor, which is closed after the command. */
import type { Run, Shell } from '../shell.ts';

/** Where bash puts the ends of its pipes: the highest descriptor below this one that is free. */
const DESCRIPTORS = 64;

/** `reads`: the command reads what `run` writes. */
export async function substituteProcess(sh: Shell, run: Run | undefined, reads: boolean): Promise<string> {
  if (sh.dialect === 'dash') sh.fatal('Syntax error: "(" unexpected');
  const { sys } = sh;
  const [reader, writer] = sys.pipe();
  const [ours, theirs] = reads ? [reader, writer] : [writer, reader];
  const others = [...sh.leftovers];
  const pid = sh.fork(async (child) => {
    for (const fd of [ours, ...others]) await child.sys.close(fd);
    await child.sys.dup2(theirs, reads ? 1 : 0);
    await child.sys.close(theirs);
    return run ? (run.tail ?? run)(child) : 0;
  });
  sh.lastBackground = pid;
  sh.helpers.push(pid);
  await sys.close(theirs);
  const taken = new Set(sys.descriptors());
  let fd = DESCRIPTORS - 1;
  while (taken.has(fd)) fd--;
  await sys.dup2(ours, fd);
  await sys.close(ours);
  sh.inherited.add(fd);
  sh.leftovers.push(fd);
  return `/dev/fd/${fd}`;
}
