/** Workers for programs, in Node. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel, Worker } from 'node:worker_threads';
import { messageOf } from '../base/errors.ts';
import type { ProgramWorkers } from '../languages/program-workers.ts';
import type { GuestMessage, StandstillCall } from '../languages/protocol.ts';
import type { GuestThreadData } from './guest-thread.ts';
import { outsideWorkBegins } from './outside-work.ts';
import { PROJECT_ROOT } from './project-root.ts';

export const nodeWorkers: ProgramWorkers = {
  start: async (_, events) => {
    const { port1, port2 } = new MessageChannel();
    const answered = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const worker = new Worker(await threadCode(), {
      workerData: { calls: port2, answered } satisfies GuestThreadData,
      transferList: [port2],
      stdout: true,
      stderr: true,
    });
    const ended = outsideWorkBegins();
    worker.on('exit', ended);
    port1.on('message', (call: StandstillCall) => {
      void events.standstill(call).then((answer) => {
        port1.postMessage(answer);
        Atomics.store(answered, 0, 1);
        Atomics.notify(answered, 0);
      });
    });
    worker.on('message', (message: GuestMessage) => events.message(message));
    worker.on('error', (error: unknown) => events.failed(messageOf(error)));
    return {
      post: (message) => worker.postMessage(message),
      terminate: () => {
        void worker.terminate();
        port1.close();
      },
    };
  },
};

let code: Promise<string> | undefined;

/** The thread's code, built when it is first needed: it is TypeScript, as all of Drydock. */
function threadCode(): Promise<string> {
  code ??= (async () => {
    const builder = pathToFileURL(join(PROJECT_ROOT, 'src/node/drydock.mjs')).href;
    const { buildNode } = (await import(/* @vite-ignore */ builder)) as {
      buildNode: (entry: string) => Promise<string>;
    };
    return buildNode('guest-thread');
  })();
  return code;
}
