/** docker stats */
import type { ContainerSummary } from '../../api/types/container.ts';
import type { EventMessage } from '../../api/types/system.ts';
import { setting } from '../config-file.ts';
import { errorText } from '../errors.ts';
import { CliFailure } from '../failure.ts';
import { formatRows, type Listing } from '../format/list-format.ts';
import { bytesSize, humanSize, shortId } from '../format/units.ts';
import type { Handler, Session } from '../session.ts';

interface Usage {
  readonly total_usage: number;
  readonly percpu_usage?: readonly number[] | null;
}
interface Cpu {
  readonly cpu_usage: Usage;
  readonly system_cpu_usage?: number;
  readonly online_cpus?: number;
}
interface Sample {
  readonly name?: string;
  readonly id?: string;
  readonly pids_stats?: { readonly current?: number };
  readonly blkio_stats?: { readonly io_service_bytes_recursive?: readonly { op: string; value: number }[] | null };
  readonly cpu_stats: Cpu;
  readonly precpu_stats: Cpu;
  readonly memory_stats: {
    readonly usage?: number;
    readonly limit?: number;
    readonly stats?: Readonly<Record<string, number>>;
  };
  readonly networks?: Readonly<Record<string, { readonly rx_bytes: number; readonly tx_bytes: number }>>;
}

interface Row {
  readonly container: string;
  readonly sample: Sample | undefined;
  readonly failed: boolean;
}

export const stats: Handler = async (session, flags, names) => {
  const once = flags.bool('no-stream');
  const format = flags.string('format') || setting(session.config, 'statsFormat') || 'table';
  const listing = statsListing(!flags.bool('no-trunc'));
  const rows = new Map<string, Row>();
  const stop = new AbortController();
  const failures: unknown[] = [];
  const watch = async (id: string): Promise<void> => {
    if (rows.has(id)) return;
    rows.set(id, { container: id, sample: undefined, failed: false });
    try {
      const samples = (await session.client.containerStats({
        path: { id },
        query: { ...(!once && { stream: true }), ...(once && { stream: false }) },
        signal: stop.signal,
      })) as AsyncIterable<Sample>;
      let first: (() => void) | undefined;
      const ready = new Promise<void>((resolve) => (first = resolve));
      const pump = (async () => {
        for await (const sample of samples) {
          rows.set(id, { container: id, sample, failed: false });
          first?.();
          if (once) return;
        }
        rows.set(id, { container: id, sample: undefined, failed: true });
      })().catch(() => rows.set(id, { container: id, sample: undefined, failed: true }));
      await Promise.race([ready, pump]);
    } catch (error) {
      rows.delete(id);
      if (names.length) failures.push(error);
    }
  };
  const containers = async () =>
    (
      (await session.client.containerList({
        query: { ...(flags.bool('all') && { all: true }) },
      })) as readonly ContainerSummary[]
    ).map((row) => shortId(row.Id));
  let lost: { readonly error: unknown } | undefined;
  if (names.length === 0 && !once)
    void followEvents(session, stop.signal, flags.bool('all'), watch, (id) => rows.delete(id)).catch(
      (error: unknown) => (lost = { error }),
    );
  await Promise.all((names.length ? names : await containers()).map(watch));
  if (failures.length) {
    stop.abort();
    throw new CliFailure(failures.map(errorText).join('\n'));
  }
  if (once) {
    await session.print(statsText(format, listing, [...rows.values()]));
    return;
  }
  let interrupted = false;
  const release = session.machine.onSignal('INT', () => (interrupted = true));
  while (!interrupted && !lost) {
    const text = statsText(format, listing, [...rows.values()]);
    await session.print(
      `\x1b[H${text
        .split('\n')
        .map((line) => `${line} \x1b[K\n`)
        .join('')}\x1b[J`,
    );
    if (names.length && [...rows.values()].every((row) => row.failed)) break;
    await session.sleep(500);
  }
  release();
  stop.abort();
  if (lost) throw lost.error;
};

/** Its mistakes have a text of their own. */
function statsText(format: string, listing: Listing<Row>, rows: readonly Row[]): string {
  try {
    return formatRows(format, listing, rows);
  } catch (error) {
    if (!(error instanceof CliFailure)) throw error;
    throw new CliFailure(error.message.replace(/^failed to \w+ template/, 'template parsing error'));
  }
}

/** Fails when the engine goes away; that the command ends it is no failure to anyone. */
async function followEvents(
  session: Session,
  signal: AbortSignal,
  all: boolean,
  added: (id: string) => Promise<void>,
  removed: (id: string) => void,
): Promise<void> {
  const events = (await session.client.systemEvents({
    query: { filters: JSON.stringify({ type: { container: true } }) },
    signal,
  })) as AsyncIterable<EventMessage>;
  for await (const event of events) {
    const id = shortId(event.Actor.ID);
    if (event.Action === 'start' || (all && event.Action === 'create')) void added(id);
    if (event.Action === 'destroy' || (!all && event.Action === 'die')) removed(id);
  }
}

function statsListing(truncate: boolean): Listing<Row> {
  const numbers = (row: Row) => compute(row.sample);
  return {
    type: '*container.statsContext',
    headers: {
      Container: 'CONTAINER',
      Name: 'NAME',
      ID: 'CONTAINER ID',
      CPUPerc: 'CPU %',
      MemUsage: 'MEM USAGE / LIMIT',
      MemPerc: 'MEM %',
      NetIO: 'NET I/O',
      BlockIO: 'BLOCK I/O',
      PIDs: 'PIDS',
    },
    table: '{{.ID}}\t{{.Name}}\t{{.CPUPerc}}\t{{.MemUsage}}\t{{.MemPerc}}\t{{.NetIO}}\t{{.BlockIO}}\t{{.PIDs}}',
    fields: {
      BlockIO: (row) =>
        row.failed ? '--' : `${humanSize(numbers(row).read, 3)} / ${humanSize(numbers(row).written, 3)}`,
      CPUPerc: (row) => (row.failed ? '--' : `${numbers(row).cpu.toFixed(2)}%`),
      Container: (row) => row.container,
      ID: (row) => (truncate ? shortId(row.sample?.id ?? '') : (row.sample?.id ?? '')),
      MemPerc: (row) => (row.failed ? '--' : `${numbers(row).memoryShare.toFixed(2)}%`),
      MemUsage: (row) =>
        row.failed ? '-- / --' : `${bytesSize(numbers(row).memory)} / ${bytesSize(numbers(row).limit)}`,
      Name: (row) => (row.sample?.name ? row.sample.name.slice(1) : '--'),
      NetIO: (row) =>
        row.failed ? '--' : `${humanSize(numbers(row).received, 3)} / ${humanSize(numbers(row).sent, 3)}`,
      PIDs: (row) => (row.failed ? '--' : String(numbers(row).pids)),
    },
  };
}

function compute(sample: Sample | undefined) {
  const blocks = sample?.blkio_stats?.io_service_bytes_recursive ?? [];
  const sum = (letter: string) =>
    blocks
      .filter((entry) => entry.op.toLowerCase().startsWith(letter))
      .reduce((total, entry) => total + entry.value, 0);
  const networks = Object.values(sample?.networks ?? {});
  const limit = sample?.memory_stats.limit ?? 0;
  const memory = sample ? usedMemory(sample) : 0;
  return {
    cpu: sample ? cpuShare(sample) : 0,
    memory,
    limit,
    memoryShare: limit ? (memory / limit) * 100 : 0,
    received: networks.reduce((total, network) => total + network.rx_bytes, 0),
    sent: networks.reduce((total, network) => total + network.tx_bytes, 0),
    read: sum('r'),
    written: sum('w'),
    pids: sample?.pids_stats?.current ?? 0,
  };
}

/** Without the page cache that could be given back at once. */
function usedMemory({ memory_stats: memory }: Sample): number {
  const usage = memory.usage ?? 0;
  const cache = memory.stats?.['total_inactive_file'] ?? memory.stats?.['inactive_file'] ?? 0;
  return cache < usage ? usage - cache : usage;
}

function cpuShare({ cpu_stats: now, precpu_stats: before }: Sample): number {
  const used = now.cpu_usage.total_usage - before.cpu_usage.total_usage;
  const elapsed = (now.system_cpu_usage ?? 0) - (before.system_cpu_usage ?? 0);
  const cpus = now.online_cpus || now.cpu_usage.percpu_usage?.length || 1;
  return elapsed > 0 && used > 0 ? (used / elapsed) * cpus * 100 : 0;
}
