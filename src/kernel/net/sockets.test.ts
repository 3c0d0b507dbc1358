import { beforeEach, describe, expect, test } from 'vitest';
import { text, utf8 } from '../../base/bytes.ts';
import { SysError } from '../errno.ts';
import type { Internet } from '../internet.ts';
import type { Kernel, Namespace } from '../kernel.ts';
import type { NetworkNamespace } from '../network.ts';
import type { Program, Sys } from '../sys.ts';
import { createTmpfs } from '../vfs/tmpfs.ts';
import { systemClock } from '../../base/ports.ts';
import { programHeader } from '../../base/program-file.ts';
import { createKernel } from '../create-kernel.ts';
import { O } from '../sys.ts';
import { seededRandom } from '../../../tests/support/clock.ts';

/** Runs programs as processes of given network namespaces of one kernel. */
class Net {
  readonly kernel: Kernel;
  #programs = new Map<string, Program>();
  #count = 0;

  constructor(internet?: Internet) {
    this.kernel = createKernel({
      clock: systemClock,
      random: seededRandom(),
      release: 'test',
      programs: (name) => this.#programs.get(name),
      ...(internet && { internet }),
    });
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

const errnoOf = async (act: () => unknown): Promise<string> => {
  try {
    await act();
  } catch (error) {
    if (error instanceof SysError) return error.errno;
    throw error;
  }
  return 'none';
};

async function echoOnce(sys: Sys, port: number, address = '0.0.0.0'): Promise<string> {
  const fd = sys.socket('inet', 'stream');
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

async function exchange(sys: Sys, address: string, port: number, message: string): Promise<string> {
  const fd = sys.socket('inet', 'stream');
  await sys.connect(fd, { address, port });
  await sys.write(fd, utf8(message));
  sys.shutdown(fd, 'write');
  let answer = '';
  for (let bytes = await sys.read(fd, 100); bytes.length; bytes = await sys.read(fd, 100)) answer += text(bytes);
  await sys.close(fd);
  return answer;
}

let net: Net;
beforeEach(() => {
  net = new Net();
  net.kernel.network.createBridge({ name: 'docker0', subnet: '172.17.0.0/16', gateway: '172.17.0.1' });
  net.kernel.network.createBridge({ name: 'br-1', subnet: '172.18.0.0/16', gateway: '172.18.0.1' });
});

describe('TCP', () => {
  test('between two containers of a bridge, with the addresses each sees', async () => {
    const a = net.on('docker0', '172.17.0.2');
    const b = net.on('docker0', '172.17.0.3');
    const server = await net.start(a, (sys) => echoOnce(sys, 80));
    expect(await net.run(b, (sys) => exchange(sys, '172.17.0.2', 80, 'hello'))).toBe('hello');
    expect(await server.outcome).toBe('172.17.0.3');
    const [, eth0] = b.interfaces();
    expect(eth0).toMatchObject({ name: 'eth0', mtu: 1500, sent: { packets: 6 }, received: { packets: 5 } });
    expect(eth0?.addresses).toEqual([{ address: '172.17.0.3', prefix: 16, broadcast: '172.17.255.255' }]);
  });

  test('from a container to the machine by its gateway, and from the machine to the container', async () => {
    const a = net.on('docker0', '172.17.0.2');
    const onMachine = await net.start(net.kernel.network.machine, (sys) => echoOnce(sys, 8080));
    expect(await net.run(a, (sys) => exchange(sys, '172.17.0.1', 8080, 'up'))).toBe('up');
    expect(await onMachine.outcome).toBe('172.17.0.2');
    const inContainer = await net.start(a, (sys) => echoOnce(sys, 80));
    expect(await net.run(net.kernel.network.machine, (sys) => exchange(sys, '172.17.0.2', 80, 'down'))).toBe('down');
    expect(await inContainer.outcome).toBe('172.17.0.1');
  });

  test('refused, unreachable, no address of ours, taken', async () => {
    await net.run(net.kernel.network.createNamespace(), async (sys) => {
      const connect = (address: string) => sys.connect(sys.socket('inet', 'stream'), { address, port: 80 });
      expect(await errnoOf(() => connect('127.0.0.1'))).toBe('ECONNREFUSED');
      expect(await errnoOf(() => connect('::1'))).toBe('ECONNREFUSED');
      expect(await errnoOf(() => connect('172.17.0.2'))).toBe('ENETUNREACH');
      expect(await errnoOf(() => sys.bind(sys.socket('inet', 'stream'), { address: '10.9.9.9', port: 1 }))).toBe(
        'EADDRNOTAVAIL',
      );
      const first = sys.socket('inet', 'stream');
      await sys.bind(first, { address: '0.0.0.0', port: 80 });
      expect(await errnoOf(() => sys.bind(sys.socket('inet', 'stream'), { address: '127.0.0.1', port: 80 }))).toBe(
        'EADDRINUSE',
      );
      await sys.close(first);
      const second = sys.socket('inet', 'stream');
      await sys.bind(second, { address: '127.0.0.1', port: 80 });
      expect(sys.getsockname(second)).toEqual({ address: '127.0.0.1', port: 80 });
      expect(await errnoOf(() => sys.accept(second))).toBe('EINVAL');
      expect(await errnoOf(() => sys.getpeername(second))).toBe('ENOTCONN');
      expect(await errnoOf(() => sys.listen(0))).toBe('ENOTSOCK');
    });
  });
});
