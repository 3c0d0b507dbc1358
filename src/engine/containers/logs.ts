/** `GET /containers/{id}/logs`: tail, since, until, follow, timestamps, details. */
import type { Call, BackendAnswer } from '../../api/calls.ts';
import { concat, utf8 } from '../../base/bytes.ts';
import { FailureError } from '../../base/errors.ts';
import { Queue } from '../../base/queue.ts';
import type { EngineContext } from '../context.ts';
import { stdcopyFrame } from '../../base/stdcopy.ts';
import { MULTIPLEXED_STREAM, RAW_STREAM } from '../media-types.ts';
import { microseconds, parseUnixSeconds } from '../timestamps.ts';
import type { Container } from './container.ts';
import type { LogEntry } from './log-piece.ts';
import { logAttributes } from './log-attributes.ts';
import { readableLog } from './log-options.ts';

export async function containerLogs(
  engine: EngineContext,
  call: Call<'containerLogs'>,
): Promise<BackendAnswer<'containerLogs'>> {
  const { query } = call;
  if (!query.stdout && !query.stderr) {
    throw new FailureError('invalid', 'Bad parameters: you must choose at least one stream');
  }
  const container = engine.containers.find(call.path.id ?? '');
  if (container.state.removing || container.state.dead) {
    throw new FailureError('conflict', 'can not get logs from container which is dead or marked for removal');
  }
  if (!readableLog(container.record.hostConfig)) {
    throw new FailureError('notImplemented', 'configured logging driver does not support reading');
  }
  const since = parseUnixSeconds(query.since);
  const until = parseUnixSeconds(query.until);
  const { Tty } = container.record.config;
  const attributes = query.details ? logAttributes(container.record, engine.host) : '';
  return {
    contentType: Tty ? RAW_STREAM : MULTIPLEXED_STREAM,
    source: read(container, {
      wanted: (entry) =>
        ((entry.stream === 'stdout' && query.stdout) || (entry.stream === 'stderr' && query.stderr)) === true &&
        (!since || microseconds(entry.time) >= microseconds(since)) &&
        !isLater(entry, until),
      tail: /^\d+$/.test(query.tail ?? '') ? Number(query.tail) : undefined,
      follow: (query.follow ?? false) && container.state.running,
      until: until || undefined,
      signal: call.signal,
      encode: (entry) => {
        const prefix = `${query.timestamps ? `${timestamp(entry.time)} ` : ''}${query.details ? `${attributes} ` : ''}`;
        const bytes = prefix ? concat([utf8(prefix), entry.bytes]) : entry.bytes;
        return Tty ? bytes : stdcopyFrame(entry.stream, bytes);
      },
    }),
  };
}

interface Reading {
  readonly wanted: (entry: LogEntry) => boolean;
  readonly tail: number | undefined;
  readonly follow: boolean;
  readonly until: number | undefined;
  readonly signal: AbortSignal;
  readonly encode: (entry: LogEntry) => Uint8Array;
}

async function* read(container: Container, reading: Reading): AsyncGenerator<Uint8Array> {
  const queue = new Queue<LogEntry>(Number.MAX_SAFE_INTEGER);
  const leave = container.log.follow((entry) => (entry ? void queue.push(entry) : queue.end()));
  const stop = () => queue.cancel();
  reading.signal.addEventListener('abort', stop);
  try {
    // The tail is that of the file: streams and times are looked at afterwards, as moby's loggers do.
    const past = [...container.log.entries()];
    const tail = reading.tail === undefined ? past : reading.tail === 0 ? [] : past.slice(-reading.tail);
    for (const entry of tail) if (reading.wanted(entry)) yield reading.encode(entry);
    if (!reading.follow || reading.signal.aborted) return;
    for await (const entry of queue) {
      // What ends it is a line from later on, not the time itself.
      if (isLater(entry, reading.until)) return;
      if (reading.wanted(entry)) yield reading.encode(entry);
    }
  } finally {
    leave();
    reading.signal.removeEventListener('abort', stop);
  }
}

function isLater({ time }: LogEntry, until: number | undefined): boolean {
  return Boolean(until) && microseconds(time) > microseconds(until as number);
}

/** RFC 3339 with nine digits of fraction, always. */
function timestamp(ms: number): string {
  const micros = Math.round((ms - Math.floor(ms)) * 1000) % 1000;
  return `${new Date(Math.floor(ms)).toISOString().slice(0, 23)}${String(micros).padStart(3, '0')}000Z`;
}
