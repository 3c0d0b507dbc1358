/**
 * How the docker program of a machine reaches engines: its own one by the socket, whose file says who may; others by name or
 * address over the network; and what the caller of the sandbox knows besides.
 */
import type { Transport } from '../api/transport.ts';
import { SysError } from '../kernel/errno.ts';
import type { Sys } from '../kernel/sys.ts';
import { ConnectionRefused } from './engine-daemon.ts';

export interface ConnectionOptions {
  /** The machine's own engine. */
  readonly api: Transport;
  /** Engines outside of the sandbox. */
  readonly elsewhere?: (host: string) => Transport | undefined;
}

export type EngineConnections = (sys: Sys, host: string) => Transport;

export function engineConnections({ api, elsewhere }: ConnectionOptions): EngineConnections {
  return (sys, host) => {
    const [, path] = /^unix:\/\/(.*)$/.exec(host) ?? [];
    if (path !== undefined) return throughSocket(sys, path, api);
    const [, name = '', port = ''] = /^tcp:\/\/([^/:]+):(\d+)/.exec(host) ?? [];
    const outside = elsewhere?.(host);
    if (name === '') return outside ?? { request: () => Promise.reject(new ConnectionRefused(host)) };
    return overNetwork(sys, name, Number(port), outside);
  };
}

/**
 * The engine behind a socket file, for whoever may connect to it: on the machine, or in a container that has it mounted.
 * Requests then go to the engine directly. One connection answers for all that follow, as one that is kept alive.
 */
function throughSocket(sys: Sys, path: string, api: Transport): Transport {
  let connected = false;
  const connect = async () => {
    const fd = await sys.socket('unix', 'stream');
    try {
      await sys.connect(fd, { path });
    } catch (error) {
      throw error instanceof SysError ? new Failed(error.errno, path) : error;
    } finally {
      await sys.close(fd);
    }
    connected = true;
  };
  return {
    request: async (request) => {
      if (!connected) await connect();
      return api.request(request);
    },
  };
}

class Failed extends Error {
  constructor(
    readonly code: string,
    host: string,
  ) {
    super(`connect ${code} ${host}`);
  }
}

/** A name that the simulated Internet lacks may be one that the caller of the sandbox reaches. */
function overNetwork(sys: Sys, name: string, port: number, outside: Transport | undefined): Transport {
  return {
    request: async (request) => {
      const [{ httpTransport }, { dial }, { ResolveError, resolveHost }, { socketDuplex }] = await Promise.all([
        import('../api/transport/http-transport.ts'),
        import('../userland/bin/lib/dial.ts'),
        import('../userland/bin/lib/resolve.ts'),
        import('../userland/bin/lib/socket-duplex.ts'),
      ]);
      let fd: number;
      try {
        const [address = ''] = await resolveHost(sys, name);
        fd = await dial(sys, { address, port });
      } catch (error) {
        if (!(error instanceof ResolveError) && !(error instanceof SysError)) throw error;
        if (outside) return outside.request(request);
        throw new Failed(error instanceof SysError ? error.errno : 'ENOTFOUND', `${name}:${port}`);
      }
      return httpTransport(() => Promise.resolve(socketDuplex(sys, fd)), { host: `${name}:${port}` }).request(request);
    },
  };
}
