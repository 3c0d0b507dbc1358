/** What one process may use: setrlimit(2). A child begins with its parent's. */
import { LIMITS } from '../../base/limits.ts';
import { ProcessGone, SysError } from '../errno.ts';
import type { Awaitable, ResourceLimit, ResourceLimits } from '../sys.ts';
import type { OpenFile } from '../vfs/filesystem.ts';
import { capable } from '../vfs/permissions.ts';
import { RegularFile } from '../vfs/regular-file.ts';
import type { Process } from './process.ts';

const NONE: ResourceLimit = { soft: Infinity, hard: Infinity };
const both = (value: number): ResourceLimit => ({ soft: value, hard: value });

/** In the units of getrlimit(2): bytes, seconds, counts. */
const DEFAULTS: ResourceLimits = {
  as: NONE,
  core: { soft: 0, hard: Infinity },
  cpu: NONE,
  data: NONE,
  fsize: NONE,
  locks: NONE,
  memlock: both(8 * 1024 * 1024),
  msgqueue: both(819_200),
  nice: both(0),
  nofile: { soft: LIMITS.openFiles, hard: LIMITS.openFilesHard },
  nproc: both(LIMITS.processes),
  rss: NONE,
  rtprio: both(0),
  rttime: NONE,
  sigpending: both(LIMITS.processes),
  stack: { soft: 8 * 1024 * 1024, hard: Infinity },
};

/** The limits of one process or of many alike. */
export class LimitSet {
  /** Those that hot paths look at. */
  readonly fileBytes: number;
  readonly cpuMs: number;
  readonly openFiles: number;

  constructor(readonly table: ResourceLimits) {
    const soft = (name: string) => (table[name] as ResourceLimit).soft;
    this.fileBytes = soft('fsize');
    this.cpuMs = soft('cpu') * 1000;
    this.openFiles = soft('nofile');
  }
}

const USUAL = new LimitSet(DEFAULTS);

/** What a container was given over the defaults; -1 is unlimited. */
export function limitSet(given: ResourceLimits | undefined): LimitSet {
  const names = Object.keys(given ?? {});
  if (names.length === 0) return USUAL;
  const value = (number: number) => (number < 0 ? Infinity : number);
  const table = { ...DEFAULTS };
  for (const name of names) {
    const { soft, hard } = given?.[name] as ResourceLimit;
    table[name] = { soft: value(soft), hard: value(hard) };
  }
  return new LimitSet(table);
}

/** EINVAL: no such limit, or soft above hard. EPERM: only the privileged raise what is hard. */
export function setResourceLimit(process: Process, name: string, limit: ResourceLimit): void {
  const { table } = process.limits;
  const before = table[name];
  if (!before || limit.soft > limit.hard) throw new SysError('EINVAL');
  const most = name === 'nofile' ? LIMITS.openFilesHard : Infinity;
  if (limit.hard > most || (limit.hard > before.hard && !capable(process, 'SYS_RESOURCE'))) throw new SysError('EPERM');
  process.limits = new LimitSet({ ...table, [name]: limit });
}

/** RLIMIT_NPROC counts the processes of a user in all of the machine; root is free of it. */
export function mayFork(process: Process): boolean {
  const most = process.limits.table.nproc?.soft ?? Infinity;
  if (process.uid === 0 || most >= LIMITS.processes) return true;
  let count = 0;
  for (const { uid } of process.namespace.machine.processes.values()) if (uid === process.uid) count++;
  return count < most;
}

/** A write below RLIMIT_FSIZE: what fits is written, what does not is SIGXFSZ, or EFBIG for who ignores it. */
export function limitedWrite(process: Process, file: OpenFile, bytes: Uint8Array): Awaitable<number> {
  if (!(file instanceof RegularFile)) return file.write(bytes, process);
  const { offset } = file;
  return offset instanceof Promise ? offset.then((from) => write(from)) : write(offset);

  function write(from: number): Awaitable<number> {
    const room = process.limits.fileBytes - from;
    if (bytes.length <= room) return file.write(bytes, process);
    const part = room > 0 ? file.write(bytes.subarray(0, room), process) : 0;
    return part instanceof Promise ? part.then(refuse) : refuse();
  }

  function refuse(): never {
    process.raise('XFSZ', true);
    if (process.ended) throw new ProcessGone();
    throw new SysError('EFBIG');
  }
}
