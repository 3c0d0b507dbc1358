/** Published ports: on the learner's machine of the sandbox and, where Drydock runs headless, on the real one as well. */
import { bindUdp, dial, forward } from '../kernel/net/outer-sockets.ts';
import { FailureError } from '../base/errors.ts';
import type { Duplex } from '../base/duplex.ts';
import { SysError } from '../kernel/errno.ts';
import type { Network } from '../kernel/network.ts';
import type { PublishedPort } from '../oci/runtime.ts';

/** The machine that Drydock itself runs on. */
export interface OuterPorts {
  /**
   * Listens there for what is sent to a published port. Fails with an Error whose `code` is EADDRINUSE, EACCES or
   * EADDRNOTAVAIL. Undefined: not for this address.
   */
  listen(port: PublishedPort, inside: PortInside): Promise<{ close(): void } | undefined>;
}

/** The way from a port of the machine around into the sandbox. */
export interface PortInside {
  /** For TCP. */
  dial(): Promise<Duplex>;
  /** For UDP: one client's datagrams there, and `receive` for the answers. */
  datagrams(receive: (bytes: Uint8Array) => void): { send(bytes: Uint8Array): void; close(): void };
}

export async function publishPort(
  network: Network,
  outer: OuterPorts | undefined,
  port: PublishedPort,
): Promise<{ close(): void }> {
  const { protocol, hostAddress, hostPort, containerAddress, containerPort } = port;
  const where = { address: hostAddress, port: hostPort };
  const inner = (() => {
    try {
      return forward(network.machine, protocol, where, { address: containerAddress, port: containerPort });
    } catch (error) {
      throw listenFailure(port, error instanceof SysError ? error.errno : undefined, error);
    }
  })();
  try {
    const outside = await outer?.listen(port, insideOf(network, port));
    return {
      close: () => {
        inner.close();
        outside?.close();
      },
    };
  } catch (error) {
    inner.close();
    throw listenFailure(port, (error as { code?: string }).code, error);
  }
}

function insideOf({ machine }: Network, { hostAddress, hostPort }: PublishedPort): PortInside {
  const to = { address: loopbackOf(hostAddress), port: hostPort };
  return {
    dial: () => dial(machine, to.address, to.port),
    datagrams: (receive) => {
      const port = bindUdp(machine, { address: to.address, port: 0 }, receive);
      return { send: (bytes) => port.send(bytes, to), close: () => port.close() };
    },
  };
}

function loopbackOf(address: string): string {
  if (address === '::') return '::1';
  return address === '0.0.0.0' ? '127.0.0.1' : address;
}

/** As Go's net package tells it. */
function listenFailure({ protocol, hostAddress, hostPort }: PublishedPort, code: string | undefined, cause: unknown) {
  const isV6 = hostAddress.includes(':');
  const shown = isV6 ? `[${hostAddress}]` : hostAddress;
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: 'address already in use',
    EADDRNOTAVAIL: 'cannot assign requested address',
    EACCES: 'permission denied',
  };
  const reason = reasons[code ?? ''];
  if (reason === undefined) return cause;
  const text = `listen ${protocol}${isV6 ? 6 : 4} ${shown}:${hostPort}: bind: ${reason}`;
  return new FailureError('conflict', text, { cause });
}
