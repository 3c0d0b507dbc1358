/** Upstreams as configurations describe them. */
import type { Sys } from '../../../kernel/sys.ts';
import { resolveHost, ResolveError } from '../../bin/lib/resolve.ts';
import { ConfigError, type Directive, isTime, timeOf } from './config-parser.ts';

export interface Upstream {
  readonly name: string;
  readonly servers: readonly UpstreamServer[];
  readonly balance: Balance;
}

/** How a server of an upstream is chosen. */
export type Balance =
  { readonly kind: 'round-robin' } | { readonly kind: 'ip-hash' } | { readonly kind: 'hash'; readonly key: string };

export const ROUND_ROBIN: Balance = { kind: 'round-robin' };

export interface UpstreamServer {
  readonly address: string;
  readonly port: number;
  readonly backup: boolean;
  /** Never asked. */
  readonly down: boolean;
  readonly weight: number;
  /** 0: failures do not count. */
  readonly maxFails: number;
  readonly failTimeoutMs: number;
}

/** What a server is that nothing is said of. */
export const PLAIN_SERVER = { backup: false, down: false, weight: 1, maxFails: 1, failTimeoutMs: 10_000 };

export async function buildUpstream(sys: Sys, { args, block, where }: Directive): Promise<Upstream> {
  const servers: UpstreamServer[] = [];
  for (const entry of (block ?? []).filter(({ name }) => name === 'server')) {
    const [place = '', ...settings] = entry.args;
    const given = serverSettings(settings, entry.where);
    const [host = '', port = '80'] = place.split(':');
    for (const address of await addressesOf(sys, host, entry.where)) {
      servers.push({ ...PLAIN_SERVER, ...given, address, port: Number(port) });
    }
  }
  if (servers.length === 0) throw new ConfigError(`no servers are inside upstream ${where}`);
  return { name: args[0] as string, servers, balance: balanceOf(block ?? []) };
}

function serverSettings(words: readonly string[], where: string): Partial<UpstreamServer> {
  const settings = words.map((word): Partial<UpstreamServer> => {
    const [, name, value = ''] = /^(weight|max_fails|fail_timeout|max_conns|slow_start)=(.+)$/.exec(word) ?? [];
    if (word === 'backup') return { backup: true };
    if (word === 'down') return { down: true };
    if (name === 'fail_timeout' && isTime(value)) return { failTimeoutMs: timeOf(value) };
    if (/^\d+$/.test(value)) {
      if (name === 'weight' && value !== '0') return { weight: Number(value) };
      if (name === 'max_fails') return { maxFails: Number(value) };
    }
    throw new ConfigError(`invalid parameter "${word}" ${where}`);
  });
  return Object.assign({}, ...settings) as Partial<UpstreamServer>;
}

function balanceOf(block: readonly Directive[]): Balance {
  for (const { name, args, where } of block) {
    if (name === 'ip_hash') return { kind: 'ip-hash' };
    if (name !== 'hash') continue;
    if (args[1] === 'consistent')
      throw new ConfigError(`"consistent" of the "hash" directive is not simulated in Drydock ${where}`);
    if (args[1] !== undefined) throw new ConfigError(`invalid parameter "${args[1]}" ${where}`);
    return { kind: 'hash', key: args[0] as string };
  }
  return ROUND_ROBIN;
}

export async function addressesOf(sys: Sys, host: string, where: string): Promise<readonly string[]> {
  try {
    return await resolveHost(sys, host);
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    throw new ConfigError(`host not found in upstream "${host}" ${where}`);
  }
}
