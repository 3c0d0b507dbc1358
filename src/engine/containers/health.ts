/** Healthchecks: a probe in the container, again and again (moby, daemon/health.go). */
import { concat, text } from '../../base/bytes.ts';
import { messageOf } from '../../base/errors.ts';
import type { EngineContext } from '../context.ts';
import { randomId } from '../identifiers.ts';
import type { RunningContainer } from '../../oci/runtime.ts';
import type { Container } from './container.ts';
import { publishContainer } from './container-events.ts';
import type { HealthRecord } from './container-record.ts';
import { specOf } from './spec.ts';

const NS = 1e-6;
const DEFAULT_MS = 30_000;
const DEFAULT_RETRIES = 3;
const LOG_ENTRIES = 5;
const OUTPUT_BYTES = 4096;

export function probeCommand(container: Container): readonly string[] | undefined {
  const { Healthcheck, Shell } = container.record.config;
  const [kind, ...words] = Healthcheck?.Test ?? [];
  if (kind === 'CMD' && words.length) return words;
  if (kind === 'CMD-SHELL' && words.length) return [...(Shell ?? ['/bin/sh', '-c']), words[0] as string];
  return undefined;
}

export function startHealthChecks(engine: EngineContext, container: Container): void {
  container.stopHealth?.();
  container.stopHealth = undefined;
  const command = probeCommand(container);
  const { running } = container;
  if (!command || !running) return;
  container.change({ health: { status: 'starting', failingStreak: 0, log: [] } });
  let cancel: () => void = () => undefined;
  let stopped = false;
  const schedule = () => {
    if (stopped) return;
    cancel = engine.clock.after(nextInterval(engine, container), () => {
      if (container.state.paused) return schedule();
      void probe(engine, container, running, command).then(schedule, schedule);
    });
  };
  container.stopHealth = () => {
    stopped = true;
    cancel();
  };
  schedule();
}

/** Nobody probes it any longer: it is unhealthy until somebody does (moby, CloseMonitorChannel). */
export function healthUnwatched(container: Container): void {
  const { health } = container.record;
  if (health) container.change({ health: { ...health, status: 'unhealthy' } });
}

function nextInterval(engine: EngineContext, container: Container): number {
  const check = container.record.config.Healthcheck;
  const inStartPeriod =
    container.record.health?.status === 'starting' &&
    engine.clock.now() - container.state.startedAt < (check?.StartPeriod ?? 0) * NS;
  // Measured: without a start interval of its own, the usual one holds from the beginning.
  if (inStartPeriod && check?.StartInterval) return check.StartInterval * NS;
  return (check?.Interval ?? 0) * NS || DEFAULT_MS;
}

async function probe(
  engine: EngineContext,
  container: Container,
  running: RunningContainer,
  command: readonly string[],
): Promise<void> {
  const start = engine.clock.now();
  const execID = randomId(engine.random);
  const line = `${command[0]} ${command.slice(1).join(' ')}`;
  publishContainer(engine, container, `exec_create: ${line}`, { execID });
  publishContainer(engine, container, `exec_start: ${line}`, { execID });
  const result = await runProbe(engine, container, running, command);
  if (container.running !== running) return;
  publishContainer(engine, container, 'exec_die', { execID, exitCode: String(result.exitCode) });
  const before = container.record.health as HealthRecord;
  const after = nextHealth(engine, container, before, { start, end: engine.clock.now(), ...result });
  container.change({ health: after });
  if (after.status !== before.status) publishContainer(engine, container, `health_status: ${after.status}`);
}

async function runProbe(
  engine: EngineContext,
  container: Container,
  running: RunningContainer,
  command: readonly string[],
): Promise<{ exitCode: number; output: string }> {
  const timeout = (container.record.config.Healthcheck?.Timeout ?? 0) * NS || DEFAULT_MS;
  const spec = await specOf(engine, container);
  try {
    const process = await running.exec({ ...spec, argv: command, terminal: undefined, stdin: false });
    let late = false;
    const cancel = engine.clock.after(timeout, () => {
      late = true;
      process.kill('KILL');
    });
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const { bytes } of process.output) {
      if (size < OUTPUT_BYTES) parts.push(bytes.slice(0, OUTPUT_BYTES - size));
      size += bytes.length;
    }
    const { exitCode } = await process.exited;
    cancel();
    if (late) return { exitCode: -1, output: `Health check exceeded timeout (${goDuration(timeout)})` };
    return { exitCode, output: parts.length ? text(concat(parts)) : '' };
  } catch (error) {
    return { exitCode: -1, output: messageOf(error) };
  }
}

function nextHealth(
  engine: EngineContext,
  container: Container,
  before: HealthRecord,
  entry: HealthRecord['log'][number],
): HealthRecord {
  const check = container.record.config.Healthcheck;
  const log = [...before.log, entry].slice(-LOG_ENTRIES);
  if (entry.exitCode === 0) return { status: 'healthy', failingStreak: 0, log };
  const inStartPeriod =
    before.status === 'starting' && engine.clock.now() - container.state.startedAt < (check?.StartPeriod ?? 0) * NS;
  if (inStartPeriod) return { ...before, log };
  const failingStreak = before.failingStreak + 1;
  const unhealthy = failingStreak >= (check?.Retries || DEFAULT_RETRIES);
  return { status: unhealthy ? 'unhealthy' : before.status, failingStreak, log };
}

function goDuration(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}
