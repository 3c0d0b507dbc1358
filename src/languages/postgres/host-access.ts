/** pg_hba.conf: how who comes from where proves who they are. The first line that matches decides. */
import { parseAddress } from '../../base/ipv4.ts';

export type Method = 'trust' | 'reject' | 'scram-sha-256' | 'md5' | 'password' | 'peer';

export interface AccessRule {
  readonly type: string;
  readonly databases: readonly string[];
  readonly users: readonly string[];
  /** Undefined of `local` lines. */
  readonly address: string | undefined;
  readonly method: string;
}

export interface Newcomer {
  /** Undefined over a Unix socket. */
  readonly address: string | undefined;
  readonly database: string;
  readonly user: string;
}

export function parseAccessRules(file: string): AccessRule[] {
  return file.split('\n').flatMap((line) => {
    const words = [...line.replace(/#.*/, '').matchAll(/"[^"]*"|\S+/g)].map(([word]) => word.replaceAll('"', ''));
    const [type, databases, users, ...rest] = words;
    if (!type || !databases || !users) return [];
    const local = type === 'local';
    const masked = !local && /^\d+\.\d+\.\d+\.\d+$/.test(rest[1] ?? '');
    const address = local ? undefined : masked ? `${rest[0]} ${rest[1]}` : rest[0];
    const method = rest[local ? 0 : masked ? 2 : 1] ?? '';
    return [{ type, databases: databases.split(','), users: users.split(','), address, method }];
  });
}

/** Undefined when no line is about the newcomer: who then may not come in. */
export function accessRule(rules: readonly AccessRule[], who: Newcomer): AccessRule | undefined {
  return rules.find(
    ({ type, databases, users, address }) =>
      (type === 'local') === (who.address === undefined) &&
      // There is no encryption here: lines for it alone never match.
      (type === 'local' || type === 'host' || type === 'hostnossl' || type === 'hostnogssenc') &&
      databases.some(
        (name) => name === 'all' || name === who.database || (name === 'sameuser' && who.database === who.user),
      ) &&
      users.some((name) => name === 'all' || name === who.user) &&
      (who.address === undefined || matches(address ?? '', who.address)),
  );
}

function matches(rule: string, address: string): boolean {
  if (rule === 'all' || rule === 'samenet' || rule === 'samehost') return true;
  const [network = '', mask = ''] = rule.includes(' ') ? rule.split(' ') : rule.split('/');
  const from = parseAddress(address);
  const to = parseAddress(network);
  if (from === undefined || to === undefined) return network === address || (network === '::1' && address === '::1');
  const bits = mask.includes('.') ? (parseAddress(mask) ?? 0) >>> 0 : prefixMask(mask === '' ? 32 : Number(mask));
  return (from & bits) >>> 0 === (to & bits) >>> 0;
}

function prefixMask(length: number): number {
  return length === 0 ? 0 : (0xffff_ffff << (32 - length)) >>> 0;
}
