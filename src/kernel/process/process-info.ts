import type { ProcessInfo } from '../sys.ts';
import { residentBytes } from './cgroup.ts';
import type { Process } from './process.ts';

/** `global`: in the machine's pids. */
export function processInfo(process: Process, global: boolean): ProcessInfo {
  const { session, group, parent } = process;
  return {
    pid: global ? process.pid : process.nspid,
    ppid: (global ? parent?.pid : parent?.nspid) ?? 0,
    pgid: global ? group.pid : group.nspid,
    sid: global ? session.pid : session.nspid,
    uid: process.euid,
    gid: process.egid,
    state: process.state,
    command: process.command,
    argv: process.argv,
    tty: session.tty?.index === undefined ? '?' : `pts/${session.tty.index}`,
    started: process.started,
    cpuMs: process.cpuMs,
    niceness: process.niceness,
    residentBytes: residentBytes(process),
  };
}
