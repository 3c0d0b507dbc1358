/** `coproc`: a command in the background with a pipe to it and one from it. */
import type { Run } from '../shell.ts';
import { completed } from './completion.ts';
import { groupOptions, jobControl } from './foreground.ts';
import { move } from './pipelines.ts';

/** Where bash keeps the ends of the first one: high, so that no script meets them by chance. */
const FIRST_WRITER = 60;
const FIRST_READER = 63;

/** `name` becomes the array of the shell's two descriptors, to read from and to write to; `name_PID` the process. Both are gone when it has ended. */
export function compileCoproc(given: string | undefined, run: Run, typed: string): Run {
  const name = given ?? 'COPROC';
  const text = given === undefined ? typed.replace('coproc', 'coproc COPROC') : typed;
  return async (sh) => {
    const { sys } = sh;
    const [input, toInput] = sys.pipe();
    const [fromOutput, output] = sys.pipe();
    const pid = sh.fork(
      async (child) => {
        await child.sys.close(toInput);
        await child.sys.close(fromOutput);
        await move(child, input, 0);
        await move(child, output, 1);
        return (run.tail ?? run)(child);
      },
      { ...groupOptions(sh, undefined, false), quiet: !jobControl(sh) },
    );
    const writer = sys.dup(toInput, FIRST_WRITER);
    const reader = sys.dup(fromOutput, FIRST_READER);
    for (const fd of [input, output, toInput, fromOutput]) await sys.close(fd);
    sh.vars.map.set(name, {
      value: undefined,
      indexed: new Map([
        [0, String(reader)],
        [1, String(writer)],
      ]),
    });
    sh.vars.set(`${name}_PID`, String(pid));
    const job = sh.jobs.add(jobControl(sh) ? pid : 0, [pid], text, true);
    sh.lastBackground = pid;
    job.onEnd = () => {
      for (const fd of [reader, writer]) if (sys.descriptors().includes(fd)) void sys.close(fd);
      for (const variable of [name, `${name}_PID`]) sh.vars.map.delete(variable);
    };
    if (sh.interactive) await sh.err(`[${job.id}] ${pid}\n`);
    return completed(sh, 0);
  };
}
