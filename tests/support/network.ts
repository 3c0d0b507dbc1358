/** Programs in network namespaces of one kernel: for tests of sockets. */
import { text, utf8 } from '../../src/base/bytes.ts';
import { type Clock, systemClock } from '../../src/base/ports.ts';
import { programHeader } from '../../src/base/program-file.ts';
import { createKernel } from '../../src/kernel/create-kernel.ts';
import { SysError } from '../../src/kernel/errno.ts';
import type { Internet } from '../../src/kernel/internet.ts';
import type { Kernel, Namespace } from '../../src/kernel/kernel.ts';
import type { NetworkNamespace } from '../../src/kernel/network.ts';
import { O, type Program, type Sys } from '../../src/kernel/sys.ts';
import { createTmpfs } from '../../src/kernel/vfs/tmpfs.ts';
import { seededRandom } from './clock.ts';

/** Runs programs as processes of given network namespaces of one kernel. */
export class TestNetwork {
  readonly kernel: Kernel;
  #programs = new Map<string, Program>();
  #count = 0;

  constructor(options: { readonly internet?: Internet; readonly clock?: Clock } = {}) {
    const { internet, clock = systemClock } = options;
    this.kernel = createKernel({
      clock,
      random: seededRandom(),
      release: 'test',
      programs: (name) => this.#programs.get(name),
      ...(internet && { internet }),
    });
    this.kernel.network.createBridge({ name: 'docker0', subnet: '172.17.0.0/16', gateway: '172.17.0.1' });
    this.kernel.network.createBridge({ name: 'br-1', subnet: '172.18.0.0/16', gateway: '172.18.0.1' });
  }

  async run<T>(network: NetworkNamespace | undefined, body: (sys: Sys) => T | Promise<T>, uid = 0): Promise<T> {
    const { outcome } = await this.start(network, body, uid);
    return outcome;
  }

  async start<T>(network: NetworkNamespace | undefined, body: (sys: Sys) => T | Promise<T>, uid = 0) {
    const namespace = await this.namespace(network);
    const name = `program-${++this.#count}`;
    let settle: [(value: T) => void, (error: unknown) => void] = [() => undefined, () => undefined];
    const outcome = new Promise<T>((resolve, reject) => (settle = [resolve, reject]));
    outcome.catch(() => undefined);
    this.#programs.set(name, async (sys) => {
      try {
        settle[0](await body(sys));
      } catch (error) {
        settle[1](error);
      }
      return 0;
    });
    const { files } = namespace;
    const fd = await files.open(`/${name}`, O.WRONLY | O.CREAT, 0o755);
    await files.write(fd, programHeader(name));
    await files.close(fd);
    const nothing = () => this.kernel.nullFile();
    const process = await this.kernel.spawn(namespace, {
      path: `/${name}`,
      argv: [name],
      env: new Map(),
      cwd: '/',
      uid,
      gid: uid,
      groups: [],
      files: [nothing(), nothing(), nothing()],
    });
    return { outcome, process, namespace };
  }

  async namespace(network: NetworkNamespace | undefined): Promise<Namespace> {
    const root = createTmpfs({ clock: systemClock, mode: 0o777 });
    return this.kernel.createNamespace({
      hostname: 'test',
      mounts: [{ target: '/', fs: root, source: 'overlay' }],
      ...(network && { network }),
    });
  }

  /** A container's namespace on a bridge with a default route. */
  on(bridge: string, address: string): NetworkNamespace {
    const network = this.kernel.network.createNamespace();
    network.attach(bridge, { address, mac: '02:42:ac:11:00:02' });
    network.setDefaultRoute(bridge);
    return network;
  }
}

/** The errno that an act fails with, or `none`. */
export const errnoOf = async (act: () => unknown): Promise<string> => {
  try {
    await act();
  } catch (error) {
    if (error instanceof SysError) return error.errno;
    throw error;
  }
  return 'none';
};

/** Accepts one connection and sends back what comes; the client's address. */
export async function echoOnce(sys: Sys, port: number, address = '0.0.0.0'): Promise<string> {
  const fd = await sys.socket('inet', 'stream');
  await sys.bind(fd, { address, port });
  sys.listen(fd);
  const connection = await sys.accept(fd);
  const peer = sys.getpeername(connection) as { address: string };
  for (let bytes = await sys.read(connection, 100); bytes.length; bytes = await sys.read(connection, 100)) {
    await sys.write(connection, bytes);
  }
  await sys.close(connection);
  return peer.address;
}

/** Sends a message, ends it, and answers what comes back. */
export async function exchange(sys: Sys, address: string, port: number, message: string): Promise<string> {
  const fd = await sys.socket('inet', 'stream');
  await sys.connect(fd, { address, port });
  await sys.write(fd, utf8(message));
  sys.shutdown(fd, 'write');
  let answer = '';
  for (let bytes = await sys.read(fd, 100); bytes.length; bytes = await sys.read(fd, 100)) answer += text(bytes);
  await sys.close(fd);
  return answer;
}
