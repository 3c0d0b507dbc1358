/** telnet and traceroute, as far as a learner meets them. */
import { SysError } from '../../kernel/errno.ts';
import { dial } from './lib/dial.ts';
import { resolveHost, ResolveError } from './lib/resolve.ts';
import { uninterrupted } from './lib/socket-duplex.ts';
import { tool } from './lib/tool.ts';

/** Connects, and passes bytes on; options of the protocol are refused as a plain client does. */
export const telnet = tool(
  { name: 'telnet', usage: '[-a] [-l USER] HOST [PORT]', about: 'Connect to telnet server', options: '4 6 a E e= l=!' },
  async (t) => {
    const { sys } = t;
    sys.signal('PIPE', 'ignore');
    const [host, given = '23'] = t.operands;
    if (host === undefined) return t.usage('telnet needs a host: its prompt is not simulated in Drydock');
    let address: string;
    try {
      address = (await resolveHost(sys, host))[0] as string;
    } catch (error) {
      if (!(error instanceof ResolveError)) throw error;
      if (t.busybox) return t.die('', `bad address '${host}'`);
      await t.out.text(`Server lookup failure:  ${host}:${given === '23' ? 'telnet' : given}, ${error.message}\n`);
      return 1;
    }
    if (!t.busybox) await t.out.text(`Trying ${address}...\n`);
    await t.out.flush();
    let fd: number;
    try {
      fd = await dial(sys, { address, port: Number(given) });
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return t.die(
        `Unable to connect to remote host: ${error.message}`,
        `can't connect to remote host (${address}): ${error.message}`,
      );
    }
    if (t.busybox) await t.out.text('\n');
    await t.out.text(
      t.busybox
        ? `Connected to ${host}\n\nEntering character mode\nEscape character is '^]'.\n\n`
        : `Connected to ${host}.\nEscape character is '^]'.\n`,
    );
    await t.out.flush();
    const sending = (async () => {
      for (;;) {
        const bytes = await uninterrupted(() => sys.read(0, 4096));
        if (bytes.length === 0) break;
        await sys.write(fd, bytes);
      }
      return 'input' as const;
    })().catch(() => 'input' as const);
    const receiving = (async () => {
      for (;;) {
        const bytes = await uninterrupted(() => sys.read(fd, 65_536));
        if (bytes.length === 0) return 'closed' as const;
        await sys.write(1, withoutCommands(bytes));
      }
    })();
    const first = await Promise.race([sending, receiving]);
    if (first === 'input') await sys.close(fd);
    if (t.busybox) await t.err('Connection closed by foreign host\r\n');
    else await t.err('Connection closed by foreign host.\n');
    return t.busybox ? 1 : 0;
  },
);

const INTERPRET_AS_COMMAND = 255;

/** Leaves three-byte commands (`IAC WILL ECHO`) out. */
function withoutCommands(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(INTERPRET_AS_COMMAND)) return bytes;
  const out: number[] = [];
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === INTERPRET_AS_COMMAND) i += 2;
    else out.push(bytes[i] as number);
  }
  return new Uint8Array(out);
}

/** The routers between here and there are not simulated: the way is one hop, or said to be unknown. */
export const traceroute = tool(
  {
    name: 'traceroute',
    usage: '[-n] [-m MAX] [-w SECS] HOST [BYTES]',
    about: 'Trace the route to HOST',
    options: '4 6 n m= w= q= I U T p= f= s= i=',
  },
  async (t) => {
    const { sys } = t;
    const [host] = t.operands;
    if (host === undefined) return t.usage('Specify "host" missing argument.', 2);
    let address: string;
    try {
      address = (await resolveHost(sys, host))[0] as string;
    } catch (error) {
      if (!(error instanceof ResolveError)) throw error;
      await t.err(
        t.busybox
          ? `traceroute: bad address '${host}'\n`
          : `${host}: ${error.message}\nCannot handle "host" cmdline arg \`${host}' on position 1 (argc ${t.argv.length - 1})\n`,
      );
      return t.busybox ? 1 : 2;
    }
    await t.out.text(`traceroute to ${host} (${address}), 30 hops max, ${t.busybox ? 46 : 60} byte packets\n`);
    const fd = await sys.socket('inet', 'icmp');
    const times: string[] = [];
    let left: number | undefined;
    try {
      await sys.connect(fd, { address, port: 0 });
      for (let probe = 0; probe < 3; probe++) {
        const started = sys.now();
        await sys.write(fd, new Uint8Array(32));
        const ready = await sys.poll([{ fd, events: 'read' }], 5000);
        if (ready.length === 0) break;
        left = (await sys.recvfrom(fd, 64)).ttl;
        times.push(`${(sys.now() - started).toFixed(3)} ms`);
      }
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await t.err(`connect: ${error.message}\n`);
      return 1;
    } finally {
      await sys.close(fd);
    }
    if (times.length === 0) {
      await t.err(`traceroute: ${host} does not answer, and the routers on the way are not simulated in Drydock\n`);
      return 1;
    }
    const hops = 64 - (left ?? 64) + 1;
    const name = t.has('n') ? address : `${host} (${address})`;
    for (let hop = 1; hop < hops; hop++) await t.out.text(`${String(hop).padStart(2)}  * * *\n`);
    await t.out.text(`${String(hops).padStart(2)}  ${name}  ${times.join('  ')}\n`);
    return 0;
  },
);
