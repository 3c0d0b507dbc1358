/**
 * A program that runs in a worker of its own, as a process of the kernel: started like any other, its calls are the
 * process's, and when either ends, so does the other.
 */
import { utf8 } from '../base/bytes.ts';
import { messageOf } from '../base/errors.ts';
import { LIMITS } from '../base/limits.ts';
import { type Signal, signalNumber } from '../kernel/signals.ts';
import type { Program, Sys } from '../kernel/sys.ts';
import { GuestCalls } from './guest-calls.ts';
import type { ProgramWorker, ProgramWorkers } from './program-workers.ts';
import type { GuestStart, Runtime } from './protocol.ts';
import { untilGone } from './until-gone.ts';

const CANNOT_RUN = 126;

/** The programs of one machine that run in workers: so many at once, and no more. */
export class WorkerPrograms {
  readonly #running = new Map<Runtime, number>();

  constructor(private readonly workers: ProgramWorkers) {}

  program(runtime: Runtime): Program {
    return async (sys) => {
      const refusal = this.#refusal(runtime);
      if (refusal) {
        await sys.write(2, utf8(`${nameOf(sys)}: ${refusal}\n`));
        return CANNOT_RUN;
      }
      this.#count(runtime, 1);
      try {
        return await runGuest(sys, runtime, this.workers);
      } finally {
        this.#count(runtime, -1);
      }
    };
  }

  #refusal(runtime: Runtime): string | undefined {
    const total = [...this.#running.values()].reduce((sum, count) => sum + count, 0);
    const light = this.#running.get('node') ?? 0;
    if (total >= LIMITS.workerProcesses)
      return `Drydock runs at most ${LIMITS.workerProcesses} processes of real languages at once; end one first`;
    if (runtime !== 'node' && total - light >= LIMITS.wasmProcesses)
      return `Drydock runs at most ${LIMITS.wasmProcesses} processes of python and postgres at once, for each takes over 100 MB of the browser's memory; end one first`;
    return undefined;
  }

  #count(runtime: Runtime, change: number): void {
    this.#running.set(runtime, (this.#running.get(runtime) ?? 0) + change);
  }
}

function nameOf(sys: Sys): string {
  return sys.argv[0]?.split('/').pop() ?? sys.program;
}

interface End {
  readonly status?: number;
  readonly signal?: Signal;
  readonly broken?: string;
}

async function runGuest(sys: Sys, runtime: Runtime, workers: ProgramWorkers): Promise<number> {
  let worker: ProgramWorker | undefined;
  const calls = new GuestCalls(sys, (message) => worker?.post(message));
  let over = false;
  let finish: (end: End) => void = () => undefined;
  const finished = new Promise<End>((resolve) => (finish = resolve));
  try {
    const started = workers.start(runtime, {
      message: (message) => {
        calls.take(message);
        if (message.kind === 'exit') finish({ status: message.status });
        else if (message.kind === 'raise') finish({ signal: message.signal });
        else if (message.kind === 'broken') finish({ broken: message.message });
      },
      standstill: (call) => calls.standstill(call),
      failed: (reason) => finish({ broken: reason }),
    });
    // A process that is killed while its worker starts does not wait for it.
    started.then(
      (late) => over && late.terminate(),
      (error: unknown) => finish({ broken: messageOf(error) }),
    );
    const first = await Promise.race([started, finished, untilGone(sys)]);
    if ('terminate' in first) worker = first;
    else return await endOf(sys, first);
    worker.post({ kind: 'start', start: startOf(sys, runtime) });
    const end = await Promise.race([finished, untilGone(sys)]);
    await Promise.race([calls.settled(), untilGone(sys)]);
    return await endOf(sys, end);
  } finally {
    over = true;
    worker?.terminate();
  }
}

function startOf(sys: Sys, runtime: Runtime): GuestStart {
  return {
    runtime,
    argv: sys.argv,
    env: [...sys.env],
    cwd: sys.cwd,
    pid: sys.pid,
    ppid: sys.ppid,
    credentials: sys.credentials,
    system: sys.uname(),
    terminals: [0, 1, 2].map((fd) => sys.isatty(fd)),
    startedAt: sys.now(),
  };
}

async function endOf(sys: Sys, { status, signal, broken }: End): Promise<number> {
  if (broken !== undefined) {
    await sys.write(2, utf8(`${nameOf(sys)}: ${broken}\n`));
    return CANNOT_RUN;
  }
  if (signal === undefined) return status ?? 0;
  sys.signal(signal, 'default');
  sys.kill(sys.pid, signal);
  // Pid 1 outlives what has no default action for it.
  return 128 + signalNumber(signal);
}
