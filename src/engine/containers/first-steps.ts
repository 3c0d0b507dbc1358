/**
 * A container's first steps. A real start is answered some hundred milliseconds after the command was typed, and the next command takes
 * as long again: by then a server listens and a shell has set its traps. Here both would be there sooner than the code of a program.
 */
import { LIMITS } from '../../base/limits.ts';
import { macrotask } from '../../base/macrotask.ts';
import type { EngineContext } from '../context.ts';
import type { Container } from './container.ts';

/** Most programs are there after a few turns of the event loop; whose code has to be fetched is looked at now and then. */
const TURNS = 50;
const LOOK_MS = 2;

/** Resolves once all of the container's programs wait for something, it has ended, or it has had its time. */
export async function firstSteps({ clock }: EngineContext, container: Container): Promise<void> {
  const { running } = container;
  const until = clock.now() + LIMITS.firstStepsMs;
  for (let turn = 0; running && running === container.running && running.busy(); turn++) {
    if (clock.now() >= until || running.usage().cpuMs >= LIMITS.firstStepsCpuMs) return;
    await new Promise<void>((resolve) => {
      if (turn < TURNS) macrotask(resolve);
      else clock.after(LOOK_MS, resolve);
    });
  }
}
