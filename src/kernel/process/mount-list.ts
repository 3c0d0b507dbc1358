/**
 * The mounts of a namespace as /proc/mounts lists them. What runc mounts over parts of /proc and /sys is a property of
 * those file systems here, and is told as the mounts that it is elsewhere.
 */
import type { MountInfo } from '../sys.ts';
import { CONTROLLERS } from './cgroup.ts';
import type { NamespaceState } from './namespace.ts';

const PSEUDO = 'nosuid,nodev,noexec,relatime';
const MASK = 'rw,nosuid,size=65536k,mode=755';

export function mountList(namespace: NamespaceState): readonly MountInfo[] {
  const mounts = namespace.mounts.list();
  const sys = mounts.findIndex(({ target }) => target === '/sys');
  if (namespace.isMachine || sys < 0) return mounts;
  const { masked } = namespace.confinement;
  const groups = masked ? 'ro' : 'rw';
  const cgroups: MountInfo[] = [
    { source: 'tmpfs', target: '/sys/fs/cgroup', type: 'tmpfs', options: `rw,${PSEUDO},mode=755` },
    ...CONTROLLERS.map((controller) => ({
      source: 'cgroup',
      target: `/sys/fs/cgroup/${controller}`,
      type: 'cgroup',
      options: `${groups},${PSEUDO},${controller === 'systemd' ? 'name=systemd' : controller}`,
    })),
    { source: 'mqueue', target: '/dev/mqueue', type: 'mqueue', options: `rw,${PSEUDO}` },
  ];
  return [...mounts.slice(0, sys + 1), ...cgroups, ...mounts.slice(sys + 1), ...(masked ? MASKS : [])];
}

const MASKS: readonly MountInfo[] = [
  ...['bus', 'fs', 'irq', 'sys'].map((name) => ({
    source: 'proc',
    target: `/proc/${name}`,
    type: 'proc',
    options: `ro,${PSEUDO}`,
  })),
  { source: 'tmpfs', target: '/proc/acpi', type: 'tmpfs', options: 'ro,relatime' },
  { source: 'tmpfs', target: '/proc/keys', type: 'tmpfs', options: MASK },
  { source: 'tmpfs', target: '/proc/timer_list', type: 'tmpfs', options: MASK },
  { source: 'tmpfs', target: '/sys/firmware', type: 'tmpfs', options: 'ro,relatime' },
];

const OF_THE_MOUNT = new Set(['ro', 'rw', 'nosuid', 'nodev', 'noexec', 'noatime', 'nodiratime', 'relatime', 'sync']);
/** Ids are the kernel's to choose: counted from here. */
const FIRST_ID = 500;

/** /proc/PID/mountinfo (proc(5)): each mount with its own number and that of the mount it is in. */
export function mountInfo(namespace: NamespaceState): string {
  const mounts = mountList(namespace);
  return mounts
    .map(({ source, target, type, options, root = '/', device = 0 }, i) => {
      const above = mounts.findLastIndex(
        (other, at) => at < i && (other.target === '/' || target.startsWith(`${other.target}/`)),
      );
      const words = options.split(',');
      const own = words.filter((word) => OF_THE_MOUNT.has(word));
      const rest = words.filter((word) => !OF_THE_MOUNT.has(word));
      const whole = [type === 'sysfs' ? (own[0] as string) : 'rw', ...rest].join(',');
      const ids = `${FIRST_ID + i} ${FIRST_ID + above} 0:${device}`;
      return `${ids} ${root} ${target} ${own.join(',')} - ${type} ${source} ${whole}\n`;
    })
    .join('');
}
