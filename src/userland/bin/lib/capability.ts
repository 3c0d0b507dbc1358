import type { Sys } from '../../../kernel/sys.ts';
import { readText } from './read-text.ts';

/** Bits of capabilities(7). */
const BITS = { NET_ADMIN: 12n, SYSLOG: 34n } as const;

/** Whether a process may do what a capability stands for: its effective set, as /proc/self/status tells it. */
export async function mayUse(sys: Sys, name: keyof typeof BITS): Promise<boolean> {
  const [, mask] = /^CapEff:\s*([0-9a-f]+)$/m.exec(await readText(sys, '/proc/self/status')) ?? [];
  return mask !== undefined && ((BigInt(`0x${mask}`) >> BITS[name]) & 1n) === 1n;
}
