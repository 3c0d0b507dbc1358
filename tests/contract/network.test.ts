/** Containers that talk to each other, through the whole engine: names, published ports, connect and disconnect. */
import { dial, listen } from '../../src/kernel/net/outer-sockets.ts';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer as createNetServer, type AddressInfo } from 'node:net';
import { beforeEach, describe, expect, test } from 'vitest';
import { createClient } from '../../src/api/client/create-client.ts';
import type { ContainerCreateBody, HostConfig } from '../../src/api/types/container.ts';
import type { EngineClient } from '../../src/api/calls.ts';
import { createServer } from '../../src/api/server/create-server.ts';
import { text, utf8 } from '../../src/base/bytes.ts';
import { systemClock, systemRandom } from '../../src/base/ports.ts';
import { programHeader } from '../../src/base/program-file.ts';
import { collect, sourceOf } from '../../src/base/streams.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import { createKernel } from '../../src/kernel/create-kernel.ts';
import type { Kernel } from '../../src/kernel/kernel.ts';
import { SysError } from '../../src/kernel/errno.ts';
import type { Program, Sys } from '../../src/kernel/sys.ts';
import { loopbackPorts } from '../../src/node/loopback-ports.ts';
import type { RemoteRegistry } from '../../src/oci/distribution.ts';
import { createRuntime } from '../../src/runtime/create-runtime.ts';
import { Snapshots } from '../../src/runtime/snapshots.ts';
import type { OuterPorts } from '../../src/runtime/published-ports.ts';
import { memoryDriver } from '../../src/store/memory/driver.ts';
import { openStore } from '../../src/store/open-store.ts';
import { resolveHost, ResolveError } from '../../src/userland/bin/lib/resolve.ts';
import { tarOf } from '../support/archives.ts';

const say = (sys: Sys, line: string) => sys.write(1, utf8(`${line}\n`));

/** Answers every connection on port 80 with the client's address. */
const serve: Program = async (sys) => {
  const fd = await sys.socket('inet', 'stream');
  await sys.bind(fd, { address: '0.0.0.0', port: 80 });
  sys.listen(fd);
  for (;;) {
    const connection = await sys.accept(fd);
    const { address } = sys.getpeername(connection) as { address: string };
    await sys.write(connection, utf8(`${sys.uname().nodename} saw ${address}`));
    await sys.close(connection);
  }
};

/** Connects to each host:port named, and says what it got. */
const fetchAll: Program = async (sys) => {
  for (const target of sys.argv.slice(1)) {
    const [host = '', port = '80'] = target.split(':');
    try {
      const [address = ''] = await resolveHost(sys, host);
      const fd = await sys.socket('inet', 'stream');
      await sys.connect(fd, { address, port: Number(port) });
      let answer = '';
      for (let bytes = await sys.read(fd, 100); bytes.length; bytes = await sys.read(fd, 100)) answer += text(bytes);
      await say(sys, answer);
    } catch (error) {
      if (!(error instanceof SysError || error instanceof ResolveError)) throw error;
      await say(sys, `${host}: ${error.message}`);
    }
  }
  return 0;
};

/** A port of the real machine that nobody has. */
async function freePort(): Promise<number> {
  const server = createNetServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** What the real machine's clients get. */
async function fromOutside(port: number): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const parts: Buffer[] = [];
  for await (const part of socket) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

/** Sends one datagram back, louder. */
const shout: Program = async (sys) => {
  const fd = await sys.socket('inet', 'datagram');
  await sys.bind(fd, { address: '0.0.0.0', port: 53 });
  const { bytes, from } = await sys.recvfrom(fd, 100);
  await sys.sendto(fd, utf8(text(bytes).toUpperCase()), from);
  await sys.sleep(1000);
  return 0;
};

const programs: Readonly<Record<string, Program>> = { serve, fetch: fetchAll, shout };

describe('containers on networks', () => {
  let client: EngineClient;
  let kernel: Kernel;
  let outside: boolean;

  beforeEach(async () => {
    const ports = { clock: systemClock, random: systemRandom };
    const store = await openStore(memoryDriver(), ports);
    kernel = createKernel({ ...ports, release: 'test', programs: (name) => programs[name] });
    // Only where a test means it: the same ports may be somebody's on the real machine.
    outside = false;
    const outerPorts: OuterPorts = { listen: async (...args) => (outside ? loopbackPorts.listen(...args) : undefined) };
    const bind = () => Promise.reject(new Error('no binds'));
    const snapshots = new Snapshots(store.files, ports.clock);
    const runtime = createRuntime({ kernel, store, ...ports, snapshots, bind, outerPorts });
    const registry = {} as RemoteRegistry;
    const engine = await createEngine({ store, runtime, registry, ...ports });
    client = createClient(createServer(engine.backend, { engineVersion: '26.1.5' }));
    const executable = (name: string) => ({ name: `bin/${name}`, mode: 0o755, body: programHeader(name) });
    const body = sourceOf(tarOf(...Object.keys(programs).map(executable)));
    for await (const message of await client.imageCreate({ query: { fromSrc: '-', repo: 'net' }, body })) void message;
  });

  const start = async (
    name: string,
    command: readonly string[],
    host: HostConfig = {},
    more: Partial<ContainerCreateBody> = {},
  ) => {
    const body = { Image: 'net', Cmd: command, HostConfig: host, ...more };
    await client.containerCreate({ query: { name }, body });
    await client.containerStart({ path: { id: name } });
  };
  const run = async (command: readonly string[], host: HostConfig = {}): Promise<string> => {
    await start('run', command, host);
    await ended('run');
    const output = await logs('run');
    await client.containerDelete({ path: { id: 'run' } });
    return output;
  };
  const ended = async (id: string) => {
    const { settled } = (await client.containerWait({ path: { id } })) as unknown as { settled: Promise<unknown> };
    await settled;
  };
  const logs = async (id: string): Promise<string> => {
    const { source } = await client.containerLogs({ path: { id }, query: { stdout: true } });
    const bytes = await collect(source, 1 << 20);
    // Without a terminal every chunk has eight bytes in front: its stream and its size.
    return text(bytes).replace(/[\x00-\x02]\x00{3}[\s\S]{4}/g, '');
  };

  test('a user-defined network has names, the default bridge has addresses only', async () => {
    await client.networkCreate({ body: { Name: 'front' } });
    await start('web', ['serve'], { NetworkMode: 'front' });
    expect(await run(['fetch', 'web', 'nosuch'], { NetworkMode: 'front' })).toMatch(
      /^[0-9a-f]{12} saw 172\.18\.0\.3\nnosuch: Temporary failure in name resolution\n$/,
    );
    // The embedded name server leaves port 53 to a container that is one itself.
    await start('dns', ['shout'], { NetworkMode: 'front' });
    expect((await client.containerInspect({ path: { id: 'dns' } })).State).toMatchObject({ Running: true });
    await start('plain', ['serve']);
    expect(await run(['fetch', '172.17.0.2', 'plain'])).toMatch(
      /^[0-9a-f]{12} saw 172\.17\.0\.3\nplain: Temporary failure in name resolution\n$/,
    );
  });

  test('published ports are on the machine, and on it for containers; they are gone after the stop', async () => {
    const bindings = { PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8080' }] } };
    await start('web', ['serve'], bindings, { ExposedPorts: { '80/tcp': {} } });
    const page = async (address: string) =>
      text(await collect((await dial(kernel.network.machine, address, 8080)).source, 1000));
    expect(await page('127.0.0.1')).toMatch(/ saw 172\.17\.0\.1$/);
    expect(await page('::1')).toMatch(/ saw 172\.17\.0\.1$/);
    expect(await page('172.17.0.1')).toMatch(/ saw 172\.17\.0\.1$/);
    expect(await run(['fetch', '172.17.0.1:8080', '172.17.0.2:80'])).toMatch(
      /^[0-9a-f]{12} saw 172\.17\.0\.1\n[0-9a-f]{12} saw 172\.17\.0\.3\n$/,
    );
    const web = await client.containerInspect({ path: { id: 'web' } });
    expect(web.NetworkSettings.Ports).toEqual({
      '80/tcp': [
        { HostIp: '0.0.0.0', HostPort: '8080' },
        { HostIp: '::', HostPort: '8080' },
      ],
    });
    await expect(start('second', ['serve'], bindings)).rejects.toThrow(
      /^driver failed programming external connectivity on endpoint second \([0-9a-f]{64}\): Bind for 0\.0\.0\.0:8080 failed: port is already allocated$/,
    );
    await client.containerKill({ path: { id: 'web' }, query: {} });
    await ended('web');
    await expect(page('127.0.0.1')).rejects.toThrow('Connection refused');
  });

  test('port 0 is any', async () => {
    await start('web', ['serve'], { PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '0' }] } });
    await start('second', ['serve'], { PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '0' }] } });
    const port = async (id: string) =>
      (await client.containerInspect({ path: { id } })).NetworkSettings.Ports['80/tcp']?.[0]?.HostPort;
    expect([await port('web'), await port('second')]).toEqual(['32768', '32769']);
  });

  test('headless, the real machine has them on its loopback, as long as the container runs', async () => {
    outside = true;
    const port = await freePort();
    const bindings = { PortBindings: { '80/tcp': [{ HostIp: '', HostPort: String(port) }] } };
    await start('web', ['serve'], bindings);
    expect(await fromOutside(port)).toMatch(/ saw 172\.17\.0\.1$/);
    await client.containerKill({ path: { id: 'web' }, query: {} });
    await ended('web');
    await expect(fromOutside(port)).rejects.toThrow('ECONNREFUSED');
    const other = createNetServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    await expect(client.containerStart({ path: { id: 'web' } })).rejects.toThrow(
      `listen tcp4 0.0.0.0:${port}: bind: address already in use`,
    );
    other.close();
  });

  test('headless, UDP too', async () => {
    outside = true;
    const port = await freePort();
    await start('dns', ['shout'], { PortBindings: { '53/udp': [{ HostIp: '', HostPort: String(port) }] } });
    const socket = createSocket('udp4');
    socket.send('hello', port, '127.0.0.1');
    const [answer] = (await once(socket, 'message')) as [Buffer];
    expect(answer.toString()).toBe('HELLO');
    socket.close();
    await client.containerKill({ path: { id: 'dns' }, query: {} });
    await ended('dns');
  });

  test('a port that a process of the machine has', async () => {
    const taken = listen(kernel.network.machine, { address: '0.0.0.0', port: 8080 }, () => undefined);
    const bindings = { PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8080' }] } };
    await expect(start('web', ['serve'], bindings)).rejects.toThrow(
      /: Error starting userland proxy: listen tcp4 0\.0\.0\.0:8080: bind: address already in use$/,
    );
    taken.close();
    await client.containerStart({ path: { id: 'web' } });
  });

  test('networks are apart, until a running container is connected; internal ones lead nowhere', async () => {
    await client.networkCreate({ body: { Name: 'front' } });
    await client.networkCreate({ body: { Name: 'back', Internal: true } });
    await start('db', ['serve'], { NetworkMode: 'back' });
    await start('web', ['serve'], { NetworkMode: 'front' });
    const asked = () => run(['fetch', 'db'], { NetworkMode: 'front' });
    expect(await asked()).toBe('db: Temporary failure in name resolution\n');
    await client.networkConnect({
      path: { id: 'front' },
      body: { Container: 'db', EndpointConfig: { Aliases: ['data'] } },
    });
    expect(await asked()).toMatch(/ saw 172\.18\.0\.4\n$/);
    expect(await run(['fetch', 'data', 'data.front'], { NetworkMode: 'front' })).toMatch(
      /(.* saw 172\.18\.0\.4\n){2}$/,
    );
    const { NetworkSettings } = await client.containerInspect({ path: { id: 'db' } });
    expect(NetworkSettings.Networks.front).toMatchObject({ IPAddress: '172.18.0.3', Gateway: '172.18.0.1' });
    await client.networkDisconnect({ path: { id: 'front' }, body: { Container: 'db' } });
    expect(await asked()).toBe('db: Temporary failure in name resolution\n');
    expect(await run(['fetch', '8.8.8.8:53'], { NetworkMode: 'back' })).toBe('8.8.8.8: Network is unreachable\n');
  });

  test('a link on a network names a container that may come later', async () => {
    await client.networkCreate({ body: { Name: 'front' } });
    const endpoint = { Links: ['upstream:bar', '/upstream:/linked/old'] };
    await start(
      'linked',
      ['serve'],
      { NetworkMode: 'front' },
      { NetworkingConfig: { EndpointsConfig: { front: endpoint } } },
    );
    await start('upstream', ['serve'], { NetworkMode: 'front' });
    const exec = { Cmd: ['fetch', 'bar', 'old', 'bar.front'], AttachStdout: true, Tty: true };
    const { Id } = await client.execCreate({ path: { id: 'linked' }, body: exec });
    const { stream } = await client.execStart({ path: { id: Id }, body: { Detach: false, Tty: true } });
    expect(text(await collect(stream.source, 1 << 20))).toMatch(/^(\w{12} saw 172\.18\.0\.2\r\n){3}$/);
  });

  test('host, none, and the stack of another container', async () => {
    await start('web', ['serve']);
    expect(await run(['fetch', '127.0.0.1'], { NetworkMode: 'container:web' })).toMatch(/ saw 127\.0\.0\.1\n$/);
    expect(await run(['fetch', '172.17.0.2'], { NetworkMode: 'none' })).toBe('172.17.0.2: Network is unreachable\n');
    expect(await run(['fetch', '172.17.0.2'], { NetworkMode: 'host' })).toMatch(/ saw 172\.17\.0\.1\n$/);
  });
});
