/** Workers for programs, in the browser. */
import { FailureError } from '../base/errors.ts';
import { channelName, type StandstillAnswer, type StandstillRequest } from '../base/standstill-path.ts';
import type { ProgramWorker, ProgramWorkers, WorkerEvents } from '../languages/program-workers.ts';
import type { GuestMessage, StandstillCall } from '../languages/protocol.ts';
import { decodePlain, encodePlain } from '../languages/standstill-codec.ts';
import GuestWorker from './guest-worker.ts?worker';
import type { GuestWorkerReady, GuestWorkerStart } from './guest-worker-protocol.ts';

/** The service worker takes the page over soon after the first visit. */
const ATTEMPTS = 40;
const PAUSE_MS = 500;

export function browserWorkers(base: string): ProgramWorkers {
  return {
    start: async (_, events) => {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const worker = await tryStart(base, events);
        if (worker) return worker;
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
      throw new FailureError(
        'unavailable',
        'real languages need the service worker of this site, and the browser has not started it; reload the page, or leave private browsing',
      );
    },
  };
}

/** Undefined when the service worker does not know the new worker yet. */
async function tryStart(base: string, events: WorkerEvents): Promise<ProgramWorker | undefined> {
  const channel = crypto.randomUUID();
  const worker = new GuestWorker();
  const line = new MessageChannel();
  const ready = new Promise<boolean>((resolve, reject) => {
    line.port1.onmessage = ({ data }: MessageEvent<GuestWorkerReady>) => resolve(data.controlled);
    worker.onerror = (event) =>
      reject(
        new FailureError('unavailable', `cannot start a worker: ${event.message || 'its code could not be loaded'}`),
      );
  });
  worker.postMessage({ base, channel, port: line.port2 } satisfies GuestWorkerStart, [line.port2]);
  if (!(await ready)) {
    worker.terminate();
    return undefined;
  }
  const calls = serveStandstill(channel, events);
  line.port1.onmessage = ({ data }: MessageEvent<GuestMessage>) => events.message(data);
  worker.onerror = (event) => {
    event.preventDefault();
    events.failed(event.message);
  };
  return {
    post: (message) => line.port1.postMessage(message),
    terminate: () => {
      worker.terminate();
      line.port1.close();
      calls.close();
    },
  };
}

/** One call at a time: who stands still asks for nothing else. */
function serveStandstill(name: string, events: WorkerEvents): BroadcastChannel {
  const channel = new BroadcastChannel(channelName(name));
  let last: { readonly call: number; readonly bytes: Promise<Uint8Array> } | undefined;
  channel.onmessage = ({ data: { call, bytes } }: MessageEvent<StandstillRequest>) => {
    if (bytes) {
      const answer = events.standstill(decodePlain(bytes) as StandstillCall).then(encodePlain);
      last = { call, bytes: answer };
    }
    if (last?.call !== call) return;
    void last.bytes.then((answer) => {
      try {
        channel.postMessage({ answered: call, bytes: answer } satisfies StandstillAnswer);
      } catch (error) {
        // The program has ended, and its channel with it.
        if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
      }
    });
  };
  return channel;
}
