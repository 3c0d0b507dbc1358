/** /proc of a namespace (proc(5)): its processes, and what programs ask of the machine. */
import { hex } from '../../base/bytes.ts';
import { PROCESSORS } from '../../base/machine-size.ts';
import { SysError } from '../errno.ts';
import { Socket } from '../net/socket.ts';
import type { NamespaceState } from '../process/namespace.ts';
import { CONTROLLERS } from '../process/cgroup.ts';
import { mountInfo, mountList } from '../process/mount-list.ts';
import type { Process } from '../process/process.ts';
import type { Stat } from '../sys.ts';
import { TtyFile } from '../tty/terminal.ts';
import { PipeFile } from '../pipe.ts';
import type { Inode, OpenFile } from './filesystem.ts';
import { pathOf } from './location.ts';
import { procNet, procSysNet } from './network-files.ts';
import { namespaceLinks } from './namespace-links.ts';
import { openedPath } from './opened-path.ts';
import { cpuinfo, FILESYSTEMS, machineStat, meminfo } from './proc-machine.ts';
import { identityTexts } from './proc-identity.ts';
import { limitsText, statLine, statusText } from './proc-status.ts';
import {
  DescriptionInode,
  fixedDirectory,
  SyntheticDirectory,
  SyntheticFile,
  type SyntheticFilesystem,
  SyntheticLink,
} from './synthetic.ts';

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
    const { masked: sealed } = namespace.confinement;
    const setting = (content: () => string) => () => new SyntheticFile(fs, content, { mode: 0o644, sealed });
    const kernel = () =>
      fixedDirectory(fs, {
        domainname: setting(() => '(none)\n'),
        hostname: setting(() => `${namespace.hostname}\n`),
        osrelease: text(() => `${machine.release}\n`),
        ostype: text(() => 'Linux\n'),
        pid_max: setting(() => '4194304\n'),
        random: () => fixedDirectory(fs, { uuid: text(() => `${uuid()}\n`), boot_id: text(() => `${bootId}\n`) }),
        ...given('kernel.'),
      });
    const bootId = uuid();
    const given = (prefix: string) =>
      Object.fromEntries(
        Object.entries(namespace.sysctls)
          .filter(([name]) => name.startsWith(prefix))
          .map(([name, value]) => [name.slice(prefix.length), setting(() => `${value}\n`)]),
      );
    const empty = () => fixedDirectory(fs, {});
    return {
      acpi: empty,
      bus: empty,
      cmdline: text(() => 'quiet\n'),
      cpuinfo: text(cpuinfo),
      filesystems: text(() => FILESYSTEMS),
      fs: empty,
      irq: empty,
      keys: text(() => ''),
      loadavg: text(() => {
        const all = [...namespace.pids.visible()];
        const running = all.filter(({ state }) => state === 'R').length;
        const loads = machine.loadAverages().map((load) => load.toFixed(2));
        return `${loads.join(' ')} ${Math.max(1, running)}/${all.length} ${this.#pids().at(-1) ?? 0}\n`;
      }),
      meminfo: text(() => meminfo(machine)),
      mounts: () => new SyntheticLink(fs, () => 'self/mounts'),
      net: () => new SyntheticLink(fs, () => 'self/net'),
      self: () => new SyntheticLink(fs, (pid) => (pid ? String(pid) : missing())),
      stat: text(() => machineStat(machine)),
      swaps: text(() => 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n'),
      sys: () =>
        fixedDirectory(fs, {
          kernel,
          net: () => procSysNet(fs, { isMachine: namespace.isMachine, sealed }, () => namespace.network.state, given),
        }),
      'thread-self': () => new SyntheticLink(fs, (pid) => (pid ? `${pid}/task/${pid}` : missing())),
      timer_list: text(() => ''),
      uptime: text(() => `${uptime().toFixed(2)} ${(uptime() * PROCESSORS).toFixed(2)}\n`),
      version: text(() => `Linux version ${machine.release} (drydock@drydock) #1 SMP PREEMPT_DYNAMIC\n`),
    };
  }

  #processDirectory(process: Process, pid: number): Inode {
    const { fs } = this;
    const owner = { uid: process.euid, gid: process.egid, ino: 1_000 + process.pid * 16 };
    const text = (content: () => string) => () => new SyntheticFile(fs, content, owner);
    const secret = (content: () => string) => () => new SyntheticFile(fs, content, { ...owner, mode: 0o400 });
    // As ptrace(2) is allowed: by its owner and by root.
    const seen = (viewer: number) => {
      const by = this.namespace.pids.find(viewer);
      if (by && by.euid !== 0 && by.euid !== process.euid) throw new SysError('EACCES');
    };
    const link = (target: () => string, leads?: () => Inode | undefined) => () =>
      new SyntheticLink(fs, (viewer) => (seen(viewer), target()), leads, owner);
    const mounts = () =>
      mountList(this.namespace)
        .map(({ source, target, type, options }) => `${source} ${target} ${type} ${options} 0 0\n`)
        .join('');
    return fixedDirectory(
      fs,
      {
        cgroup: text(() => cgroupText(process.namespace.cgroup.path)),
        cmdline: text(() => (process.ended ? '' : process.argv.map((word) => `${word}\0`).join(''))),
        comm: text(() => `${process.command}\n`),
        cwd: link(
          () => pathOf(process.cwd),
          () => process.cwd.inode,
        ),
        environ: secret(() => [...process.env].map(([name, value]) => `${name}=${value}\0`).join('')),
        exe: link(
          () => process.executable || missing(),
          () => process.exeInode,
        ),
        fd: () => this.#descriptors(process, owner),
        limits: text(() => limitsText(process)),
        mountinfo: text(() => mountInfo(this.namespace)),
        mounts: text(mounts),
        net: () => procNet(fs, () => process.namespace.network.state),
        ns: () => namespaceLinks(fs, process, owner),
        oom_score: text(() => '0\n'),
        oom_score_adj: text(() => `${process.namespace.oomScoreAdj}\n`),
        root: link(
          () => (process.root ? pathOf(process.root) : '/'),
          () => (process.root ?? process.namespace.mounts.root).inode,
        ),
        stat: text(() => statLine(process, pid)),
        status: text(() => statusText(process)),
        // A process is one thread here.
        task: () => fixedDirectory(fs, { [pid]: () => this.#process(pid) ?? missing() }, owner),
        ...Object.fromEntries(Object.entries(identityTexts(process)).map(([name, content]) => [name, text(content)])),
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
      // Its permissions are how it was opened: lr-x------, l-wx------, lrwx------.
      const mode = [0o500, 0o300, 0o700][file.flags & 3] ?? 0o700;
      return new SyntheticLink(fs, () => describeFile(file), leads, { ...owner, mode });
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

/** The controllers of version 1, the one without a controller last. */
function cgroupText(path: string): string {
  const rows = CONTROLLERS.map(
    (name, i) => `${i + 1}:${name === 'systemd' ? 'name=systemd' : name}:${path}\n`,
  ).reverse();
  return `${rows.join('')}0::${path}\n`;
}
