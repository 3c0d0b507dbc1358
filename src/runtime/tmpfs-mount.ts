/** A tmpfs by the options of mount(8), as runc mounts it. */
import { FailureError } from '../base/errors.ts';
import { MEMORY_BYTES } from '../base/machine-size.ts';
import type { Clock } from '../base/ports.ts';
import type { Mount } from '../kernel/vfs/filesystem.ts';
import { createTmpfs } from '../kernel/vfs/tmpfs.ts';

const DEFAULTS = ['nosuid', 'nodev', 'noexec', 'relatime'];
/** As /proc/mounts lists them, whatever the order they were asked for. */
const SHOWN_ORDER = ['sync', 'dirsync', 'mand', 'nosuid', 'nodev', 'noexec', 'noatime', 'nodiratime', 'relatime'];
/** Each takes its opposite away. */
const OPPOSITES: Readonly<Record<string, string>> = {
  exec: 'noexec', noexec: 'exec', suid: 'nosuid', nosuid: 'suid', dev: 'nodev', nodev: 'dev',
  noatime: 'relatime', strictatime: 'relatime', norelatime: 'relatime',
}; // prettier-ignore
const SILENT = new Set([
  'rw',
  'ro',
  'exec',
  'suid',
  'dev',
  'norelatime',
  'async',
  'rprivate',
  'private',
  'strictatime',
]);

export function tmpfsOf(
  target: string,
  options: readonly string[],
  clock: Clock,
): Pick<Mount, 'fs' | 'source' | 'flags'> {
  const data = options.filter((option) => option.includes('='));
  const refuse = (): never => {
    const text = `error mounting "tmpfs" to rootfs at ${JSON.stringify(target)}: mount tmpfs:${target} (via /proc/self/fd/6), flags: 0xe, data: ${data.join(',')}: invalid argument`;
    throw new FailureError('invalid', `error during container init: ${text}`);
  };
  let flags = [...DEFAULTS];
  let maxBytes: number | undefined;
  const shown: string[] = [];
  const node: { mode?: number; uid?: number; gid?: number } = {};
  for (const option of options) {
    const [name = '', value = ''] = option.split('=');
    if (!option.includes('=')) {
      const opposite = OPPOSITES[option];
      flags = [
        ...flags.filter((flag) => flag !== opposite && flag !== option),
        ...(SILENT.has(option) ? [] : [option]),
      ];
    } else if (name === 'size') {
      maxBytes = bytesOf(value) ?? refuse();
      shown.push(`size=${Math.ceil(maxBytes / 1024)}k`);
    } else if (name === 'mode') {
      if (!/^[0-7]+$/.test(value)) refuse();
      node.mode = Number.parseInt(value, 8);
      if (node.mode !== 0o1777) shown.push(`mode=${node.mode.toString(8)}`);
    } else if (name === 'uid' || name === 'gid') {
      if (!/^\d+$/.test(value)) refuse();
      node[name] = Number(value);
      shown.push(`${name}=${value}`);
    }
  }
  const fs = createTmpfs({ clock, ...node, ...(maxBytes !== undefined && { maxBytes }) });
  const rank = (flag: string) => (SHOWN_ORDER.includes(flag) ? SHOWN_ORDER.indexOf(flag) : SHOWN_ORDER.length);
  return { fs, source: 'tmpfs', flags: [...flags.sort((a, b) => rank(a) - rank(b)), ...shown] };
}

/** `64k`, `1m`, `10%`. */
function bytesOf(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d+)([kmgtKMGT%]?)$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  if (unit === '%') return Math.floor((MEMORY_BYTES * Number(number)) / 100);
  return Number(number) * 1024 ** ['', 'k', 'm', 'g', 't'].indexOf(unit.toLowerCase());
}
