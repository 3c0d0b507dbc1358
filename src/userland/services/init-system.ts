/** Which program is pid 1, and what it says of services: Upstart (Ubuntu 14.04), systemd (CentOS 7), or none (containers). */
import type { Sys } from '../../kernel/sys.ts';
import { exists } from '../packages/files.ts';
import { readTextIfAny } from '../read-all.ts';

export type InitSystem = 'upstart' | 'systemd' | 'none';

export async function initSystem(sys: Sys): Promise<InitSystem> {
  const first = ((await readTextIfAny(sys, '/proc/1/cmdline')) ?? '').split('\0')[0];
  if (first !== '/sbin/init') return 'none';
  if (await exists(sys, '/run/systemd/system')) return 'systemd';
  return (await exists(sys, '/etc/init')) ? 'upstart' : 'none';
}
