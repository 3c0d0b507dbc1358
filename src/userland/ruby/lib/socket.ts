/** The library `socket`, as far as TCPServer and TCPSocket. */
import { SysError } from '../../../kernel/errno.ts';
import { RIO, guarded } from '../core/io.ts';
import type { Ruby } from '../ruby.ts';
import { RString } from '../values.ts';
import type { Call, Value } from '../values.ts';

export function defineSockets(it: Ruby): void {
  it.define('SocketError', 'StandardError');
  it.define('BasicSocket', 'IO');
  const socket = it.define('TCPSocket', 'BasicSocket');
  const server = it.define('TCPServer', 'TCPSocket');
  it.singletonMethods(server, {
    'new open': async ({ args }) => {
      const [host, port] = args.length > 1 ? [it.str(args[0] as Value), args[1]] : ['0.0.0.0', args[0]];
      const fd = await it.sys.socket('inet', 'stream');
      const address = host === 'localhost' ? '127.0.0.1' : host === '' ? '0.0.0.0' : host;
      await guarded(it, `bind(2) for ${address}:${await it.text(port as Value)}`, () =>
        it.sys.bind(fd, { address, port: Number(portOf(it, port as Value)) }),
      );
      it.sys.listen(fd);
      return new RIO(server, fd, '');
    },
  });
  it.methods(server, {
    accept: async ({ self }) =>
      new RIO(socket, await it.interruptible(async () => it.sys.accept((self as RIO).fd)), ''),
  });
  it.singletonMethods(socket, {
    'new open': async (call: Call) => {
      const fd = await it.sys.socket('inet', 'stream');
      const host = it.str(call.args[0] as Value);
      const address = await resolved(it, host);
      try {
        await it.sys.connect(fd, { address, port: it.int(call.args[1] as Value) });
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        throw it.errorOf(
          it.exception(
            it.errno(error.errno),
            `${error.message} - connect(2) for "${host}" port ${it.int(call.args[1] as Value)}`,
          ),
        );
      }
      const made = new RIO(socket, fd, '');
      return call.block ? it.yield(call.block, made) : made;
    },
  });
  it.methods(socket, {
    peeraddr: ({ self }) => {
      const peer = it.sys.getpeername((self as RIO).fd);
      return it.array(
        [
          'AF_INET',
          'port' in peer ? String(peer.port) : '',
          'address' in peer ? peer.address : '',
          'address' in peer ? peer.address : '',
        ].map(it.string),
      );
    },
    addr: ({ self }) => {
      const own = it.sys.getsockname((self as RIO).fd);
      return it.array([
        it.string('AF_INET'),
        'port' in own ? BigInt(own.port) : 0n,
        it.string('address' in own ? own.address : ''),
      ]);
    },
    close_write: ({ self }) => {
      it.sys.shutdown((self as RIO).fd, 'write');
      return null;
    },
  });
}

const portOf = (it: Ruby, port: Value) => (port instanceof RString ? port.text : it.int(port));

async function resolved(it: Ruby, host: string): Promise<string> {
  if (/^[\d.]+$/.test(host)) return host;
  const { resolveHost, ResolveError } = await import('../../bin/lib/resolve.ts');
  try {
    return (await resolveHost(it.sys, host))[0] as string;
  } catch (error) {
    if (error instanceof ResolveError) throw it.error('SocketError', 'getaddrinfo: Name or service not known');
    throw error;
  }
}
