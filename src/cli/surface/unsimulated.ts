/** Flags that real Docker knows and the sandbox leaves out, with what they would do. */
import type { Flags } from '../flags/parse.ts';

const REFUSED: Readonly<Record<string, string>> = {
  'container start checkpoint': 'restore the processes from a checkpoint',
  'container start checkpoint-dir': 'look for the checkpoint there',
  'container run use-api-socket': 'mount the engine socket and your credentials into the container',
  'container create use-api-socket': 'mount the engine socket and your credentials into the container',
};

/** What real Docker would do with a flag that is refused by its name; undefined for the others. */
export function refusal(command: string, flag: string): string | undefined {
  return REFUSED[`${command} ${flag}`];
}

/** Limits and isolation that a simulated process has nothing to notice with: kept, checked, shown, and no more. */
const RECORDED: ReadonlySet<string> = new Set(
  `annotation blkio-weight blkio-weight-device cgroup-parent cgroupns cpu-count cpu-percent cpu-period cpu-quota cpu-rt-period
cpu-rt-runtime cpu-shares cpus cpuset-cpus cpuset-mems device device-cgroup-rule device-read-bps device-read-iops device-write-bps
device-write-iops disable-content-trust io-maxbandwidth io-maxiops ipc kernel-memory memory-reservation memory-swap
isolation memory-swappiness oom-kill-disable oom-score-adj runtime security-opt userns uts volume-driver`.split(/\s+/),
);

export function isRecorded(command: string, flag: string): boolean {
  return /^(container (run|create|update)|image build)$/.test(command) && RECORDED.has(flag);
}

export function unsimulatedFlag(
  command: string,
  flags: Flags,
): { readonly flag: string; readonly instead: string } | undefined {
  for (const flag of flags.given) {
    const instead = REFUSED[`${command} ${flag}`];
    if (instead && flags.string(flag) !== 'false') return { flag, instead };
  }
  return undefined;
}
