/** A program's worker in Node: a thread that stands still by waiting on shared memory. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import { messageOf } from '../base/errors.ts';
import type { GuestPort } from '../languages/guest/guest.ts';
import { serveGuest } from '../languages/guest/run-guest.ts';
import type { Answer, GuestMessage, KernelMessage, StandstillCall } from '../languages/protocol.ts';
import { RUNTIME_ASSETS } from '../languages/assets.ts';
import { PROJECT_ROOT } from './project-root.ts';

export interface GuestThreadData {
  readonly calls: MessagePort;
  /** One word: 1 once an answer lies on `calls`. */
  readonly answered: Int32Array;
}

const { calls, answered } = workerData as GuestThreadData;
const kernel = parentPort as MessagePort;

const guest: GuestPort = {
  post: (message: GuestMessage) => kernel.postMessage(message),
  onmessage: undefined,
  onUncaught: undefined,
  standstill: (call: StandstillCall): Answer => {
    calls.postMessage(call);
    Atomics.wait(answered, 0, 0);
    Atomics.store(answered, 0, 0);
    return (receiveMessageOnPort(calls) as { readonly message: Answer }).message;
  },
  asset: async (path) => new Uint8Array(await readFile(assetFile(path))),
  location: assetFile,
  module: (path) => import(pathToFileURL(assetFile(path)).href),
  compile: ({ source, parameters, file }) =>
    compileFunction(source, [...parameters], {
      filename: file,
      // The real machine's modules are none of the program's business; its own imports were redirected before.
      importModuleDynamically: refuseImport as never,
    }) as (...args: readonly unknown[]) => unknown,
};

function refuseImport(specifier: string): never {
  throw new Error(`cannot import ${specifier} from here`);
}

/** `pyodide-314.0.7/pyodide.mjs` in its package. */
function assetFile(path: string): string {
  const [top = '', ...rest] = path.split('/');
  const assets = RUNTIME_ASSETS.find((one) => one.path === top);
  if (!assets) throw new Error(`no runtime has the file ${path}`);
  return join(PROJECT_ROOT, 'node_modules', assets.package, assets.from, ...rest);
}

kernel.on('message', (message: KernelMessage) => guest.onmessage?.(message));
process.on('uncaughtException', (error: unknown, origin) => {
  if (guest.onUncaught) guest.onUncaught(error, origin === 'unhandledRejection' ? 'rejection' : 'exception');
  else guest.post({ kind: 'broken', message: messageOf(error) });
});
serveGuest(guest);
