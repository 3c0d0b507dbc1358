/** /sys/fs/cgroup as a container sees it on the engine's machine: version 1, its own group at the root of each controller. */
import type { NamespaceState } from '../process/namespace.ts';
import type { Inode } from './filesystem.ts';
import { fixedDirectory, SyntheticFile, type SyntheticFilesystem } from './synthetic.ts';

/** What version 1 shows for a limit that is not there: the largest multiple of a page. */
const UNLIMITED = '9223372036854771712';
const PERIOD_US = 100_000;
const DEFAULT_SHARES = 1024;

export function cgroupDirectory(fs: SyntheticFilesystem, namespace: NamespaceState): Inode {
  const { cgroup } = namespace;
  const file = (text: () => string | number) => () => new SyntheticFile(fs, () => `${text()}\n`);
  const members = () => namespace.processes();
  const pids = () =>
    new SyntheticFile(fs, () =>
      members()
        .map(({ pid }) => `${pid}\n`)
        .join(''),
    );
  const controller = (files: Readonly<Record<string, () => Inode>>) => () =>
    fixedDirectory(fs, { 'cgroup.procs': pids, tasks: pids, ...files });
  return fixedDirectory(fs, {
    blkio: controller({}),
    cpu: controller({
      'cpu.cfs_period_us': file(() => PERIOD_US),
      'cpu.cfs_quota_us': file(() => (cgroup.limits.cpus ? Math.round(cgroup.limits.cpus * PERIOD_US) : -1)),
      'cpu.shares': file(() => DEFAULT_SHARES),
    }),
    cpuacct: controller({
      'cpuacct.usage': file(() => Math.round(members().reduce((sum, { cpuMs }) => sum + cpuMs, 0) * 1e6)),
    }),
    cpuset: controller({ 'cpuset.cpus': file(() => '0-1'), 'cpuset.mems': file(() => 0) }),
    devices: controller({}),
    freezer: controller({ 'freezer.state': file(() => (namespace.frozen ? 'FROZEN' : 'THAWED')) }),
    memory: controller({
      'memory.limit_in_bytes': file(() => cgroup.limits.memoryBytes ?? UNLIMITED),
      'memory.usage_in_bytes': file(() => cgroup.memoryBytes),
      'memory.oom_control': file(() => `oom_kill_disable 0\nunder_oom 0\noom_kill ${cgroup.oomKilled ? 1 : 0}`),
    }),
    pids: controller({
      'pids.current': file(() => members().length),
      'pids.max': file(() => cgroup.limits.pids ?? 'max'),
    }),
    systemd: controller({}),
  });
}
