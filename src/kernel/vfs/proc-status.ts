/** Texts of /proc/PID (proc(5)) that tell what a process is and may do. */
import { CAPABILITIES } from '../../base/capabilities.ts';
import { residentBytes } from '../process/cgroup.ts';
import { PAGE_BYTES } from './proc-identity.ts';
import { processInfo } from '../process/process-info.ts';
import type { Process } from '../process/process.ts';
import { SIGNALS, type Signal } from '../signals.ts';
import type { ResourceLimit } from '../sys.ts';

const NO_SIGNALS = '0'.repeat(16);
const kilobytes = (bytes: number) => `${String(Math.round(bytes / 1024)).padStart(8)} kB`;

/** `0-1,3`, as the kernel writes sets of processors. */
export function ranges(numbers: readonly number[]): string {
  const parts: [number, number][] = [];
  for (const number of numbers) {
    const last = parts.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else parts.push([number, number]);
  }
  return parts.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

const STATES = { R: 'R (running)', S: 'S (sleeping)', T: 'T (stopped)', Z: 'Z (zombie)' };

export function statusText(process: Process): string {
  const { uid, euid, gid, egid, groups, umask } = process;
  const info = processInfo(process, process.namespace.pids.isMachine);
  const { group, session, namespace } = process;
  const { noNewPrivileges, seccomp } = namespace.confinement;
  const { processors } = namespace.cgroup;
  const resident = kilobytes(residentBytes(process));
  const queued = (process.limits.table['sigpending'] as ResourceLimit).soft;
  const lines: [string, string | number][] = [
    ['Name', process.command],
    ['Umask', umask.toString(8).padStart(4, '0')],
    ['State', STATES[info.state]],
    ['Tgid', info.pid],
    ['Ngid', 0],
    ['Pid', info.pid],
    ['PPid', info.ppid],
    ['TracerPid', 0],
    ['Uid', `${uid}\t${euid}\t${euid}\t${euid}`],
    ['Gid', `${gid}\t${egid}\t${egid}\t${egid}`],
    ['FDSize', 64],
    ['Groups', `${groups.join(' ')} `],
    ['NStgid', process.nspid],
    ['NSpid', process.nspid],
    ['NSpgid', group.nspid],
    ['NSsid', session.nspid],
    ['VmPeak', resident],
    ['VmSize', resident],
    ['VmHWM', resident],
    ['VmRSS', resident],
    ['VmData', kilobytes(process.dataBytes)],
    ['VmSwap', kilobytes(0)],
    ['Threads', 1],
    ['SigQ', `0/${queued}`],
    ['SigPnd', NO_SIGNALS],
    ['ShdPnd', NO_SIGNALS],
    ['SigBlk', NO_SIGNALS],
    ['SigIgn', signalMask(process, 'ignore')],
    ['SigCgt', signalMask(process, 'handled')],
    ...capabilityLines(process),
    ['NoNewPrivs', noNewPrivileges ? 1 : 0],
    ['Seccomp', seccomp ? 2 : 0],
    ['Seccomp_filters', seccomp ? 1 : 0],
    ['Cpus_allowed', processors.reduce((mask, cpu) => mask | (1 << cpu), 0).toString(16)],
    ['Cpus_allowed_list', ranges(processors)],
    ['Mems_allowed', '1'],
    ['Mems_allowed_list', 0],
  ];
  return lines.map(([name, value]) => `${name}:\t${value}\n`).join('');
}

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
export function statLine(process: Process, pid: number): string {
  const { machine } = process.namespace;
  const { ppid, pgid, sid, state } = processInfo(process, process.namespace.pids.isMachine);
  const tty = process.session.tty?.index;
  const start = Math.round((process.started - machine.booted) / 10);
  const cpu = Math.round(process.cpuMs / 10);
  const terminal = tty === undefined ? 0 : 136 * 256 + tty;
  const foreground = process.session.foreground?.nspid ?? -1;
  const head = [pid, `(${process.command})`, state, ppid, pgid, sid, terminal, foreground];
  const counts = [
    4194304,
    0,
    0,
    0,
    0,
    cpu,
    0,
    0,
    0,
    20 + process.niceness,
    process.niceness,
    1,
    0,
    start,
    residentBytes(process),
    Math.round(residentBytes(process) / PAGE_BYTES),
  ];
  return `${[...head, ...counts, ...Array<number>(28).fill(0)].join(' ')}\n`;
}

/** By the names of setrlimit(2), in the order and words of /proc/PID/limits. */
const LIMIT_ROWS: readonly [name: string, text: string, unit: string][] = [
  ['cpu', 'cpu time', 'seconds'],
  ['fsize', 'file size', 'bytes'],
  ['data', 'data size', 'bytes'],
  ['stack', 'stack size', 'bytes'],
  ['core', 'core file size', 'bytes'],
  ['rss', 'resident set', 'bytes'],
  ['nproc', 'processes', 'processes'],
  ['nofile', 'open files', 'files'],
  ['memlock', 'locked memory', 'bytes'],
  ['as', 'address space', 'bytes'],
  ['locks', 'file locks', 'locks'],
  ['sigpending', 'pending signals', 'signals'],
  ['msgqueue', 'msgqueue size', 'bytes'],
  ['nice', 'nice priority', ''],
  ['rtprio', 'realtime priority', ''],
  ['rttime', 'realtime timeout', 'us'],
];

export function limitsText({ limits }: Process): string {
  const row = (cells: readonly string[]) =>
    `${cells.map((cell, i) => cell.padEnd([25, 20, 20, 10][i] as number)).join(' ')}\n`;
  const value = (number: number) => (Number.isFinite(number) ? String(number) : 'unlimited');
  const rows = LIMIT_ROWS.map(([name, text, unit]) => {
    const { soft, hard } = limits.table[name] as ResourceLimit;
    return row([`Max ${text}`, value(soft), value(hard), unit]);
  });
  return row(['Limit', 'Soft Limit', 'Hard Limit', 'Units']) + rows.join('');
}
