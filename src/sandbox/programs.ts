/**
 * The programs of a sandbox. The shells are there from the start; all others are one chunk that comes when the first of
 * them is run, and the docker program another.
 */
import type { Program, ProgramTable } from '../kernel/sys.ts';
import { PROGRAM_NAMES } from '../userland/bin/names.ts';
import { programTable } from '../userland/programs.ts';
import { dash, shellMain } from '../userland/sh/programs.ts';

export interface ProgramOptions {
  loadDocker(): Promise<Program>;
  /** A command typed at a prompt of bash has ended. */
  readonly onCommand?: () => void;
}

export const MACHINE_PROGRAMS: readonly string[] = [...PROGRAM_NAMES, 'docker', 'init'];

export function sandboxPrograms({ loadDocker, onCommand }: ProgramOptions): ProgramTable {
  const hooks = onCommand && { onCommand };
  const first = programTable({
    // Hidden shells (the lessons' checks) have no terminal: what they run is nobody's command.
    bash: (sys) => shellMain(sys, 'bash', sys.isatty(0) ? hooks : undefined),
    dash,
    init,
    docker: { load: once(loadDocker) },
  });
  const all = once(async () => programTable((await import('../userland/bin/table.ts')).PROGRAMS));
  let others: ProgramTable | undefined;
  return (name) => {
    const known = first(name) ?? others?.(name);
    if (known || others) return known;
    return all().then((table) => {
      others = table;
      return table(name);
    });
  };
}

/** A load that failed (the network was away) is tried again by the next caller. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

/** Pid 1 of the learner's machine: waits for children for ever. */
const init: Program = async (sys) => {
  for (;;) {
    try {
      await sys.sleep(2 ** 31 - 1);
    } catch {
      await sys.tick();
    }
  }
};
