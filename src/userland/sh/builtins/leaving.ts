/** Builtins that leave what runs: break, continue, return, exit. */
import { chain } from '../awaitable.ts';
import { AbandonFlow, BreakFlow, ContinueFlow, ExitFlow, ReturnFlow } from '../flow.ts';
import { type JobState, stateOf } from '../jobs.ts';
import { pollJobs } from '../run/foreground.ts';
import type { Shell } from '../shell.ts';
import type { Builtin } from './builtin.ts';

function leaving(make: (levels: number) => unknown): Builtin {
  return (sh, words) => {
    const name = words[0] as string;
    const word = words[1] ?? '1';
    if (sh.loopDepth === 0 && sh.dialect === 'bash') {
      return sh.builtinError(name, "only meaningful in a `for', `while', or `until' loop", 0);
    }
    if (!/^\d+$/.test(word) || Number(word) === 0) {
      const text =
        sh.dialect === 'bash'
          ? /^\d+$/.test(word)
            ? `${word}: loop count out of range`
            : `${word}: numeric argument required`
          : `Illegal number: ${word}`;
      return chain(sh.builtinError(name, text), (status) => {
        if (sh.dialect !== 'bash') sh.leaveScript(2);
        if (!/^\d+$/.test(word)) sh.leaveScript(128);
        throw new BreakFlow(sh.loopDepth, status);
      });
    }
    if (words.length > 2 && sh.dialect === 'bash')
      return chain(sh.builtinError(name, 'too many arguments'), () => {
        throw new AbandonFlow(1);
      });
    if (sh.loopDepth === 0) return 0;
    throw make(Math.min(Number(word), sh.loopDepth));
  };
}

export const breakBuiltin = leaving((levels) => new BreakFlow(levels));
export const continueBuiltin = leaving((levels) => new ContinueFlow(levels));

export const returnBuiltin: Builtin = async (sh, words) => {
  if (words.length > 2 && sh.dialect === 'bash' && isStatus(words[1])) {
    await sh.builtinError('return', 'too many arguments');
    throw new AbandonFlow(1);
  }
  if (sh.frames.length === 0 && sh.sourceDepth === 0 && sh.dialect === 'bash') {
    return sh.builtinError('return', "can only `return' from a function or sourced script", 2);
  }
  throw new ReturnFlow(await statusWord(sh, 'return', words[1]));
};

export const exit: Builtin = async (sh, words) => {
  if (words.length > 2 && sh.dialect === 'bash' && isStatus(words[1])) {
    const status = await sh.builtinError('exit', 'too many arguments');
    if (!sh.interactive) throw new AbandonFlow(status);
    return status;
  }
  if (sh.interactive && sh.dialect === 'bash') await sh.err(sh.login ? 'logout\n' : 'exit\n');
  const checks = sh.isShopt('checkjobs');
  if (checks) await pollJobs(sh);
  const is = (state: JobState) => sh.interactive && sh.jobs.all.some((job) => stateOf(job) === state);
  const left = is('Stopped') ? 'stopped' : checks && is('Running') ? 'running' : undefined;
  if (left && !sh.warnedOfJobs) {
    sh.warnedOfJobs = true;
    await sh.err(sh.dialect === 'bash' ? `There are ${left} jobs.\n` : 'You have stopped jobs.\n');
    if (checks) await sh.runner.invoke(sh, ['jobs']);
    return sh.dialect === 'bash' ? 1 : 0;
  }
  throw new ExitFlow(await statusWord(sh, 'exit', words[1]));
};

function isStatus(word: string | undefined): boolean {
  return word !== undefined && /^[-+]?\d+$/.test(word);
}

async function statusWord(sh: Shell, builtin: string, word: string | undefined): Promise<number> {
  if (word === undefined) return sh.trapStatus ?? sh.status;
  if (sh.dialect !== 'bash') {
    // A status may be larger than what a process can end with; dash keeps it, busybox does not.
    const keeps = builtin === 'return' && sh.dialect === 'dash';
    if (/^\d+$/.test(word) && Number(word) <= 0x7fffffff) return keeps ? Number(word) : Number(word) & 255;
  } else if (/^[-+]?\d+$/.test(word.trim())) return Number(word) & 255;
  const text = sh.dialect === 'bash' ? `${word}: numeric argument required` : `Illegal number: ${word}`;
  await sh.builtinError(builtin, text);
  if (sh.dialect !== 'bash') sh.leaveScript(2);
  return 2;
}
