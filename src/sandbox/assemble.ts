/**
 * Assembly: one store, and the machine that runs over it. The browser's worker and Node's entries differ only in what they
 * hand in here. The machine can be switched off and on again over another state of the store, without its users noticing
 * more than a machine's users notice of that.
 */
import type { Duplex } from '../base/duplex.ts';
import type { Transport } from '../api/transport.ts';
import type { HostMachine } from '../host/boot.ts';
import type { MachineKind } from '../host/machine-kind.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { openStore, type StoreOptions } from '../store/open-store.ts';
import type { StorageDriver } from '../store/driver.ts';
import type { Store } from '../store/store.ts';
import { boot, setMachine, type MachineOptions } from './boot.ts';
import { PowerSwitch, type Checkpoints } from './power-switch.ts';

export interface SandboxOptions extends MachineOptions, StoreOptions {
  readonly driver: StorageDriver;
  /** Which machine the learner sits at; absent: the one of the last time. Each has files and an engine of its own. */
  readonly machine?: MachineKind;
}

export interface Sandbox {
  readonly store: Store;
  /** The kernel of the machine as it is now. */
  readonly kernel: Kernel;
  /** Which machine the learner sits at. */
  readonly machine: MachineKind;
  /** Switches this machine off and that one on, which was left as it was the last time. */
  changeMachine(kind: MachineKind): Promise<void>;
  /** Settles once the engine has started, if the machine has one from the start; rejects when it could not. */
  readonly started: Promise<unknown>;
  /** The Engine API of the machine. Requests wait while the engine starts; ECONNREFUSED where none runs. */
  readonly api: Transport;
  readonly host: HostMachine;
  readonly checkpoints: Checkpoints;
  /**
   * A TCP connection to a port of the learner's machine, as its browser would make one: published ports and what listens
   * there itself. SysError ECONNREFUSED when nothing does. Whoever opens it closes it.
   */
  dial(port: number): Promise<Duplex>;
  /** Saves everything and ends every process. */
  close(): Promise<void>;
}

export async function assemble(options: SandboxOptions): Promise<Sandbox> {
  const { clock, random, driver } = options;
  const store = await openStore(driver, { clock, random }, options);
  if (options.machine) await setMachine(store, options.machine);
  const power = new PowerSwitch(store, await boot(options, store), () => boot(options, store));
  return {
    store,
    get kernel() {
      return power.machine.kernel;
    },
    get machine() {
      return power.machine.kind;
    },
    changeMachine: (kind) => power.change(() => setMachine(store, kind)),
    get started() {
      return power.machine.started;
    },
    api: { request: async (request) => (await power.on()).api.request(request) },
    host: {
      get namespace() {
        return power.machine.host.namespace;
      },
      get root() {
        return power.machine.host.root;
      },
      login: async (size) => (await power.on()).host.login(size),
      run: async (...args) => (await power.on()).host.run(...args),
      runScript: async (...args) => (await power.on()).host.runScript(...args),
      shutdown: () => power.machine.host.shutdown(),
    },
    checkpoints: power,
    dial: async (port) => {
      const [{ dial }, { kernel }] = await Promise.all([import('../kernel/net/outer-sockets.ts'), power.on()]);
      return dial(kernel.network.machine, '127.0.0.1', port);
    },
    close: async () => {
      await power.off();
      store.close();
    },
  };
}
