/**
 * Another machine of the learner's, for what has to be seen from two sides (push here, pull there). It has an engine of its own,
 * which starts when somebody first asks it something, and no terminal: `docker -H tcp://machine2:2375 …` is the way to it.
 */
import { FailureError } from '../base/errors.ts';
import type { Clock, Random } from '../base/ports.ts';
import type { Transport } from '../api/transport.ts';
import type { SharedLock } from '../engine/locks.ts';
import type { InternetHost } from '../internet/host.ts';
import { createKernel } from '../kernel/create-kernel.ts';
import type { ProgramTable } from '../kernel/sys.ts';
import { Snapshots } from '../runtime/snapshots.ts';
import { scopedStore } from '../store/scoped-store.ts';
import type { Store } from '../store/store.ts';
import type { BindPort } from './binds.ts';
import type { LazyInternet } from './internet.ts';
import { keptElsewhere, scopeOf } from './kept-elsewhere.ts';
import { machineRegistry } from './machine-registry.ts';

export interface SecondMachineOptions {
  readonly store: Store;
  /** Shared with the learner's own machine. */
  readonly content: () => Promise<SharedLock>;
  readonly programs: ProgramTable;
  readonly internet: LazyInternet;
  readonly clock: Clock;
  readonly random: Random;
  readonly kernelRelease: string;
}

const ENGINE_PORT = 2375;

export function secondMachine(options: SecondMachineOptions): InternetHost {
  let starting: Promise<Transport> | undefined;
  const exchange: Transport = {
    request: async (request) => {
      starting ??= start(options).catch((error: unknown) => {
        starting = undefined;
        throw error;
      });
      return (await starting).request(request);
    },
  };
  return {
    names: ['machine2', 'machine2.example'],
    address: '203.0.113.200',
    ports: { [ENGINE_PORT]: { tls: false, exchange } },
  };
}

async function start({
  store,
  content,
  programs,
  internet,
  clock,
  random,
  kernelRelease,
}: SecondMachineOptions): Promise<Transport> {
  const scope = scopeOf('second');
  const own = scopedStore(store, scope, () => keptElsewhere(store, scope, internet));
  const kernel = createKernel({ clock, random, release: kernelRelease, programs, internet });
  const nowhere = () => Promise.reject(new FailureError('notImplemented', 'machine2 has no files to bind'));
  const binds: BindPort = { resolve: nowhere, makeDirectory: nowhere, kind: () => Promise.resolve(undefined) };
  const registry = await machineRegistry({
    internet,
    files: undefined,
    network: kernel.network.machine,
    clock,
    outside: undefined,
  });
  const { startEngine } = await import('./engine-server.ts');
  const host = { kernelVersion: kernelRelease, name: 'machine2' };
  const snapshots = new Snapshots(own.files, clock);
  const shared = { kernel, store: own, snapshots, content: await content(), registry, clock, random, host, binds };
  return (await startEngine({ ...shared, outerPorts: undefined })).api;
}
