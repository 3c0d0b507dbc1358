/**
 * Lessons are proven side by side, in as many processes as the machine has processors. Each takes the next lesson when it has
 * done with one, so that none waits for another's long one.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import type { FolderProver, LessonFolderAt, Verdict } from './prove-folder.ts';

/** The word that makes `drydock lesson` such a process; nobody types it. */
export const PROVING_PROCESS = 'prove-what-is-sent';

/**
 * Dozens of sandboxes live for a second each: most of what they make dies young, so the young have much room; threads that
 * would collect garbage beside them have no processor to do it on. And most of their code runs a few times, so it has to run
 * ten times as long as usual before it is worth optimising.
 */
const HEAP_FLAGS = ['--max-semi-space-size=64', '--single-threaded-gc'];
const COMPILER_FLAGS = '--interrupt-budget=1000000';

export interface SideBySide {
  readonly jobs: number;
  /** Resolves once proofs may begin; meanwhile their processes start. */
  readonly ready: Promise<void>;
  /** Hears each verdict as it comes. */
  readonly tell: (verdict: Verdict) => void;
}

/** Hands out the lessons in order. */
export async function proveSideBySide(
  lessons: readonly LessonFolderAt[],
  { jobs, ready, tell }: SideBySide,
): Promise<void> {
  const waiting = [...lessons];
  const workOff = async (child: ChildProcess) => {
    try {
      await ready;
      for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) tell(await ask(child, at));
    } finally {
      if (child.connected) child.disconnect();
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
  const children = Array.from({ length: Math.min(jobs, lessons.length) }, provingProcess);
  await Promise.all(children.map(workOff));
}

function provingProcess(): ChildProcess {
  return fork(process.argv[1] as string, ['lesson', PROVING_PROCESS], { execArgv: HEAP_FLAGS });
}

/** When the process falls over, what it had in hand is not proven. */
function ask(child: ChildProcess, at: LessonFolderAt): Promise<Verdict> {
  return new Promise((resolve) => {
    const end = (verdict: Verdict) => {
      child.off('exit', gone).off('message', heard);
      resolve(verdict);
    };
    const gone = () => {
      const problem = `${at.folder}/lesson.yaml:1: the process that was to prove it has ended`;
      end({ ...at, seconds: 0, problems: [problem] });
    };
    const heard = (message: unknown) => {
      const verdict = message as Verdict;
      if (verdict.root === at.root && verdict.folder === at.folder) end(verdict);
    };
    if (!child.connected) return gone();
    child.on('exit', gone).on('message', heard);
    child.send(at);
  });
}

/** The other side: proves what it is sent until its parent has no more. */
export function proveWhatIsSent(prove: FolderProver): Promise<void> {
  setFlagsFromString(COMPILER_FLAGS);
  return new Promise((resolve) => {
    process.on('message', (at) => void prove(at as LessonFolderAt).then((verdict) => process.send?.(verdict)));
    process.on('disconnect', resolve);
  });
}
