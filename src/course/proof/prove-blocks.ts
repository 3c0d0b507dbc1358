/**
 * Proves that every block of commands runs: clicks through the lesson from the beginning, on a terminal, as a learner would
 * who clicks and does nothing else. Where that leaves a step open (something was to be typed by hand), its solution is run.
 */
import { LANGUAGES, type ConsoleLine, type Lesson, type Prose } from '../lesson.ts';
import { createLessonRun, type LessonRun } from '../run/lesson-run.ts';
import { startsService } from '../run/starts-service.ts';
import type { TypedCommand } from '../history.ts';
import type { Places } from '../parse-lesson.ts';
import { fillTexts } from '../texts.ts';
import { valuesFor } from '../variables.ts';
import { PROOF_SEED, type ProofMachine } from './prove-steps.ts';
import { runTyped } from './typed-script.ts';

/** A terminal on the learner's machine with a shell at its prompt. */
export interface ProofTerminal {
  /**
   * Types a line and Enter. Answers the commands that have ended once a prompt is there again (`prompt`), or once nothing
   * more comes (`quiet`). `late` when no prompt comes back.
   */
  type(
    line: string,
    until: 'prompt' | 'quiet',
  ): Promise<{ readonly ended: readonly TypedCommand[]; readonly late: boolean }>;
  /** Ends what holds the terminal, by the keys a person would try; false when no prompt comes. */
  free(): Promise<boolean>;
  /** The last lines shown. */
  screen(): string;
}

export interface BlockMachine extends ProofMachine {
  readonly terminal: ProofTerminal;
}

export async function proveBlocks(given: Lesson, places: Places, machine: BlockMachine): Promise<readonly string[]> {
  const values = valuesFor(given, PROOF_SEED);
  const lesson = fillTexts(given, values);
  const problems: string[] = [];
  const run = createLessonRun({ lesson, values, scripts: machine.scripts, clock: machine.clock, until: 'verdict' });
  try {
    await run.start();
    if (run.state.phase === 'failed') return [`${lesson.path}/setup.sh:1: ${run.state.failure}`];
    const click = async (section: string | undefined, prose: Prose) => {
      for (const [b, block] of prose.entries()) {
        if (block.kind !== 'console') continue;
        for (const what of await clickBlock(block, run, machine.terminal)) {
          problems.push(`${places.prose(LANGUAGES[0], section, b)}: ${what}`);
        }
      }
    };
    await click(undefined, lesson.introduction.en);
    for (const [index, step] of lesson.steps.entries()) {
      await click(step.id, step.prose.en);
      if (run.state.current > index) continue;
      await runTyped(step.solution, machine.scripts, { values, history: [] });
      await answerAll(run, index);
    }
    await click('own-machine', lesson.ownMachine.en);
  } finally {
    run.close();
  }
  return problems;
}

interface Block {
  readonly lines: readonly ConsoleLine[];
  readonly fails: boolean;
  readonly stays: boolean;
}

/** Judged at its end, and where something was started in the background, which is given its time with that. */
async function clickBlock(block: Block, run: LessonRun, terminal: ProofTerminal): Promise<readonly string[]> {
  const problems: string[] = [];
  const typed: TypedCommand[] = [];
  const judge = () => Promise.all(typed.splice(0).map((ended) => run.commandEnded(ended)));
  for (const [i, { command, prompt }] of block.lines.entries()) {
    const last = i === block.lines.length - 1;
    // Whatever asks for more gets it from the next line.
    const asks = block.lines[i + 1]?.prompt === '>';
    const { ended, late } = await terminal.type(command, (last && block.stays) || asks ? 'quiet' : 'prompt');
    typed.push(...ended);
    if (startsService(command)) await judge();
    if (late) {
      problems.push(`'${command}' does not come back to a prompt: ${terminal.screen()}`);
      if (!(await terminal.free())) return [...problems, 'the terminal could not be freed'];
      continue;
    }
    const own = prompt === '>' ? undefined : ended.find((candidate) => candidate.command.trim() === command);
    const failed = own !== undefined && own.status !== 0;
    if (own && failed !== block.fails) {
      const meant = block.fails
        ? 'is meant to fail, and does not'
        : `ends with status ${own.status}: ${terminal.screen()}`;
      problems.push(`'${command}' ${meant}`);
    }
  }
  await judge();
  if (block.stays && !(await terminal.free())) problems.push('the terminal could not be freed');
  return problems;
}

/** What the step asks is answered with what the machine says. */
async function answerAll(run: LessonRun, index: number): Promise<void> {
  await run.look();
  for (const question of run.lesson.steps[index]?.questions ?? []) {
    if (question.when !== 'now' || run.state.current > index) continue;
    const truth = await run.truth(index, question.id);
    if (truth !== undefined) await run.answer(index, question.id, truth);
  }
}
