/** /proc of a namespace (proc(5)): its processes, and what programs ask of the machine. */
import { hex } from '../../base/bytes.ts';
import { SysError } from '../errno.ts';
import { Socket } from '../net/socket.ts';
import type { NamespaceState } from '../process/namespace.ts';
import { processInfo } from '../process/process-info.ts';
import type { Process } from '../process/process.ts';
import { SIGNALS, type Signal } from '../signals.ts';
import type { Stat } from '../sys.ts';
import { TtyFile } from '../tty/terminal.ts';
import { PipeFile } from '../pipe.ts';
import type { Inode, OpenFile } from './filesystem.ts';
import { pathOf } from './location.ts';
import { procNet, procSysNet } from './network-files.ts';
import { openedPath } from './opened-path.ts';
import {
  DescriptionInode,
  fixedDirectory,
  SyntheticDirectory,
  SyntheticFile,
  type SyntheticFilesystem,
  SyntheticLink,
} from './synthetic.ts';

/** Memory the machine says it has; what processes take is not measured. */
const MEMORY_KB = 8_000_000;
const CPUS = 2;

export class Procfs {
  readonly root: SyntheticDirectory;
  readonly #directories = new WeakMap<Process, Inode>();

  constructor(
    private readonly fs: SyntheticFilesystem,
    private readonly namespace: NamespaceState,
  ) {
    const fixed = fixedDirectory(fs, this.#machineFiles());
    const names = () => [...this.#pids().map(String), ...fixed.readdir().map(({ name }) => name)];
    const child = (name: string) => (/^[1-9]\d*$/.test(name) ? this.#process(Number(name)) : fixed.lookup(name));
    this.root = new SyntheticDirectory(fs, names, child);
  }

  #pids(): number[] {
    const { pids } = this.namespace;
    return [...pids.visible()].map((process) => pids.pidOf(process)).sort((a, b) => a - b);
  }

  #process(pid: number): Inode | undefined {
    const process = this.namespace.pids.find(pid);
    if (!process) return undefined;
    let directory = this.#directories.get(process);
    if (!directory) this.#directories.set(process, (directory = this.#processDirectory(process, pid)));
    return directory;
  }

  #machineFiles(): Record<string, () => Inode> {
    const { fs, namespace } = this;
    const { machine } = namespace;
    const text = (content: () => string) => () => new SyntheticFile(fs, content);
    const uptime = () => (machine.clock.now() - machine.booted) / 1000;
    const uuid = () => {
      const bytes = machine.random.bytes(16);
      bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
      bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
      return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    };
    const kernel = () =>
      fixedDirectory(fs, {
        hostname: () => new SyntheticFile(fs, () => `${namespace.hostname}\n`, { mode: 0o644 }),
        osrelease: text(() => `${machine.release}\n`),
        ostype: text(() => 'Linux\n'),
        pid_max: text(() => '4194304\n'),
        random: () => fixedDirectory(fs, { uuid: text(() => `${uuid()}\n`), boot_id: text(() => `${bootId}\n`) }),
        ...given('kernel.'),
      });
    const bootId = uuid();
    const given = (prefix: string) =>
      Object.fromEntries(
        Object.entries(namespace.sysctls)
          .filter(([name]) => name.startsWith(prefix))
          .map(([name, value]) => [name.slice(prefix.length), text(() => `${value}\n`)]),
      );
    return {
      cpuinfo: text(cpuinfo),
      filesystems: text(() => FILESYSTEMS),
      loadavg: text(() => {
        const all = [...namespace.pids.visible()];
        const running = all.filter(({ state }) => state === 'R').length;
        return `0.00 0.00 0.00 ${Math.max(1, running)}/${all.length} ${this.#pids().at(-1) ?? 0}\n`;
      }),
      meminfo: text(meminfo),
      mounts: () => new SyntheticLink(fs, () => 'self/mounts'),
      net: () => new SyntheticLink(fs, () => 'self/net'),
      self: () => new SyntheticLink(fs, (pid) => (pid ? String(pid) : missing())),
      stat: text(
        () => `cpu  0 0 0 ${Math.round(uptime() * 100)} 0 0 0 0 0 0\nbtime ${Math.floor(machine.booted / 1000)}\n`,
      ),
      sys: () =>
        fixedDirectory(fs, {
          kernel,
          net: () => procSysNet(fs, namespace.isMachine, () => namespace.network.state, given),
        }),
      uptime: text(() => `${uptime().toFixed(2)} ${(uptime() * CPUS).toFixed(2)}\n`),
      version: text(() => `Linux version ${machine.release} (drydock@drydock) #1 SMP PREEMPT_DYNAMIC\n`),
    };
  }

  #processDirectory(process: Process, pid: number): Inode {
    const { fs } = this;
    const owner = { uid: process.euid, gid: process.egid, ino: 1_000 + process.pid * 16 };
    const text = (content: () => string) => () => new SyntheticFile(fs, content, owner);
    const link = (target: () => string, leads?: () => Inode | undefined) => () =>
      new SyntheticLink(fs, target, leads, owner);
    const mounts = () =>
      this.namespace.mounts
        .list()
        .map(({ source, target, type, options }) => `${source} ${target} ${type} ${options} 0 0\n`)
        .join('');
    return fixedDirectory(
      fs,
      {
        cgroup: text(() => CGROUPS),
        cmdline: text(() => (process.ended ? '' : process.argv.map((word) => `${word}\0`).join(''))),
        comm: text(() => `${process.command}\n`),
        cwd: link(
          () => pathOf(process.cwd),
          () => process.cwd.inode,
        ),
        environ: text(() => [...process.env].map(([name, value]) => `${name}=${value}\0`).join('')),
        exe: link(
          () => process.executable || missing(),
          () => process.exeInode,
        ),
        fd: () => this.#descriptors(process, owner),
        mounts: text(mounts),
        net: () => procNet(fs, () => process.namespace.network.state),
        oom_score_adj: text(() => `${process.namespace.oomScoreAdj}\n`),
        root: link(
          () => '/',
          () => process.namespace.mounts.root.inode,
        ),
        stat: text(() => statLine(process, pid)),
        status: text(() => statusText(process)),
      },
      owner,
    );
  }

  #descriptors(process: Process, owner: { uid: number; gid: number; ino: number }): Inode {
    const { fs } = this;
    const child = (name: string): Inode | undefined => {
      const description = /^\d+$/.test(name) ? process.files.slots[Number(name)] : undefined;
      if (!description) return undefined;
      const { file } = description;
      const leads = () => file.inode ?? new DescriptionInode(fs, file, file.stat() as Stat);
      return new SyntheticLink(fs, () => describeFile(file), leads, { ...owner, mode: 0o700 });
    };
    return new SyntheticDirectory(fs, () => process.files.open().map(String), child, { ...owner, mode: 0o500 });
  }
}

function describeFile(file: OpenFile): string {
  if (file instanceof TtyFile) return `/dev/pts/${file.tty.index ?? 0}`;
  const path = openedPath(file);
  if (path !== undefined) return path;
  if (file instanceof Socket) return `socket:[${file.ino}]`;
  return file instanceof PipeFile ? `pipe:[${file.pipe.ino}]` : `pipe:[${(file.stat() as Stat).ino}]`;
}

function missing(): never {
  throw new SysError('ENOENT');
}

const STATES = { R: 'R (running)', S: 'S (sleeping)', T: 'T (stopped)', Z: 'Z (zombie)' };

function statusText(process: Process): string {
  const { uid, euid, gid, egid, groups, umask } = process;
  const info = processInfo(process, process.namespace.pids.isMachine);
  const lines = [
    ['Name', process.command],
    ['Umask', umask.toString(8).padStart(4, '0')],
    ['State', STATES[info.state]],
    ['Tgid', info.pid],
    ['Pid', info.pid],
    ['PPid', info.ppid],
    ['Uid', `${uid}\t${euid}\t${euid}\t${euid}`],
    ['Gid', `${gid}\t${egid}\t${egid}\t${egid}`],
    ['FDSize', 64],
    ['Groups', `${groups.join(' ')} `],
    ['NSpid', process.nspid],
    ['VmSize', '    4348 kB'],
    ['VmRSS', '     780 kB'],
    ['Threads', 1],
    ['SigIgn', signalMask(process, 'ignore')],
    ['SigCgt', signalMask(process, 'handled')],
    ...capabilityLines(process),
  ];
  return lines.map(([name, value]) => `${name}:\t${value}\n`).join('');
}

/** By their numbers (capabilities(7)). */
const CAPABILITIES =
  `CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE
NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE
SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM
BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE`.split(/\s+/);

/** Whoever is not root may use none of what the container is allowed. */
function capabilityLines({ euid, capabilities }: Process): [string, string][] {
  const hex = (mask: bigint) => mask.toString(16).padStart(16, '0');
  const allowed = CAPABILITIES.reduce(
    (mask, name, bit) => ((capabilities?.has(name) ?? true) ? mask | (1n << BigInt(bit)) : mask),
    0n,
  );
  const own = euid === 0 ? allowed : 0n;
  return [
    ['CapInh', hex(0n)],
    ['CapPrm', hex(own)],
    ['CapEff', hex(own)],
    ['CapBnd', hex(allowed)],
    ['CapAmb', hex(0n)],
  ];
}

function signalMask(process: Process, kind: 'ignore' | 'handled'): string {
  let mask = 0n;
  for (const [signal, action] of process.actions ?? []) {
    if ((action === 'ignore') === (kind === 'ignore')) mask |= 1n << BigInt(SIGNALS[signal as Signal].number - 1);
  }
  return mask.toString(16).padStart(16, '0');
}

/** Fields of proc(5) in their order; times in hundredths of a second. */
function statLine(process: Process, pid: number): string {
  const { machine } = process.namespace;
  const { ppid, pgid, sid, state } = processInfo(process, process.namespace.pids.isMachine);
  const tty = process.session.tty?.index;
  const start = Math.round((process.started - machine.booted) / 10);
  const cpu = Math.round(process.cpuMs / 10);
  const terminal = tty === undefined ? 0 : 136 * 256 + tty;
  const foreground = process.session.foreground?.nspid ?? -1;
  const head = [pid, `(${process.command})`, state, ppid, pgid, sid, terminal, foreground];
  const counts = [4194304, 0, 0, 0, 0, cpu, 0, 0, 0, 20, 0, 1, 0, start, 4452352, 195];
  return `${[...head, ...counts, ...Array<number>(28).fill(0)].join(' ')}\n`;
}

/** The controllers of version 1, which `docker info` names too; seen from inside, each is at its root. */
const CGROUPS = `${['name=systemd', 'pids', 'blkio', 'freezer', 'devices', 'memory', 'cpuset', 'cpuacct', 'cpu']
  .map((name, i) => `${9 - i}:${name}:/\n`)
  .join('')}0::/\n`;

const FILESYSTEMS = 'nodev\tsysfs\nnodev\ttmpfs\nnodev\tproc\nnodev\tdevpts\nnodev\tmqueue\nnodev\toverlay\n\text4\n';

function meminfo(): string {
  const lines: [string, number][] = [
    ['MemTotal', MEMORY_KB],
    ['MemFree', MEMORY_KB * 0.6],
    ['MemAvailable', MEMORY_KB * 0.8],
    ['Buffers', MEMORY_KB * 0.02],
    ['Cached', MEMORY_KB * 0.2],
    ['SwapCached', 0],
    ['SwapTotal', 0],
    ['SwapFree', 0],
    ['Shmem', 0],
    ['SReclaimable', 0],
  ];
  return lines.map(([name, kb]) => `${`${name}:`.padEnd(16)}${String(Math.round(kb)).padStart(8)} kB\n`).join('');
}

function cpuinfo(): string {
  const one = (cpu: number) =>
    `processor\t: ${cpu}\nvendor_id\t: Drydock\nmodel name\t: Simulated CPU\ncpu MHz\t\t: 2000.000\ncpu cores\t: ${CPUS}\n\n`;
  return Array.from({ length: CPUS }, (_, cpu) => one(cpu)).join('');
}
