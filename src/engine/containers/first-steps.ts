/**
 * A container's first steps. A real start is answered some hundred milliseconds after the command was typed, and the next command takes
 * as long again: by then a server listens and a shell has set its traps. Here both would be there sooner than the code of a program.
 */
import { LIMITS } from '../../base/limits.ts';
import type { EngineContext } from '../context.ts';
import type { Container } from './container.ts';

const LOOK_MS = 2;

/** Resolves once all of the container's programs wait for something, it has ended, or it has had its time. */
export async function firstSteps({ clock }: EngineContext, container: Container): Promise<void> {
  const { running } = container;
  const until = clock.now() + LIMITS.firstStepsMs;
  while (running && running === container.running && running.busy()) {
    if (clock.now() >= until || running.usage().cpuMs >= LIMITS.firstStepsCpuMs) return;
    await new Promise<void>((resolve) => clock.after(LOOK_MS, resolve));
  }
}
