/** /proc/PID/ns (namespaces(7)): which namespaces a process is in. Two processes share one where the numbers agree. */
import type { Process } from '../process/process.ts';
import type { Inode } from './filesystem.ts';
import { fixedDirectory, type SyntheticFilesystem, SyntheticLink, type SyntheticOptions } from './synthetic.ts';

/** Of the machine's own namespaces, as Linux numbers its first ones (include/linux/proc_ns.h). */
const INITIAL = {
  time: 4026531834,
  cgroup: 4026531835,
  pid: 4026531836,
  user: 4026531837,
  uts: 4026531838,
  ipc: 4026531839,
  net: 4026531840,
  mnt: 4026531841,
} as const;
type Kind = keyof typeof INITIAL;

let next = 4026532200;
const numbers = new WeakMap<object, Map<Kind, number>>();

/** The number of what stands for a namespace, given when it is first asked for. */
function numberOf(kind: Kind, thing: object): number {
  let known = numbers.get(thing);
  if (!known) numbers.set(thing, (known = new Map()));
  let number = known.get(kind);
  if (number === undefined) known.set(kind, (number = next++));
  return number;
}

export function namespaceLinks(fs: SyntheticFilesystem, process: Process, options: SyntheticOptions): Inode {
  const link = (kind: Kind) => () =>
    new SyntheticLink(fs, () => `${kind}:[${namespaceNumber(process, kind)}]`, undefined, options);
  return fixedDirectory(
    fs,
    {
      cgroup: link('cgroup'),
      ipc: link('ipc'),
      mnt: link('mnt'),
      net: link('net'),
      pid: link('pid'),
      pid_for_children: link('pid'),
      time: link('time'),
      time_for_children: link('time'),
      user: link('user'),
      uts: link('uts'),
    },
    { ...options, mode: 0o511 },
  );
}

function namespaceNumber({ namespace }: Process, kind: Kind): number {
  const { machine, isMachine, pids, network, shm } = namespace;
  // Nothing here has a user, time or control group namespace of its own.
  const shared =
    isMachine ||
    kind === 'user' ||
    kind === 'time' ||
    kind === 'cgroup' ||
    (kind === 'pid' && pids.isMachine) ||
    (kind === 'net' && network === machine.network.machine) ||
    (kind === 'ipc' && shm === machine.shm);
  if (shared) return INITIAL[kind];
  if (kind === 'pid') return numberOf(kind, pids);
  if (kind === 'net') return numberOf(kind, network.state);
  return numberOf(kind, kind === 'ipc' && shm ? shm : namespace);
}
