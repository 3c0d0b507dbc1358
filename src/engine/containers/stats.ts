/** `GET /containers/{id}/stats`: a sample a second, in cgroup v1's shape, from what the runtime accounts for. */
import type { Call } from '../../api/calls.ts';
import { rfc3339Nano, ZERO_TIME } from '../../base/time.ts';
import { FailureError } from '../../base/errors.ts';
import type { EngineContext } from '../context.ts';
import type { InterfaceCounters } from '../../oci/runtime.ts';
import { sortedByKey } from './config.ts';
import type { Container } from './container.ts';
import { networkKind } from './networking.ts';

const INTERVAL_MS = 1000;

export async function containerStats(
  engine: EngineContext,
  call: Call<'containerStats'>,
): Promise<AsyncIterable<unknown>> {
  const stream = call.query.stream ?? true;
  const oneShot = call.query['one-shot'] ?? false;
  if (stream && oneShot) throw new FailureError('invalid', 'cannot have stream=true and one-shot=true');
  const container = engine.containers.find(call.path.id ?? '');
  return samples(engine, container, { stream, oneShot, signal: call.signal });
}

async function* samples(
  engine: EngineContext,
  container: Container,
  options: { readonly stream: boolean; readonly oneShot: boolean; readonly signal: AbortSignal },
): AsyncGenerator<unknown> {
  let before: Sample | undefined;
  if (!options.stream && !options.oneShot && container.running) {
    before = take(engine, container);
    await pause(engine, options.signal);
  }
  while (!options.signal.aborted) {
    const sample = container.running ? take(engine, container) : undefined;
    const full = sample ? response(engine, container, sample, before) : empty(container);
    yield options.oneShot && !options.stream ? withoutName(full) : full;
    before = sample;
    if (!options.stream || !engine.containers.get(container.id)) return;
    await pause(engine, options.signal);
  }
}

/** Real Docker leaves out whose numbers they are when it takes no time over them. */
function withoutName(stats: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { name: _, id: __, ...rest } = stats;
  return rest;
}

interface Sample {
  readonly read: number;
  readonly cpuNs: number;
  readonly systemNs: number;
  readonly memoryBytes: number;
  readonly pids: number;
  readonly interfaces: Readonly<Record<string, InterfaceCounters>>;
}

function take(engine: EngineContext, container: Container): Sample | undefined {
  const usage = container.running?.usage();
  if (!usage) return undefined;
  const read = engine.clock.now();
  return {
    read,
    cpuNs: Math.round(usage.cpuMs * 1e6),
    // All processors' time since the epoch: only differences of it mean something.
    systemNs: Math.round(read * engine.host.cpus) * 1e6,
    memoryBytes: usage.memoryBytes,
    pids: usage.pids,
    interfaces: sharesMachine(container) ? {} : (container.running?.network.counters() ?? {}),
  };
}

/** Real Docker has no counters of its own for containers in the machine's network namespace, or in another's. */
function sharesMachine({ record }: Container): boolean {
  return ['host', 'container'].includes(networkKind(record.hostConfig));
}

function networkStats(interfaces: Sample['interfaces']): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(interfaces).map(([name, { receivedBytes, receivedPackets, sentBytes, sentPackets }]) => [
      name,
      {
        rx_bytes: receivedBytes,
        rx_packets: receivedPackets,
        rx_errors: 0,
        rx_dropped: 0,
        tx_bytes: sentBytes,
        tx_packets: sentPackets,
        tx_errors: 0,
        tx_dropped: 0,
      },
    ]),
  );
}

function pause(engine: EngineContext, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = engine.clock.after(INTERVAL_MS, resolve);
    signal.addEventListener('abort', () => {
      cancel();
      resolve();
    });
  });
}

function cpuStats(engine: EngineContext, sample: Sample | undefined) {
  const throttling_data = { periods: 0, throttled_periods: 0, throttled_time: 0 };
  if (!sample) {
    return {
      cpu_usage: { total_usage: 0, usage_in_kernelmode: 0, usage_in_usermode: 0 },
      throttling_data,
    };
  }
  const share = Math.floor(sample.cpuNs / engine.host.cpus);
  return {
    cpu_usage: {
      total_usage: sample.cpuNs,
      percpu_usage: Array.from({ length: engine.host.cpus }, () => share),
      usage_in_kernelmode: 0,
      usage_in_usermode: sample.cpuNs,
    },
    system_cpu_usage: sample.systemNs,
    online_cpus: engine.host.cpus,
    throttling_data,
  };
}

const NO_BLOCK_IO = {
  io_service_bytes_recursive: [],
  io_serviced_recursive: [],
  io_queue_recursive: [],
  io_service_time_recursive: [],
  io_wait_time_recursive: [],
  io_merged_recursive: [],
  io_time_recursive: [],
  sectors_recursive: [],
};

function response(
  engine: EngineContext,
  container: Container,
  sample: Sample,
  before: Sample | undefined,
): Readonly<Record<string, unknown>> {
  const limit = container.record.hostConfig.Memory || engine.host.memoryBytes;
  return {
    read: rfc3339Nano(sample.read),
    preread: before ? rfc3339Nano(before.read) : ZERO_TIME,
    pids_stats: { current: sample.pids },
    blkio_stats: NO_BLOCK_IO,
    num_procs: 0,
    storage_stats: {},
    cpu_stats: cpuStats(engine, sample),
    precpu_stats: cpuStats(engine, before),
    memory_stats: {
      usage: sample.memoryBytes,
      max_usage: sample.memoryBytes,
      stats: memoryFields(sample.memoryBytes, limit),
      limit,
    },
    name: `/${container.name}`,
    id: container.id,
    networks: networkStats(sample.interfaces),
  };
}

/** A control group's memory.stat: all memory is anonymous here, nothing is paged in or out. */
function memoryFields(bytes: number, limit: number): Readonly<Record<string, number>> {
  const own = Object.fromEntries(MEMORY_FIELDS.map((field) => [field, ANONYMOUS.includes(field) ? bytes : 0]));
  const total = Object.entries(own).map(([field, value]) => [`total_${field}`, value] as const);
  const all = {
    ...own,
    ...Object.fromEntries(total),
    hierarchical_memory_limit: limit,
    hierarchical_memsw_limit: limit,
  };
  return sortedByKey(all);
}

const ANONYMOUS = ['active_anon', 'rss'];
const MEMORY_FIELDS = `active_anon active_file cache dirty inactive_anon inactive_file mapped_file pgfault pgmajfault
pgpgin pgpgout rss rss_huge unevictable writeback`.split(/\s+/);

/** Of a container that does not run. */
function empty(container: Container): Readonly<Record<string, unknown>> {
  const cpu = {
    cpu_usage: { total_usage: 0, usage_in_kernelmode: 0, usage_in_usermode: 0 },
    throttling_data: { periods: 0, throttled_periods: 0, throttled_time: 0 },
  };
  const none = Object.fromEntries(Object.keys(NO_BLOCK_IO).map((field) => [field, null]));
  return {
    read: ZERO_TIME,
    preread: ZERO_TIME,
    pids_stats: {},
    blkio_stats: none,
    num_procs: 0,
    storage_stats: {},
    cpu_stats: cpu,
    precpu_stats: cpu,
    memory_stats: {},
    name: `/${container.name}`,
    id: container.id,
  };
}
