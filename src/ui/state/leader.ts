/**
 * Which tab leads: the one that holds the Web Lock. It starts the worker, and does so before the page's own code is there:
 * nothing takes longer on the way to the first prompt.
 */
import { LEADER_LOCK, type WorkerStart, type WorkerStatus } from '../../worker/protocol.ts';
import { siteBase } from './site.ts';
import EngineWorker from '../../worker/entry?worker';

/**
 * Why there is no engine, where the page has words for it. `insecure`: the page is no secure context, so the browser has no
 * locks for it; `unloadable`: the worker's code did not come.
 */
export type KnownFailure = 'insecure' | 'unloadable';

export interface Lead {
  readonly worker: Worker;
  readonly epoch: string;
  /** When it was told to start, in milliseconds: the machine was off until then. */
  readonly since: number;
  /** Settles once the worker can be talked to; rejects when it does not start. */
  readonly ready: Promise<void>;
}

/**
 * Settles once this tab leads. It does for as long as it lives, or until its worker fails: then another tab may try. The first
 * worker is made before the lock is there, since most pages are alone: until it is told to start it does nothing.
 */
export function takeLead(): Promise<Lead> {
  return new Promise((resolve, reject) => {
    const early = launchWorker();
    const lead = async (launched: Launched): Promise<void> => {
      const taken = startWorker(launched);
      resolve(taken);
      await new Promise<void>((over) => taken.ready.catch(() => over()));
    };
    navigator.locks
      .request(LEADER_LOCK, { ifAvailable: true }, async (lock) => {
        if (!lock) return false;
        await lead(early);
        return true;
      })
      .then(async (led) => {
        if (led) return;
        early.worker.terminate();
        await navigator.locks.request(LEADER_LOCK, () => lead(launchWorker()));
      })
      .catch(reject);
  });
}

interface Launched {
  readonly worker: Worker;
  /** Why it could not be loaded: heard from its first moment, since that may be before anybody leads. */
  readonly broken: Promise<string>;
}

function launchWorker(): Launched {
  const worker = new EngineWorker();
  const broken = new Promise<string>((resolve) => {
    worker.addEventListener('error', (event) => resolve(event.message || ('unloadable' satisfies KnownFailure)));
  });
  return { worker, broken };
}

function startWorker({ worker, broken }: Launched): Lead {
  const epoch = crypto.randomUUID();
  const ready = new Promise<void>((resolve, reject) => {
    const failed = (message: string) => {
      worker.terminate();
      reject(new Error(message));
    };
    let started = false;
    void broken.then((message) => {
      if (!started) failed(message);
    });
    worker.onmessage = ({ data }: MessageEvent<WorkerStatus>) => {
      if (data.kind === 'failed') return failed(data.message);
      started = true;
      resolve();
    };
  });
  const since = Date.now();
  const start: WorkerStart = { kind: 'start', base: siteBase(), epoch };
  worker.postMessage(start);
  return { worker, epoch, since, ready };
}
