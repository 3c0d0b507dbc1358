/** The learner's progress, kept by the worker beside the sandbox. */
import { emptyProgress, readProgress, type Progress } from '../../course/progress.ts';
import { SERVICE } from '../../worker/protocol.ts';
import type { Connection } from './connection.svelte.ts';
import { ask } from './scripts.ts';

/** What cannot be read begins anew: the lessons themselves are there. */
export async function loadProgress(connection: Connection): Promise<Progress> {
  try {
    const stored = await ask(connection, SERVICE.loadProgress);
    return stored === null ? newProgress() : readProgress(stored);
  } catch {
    return newProgress();
  }
}

export async function saveProgress(connection: Connection, progress: Progress): Promise<void> {
  await ask(connection, SERVICE.saveProgress, progress);
}

/** With a seed of its own, so that each learner's words differ. */
export function newProgress(): Progress {
  return emptyProgress(crypto.getRandomValues(new Uint32Array(2)).join('-'));
}
