/** Pipelines, background commands, `!` and `time`. */
import { O } from '../../../kernel/sys.ts';
import { SysError } from '../../../kernel/errno.ts';
import { chain } from '../awaitable.ts';
import type { Pipeline } from '../parser.ts';
import type { Run, Shell } from '../shell.ts';
import { beforeCommand, completed, ignoringErrors } from './completion.ts';
import { shownText } from './shown-text.ts';
import { groupOptions, jobControl, waitForeground } from './foreground.ts';
import { withRedirects } from './redirections.ts';

/** `last` and `line` are the text and the place of the last command, of which BASH_COMMAND and LINENO tell afterwards. */
export function compilePipeline(node: Pipeline, runs: readonly Run[], text: string, last: string, line: number): Run {
  // A `!` alone denies nothing at all, which succeeds.
  let run: Run =
    runs.length === 0 ? () => 0 : runs.length === 1 ? (runs[0] as Run) : pipelineOf(node, runs, text, last, line);
  for (const prefix of [...node.prefixes].reverse()) {
    run = prefix.type === 'Negation' ? negated(run) : timedLater(run, prefix.posix !== undefined);
  }
  return run;
}

function negated(run: Run): Run {
  return (sh) =>
    chain(ignoringErrors(sh, run), (status) => {
      sh.status = status === 0 ? 1 : 0;
      return sh.status;
    });
}

function timedLater(run: Run, posix: boolean): Run {
  let compiled: Run | undefined;
  return (sh) => {
    if (compiled) return compiled(sh);
    return import('./timed.ts').then(({ timed }) => (compiled = timed(run, posix))(sh));
  };
}

function pipelineOf(node: Pipeline, runs: readonly Run[], text: string, last: string, line: number): Run {
  const joined = node.operators.map((operator) => operator === '|&');
  const names = node.commands.map((command) => (command.type === 'Command' ? command.name?.text : undefined));
  const start = async (sh: Shell, background: boolean): Promise<number[]> => {
    if (sh.debugTrap)
      for (const { type, pos, end } of node.commands)
        if (type === 'Command') await beforeCommand(sh, text.slice(pos - node.pos, end - node.pos));
    return startAll(sh, runs, names, joined, background);
  };
  const run: Run = async (sh) => {
    const inShell = sh.shopt.get('lastpipe') && !jobControl(sh);
    const statuses = inShell
      ? await runLastHere(sh, runs, names, joined, text)
      : await waitForeground(sh, await start(sh, false), text);
    sh.line = line;
    if (sh.debugTrap !== undefined && !sh.inTrap) sh.commandText = last;
    const failed = sh.options.pipefail ? statuses.findLast((status) => status !== 0) : undefined;
    return completed(sh, failed ?? (statuses.at(-1) as number), statuses);
  };
  run.start = start;
  return run;
}

/** `lastpipe`: the last command runs in the shell itself. Answers each command's status. */
async function runLastHere(
  sh: Shell,
  runs: readonly Run[],
  names: readonly (string | undefined)[],
  joined: readonly boolean[],
  text: string,
): Promise<number[]> {
  const { pids, input } = await startSome(sh, runs, names, joined, runs.length - 1, false);
  const redirect = () => [{ kind: 'open', fd: 0, source: input as number } as const];
  const status = await withRedirects(sh, [redirect], () => ignoringErrors(sh, runs.at(-1) as Run));
  return [...(await waitForeground(sh, pids, text)), status];
}

async function startAll(
  sh: Shell,
  runs: readonly Run[],
  names: readonly (string | undefined)[],
  joined: readonly boolean[],
  background: boolean,
): Promise<number[]> {
  return (await startSome(sh, runs, names, joined, runs.length, background)).pids;
}

/** Starts the first `count` commands; `input` is where the one after them would read. */
async function startSome(
  sh: Shell,
  runs: readonly Run[],
  names: readonly (string | undefined)[],
  joined: readonly boolean[],
  count: number,
  background: boolean,
): Promise<{ pids: number[]; input: number | undefined }> {
  const { sys } = sh;
  const pids: number[] = [];
  let input: number | undefined;
  for (const [i, run] of runs.slice(0, count).entries()) {
    const from = input;
    const next = i < runs.length - 1 ? sys.pipe() : undefined;
    const pid = sh.fork(
      async (child) => {
        if (background) await behindNotice(child);
        child.readsPipe = from !== undefined;
        if (from !== undefined) await move(child, from, 0);
        else if (background && !jobControl(sh)) await emptyInput(child);
        if (next) {
          await child.sys.close(next[0]);
          await move(child, next[1], 1);
          if (joined[i]) await child.sys.dup2(1, 2);
        }
        // Of a program that fails only the whole pipeline is told.
        const name = names[i];
        if (name && name !== 'eval' && !child.functions.has(name)) child.traps.delete('ERR');
        return (run.tail ?? run)(child);
      },
      { ...groupOptions(sh, pids[0], !background), quiet: background && !jobControl(sh) },
    );
    pids.push(pid);
    if (from !== undefined) await sys.close(from);
    if (next) await sys.close(next[1]);
    input = next?.[0];
  }
  return { pids, input };
}

/** Makes a descriptor that the process holds one of its standard ones. */
export async function move(sh: Shell, from: number, to: number): Promise<void> {
  sh.inherited.add(to);
  if (from === to) return;
  await sh.sys.dup2(from, to);
  await sh.sys.close(from);
}

async function emptyInput(sh: Shell): Promise<void> {
  try {
    const fd = await sh.sys.open('/dev/null', O.RDONLY);
    await move(sh, fd, 0);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

/** `command &`; `simple`: of words alone, of which the DEBUG trap is told. */
export function compileBackground(run: Run, text: string, simple = false): Run {
  return (sh) => {
    if (/^%\S*$/.test(text) && jobControl(sh)) return sh.runner.invoke(sh, ['bg', text]);
    const told = simple && sh.debugTrap ? beforeCommand(sh, text) : undefined;
    const started = chain(told, () => (run.start ? run.start(sh, true) : [startOne(sh, run)]));
    return chain(started, (pids) => {
      const pgid = jobControl(sh) ? (pids[0] as number) : 0;
      if (pgid === 0) sh.jobs.reuse();
      // Without job control dash and busybox do not note what runs.
      const shownAs = sh.dialect !== 'bash' && pgid === 0 ? '' : text;
      const job = sh.jobs.add(pgid, pids, shownAs, true);
      sh.lastBackground = pids.at(-1) as number;
      sh.status = 0;
      const told = sh.interactive && sh.dialect === 'bash' && sh.err(`[${job.id}] ${sh.lastBackground}\n`);
      return chain(told, () =>
        chain(shownText(sh, shownAs), (shown) => {
          job.text = shown;
          return 0;
        }),
      );
    });
  };
}

/** The shell says the job's number before the job says anything. */
async function behindNotice(child: Shell): Promise<void> {
  if (child.interactive) await child.sys.sleep(0);
}

function startOne(sh: Shell, run: Run): number {
  const control = jobControl(sh);
  return sh.fork(
    async (child) => {
      await behindNotice(child);
      if (!control && !(sh.readsPipe && sh.dialect === 'bash')) await emptyInput(child);
      return (run.tail ?? run)(child);
    },
    { ...groupOptions(sh, undefined, false), quiet: !control },
  );
}
