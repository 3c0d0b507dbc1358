/** Which server of an upstream is asked, and which next: round robin by weight, ip_hash, hash. */
import { crc32 } from '../../../base/crc32.ts';
import { utf8 } from '../../../base/bytes.ts';
import type { Upstream, UpstreamServer } from './upstream.ts';
import { expand, type Exchange } from './variables.ts';

/** What a worker remembers of servers, each named by its upstream and its address. */
export interface UpstreamMemory {
  /** How much each is owed. */
  readonly owed: Map<string, number>;
  /** How often each has failed, and when it did last. */
  readonly failures: Map<string, { readonly count: number; readonly lastMs: number }>;
}

export const placeOf = ({ address, port }: UpstreamServer) => `${address}:${port}`;

const nameIn = (upstream: Upstream, server: UpstreamServer) => `${upstream.name} ${placeOf(server)}`;

/** After `max_fails` within `fail_timeout` a server is left out for as long. */
export function noteFailure(memory: UpstreamMemory, upstream: Upstream, server: UpstreamServer, now: number): void {
  const name = nameIn(upstream, server);
  const before = memory.failures.get(name);
  const count = before && now - before.lastMs <= server.failTimeoutMs ? before.count : 0;
  memory.failures.set(name, { count: count + 1, lastMs: now });
}

function isAlive(memory: UpstreamMemory, upstream: Upstream, server: UpstreamServer, now: number): boolean {
  const { count, lastMs } = memory.failures.get(nameIn(upstream, server)) ?? { count: 0, lastMs: 0 };
  if (server.down) return false;
  return server.maxFails === 0 || count < server.maxFails || now - lastMs > server.failTimeoutMs;
}

/** The servers to try one after the other. None: all have failed a moment ago. */
export function serversInTurn(
  upstream: Upstream,
  exchange: Exchange,
  memory: UpstreamMemory,
  now: number,
): readonly UpstreamServer[] {
  const { servers, balance } = upstream;
  // One server alone is always tried.
  if (servers.length === 1) return servers.filter(({ down }) => !down);
  const alive = (server: UpstreamServer) => isAlive(memory, upstream, server, now);
  const main = servers.filter(({ backup }) => !backup);
  const usual =
    balance.kind === 'round-robin'
      ? roundRobin(upstream, main.filter(alive), memory)
      : hashed(main, balance.kind === 'ip-hash' ? ipHash(exchange) : keyHash(expand(balance.key, exchange))).filter(
          alive,
        );
  const backups = servers.filter((server) => server.backup && alive(server));
  return [...usual, ...backups];
}

/** Smooth: each is owed its weight in every turn, and who is owed most pays all. */
function roundRobin(
  upstream: Upstream,
  servers: readonly UpstreamServer[],
  { owed }: UpstreamMemory,
): readonly UpstreamServer[] {
  const key = (server: UpstreamServer) => nameIn(upstream, server);
  const total = servers.reduce((sum, { weight }) => sum + weight, 0);
  for (const server of servers) owed.set(key(server), (owed.get(key(server)) ?? 0) + server.weight);
  const due = (server: UpstreamServer) => owed.get(key(server)) as number;
  const ordered = [...servers].sort((a, b) => due(b) - due(a));
  const [first] = ordered;
  if (first) owed.set(key(first), due(first) - total);
  return ordered;
}

/** The server that a number stands for, each having as many numbers as it weighs; then those behind it. */
function hashed(servers: readonly UpstreamServer[], hash: number): readonly UpstreamServer[] {
  const total = servers.reduce((sum, { weight }) => sum + weight, 0);
  let left = hash % total;
  const first = servers.findIndex(({ weight }) => (left -= weight) < 0);
  return [...servers.slice(first), ...servers.slice(0, first)];
}

/** ngx_http_upstream_ip_hash_module: the first three bytes of the client's address. */
function ipHash({ client }: Exchange): number {
  return client[0]
    .split('.')
    .slice(0, 3)
    .reduce((hash, part) => (hash * 113 + Number(part)) % 6271, 89);
}

/** ngx_http_upstream_hash_module, without `consistent`. */
function keyHash(key: string): number {
  return (crc32(utf8(key)) >>> 16) & 0x7fff;
}
