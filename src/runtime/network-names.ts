/**
 * The names of containers on user-defined networks, and the embedded name server that tells them: one at 127.0.0.11 in
 * each container's network namespace (moby, libnetwork/resolver.go).
 */
import { bindUdp, listen } from '../kernel/net/outer-sockets.ts';
import {
  addressOfReverseName,
  decodeMessage,
  DnsFormatError,
  type DnsMessage,
  encodeAnswer,
} from '../base/dns-message.ts';
import { concat } from '../base/bytes.ts';
import type { Duplex } from '../base/duplex.ts';
import type { Random } from '../base/ports.ts';
import { ByteReader } from '../base/streams.ts';
import { SysError } from '../kernel/errno.ts';
import type { DatagramPort, NetworkNamespace } from '../kernel/network.ts';
import type { EndpointSpec } from '../oci/runtime.ts';

export const RESOLVER_ADDRESS = '127.0.0.11';
const DNS_PORT = 53;
/** Seconds, of the embedded server's own records. */
const RECORD_TTL = 600;

/** Who is on which network, by the names of bridges. */
export class NetworkNames {
  #members = new Map<string, Set<EndpointSpec>>();

  add(endpoint: EndpointSpec): void {
    const members = this.#members.get(endpoint.bridge) ?? new Set();
    members.add(endpoint);
    this.#members.set(endpoint.bridge, members);
  }

  remove(endpoint: EndpointSpec): void {
    const members = this.#members.get(endpoint.bridge);
    members?.delete(endpoint);
    if (members?.size === 0) this.#members.delete(endpoint.bridge);
  }

  /** Whom a name means for whoever is at these endpoints; empty: it is none of ours. */
  lookUp(from: Iterable<EndpointSpec>, asked: string): readonly EndpointSpec[] {
    const name = asked.toLowerCase();
    for (const { bridge, network, links } of from) {
      const suffix = `.${network.toLowerCase()}`;
      const local = name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
      for (const candidate of new Set([name, local])) {
        const target = Object.entries(links).find(([alias]) => alias.toLowerCase() === candidate)?.[1] ?? candidate;
        const found = [...(this.#members.get(bridge) ?? [])].filter(({ names }) =>
          names.some((one) => one.toLowerCase() === target.toLowerCase()),
        );
        if (found.length > 0) return found;
      }
    }
    return [];
  }

  /** `web.net1` for an address of a network of these endpoints. */
  nameOf(from: Iterable<EndpointSpec>, address: string): string | undefined {
    for (const { bridge, network } of from) {
      for (const member of this.#members.get(bridge) ?? []) {
        if ((member.address === address || member.address6 === address) && member.names[0])
          return `${member.names[0]}.${network}`;
      }
    }
    return undefined;
  }
}

export interface ResolverOptions {
  readonly names: NetworkNames;
  readonly network: NetworkNamespace;
  /** The machine's, from which what is not known here is asked. */
  readonly machine: NetworkNamespace;
  readonly random: Random;
  readonly nameservers: readonly string[];
  /** Where the container is plugged in now. */
  endpoints(): readonly EndpointSpec[];
}

/** Starts the embedded name server of one container. */
export function startResolver(options: ResolverOptions): { close(): void } {
  const { names, network, machine, random, nameservers, endpoints } = options;
  const forwarded = new Set<DatagramPort>();
  const where = { address: RESOLVER_ADDRESS, port: 0, front: DNS_PORT };
  const port = bindUdp(network, where, (bytes, from) => ask(bytes, (reply) => port.send(reply, from)));
  const listener = listen(network, where, (connection) => void serveStream(connection, ask));

  function ask(bytes: Uint8Array, reply: Reply): void {
    const query = parse(bytes);
    if (!query) return;
    const own = answer(query);
    if (own) reply(own);
    else forward(query, bytes, reply);
  }

  function answer(query: DnsMessage): Uint8Array | undefined {
    const { name = '', type } = query.question ?? {};
    const here = endpoints().filter((endpoint) => endpoint.names.length > 0);
    if (type === 'PTR') {
      const address = addressOfReverseName(name);
      const found = address === undefined ? undefined : names.nameOf(here, address);
      if (!found) return undefined;
      return encodeAnswer(query, { answers: [{ name, type, ttl: RECORD_TTL, data: found }] });
    }
    if (type !== 'A' && type !== 'AAAA') return undefined;
    const found = names.lookUp(here, name);
    if (found.length === 0) return undefined;
    const addresses = found.flatMap(({ address, address6 }) => (type === 'A' ? address : (address6 ?? [])));
    const answers = shuffled(addresses, random);
    return encodeAnswer(query, { answers: answers.map((data) => ({ name, type, ttl: RECORD_TTL, data })) });
  }

  function forward(query: DnsMessage, bytes: Uint8Array, reply: Reply): void {
    const [server] = nameservers;
    // Containers of internal networks alone are not served from outside.
    if (!server || !endpoints().some(({ gateway }) => gateway)) {
      reply(encodeAnswer(query, { code: 'SERVFAIL' }));
      return;
    }
    const outgoing = bindUdp(machine, { address: '0.0.0.0', port: 0 }, (answered) => {
      outgoing.close();
      forwarded.delete(outgoing);
      reply(answered);
    });
    forwarded.add(outgoing);
    try {
      outgoing.send(bytes, { address: server, port: DNS_PORT });
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      outgoing.close();
      forwarded.delete(outgoing);
      reply(encodeAnswer(query, { code: 'SERVFAIL' }));
    }
  }

  return {
    close: () => {
      port.close();
      listener.close();
      for (const one of forwarded) one.close();
    },
  };
}

type Reply = (bytes: Uint8Array) => void;

/** Over TCP each message has its length in front, in two bytes (RFC 1035, 4.2.2). */
async function serveStream(connection: Duplex, ask: (bytes: Uint8Array, reply: Reply) => void): Promise<void> {
  const reader = new ByteReader(connection.source);
  try {
    for (;;) {
      const [high, low] = await reader.readFully(2);
      if (high === undefined || low === undefined) break;
      const message = await reader.readFully((high << 8) | low);
      ask(
        message,
        (reply) => void connection.write(concat([Uint8Array.of(reply.length >> 8, reply.length & 0xff), reply])),
      );
    }
  } catch {
    // The client has gone.
  }
  connection.close();
}

function parse(bytes: Uint8Array): DnsMessage | undefined {
  try {
    const message = decodeMessage(bytes);
    return message.response ? undefined : message;
  } catch (error) {
    if (error instanceof DnsFormatError) return undefined;
    throw error;
  }
}

/** Several containers of one alias take turns. */
function shuffled(addresses: readonly string[], random: Random): readonly string[] {
  if (addresses.length < 2) return addresses;
  const chance = random.bytes(addresses.length);
  return addresses
    .map((address, i) => ({ address, order: chance[i] as number }))
    .sort((a, b) => a.order - b.order)
    .map(({ address }) => address);
}
