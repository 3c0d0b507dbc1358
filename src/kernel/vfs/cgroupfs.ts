/** /sys/fs/cgroup as a container sees it on the engine's machine: version 1, its own group at the root of each controller. */
import { CONTROLLERS } from '../process/cgroup.ts';
import type { NamespaceState } from '../process/namespace.ts';
import type { Inode } from './filesystem.ts';
import { ranges } from './proc-status.ts';
import { fixedDirectory, SyntheticFile, type SyntheticFilesystem } from './synthetic.ts';

/** What version 1 shows for a limit that is not there: the largest multiple of a page. */
const UNLIMITED = '9223372036854771712';
const PERIOD_US = 100_000;
const DEFAULT_SHARES = 1024;

type Files = Readonly<Record<string, () => Inode>>;

export function cgroupDirectory(fs: SyntheticFilesystem, namespace: NamespaceState): Inode {
  const { cgroup, confinement } = namespace;
  const sealed = confinement.masked;
  const file = (text: () => string | number) => () =>
    new SyntheticFile(fs, () => `${text()}\n`, { mode: 0o644, sealed });
  const members = () => namespace.processes();
  const pids = () =>
    new SyntheticFile(fs, () => [...namespace.own()].map((process) => `${namespace.pids.pidOf(process)}\n`).join(''), {
      mode: 0o644,
      sealed,
    });
  const shares = () => cgroup.limits.cpuShares ?? DEFAULT_SHARES;
  const processors = () => ranges(cgroup.processors);
  const files: Readonly<Partial<Record<(typeof CONTROLLERS)[number], Files>>> = {
    cpu: {
      'cpu.cfs_period_us': file(() => PERIOD_US),
      'cpu.cfs_quota_us': file(() => (cgroup.limits.cpus ? Math.round(cgroup.limits.cpus * PERIOD_US) : -1)),
      'cpu.shares': file(shares),
    },
    cpuacct: {
      'cpuacct.usage': file(() => Math.round(members().reduce((sum, { cpuMs }) => sum + cpuMs, 0) * 1e6)),
    },
    cpuset: {
      'cpuset.cpus': file(processors),
      'cpuset.effective_cpus': file(processors),
      'cpuset.mems': file(() => 0),
    },
    freezer: { 'freezer.state': file(() => (namespace.frozen ? 'FROZEN' : 'THAWED')) },
    memory: {
      'memory.limit_in_bytes': file(() => cgroup.limits.memoryBytes ?? UNLIMITED),
      'memory.memsw.limit_in_bytes': file(() => cgroup.limits.swapBytes ?? UNLIMITED),
      'memory.oom_control': file(() => `oom_kill_disable 0\nunder_oom 0\noom_kill ${cgroup.oomKilled ? 1 : 0}`),
      'memory.usage_in_bytes': file(() => cgroup.memoryBytes),
    },
    pids: {
      'pids.current': file(() => members().length),
      'pids.max': file(() => cgroup.limits.pids ?? 'max'),
    },
  };
  const controller = (own: Files | undefined) => () =>
    fixedDirectory(fs, { 'cgroup.procs': pids, tasks: pids, ...own }, { mode: 0o755 });
  return fixedDirectory(
    fs,
    Object.fromEntries([...CONTROLLERS].sort().map((name) => [name, controller(files[name])])),
    { mode: 0o755 },
  );
}
