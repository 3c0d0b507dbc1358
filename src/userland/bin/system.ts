/** What the machine is at: uptime and mount. */
import { SysError } from '../../kernel/errno.ts';
import type { MountInfo } from '../../kernel/sys.ts';
import { readText } from './lib/read-text.ts';
import { strftime } from './lib/strftime.ts';
import { nameExists } from '../name-exists.ts';
import { tool, type Tool } from './lib/tool.ts';

/** kB by name, from /proc/meminfo. */
export async function memory(t: Tool): Promise<Map<string, number>> {
  const content = await readText(t.sys, '/proc/meminfo');
  if (!content) return t.die('failed to read /proc/meminfo', "can't open '/proc/meminfo': No such file or directory");
  return new Map([...content.matchAll(/^(\w+):\s+(\d+)/gm)].map(([, name, value]) => [name as string, Number(value)]));
}

export async function uptimeLine(t: Tool): Promise<string> {
  const seconds = parseFloat((await readText(t.sys, '/proc/uptime')) || '0');
  const load = (await readText(t.sys, '/proc/loadavg')).split(' ').slice(0, 3);
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor(seconds / 3600) % 24;
  const minutes = Math.floor(seconds / 60) % 60;
  const users = t.sys.processes().filter(({ pid, sid, tty }) => pid === sid && tty !== '?').length;
  const up = `${days ? `${days} day${days === 1 ? '' : 's'}, ` : ''}${hours ? `${String(hours).padStart(2)}:${String(minutes).padStart(2, '0')}` : `${minutes} min`}`;
  const averages = load.length === 3 ? load.join(', ') : '0.00, 0.00, 0.00';
  const word = `user${users < 2 && !t.busybox ? '' : 's'}`;
  return ` ${strftime('%H:%M:%S', t.sys.now())} up ${up},  ${users} ${word},  load average: ${averages}`;
}

/** `up 1 week, 2 days, 3 hours, 4 minutes`. */
async function prettyUptime(t: Tool): Promise<string> {
  let left = Math.floor(parseFloat((await readText(t.sys, '/proc/uptime')) || '0') / 60);
  const parts: string[] = [];
  for (const [name, minutes] of [
    ['decade', 5_256_000],
    ['year', 525_600],
    ['week', 10_080],
    ['day', 1440],
    ['hour', 60],
    ['minute', 1],
  ] as const) {
    const count = Math.floor(left / minutes);
    left -= count * minutes;
    if (count || (name === 'minute' && parts.length === 0)) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
  }
  return `up ${parts.join(', ')}`;
}

export const uptime = tool(
  {
    name: 'uptime',
    usage: '',
    about: 'Display the time since the last boot',
    options: 'p|pretty- s|since-',
    from: 'procps-ng',
  },
  async (t) => {
    if (t.operands.length && !t.busybox) {
      return t.usage('');
    }
    if (t.has('p')) return t.out.line(await prettyUptime(t));
    if (t.has('s')) {
      const seconds = parseFloat((await readText(t.sys, '/proc/uptime')) || '0');
      await t.out.line(strftime('%Y-%m-%d %H:%M:%S', t.sys.now() - seconds * 1000));
    } else await t.out.line(await uptimeLine(t));
  },
);

/** The mount a path lies on: the longest target that leads to it. */
export async function mountOf(t: Tool, path: string): Promise<MountInfo | undefined> {
  const real = await t.sys.realpath(path);
  let best: MountInfo | undefined;
  for (const mount of t.sys.mounts()) {
    const inside = mount.target === '/' || real === mount.target || real.startsWith(`${mount.target}/`);
    if (inside && (!best || mount.target.length >= best.target.length)) best = mount;
  }
  return best;
}

const MORE_INFORMATION = '\n       dmesg(1) may have more information after failed mount system call.';

/** util-linux's guess at what was wrong: first the directory, then what was to be put there. */
async function mountFailure(t: Tool, source: string, target: string, message: string): Promise<string> {
  if (!(await nameExists(t.sys, target))) return `${target}: mount point does not exist.${MORE_INFORMATION}`;
  const path = await t.sys.realpath(target);
  if ((await t.sys.stat(path)).type !== 'directory')
    return `${path}: mount point is not a directory.${MORE_INFORMATION}`;
  const named = t.has('t') ? source.startsWith('/') : true;
  if (named && !(await nameExists(t.sys, source)))
    return `${path}: special device ${source} does not exist.${MORE_INFORMATION}`;
  const type = t.value('t');
  if (type !== undefined) return `${path}: unknown filesystem type '${type}'.${MORE_INFORMATION}`;
  return `${path}: ${message}.${MORE_INFORMATION}`;
}

export const mount = tool(
  {
    name: 'mount',
    usage: '[OPTIONS] [-o OPT] DEVICE NODE',
    about: 'Mount a filesystem',
    options: 'a|all t|types= o|options= r|read-only w|rw v|verbose B|bind n f|fake l-',
    from: 'util-linux',
  },
  async (t) => {
    if (t.operands.length === 0 && !t.has('a')) {
      const wanted = t.value('t')?.split(',');
      for (const { source, target, type, options } of t.sys.mounts()) {
        if (!wanted || wanted.includes(type)) await t.out.line(`${source} on ${target} type ${type} (${options})`);
      }
      return;
    }
    if (t.operands.length > 2 && !t.busybox) return t.usage('bad usage');
    if (t.operands.length === 1 && !t.busybox) return t.die(`${t.operands[0]}: can't find in /etc/fstab.`);
    if (t.operands.length === 0) return;
    const target = t.operands[t.operands.length - 1] ?? '';
    const source = t.operands[0] ?? 'none';
    try {
      const words = (t.value('o') ?? '').split(',');
      if (!t.has('f')) await t.sys.mount(source, target, t.value('t') ?? 'auto', t.has('r') ? [...words, 'ro'] : words);
      if (t.has('v') && !t.busybox) await t.out.line(`mount: ${source} mounted on ${await t.sys.realpath(target)}.`);
      return;
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      if (error.errno !== 'EPERM') {
        return t.die(
          await mountFailure(t, source, target, error.message),
          `mounting ${source} on ${target} failed: ${error.message}`,
          t.busybox ? 1 : 32,
        );
      }
    }
    return t.die(
      `${target}: permission denied.${MORE_INFORMATION}`,
      'permission denied (are you root?)',
      t.busybox ? 1 : 32,
    );
  },
);
