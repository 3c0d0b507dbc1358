/** Texts of /proc (proc(5)) that tell what the machine is. */
import { PROCESSORS } from '../process/cgroup.ts';

/** Memory the machine says it has; what processes take is not measured. */
const MEMORY_KB = 8_000_000;

export const FILESYSTEMS =
  'nodev\tsysfs\nnodev\ttmpfs\nnodev\tproc\nnodev\tdevpts\nnodev\tmqueue\nnodev\toverlay\n\text4\n';

export function meminfo(): string {
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

export function cpuinfo(): string {
  const one = (cpu: number) =>
    `processor\t: ${cpu}\nvendor_id\t: Drydock\nmodel name\t: Simulated CPU\ncpu MHz\t\t: 2000.000\ncpu cores\t: ${PROCESSORS}\n\n`;
  return Array.from({ length: PROCESSORS }, (_, cpu) => one(cpu)).join('');
}
