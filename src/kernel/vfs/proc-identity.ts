/** Files of /proc/PID (proc(5)) that tell how a process stands to namespaces, sessions and memory. */
import { residentBytes } from '../process/cgroup.ts';
import type { Process } from '../process/process.ts';

export const PAGE_BYTES = 4096;
/** Nobody has logged in: an id of all ones. */
const NO_LOGIN = '4294967295';
/** No user namespace: every id is itself. */
const SAME_IDS = `${['0', '0', NO_LOGIN].map((number) => number.padStart(10)).join(' ')}\n`;

export function identityTexts(process: Process): Readonly<Record<string, () => string>> {
  return {
    cpuset: () => `${process.namespace.cgroup.path}\n`,
    gid_map: () => SAME_IDS,
    loginuid: () => NO_LOGIN,
    oom_adj: () => `${Math.trunc((process.namespace.oomScoreAdj * 17) / 1000)}\n`,
    personality: () => '00000000\n',
    sessionid: () => NO_LOGIN,
    setgroups: () => 'allow\n',
    statm: () => {
      const resident = Math.round(residentBytes(process) / PAGE_BYTES);
      const data = Math.round(process.dataBytes / PAGE_BYTES);
      return `${resident} ${resident} 0 0 0 ${data} 0\n`;
    },
    uid_map: () => SAME_IDS,
  };
}
