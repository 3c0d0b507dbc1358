import { forward as forwardPort } from './outer-sockets.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { echoOnce, errnoOf, exchange, TestNetwork } from '../../../tests/support/network.ts';
import { virtualClock } from '../../../tests/support/clock.ts';
import { text, utf8 } from '../../base/bytes.ts';
import { duplexPair } from '../../base/duplex.ts';
import { LIMITS } from '../../base/limits.ts';
import { collect } from '../../base/streams.ts';
import { SysError } from '../errno.ts';
import type { Internet } from '../internet.ts';
import { socketCalls } from '../later-sockets.ts';
import type { Sys } from '../sys.ts';

// The calls load with the first socket: here a server and its client are started in one breath.
beforeAll(async () => void (await socketCalls()));

let net: TestNetwork;
beforeEach(() => {
  net = new TestNetwork();
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
      const connect = async (address: string) => sys.connect(await sys.socket('inet', 'stream'), { address, port: 80 });
      expect(await errnoOf(() => connect('127.0.0.1'))).toBe('ECONNREFUSED');
      expect(await errnoOf(() => connect('::1'))).toBe('ECONNREFUSED');
      expect(await errnoOf(() => connect('172.17.0.2'))).toBe('ENETUNREACH');
      expect(
        await errnoOf(async () => sys.bind(await sys.socket('inet', 'stream'), { address: '10.9.9.9', port: 1 })),
      ).toBe('EADDRNOTAVAIL');
      const first = await sys.socket('inet', 'stream');
      await sys.bind(first, { address: '0.0.0.0', port: 80 });
      expect(
        await errnoOf(async () => sys.bind(await sys.socket('inet', 'stream'), { address: '127.0.0.1', port: 80 })),
      ).toBe('EADDRINUSE');
      await sys.close(first);
      const second = await sys.socket('inet', 'stream');
      await sys.bind(second, { address: '127.0.0.1', port: 80 });
      expect(sys.getsockname(second)).toEqual({ address: '127.0.0.1', port: 80 });
      expect(await errnoOf(() => sys.accept(second))).toBe('EINVAL');
      expect(await errnoOf(() => sys.getpeername(second))).toBe('ENOTCONN');
      expect(await errnoOf(() => sys.listen(0))).toBe('ENOTSOCK');
    });
  });

  /** A connection over loopback: what each end does, in one process each. */
  async function connected<A, B>(client: (sys: Sys, fd: number) => A, server: (sys: Sys, fd: number) => B) {
    const network = net.kernel.network.createNamespace();
    const answering = await net.start(network, async (sys) => {
      const fd = await sys.socket('inet', 'stream');
      await sys.bind(fd, { address: '127.0.0.1', port: 7 });
      sys.listen(fd);
      return server(sys, await sys.accept(fd));
    });
    const asking = await net.run(network, async (sys) => {
      const fd = await sys.socket('inet', 'stream');
      await sys.connect(fd, { address: '127.0.0.1', port: 7 });
      return client(sys, fd);
    });
    return { client: asking, server: await answering.outcome };
  }

  test('a full connection holds the writer back until the reader reads; chunks pass unchanged and uncopied', async () => {
    const chunk = new Uint8Array(LIMITS.socketBytes).fill(7);
    const order: string[] = [];
    const { server } = await connected(
      async (sys, fd) => {
        await sys.write(fd, chunk);
        const second = sys.write(fd, utf8('rest'));
        expect(second).toBeInstanceOf(Promise);
        expect(await sys.poll([{ fd, events: 'write' }], 0)).toEqual([]);
        order.push('full');
        await second;
        order.push('room');
        await sys.close(fd);
      },
      async (sys, fd) => {
        await sys.sleep(20);
        order.push('read');
        const first = await sys.read(fd, LIMITS.socketBytes);
        await sys.sleep(1);
        return { same: first.buffer === chunk.buffer, rest: text(await sys.read(fd, 100)), end: await sys.read(fd, 1) };
      },
    );
    expect(order).toEqual(['full', 'read', 'room']);
    expect(server).toEqual({ same: true, rest: 'rest', end: new Uint8Array(0) });
  });

  test('half-closed: the other direction goes on', async () => {
    const { client } = await connected(
      async (sys, fd) => {
        sys.shutdown(fd, 'write');
        expect(await errnoOf(() => (sys.signal('PIPE', 'ignore'), sys.write(fd, utf8('x'))))).toBe('EPIPE');
        return text(await sys.read(fd, 100));
      },
      async (sys, fd) => {
        expect((await sys.read(fd, 100)).length).toBe(0);
        await sys.write(fd, utf8('still here'));
      },
    );
    expect(client).toBe('still here');
  });

  test('closed with bytes unread: the peer reads what it has, then ECONNRESET', async () => {
    const { client } = await connected(
      async (sys, fd) => {
        await sys.write(fd, utf8('never read'));
        await sys.sleep(5);
        const seen = [text(await sys.read(fd, 100)), await errnoOf(() => sys.read(fd, 100))];
        return [...seen, (await sys.read(fd, 100)).length];
      },
      async (sys, fd) => {
        await sys.write(fd, utf8('bye'));
        await sys.sleep(1);
        await sys.close(fd);
      },
    );
    expect(client).toEqual(['bye', 'ECONNRESET', 0]);
  });

  test('the second write to a peer that has closed is EPIPE, with its signal', async () => {
    const { client } = await connected(
      async (sys, fd) => {
        await sys.sleep(2);
        let signals = 0;
        sys.signal('PIPE', () => void signals++);
        const first = await sys.write(fd, utf8('lost'));
        return [first, await errnoOf(() => sys.write(fd, utf8('x'))), signals];
      },
      (sys, fd) => sys.close(fd),
    );
    expect(client).toEqual([4, 'EPIPE', 1]);
  });

  test('a killed process ends its connections', async () => {
    const network = net.kernel.network.createNamespace();
    const server = await net.start(network, (sys) => echoOnce(sys, 7));
    const outcome = net.run(network, async (sys) => {
      const fd = await sys.socket('inet', 'stream');
      await sys.connect(fd, { address: '127.0.0.1', port: 7 });
      return (await sys.read(fd, 100)).length;
    });
    setTimeout(() => server.process.kill('KILL'), 5);
    expect(await outcome).toBe(0);
    expect(await net.run(network, (sys) => errnoOf(() => exchange(sys, '127.0.0.1', 7, 'x')))).toBe('ECONNREFUSED');
  });

  test('a listener with a full queue lets clients wait', async () => {
    await net.run(net.kernel.network.createNamespace(), async (sys) => {
      const listener = await sys.socket('inet', 'stream');
      await sys.bind(listener, { address: '127.0.0.1', port: 7 });
      sys.listen(listener, 0);
      const connect = async () => sys.connect(await sys.socket('inet', 'stream'), { address: '127.0.0.1', port: 7 });
      await connect();
      const second = connect();
      expect(second).toBeInstanceOf(Promise);
      await sys.accept(listener);
      await second;
    });
  });

  test('listed with owner, state and queues', async () => {
    await net.run(net.kernel.network.createNamespace(), async (sys) => {
      const listener = await sys.socket('inet', 'stream');
      await sys.bind(listener, { address: '0.0.0.0', port: 7 });
      sys.listen(listener);
      const client = await sys.socket('inet', 'stream');
      await sys.connect(client, { address: '127.0.0.1', port: 7 });
      const server = await sys.accept(listener);
      await sys.write(client, utf8('abc'));
      await sys.close(client);
      expect(sys.sockets()).toMatchObject([
        { state: 'LISTEN', local: { address: '0.0.0.0', port: 7 }, pid: sys.pid, fd: listener },
        { state: 'CLOSE-WAIT', local: { address: '127.0.0.1', port: 7 }, receiveQueue: 3, fd: server },
      ]);
    });
  });
});

describe('routes', () => {
  test('bridges are apart; an address that nobody has is unreachable in three seconds, a dropped one in 127', async () => {
    const clock = virtualClock();
    net = new TestNetwork({ clock });
    const a = net.on('docker0', '172.17.0.2');
    net.on('br-1', '172.18.0.2');
    const timed = async (address: string) => {
      const outcome = net.run(a, async (sys) => {
        const start = sys.now();
        const errno = await errnoOf(async () => sys.connect(await sys.socket('inet', 'stream'), { address, port: 80 }));
        return [errno, (sys.now() - start) / 1000];
      });
      await clock.advance(200_000);
      return outcome;
    };
    expect(await timed('172.17.0.99')).toEqual(['EHOSTUNREACH', 3.06]);
    expect(await timed('172.18.0.2')).toEqual(['ETIMEDOUT', 127]);
    expect(await timed('172.18.0.1')).toEqual(['ECONNREFUSED', 0]);
    expect(await timed('93.184.216.34')).toEqual(['ENETUNREACH', 0]);
  });

  test('a connection whose interface goes away falls silent; reads can still be interrupted', async () => {
    const a = net.on('docker0', '172.17.0.2');
    const b = net.on('docker0', '172.17.0.3');
    const server = await net.start(a, (sys) => echoOnce(sys, 80));
    const client = await net.start(b, async (sys) => {
      const fd = await sys.socket('inet', 'stream');
      await sys.connect(fd, { address: '172.17.0.2', port: 80 });
      await sys.write(fd, utf8('one'));
      const first = text(await sys.read(fd, 100));
      b.detach('docker0');
      await sys.write(fd, utf8('two'));
      return [first, await sys.poll([{ fd, events: 'read' }], 20), sys.routes()];
    });
    expect(await client.outcome).toEqual(['one', [], []]);
    server.process.kill('KILL');
  });

  test('from Internet hosts and to them, and from containers through the machine', async () => {
    const internet: Internet = {
      resolve: (name) => (name === 'example.org' ? ['93.184.216.34'] : undefined),
      answers: (address) => address === '93.184.216.34',
      connect: async (_address, port) => {
        if (port !== 80) throw new SysError('ECONNREFUSED');
        const [near, far] = duplexPair();
        void collect(far.source, 100).then(async (bytes) => {
          await far.write(utf8(`got ${text(bytes)}`));
          far.closeWrite();
        });
        return near;
      },
    };
    net = new TestNetwork({ internet });
    const a = net.on('docker0', '172.17.0.2');
    expect(await net.run(a, (sys) => exchange(sys, '93.184.216.34', 80, 'it'))).toBe('got it');
    expect(await net.run(a, (sys) => errnoOf(() => exchange(sys, '93.184.216.34', 81, 'it')))).toBe('ECONNREFUSED');
    expect(net.kernel.network.machine.interfaces()[1]).toMatchObject({ name: 'eth0', sent: { packets: 5 } });
  });
});

describe('UDP and ping', () => {
  test('datagrams keep their bounds and tell their sender', async () => {
    const a = net.on('docker0', '172.17.0.2');
    const b = net.on('docker0', '172.17.0.3');
    const server = await net.start(a, async (sys) => {
      const fd = await sys.socket('inet', 'datagram');
      await sys.bind(fd, { address: '0.0.0.0', port: 53 });
      const first = await sys.recvfrom(fd, 3);
      const second = await sys.recvfrom(fd, 100);
      await sys.sendto(fd, utf8('back'), second.from);
      return [text(first.bytes), text(second.bytes), (second.from as { address: string }).address];
    });
    const answer = await net.run(b, async (sys) => {
      const fd = await sys.socket('inet', 'datagram');
      await sys.connect(fd, { address: '172.17.0.2', port: 53 });
      await sys.write(fd, utf8('long one'));
      await sys.write(fd, utf8('two'));
      return text(await sys.read(fd, 100));
    });
    expect(answer).toBe('back');
    expect(await server.outcome).toEqual(['lon', 'two', '172.17.0.3']);
  });

  test('a closed port is told to a connected sender, once', async () => {
    await net.run(net.kernel.network.createNamespace(), async (sys) => {
      const fd = await sys.socket('inet', 'datagram');
      await sys.connect(fd, { address: '127.0.0.1', port: 9 });
      expect(await sys.write(fd, utf8('x'))).toBe(1);
      expect(await sys.poll([{ fd, events: 'read' }], 0)).toEqual([fd]);
      expect(await errnoOf(() => sys.read(fd, 1))).toBe('ECONNREFUSED');
      expect(await sys.poll([{ fd, events: 'read' }], 0)).toEqual([]);
    });
  });

  test('published UDP ports answer from where they were asked', async () => {
    const a = net.on('docker0', '172.17.0.2');
    const forward = forwardPort(
      net.kernel.network.machine,
      'udp',
      { address: '0.0.0.0', port: 5300 },
      { address: '172.17.0.2', port: 53 },
    );
    const server = await net.start(a, async (sys) => {
      const fd = await sys.socket('inet', 'datagram');
      await sys.bind(fd, { address: '0.0.0.0', port: 53 });
      const { bytes, from } = await sys.recvfrom(fd, 100);
      await sys.sendto(fd, utf8(`${text(bytes)}!`), from);
      return (from as { address: string }).address;
    });
    const answer = await net.run(net.kernel.network.machine, async (sys) => {
      const fd = await sys.socket('inet', 'datagram');
      await sys.connect(fd, { address: '127.0.0.1', port: 5300 });
      await sys.write(fd, utf8('hi'));
      return text(await sys.read(fd, 100));
    });
    expect(answer).toBe('hi!');
    expect(await server.outcome).toBe('172.17.0.1');
    forward.close();
  });

  test('ping answers where there is a host, and fails after three seconds where there is none', async () => {
    const clock = virtualClock();
    net = new TestNetwork({ clock });
    const a = net.on('docker0', '172.17.0.2');
    net.on('br-1', '172.18.0.2');
    const ping = async (address: string) => {
      const outcome = net.run(a, async (sys) => {
        const fd = await sys.socket('inet', 'icmp');
        await sys.sendto(fd, utf8('payload'), { address, port: 0 });
        if ((await sys.poll([{ fd, events: 'read' }], 10_000)).length === 0) return 'silence';
        let reply = '';
        const errno = await errnoOf(async () => {
          const { bytes, ttl } = await sys.recvfrom(fd, 100);
          reply = `${text(bytes)} ${ttl}`;
        });
        return reply || errno;
      });
      await clock.advance(20_000);
      return outcome;
    };
    expect(await ping('172.17.0.1')).toBe('payload 64');
    expect(await ping('127.0.0.1')).toBe('payload 64');
    expect(await ping('172.18.0.1')).toBe('payload 64');
    expect(await ping('172.18.0.2')).toBe('silence');
    expect(await ping('172.17.0.9')).toBe('EHOSTUNREACH');
  });
});

describe('Unix sockets', () => {
  test('are named by files, which outlive them', async () => {
    await net.run(undefined, async (sys) => {
      const fd = await sys.socket('unix', 'stream');
      await sys.bind(fd, { path: '/sock' });
      expect(await sys.stat('/sock')).toMatchObject({ type: 'socket', mode: 0o755 });
      expect(await errnoOf(async () => sys.connect(await sys.socket('unix', 'stream'), { path: '/sock' }))).toBe(
        'ECONNREFUSED',
      );
      sys.listen(fd);
      const client = await sys.socket('unix', 'stream');
      await sys.connect(client, { path: '/sock' });
      const server = await sys.accept(fd);
      await sys.write(client, utf8('hello'));
      expect(text(await sys.read(server, 100))).toBe('hello');
      expect(sys.getpeername(client)).toEqual({ path: '/sock' });
      await sys.close(fd);
      expect(await errnoOf(async () => sys.bind(await sys.socket('unix', 'stream'), { path: '/sock' }))).toBe(
        'EADDRINUSE',
      );
      expect(await errnoOf(async () => sys.connect(await sys.socket('unix', 'stream'), { path: '/sock' }))).toBe(
        'ECONNREFUSED',
      );
      expect(await errnoOf(async () => sys.connect(await sys.socket('unix', 'stream'), { path: '/none' }))).toBe(
        'ENOENT',
      );
      await sys.unlink('/sock');
    });
  });

  test('datagrams, as to /dev/log', async () => {
    await net.run(undefined, async (sys) => {
      const log = await sys.socket('unix', 'datagram');
      await sys.bind(log, { path: '/log' });
      await sys.sendto(await sys.socket('unix', 'datagram'), utf8('line'), { path: '/log' });
      expect(text((await sys.recvfrom(log, 100)).bytes)).toBe('line');
      expect(await errnoOf(async () => sys.connect(await sys.socket('unix', 'stream'), { path: '/log' }))).toBe(
        'EPROTOTYPE',
      );
    });
  });
});
