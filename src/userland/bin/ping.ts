/** ping: iputils', and busybox's applet. */
import { SysError } from '../../kernel/errno.ts';
import type { Sys } from '../../kernel/sys.ts';
import { readText } from './lib/read-text.ts';
import { resolveHost, ResolveError } from './lib/resolve.ts';
import { Quit, tool, type Tool } from './lib/tool.ts';

const OPTIONS =
  '4 6 a- A b- B- c= C- d- D- e=!- f!- F=!- h- I= i= l=!- L- m=- M=!- n O- p=- q Q=!- r- R!- s= S=- t= T=!- U- v V- w= W=';

const USAGE = `
Usage
  ping [options] <destination>

Options:
  -c <count>         stop after so many replies
  -i <interval>      seconds between packets
  -n                 numbers only
  -q                 quiet: only the summary
  -s <size>          bytes of data
  -w <deadline>      give up after so many seconds
  -W <timeout>       seconds to wait for a reply
`;

const ICMP_HEADER_BYTES = 8;
const IP_HEADER_BYTES = 20;
const DATA_BYTES = 56;
const LAST_WAIT_MS = 10_000;

export const ping = tool(
  {
    name: 'ping',
    usage: '[OPTIONS] HOST',
    about: 'Send ICMP ECHO_REQUESTs to HOST',
    options: OPTIONS,
    usageStatus: 2,
    optionError: (text) => `ping: ${text}\n${USAGE}`,
  },
  async (t) => {
    if (t.has('V')) {
      await t.out.text('ping from iputils 20221126, as simulated by Drydock\n');
      return 0;
    }
    if (t.has('h')) {
      await t.err(USAGE);
      return 2;
    }
    const [host] = t.operands.slice(-1);
    if (host === undefined) {
      if (t.busybox) return t.usage('');
      return t.die('usage error: Destination address required');
    }
    try {
      return await new Ping(t, host).run();
    } catch (error) {
      if (!(error instanceof BadNumber)) throw error;
      return t.die(error.message);
    }
  },
);

/** capabilities(7). */
const CAP_NET_RAW = 13n;

async function hasCapability(sys: Sys, capability: bigint): Promise<boolean> {
  const [, mask] = /^CapEff:\s*([0-9a-f]+)$/m.exec(await readText(sys, '/proc/self/status')) ?? [];
  return mask === undefined || ((BigInt(`0x${mask}`) >> capability) & 1n) === 1n;
}

class Ping {
  readonly #sys: Sys;
  readonly #count: number;
  readonly #intervalMs: number;
  readonly #size: number;
  readonly #waitMs: number;
  readonly #quiet: boolean;
  readonly #times: number[] = [];
  #sent = 0;
  #errors = 0;
  #stopped = false;

  constructor(
    private readonly t: Tool,
    private readonly host: string,
  ) {
    this.#sys = t.sys;
    this.#count = this.#number('c', 1) ?? Number.POSITIVE_INFINITY;
    this.#intervalMs = Number(t.value('i') ?? 1) * 1000;
    this.#size = this.#number('s', 0) ?? DATA_BYTES;
    this.#waitMs = Number(t.value('W') ?? LAST_WAIT_MS / 1000) * 1000;
    this.#quiet = t.has('q');
  }

  #number(key: string, least: number): number | undefined {
    const value = this.t.value(key);
    if (value === undefined) return undefined;
    if (!/^-?\d+$/.test(value)) throw new BadNumber(`invalid argument: '${value}'`);
    if (Number(value) < least)
      throw new BadNumber(`invalid argument: '${value}': out of range: ${least} <= value <= 9223372036854775807`);
    return Number(value);
  }

  async run(): Promise<number> {
    const { t, host } = this;
    let address: string;
    try {
      const six = t.has('6') || t.name === 'ping6' || host.includes(':');
      address = (await resolveHost(this.#sys, host, six ? 6 : 4))[0] as string;
    } catch (error) {
      if (!(error instanceof ResolveError)) throw error;
      return t.die(`${host}: ${error.message}`, `bad address '${host}'`, t.busybox ? 1 : 2);
    }
    const size = this.#size;
    // busybox learns that there is no way when it sends, iputils before it says anything.
    if (t.busybox) await t.out.text(`PING ${host} (${address}): ${size} data bytes\n`);
    const fd = await this.#open(address);
    if (!t.busybox) {
      const whole = size + ICMP_HEADER_BYTES + IP_HEADER_BYTES;
      await t.out.text(`PING ${host} (${address}) ${size}(${whole}) bytes of data.\n`);
    }
    await t.out.flush();
    this.#sys.signal('INT', () => (this.#stopped = true));
    this.#sys.signal('TERM', () => (this.#stopped = true));
    const started = this.#sys.now();
    await this.#exchange(fd, address, started);
    await this.#summary(started);
    if (this.#times.length === 0) return 1;
    return t.value('w') !== undefined && this.#times.length < this.#count && Number.isFinite(this.#count) ? 1 : 0;
  }

  async #open(address: string): Promise<number> {
    const { t } = this;
    // iputils has a ping socket, which is everybody's; busybox wants a raw one.
    if (t.busybox && !(await hasCapability(this.#sys, CAP_NET_RAW))) return t.die('permission denied (are you root?)');
    const fd = await this.#sys.socket('inet', 'icmp');
    try {
      await this.#sys.connect(fd, { address, port: 0 });
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return t.die(`connect: ${error.message}`, `sendto: ${error.message}`, t.busybox ? 1 : 2);
    }
    return fd;
  }

  async #exchange(fd: number, address: string, started: number): Promise<void> {
    const deadline =
      this.t.value('w') === undefined ? Number.POSITIVE_INFINITY : started + Number(this.t.value('w')) * 1000;
    while (!this.#stopped && this.#sent < this.#count && this.#sys.now() < deadline) {
      const sequence = this.#sent + (this.t.busybox ? 0 : 1);
      const sent = this.#sys.now();
      this.#sent++;
      await this.#send(fd, address, sequence);
      const last = this.#sent >= this.#count;
      const until = Math.min(deadline, sent + (last ? this.#waitMs : this.#intervalMs));
      await this.#receive(fd, sequence, sent, until);
      const rest = sent + this.#intervalMs - this.#sys.now();
      if (!last && rest > 0 && !this.#stopped) await this.#pause(Math.min(rest, deadline - this.#sys.now()));
    }
  }

  async #pause(ms: number): Promise<void> {
    try {
      await this.#sys.sleep(ms);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }

  async #send(fd: number, address: string, sequence: number): Promise<void> {
    const payload = new Uint8Array(Math.max(this.#size, 2));
    payload[0] = sequence >> 8;
    payload[1] = sequence & 0xff;
    try {
      await this.#sys.sendto(fd, payload, { address, port: 0 });
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await this.#failed(error, sequence);
    }
  }

  /** The reply to this request: late ones of others are passed over. */
  async #receive(fd: number, sequence: number, sent: number, until: number): Promise<void> {
    for (;;) {
      try {
        const ready = await this.#sys.poll([{ fd, events: 'read' }], Math.max(0, until - this.#sys.now()));
        if (ready.length === 0) return;
        const { bytes, from, ttl = 64 } = await this.#sys.recvfrom(fd, 65_536);
        const ms = this.#sys.now() - sent;
        if (((bytes[0] as number) << 8) + (bytes[1] as number) !== (sequence & 0xffff)) continue;
        this.#times.push(ms);
        if (!this.#quiet && !('path' in from)) {
          const name = this.t.busybox ? 'seq' : 'icmp_seq';
          const length = bytes.length + ICMP_HEADER_BYTES;
          await this.t.out.text(
            `${length} bytes from ${from.address}: ${name}=${sequence} ttl=${ttl} time=${this.t.busybox ? ms.toFixed(3) : shown(ms)} ms\n`,
          );
          await this.t.out.flush();
        }
        return;
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        if (error.errno === 'EINTR') return;
        await this.#failed(error, sequence);
        return;
      }
    }
  }

  async #failed({ errno, message }: SysError, sequence: number): Promise<void> {
    if (errno === 'EHOSTUNREACH') {
      this.#errors++;
      const own = this.#sys.interfaces().find(({ loopback, addresses }) => !loopback && addresses.length > 0)
        ?.addresses[0];
      if (!this.t.busybox && !this.#quiet)
        await this.t.out.text(
          `From ${own?.address ?? '127.0.0.1'} icmp_seq=${sequence} Destination Host Unreachable\n`,
        );
      await this.t.out.flush();
      return;
    }
    await this.t.err(`ping: ${this.t.busybox ? 'sendto' : 'sendmsg'}: ${message}\n`);
    if (this.t.busybox) throw new Quit(1);
  }

  async #summary(started: number): Promise<void> {
    const { t, host } = this;
    const received = this.#times.length;
    const loss = this.#sent > 0 ? Math.floor(((this.#sent - received) * 100) / this.#sent) : 0;
    const elapsed = Math.max(0, Math.round(this.#sys.now() - started));
    const times = this.#times;
    const min = Math.min(...times);
    const max = Math.max(...times);
    const mean = times.reduce((sum, ms) => sum + ms, 0) / Math.max(1, received);
    if (t.busybox) {
      await t.out.text(
        `\n--- ${host} ping statistics ---\n${this.#sent} packets transmitted, ${received} packets received, ${loss}% packet loss\n`,
      );
      if (received > 0)
        await t.out.text(`round-trip min/avg/max = ${min.toFixed(3)}/${mean.toFixed(3)}/${max.toFixed(3)} ms\n`);
      return;
    }
    const errors = this.#errors > 0 ? `, +${this.#errors} errors` : '';
    await t.out.text(
      `\n--- ${host} ping statistics ---\n${this.#sent} packets transmitted, ${received} received${errors}, ${loss}% packet loss, time ${this.#sent > 1 ? elapsed : 0}ms\n`,
    );
    if (received === 0) {
      await t.out.text('\n');
      return;
    }
    const deviation = Math.sqrt(Math.max(0, times.reduce((sum, ms) => sum + ms * ms, 0) / received - mean * mean));
    await t.out.text(`rtt min/avg/max/mdev = ${[min, mean, max, deviation].map((ms) => ms.toFixed(3)).join('/')} ms\n`);
  }
}

class BadNumber extends Error {}

/** iputils' precision: three decimals below a millisecond, fewer above. */
function shown(ms: number): string {
  if (ms >= 100) return ms.toFixed(0);
  if (ms >= 10) return ms.toFixed(1);
  if (ms >= 1) return ms.toFixed(2);
  return ms.toFixed(3);
}
