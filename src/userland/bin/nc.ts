/** nc: OpenBSD's netcat as Debian has it, and busybox's applet. */
import { SysError } from '../../kernel/errno.ts';
import type { SocketAddress, Sys } from '../../kernel/sys.ts';
import { dial } from './lib/dial.ts';
import { execCommand } from './lib/find-program.ts';
import { isAddress, resolveHost, ResolveError } from './lib/resolve.ts';
import { uninterrupted } from './lib/socket-duplex.ts';
import { Quit, tool, type Applet, type Tool } from './lib/tool.ts';

const USAGE = `usage: nc [-46CDdFhklNnrStUuvZz] [-I length] [-i interval] [-M ttl]
	  [-m minttl] [-O length] [-P proxy_username] [-p source_port]
	  [-q seconds] [-s sourceaddr] [-T keyword] [-V rtable] [-W recvlimit]
	  [-w timeout] [-X proxy_protocol] [-x proxy_address[:port]]
	  [destination] [port]
`;

const OPTIONS = `4- 6- b- C D- d F!- h- I=!- i= k l M=!- m=!- N n O=!- P=!- p= q= R=!- r- S- s= T=!- t- U u V=!- v w= W=- X=!- x=!- Z- z e= o=!`;

/** Services of /etc/services that learners name. */
const SERVICES: Readonly<Record<number, string>> = {
  21: 'ftp',
  22: 'ssh',
  25: 'smtp',
  53: 'domain',
  80: 'http',
  443: 'https',
  3306: 'mysql',
  5432: 'postgresql',
  6379: 'redis',
};

/** With busybox's `-e` all that follows belongs to the program that it names. */
export const nc: Applet = (sys, argv = sys.argv) => {
  const program = argv.findIndex((word, i) => i > 0 && /^-[a-zA-Z]*e$/.test(word)) + 1;
  if (program === 0) return connecting([])(sys, argv);
  return connecting(argv.slice(program + 1))(sys, argv.slice(0, program + 1));
};

function connecting(programArguments: readonly string[]): Applet {
  return tool(
    {
      name: 'nc',
      usage: '[OPTIONS] HOST PORT',
      about: 'Open a pipe to HOST:PORT, or wait for a connection with -l',
      options: OPTIONS,
      optionError: (text) => `nc: ${text}\n${USAGE}`,
    },
    async (t) => {
      t.sys.signal('PIPE', 'ignore');
      if (t.has('h')) {
        await t.err(`OpenBSD netcat (Debian patchlevel 1.219-1)\n${USAGE}`);
        return 0;
      }
      const named = t.value('e');
      const program = named === undefined ? undefined : [named, ...programArguments];
      if (t.has('U')) return unixSocket(t, program);
      if (t.has('l')) return listen(t, program);
      if (t.operands.length < 2) {
        if (t.busybox) return t.usage('');
        await t.err(USAGE);
        throw new Quit(1);
      }
      return connect(t, program);
    },
  );
}

/** What speaks at this end in place of standard input and output, if anything does. */
type ProgramWords = readonly string[] | undefined;

function limitMs(t: Tool): number | undefined {
  const value = t.value('w');
  return value === undefined ? undefined : Number(value) * 1000;
}

function ports(words: readonly string[]): number[] {
  return words.flatMap((word) => {
    const [, from = '', to] = /^(\d+)(?:-(\d+))?$/.exec(word) ?? [];
    if (from === '') {
      const service = Object.entries(SERVICES).find(([, name]) => name === word)?.[0];
      return service === undefined ? [Number.NaN] : [Number(service)];
    }
    const last = Number(to ?? from);
    return Array.from({ length: Math.max(0, last - Number(from) + 1) }, (_, i) => Number(from) + i);
  });
}

async function connect(t: Tool, program: ProgramWords): Promise<number> {
  const [host = '', ...words] = t.operands;
  const addresses = await lookUp(t, host, words[0] as string);
  let status = 1;
  for (const port of ports(words)) {
    if (Number.isNaN(port) || port < 1 || port > 65_535) {
      return t.die(`port number invalid: ${words[0]}`, `invalid port ${words[0]}`);
    }
    for (const address of addresses) {
      const shown = isAddress(host) ? host : `${host} (${address})`;
      try {
        if (t.has('u')) return await datagrams(t, { address, port }, shown, port);
        const fd = await dial(t.sys, { address, port }, limitMs(t));
        status = 0;
        if (t.has('v'))
          await t.err(
            t.busybox
              ? `${host} (${address}:${port}) open\n`
              : `Connection to ${shown} ${port} port [tcp/${SERVICES[port] ?? '*'}] succeeded!\n`,
          );
        if (t.has('z')) {
          await t.sys.close(fd);
          break;
        }
        return await converse(t, fd, program);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        if (t.busybox) {
          if (t.has('z') && !t.has('v')) continue;
          await t.err(
            t.has('v')
              ? `nc: ${host} (${address}:${port}): ${error.message}\n`
              : `nc: can't connect to remote host (${address}): ${error.message}\n`,
          );
        } else if (t.has('v'))
          await t.err(
            `nc: connect to ${shown} port ${port} (tcp) ${error.errno === 'ETIMEDOUT' && limitMs(t) !== undefined ? 'timed out: Operation now in progress' : `failed: ${error.message}`}\n`,
          );
      }
    }
  }
  return status;
}

async function lookUp(t: Tool, host: string, port: string): Promise<readonly string[]> {
  try {
    if (t.has('n') && !isAddress(host)) throw new ResolveError('EAI_NONAME');
    return await resolveHost(t.sys, host);
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    return t.die(`getaddrinfo for host "${host}" port ${port}: ${error.message}`, `bad address '${host}'`);
  }
}

async function unixSocket(t: Tool, program: ProgramWords): Promise<number> {
  const [path = ''] = t.operands;
  const { sys } = t;
  try {
    if (!t.has('l')) return await converse(t, await dial(sys, { path }), program);
    const fd = await sys.socket('unix', 'stream');
    await sys.bind(fd, { path });
    sys.listen(fd, 1);
    if (t.has('v')) await t.err(`Bound on ${path}\nListening on ${path}\n`);
    do await converse(t, await uninterrupted(() => sys.accept(fd)), program);
    while (t.has('k'));
    return 0;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`${path}: ${error.message}`);
  }
}

async function listen(t: Tool, program: ProgramWords): Promise<number> {
  const { sys } = t;
  const given = t.value('p') ?? t.operands.at(-1);
  const address = (t.operands.length > 1 ? t.operands[0] : undefined) ?? t.value('s') ?? '0.0.0.0';
  if (given === undefined) return t.die('missing port number', 'missing port number');
  const port = ports([given])[0] ?? Number.NaN;
  if (Number.isNaN(port)) return t.die(`port number invalid: ${given}`, `invalid port ${given}`);
  const fd = await sys.socket('inet', t.has('u') ? 'datagram' : 'stream');
  try {
    await sys.bind(fd, { address, port });
    if (!t.has('u')) sys.listen(fd, 1);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(error.message, `bind: ${error.message}`);
  }
  if (t.has('v'))
    await t.err(
      t.busybox ? `listening on [::]:${port} ...\n` : `${t.has('u') ? 'Bound' : 'Listening'} on ${address} ${port}\n`,
    );
  if (t.has('u')) return receiveDatagrams(t, fd);
  do {
    const connection = await uninterrupted(() => sys.accept(fd));
    await tellPeer(t, sys.getpeername(connection));
    await converse(t, connection, program);
  } while (t.has('k'));
  return 0;
}

async function tellPeer(t: Tool, peer: SocketAddress): Promise<void> {
  if (!t.has('v') || 'path' in peer) return;
  await t.err(
    t.busybox
      ? `connect to [::ffff:${peer.address}]:${peer.port} from ${peer.address} ([::ffff:${peer.address}]:${peer.port})\n`
      : `Connection received on ${peer.address} ${peer.port}\n`,
  );
}

/** Joins a connection to standard input and output, or to the program of `-e`. */
async function converse(t: Tool, fd: number, program?: ProgramWords): Promise<number> {
  const { sys } = t;
  if (program) return runOn(t, fd, program);
  if (!t.has('d')) void sendInput(t, fd).catch(() => undefined);
  try {
    for (;;) {
      const idle = limitMs(t);
      const ready = await uninterrupted(() => sys.poll([{ fd, events: 'read' }], idle));
      if (ready.length === 0) break;
      const bytes = await uninterrupted(() => sys.read(fd, 65_536));
      if (bytes.length === 0) break;
      await sys.write(1, bytes);
    }
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.errno === 'EPIPE') return 0;
    if (error.errno !== 'ECONNRESET') throw error;
  } finally {
    await sys.close(fd);
  }
  return 0;
}

async function sendInput(t: Tool, fd: number): Promise<void> {
  const { sys } = t;
  for (;;) {
    const bytes = await uninterrupted(() => sys.read(0, 65_536));
    if (bytes.length === 0) break;
    await sys.write(fd, t.has('C') ? withReturns(bytes) : bytes);
  }
  // OpenBSD's leaves the direction open unless told; Debian's -q says how long.
  if (t.has('N') || t.busybox) sys.shutdown(fd, 'write');
  const quit = t.value('q');
  if (quit === undefined || Number(quit) < 0) return;
  await sys.sleep(Number(quit) * 1000);
  sys.shutdown(fd, 'both');
}

function withReturns(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (const byte of bytes) {
    if (byte === 10) out.push(13);
    out.push(byte);
  }
  return new Uint8Array(out);
}

async function runOn(t: Tool, fd: number, program: readonly string[]): Promise<number> {
  const { sys } = t;
  const pid = sys.fork(async (child: Sys) => {
    await child.dup2(fd, 0);
    await child.dup2(fd, 1);
    await child.dup2(fd, 2);
    return execCommand(child, program);
  });
  await sys.close(fd);
  await uninterrupted(() => sys.wait(pid));
  return 0;
}

async function datagrams(t: Tool, to: SocketAddress, shown: string, port: number): Promise<number> {
  const { sys } = t;
  const fd = await sys.socket('inet', 'datagram');
  await sys.connect(fd, to);
  if (t.has('z')) {
    // A refusal comes back after the second datagram.
    try {
      for (let i = 0; i < 4; i++) {
        await sys.write(fd, new TextEncoder().encode('X'));
        await sys.sleep(t.has('v') ? 200 : 20);
      }
    } catch (error) {
      if (error instanceof SysError && error.errno === 'ECONNREFUSED') return 1;
      throw error;
    }
    if (t.has('v')) await t.err(`Connection to ${shown} ${port} port [udp/${SERVICES[port] ?? '*'}] succeeded!\n`);
    return 0;
  }
  return converse(t, fd);
}

/** Answers go to whoever sent first. */
async function receiveDatagrams(t: Tool, fd: number): Promise<number> {
  const { sys } = t;
  const first = await uninterrupted(() => sys.recvfrom(fd, 65_536));
  await tellPeer(t, first.from);
  await sys.write(1, first.bytes);
  await sys.connect(fd, first.from);
  return converse(t, fd);
}
