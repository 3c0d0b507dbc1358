/** Execs live as long as their container's run: nothing of them is kept. */
import { FailureError } from '../../base/errors.ts';
import type { RunningProcess } from '../../oci/runtime.ts';

export interface Exec {
  readonly id: string;
  readonly containerId: string;
  readonly command: readonly string[];
  readonly env: readonly string[];
  readonly user: string;
  readonly workingDirectory: string;
  readonly tty: boolean;
  readonly privileged: boolean;
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly detachKeys: string;
  consoleSize: readonly [number, number] | undefined;
  started: boolean;
  running: boolean;
  pid: number;
  exitCode: number | null;
  process: RunningProcess | undefined;
}

/** Finished ones are forgotten past this many, the oldest first. */
const KEPT = 1000;

export class ExecTable {
  #execs = new Map<string, Exec>();

  add(exec: Exec): void {
    this.#execs.set(exec.id, exec);
    for (const [id, old] of this.#execs) {
      if (this.#execs.size <= KEPT) break;
      if (old.exitCode !== null) this.#execs.delete(id);
    }
  }

  find(id: string): Exec {
    const exec = this.#execs.get(id);
    if (!exec) throw new FailureError('notFound', `No such exec instance: ${id}`);
    return exec;
  }

  forget(containerId: string): void {
    for (const [id, exec] of this.#execs) if (exec.containerId === containerId) this.#execs.delete(id);
  }
}
