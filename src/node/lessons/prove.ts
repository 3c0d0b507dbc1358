/** All proofs of one lesson, each on a sandbox of its own. */
import { join } from 'node:path';
import type { Clock } from '../../base/ports.ts';
import { LessonError } from '../../course/lesson-error.ts';
import type { Lesson } from '../../course/lesson.ts';
import type { ParsedLesson } from '../../course/parse-lesson.ts';
import { basesOf, filesScript } from '../../course/preparation.ts';
import { proveBlocks } from '../../course/proof/prove-blocks.ts';
import { PROOF_SEED, proveSteps, type ProofMachine } from '../../course/proof/prove-steps.ts';
import { runTyped } from '../../course/proof/typed-script.ts';
import { valuesFor } from '../../course/variables.ts';
import type { Sandbox } from '../../sandbox/assemble.ts';
import { writeTree } from '../build-tree.ts';
import { internetFiles, nodeSandbox } from '../sandbox.ts';
import { memoryDriver } from '../../store/memory/driver.ts';
import { fingerprint } from './fingerprint.ts';
import { LayerCache } from './layer-cache.ts';
import { skippingClock } from './skipping-clock.ts';
import { surfaceProblems } from './surface.ts';
import { PromptWatch, proofTerminal } from './terminal.ts';

export interface ProveOptions {
  /** Folder of the teaching images, written already. */
  readonly hub: string;
  readonly cache: LayerCache;
  readonly clock: () => Clock;
  /** The whole course, for the lessons that others build on. */
  readonly lessons: readonly Lesson[];
}

/**
 * Writes what the machines of proofs find outside of them, before any begins: a learner's command does not wait for it either.
 * Answers how many files that were.
 */
export async function writeOutside(hub: string): Promise<number> {
  const images = await writeTree(hub);
  const packages = await internetFiles();
  return images.written + packages.written;
}

/**
 * Makes what all proofs share: what is outside of them, and the layers that were unpacked before. Where another process hands out the
 * modules, as in tests, the system's clock has to do: waiting for them looks like idleness.
 */
export async function openProofs(hub: string, clock?: () => Clock): Promise<Omit<ProveOptions, 'lessons'>> {
  await writeOutside(hub);
  return proofsOver(hub, clock);
}

/** The same where all outside is written already. */
export async function proofsOver(hub: string, clock = skippingClock): Promise<Omit<ProveOptions, 'lessons'>> {
  return { hub, clock, cache: await LayerCache.open(join(hub, '../proof-layers')) };
}

/** Problems, each as `file:line: what`. */
export async function proveLesson({ lesson, places }: ParsedLesson, options: ProveOptions): Promise<readonly string[]> {
  const surface = surfaceProblems(lesson, places);
  const steps = await onSandbox(lesson, options, ({ machine }) => proveSteps(lesson, places, machine));
  // Blocks build on what the steps have made; when those fail they say nothing new.
  if (steps.length) return [...surface, ...steps];
  const blocks = await onSandbox(lesson, options, async ({ machine, sandbox, watch }) => {
    const session = await sandbox.host.login({ rows: 40, columns: 120 });
    try {
      return await proveBlocks(lesson, places, { ...machine, terminal: await proofTerminal(session, watch) });
    } finally {
      session.close();
    }
  });
  return [...surface, ...blocks];
}

interface Stage {
  readonly machine: ProofMachine;
  readonly sandbox: Sandbox;
  readonly watch: PromptWatch;
}

async function onSandbox<T>(lesson: Lesson, options: ProveOptions, work: (stage: Stage) => Promise<T>): Promise<T> {
  const clock = options.clock();
  const watch = new PromptWatch(clock);
  const driver = memoryDriver();
  const sandbox = await nodeSandbox({
    driver,
    clock,
    unpacked: options.cache,
    hub: options.hub,
    foreignHub: true,
    learner: true,
    machine: lesson.machine,
    onCommand: watch.onCommand,
    onPrompt: watch.onPrompt,
  });
  try {
    const scripts: ProofMachine['scripts'] = (script, given) => sandbox.host.runScript(script, given);
    const machine = { scripts, clock, fingerprint: () => fingerprint(sandbox) };
    for (const base of basesOf(lesson, options.lessons)) await playThrough(base, machine);
    return await work({ machine, sandbox, watch });
  } finally {
    await options.cache.harvest(driver);
    await sandbox.close();
  }
}

/** Brings a machine to where a lesson ends. Fails with LessonError. */
async function playThrough(lesson: Lesson, { scripts }: ProofMachine): Promise<void> {
  const values = valuesFor(lesson, PROOF_SEED);
  for (const script of [filesScript(lesson.files), lesson.setup, ...lesson.steps.map(({ solution }) => solution)]) {
    const { surprises, stderr } = await runTyped(script, scripts, { values, history: [] });
    if (surprises[0]) throw new LessonError([`${lesson.path}: '${surprises[0].command}' fails: ${stderr.trim()}`]);
  }
}
