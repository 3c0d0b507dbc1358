/** What is beyond the machine's own networks: the simulated Internet, behind the machine's uplink. */
import type { Internet } from '../internet.ts';
import type { Link } from './interface.ts';
import type { Endpoint } from './socket.ts';

/** The link of the machine's uplink: whatever is sent there, the Internet's routers take. */
export const UPLINK: Link = { neighbour: () => 'beyond' };

/** A round trip to a host of the Internet takes this long, and a little more by its address. */
const ROUND_TRIP_MS = 8;

/** The machine's own name server, and the public ones that people know by heart. */
const NAME_SERVERS = new Set(['10.0.0.53', '1.0.0.1', '1.1.1.1', '8.8.4.4', '8.8.8.8', '9.9.9.9', '208.67.222.222']);
const DNS_PORT = 53;

export class Outside {
  constructor(private readonly internet: Internet | undefined) {}

  answers(address: string): boolean {
    return NAME_SERVERS.has(address) || (this.internet?.answers(address) ?? false);
  }

  delayMs(address: string): number {
    const last = Number(address.split('.')[3] ?? 0);
    return ROUND_TRIP_MS + (last % 16) / 2;
  }

  /** A datagram for the Internet: name servers answer, everything else is silent. */
  datagram(bytes: Uint8Array, to: Endpoint, reply: (bytes: Uint8Array) => void): void {
    if (to.port !== DNS_PORT || !NAME_SERVERS.has(to.address) || !this.internet) return;
    void answer(this.internet, bytes, reply);
  }
}

/** The name server's half of the code comes with the first question. */
async function answer(internet: Internet, query: Uint8Array, reply: (bytes: Uint8Array) => void): Promise<void> {
  const { answerQuery } = await import('./name-server.ts');
  const answered = await answerQuery(internet, query);
  if (answered) reply(answered);
}
