/** Texts of /proc (proc(5)) that tell what the machine is. */
import { MEMORY_BYTES, PROCESSORS } from '../../base/machine-size.ts';
import type { Machine } from '../process/machine.ts';

const MEMORY_KB = MEMORY_BYTES / 1024;
/** No cache of pages is simulated: these are shares of the memory that a machine which has run for a while keeps for it. */
const CACHED_KB = MEMORY_KB * 0.2;
const BUFFERS_KB = MEMORY_KB * 0.02;

export const FILESYSTEMS =
  'nodev\tsysfs\nnodev\ttmpfs\nnodev\tproc\nnodev\tdevpts\nnodev\tmqueue\nnodev\toverlay\n\text4\n';

export function meminfo({ residentBytes }: Machine): string {
  const free = Math.max(0, MEMORY_KB - CACHED_KB - BUFFERS_KB - residentBytes / 1024);
  const lines: [string, number][] = [
    ['MemTotal', MEMORY_KB],
    ['MemFree', free],
    ['MemAvailable', free + CACHED_KB + BUFFERS_KB],
    ['Buffers', BUFFERS_KB],
    ['Cached', CACHED_KB],
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

/** Hundredths of a second of computing and of idleness, in sum and by processor: all that is simulated runs on the first. */
export function machineStat({ cpuMs, booted, clock }: Machine): string {
  const passed = (clock.now() - booted) / 10;
  const line = (name: string, busy: number, all: number) =>
    `${name} ${Math.round(busy)} 0 0 ${Math.round(Math.max(0, all - busy))} 0 0 0 0 0 0\n`;
  const each = Array.from({ length: PROCESSORS }, (_, cpu) => line(`cpu${cpu}`, cpu ? 0 : cpuMs / 10, passed));
  return `${line('cpu ', cpuMs / 10, passed * PROCESSORS)}${each.join('')}btime ${Math.floor(booted / 1000)}\n`;
}
