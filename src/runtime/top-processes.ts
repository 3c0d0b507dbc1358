/** What `ps` on the machine sees of a container's processes. */
import type { ProcessInfo } from '../kernel/sys.ts';
import type { TopProcess } from '../oci/runtime.ts';

export function topProcesses(infos: readonly ProcessInfo[], names: ReadonlyMap<number, string>): readonly TopProcess[] {
  // What came last onto a terminal is what has it.
  const foreground = new Map(infos.map(({ tty, pgid }) => [tty, pgid]));
  return infos.map((info) => ({
    pid: info.pid,
    ppid: info.ppid,
    pgid: info.pgid,
    sid: info.sid,
    niceness: info.niceness,
    uid: info.uid,
    user: names.get(info.uid) ?? String(info.uid),
    tty: info.tty,
    stat: statOf(info, foreground.get(info.tty)),
    started: info.started,
    cpuMs: info.cpuMs,
    residentBytes: info.residentBytes,
    command: info.argv.length ? info.argv.join(' ') : info.command,
  }));
}

/** As ps(1) has it: state, niceness, `s` for the leader of a session, `+` for the terminal's foreground. */
function statOf({ state, niceness, pid, sid, pgid, tty }: ProcessInfo, foreground: number | undefined): string {
  const nice = niceness < 0 ? '<' : niceness > 0 ? 'N' : '';
  return state + nice + (pid === sid ? 's' : '') + (tty !== '?' && pgid === foreground ? '+' : '');
}
