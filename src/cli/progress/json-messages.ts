/** Renders progress messages of pull, push, load and build (moby's pkg/jsonmessage). */
import type { JsonMessage } from '../../api/types/image.ts';
import { CliFailure } from '../failure.ts';
import { humanSize } from '../format/units.ts';
import type { Session } from '../session.ts';

export interface ProgressSink {
  readonly isTerminal: boolean;
  readonly columns: number;
  write(text: string): Promise<void>;
}

export function stdoutSink(session: Session): ProgressSink {
  const { stdout } = session.machine;
  return { isTerminal: stdout.isTerminal, columns: stdout.size.columns, write: (text) => session.print(text) };
}

export function stderrSink(session: Session): ProgressSink {
  const { stderr } = session.machine;
  return { isTerminal: stderr.isTerminal, columns: stderr.size.columns, write: (text) => session.warn(text) };
}

export const SILENT: ProgressSink = { isTerminal: false, columns: 0, write: () => Promise.resolve() };

/** Fails with the message of an error in the stream. On a terminal each id keeps its line. */
export async function showMessages(
  messages: AsyncIterable<JsonMessage>,
  sink: ProgressSink,
  now: () => number,
  onAux: (aux: unknown, message: JsonMessage) => void = () => undefined,
): Promise<void> {
  let lines = new Map<string, number>();
  for await (const message of messages) {
    if (message.aux !== undefined) {
      onAux(message.aux, message);
      continue;
    }
    let up = 0;
    let out = '';
    const hasProgress = message.progressDetail !== undefined;
    if (message.id && (hasProgress || message.progress)) {
      let line = lines.get(message.id);
      if (line === undefined) {
        line = lines.size;
        lines.set(message.id, line);
        if (sink.isTerminal) out += '\n';
      }
      up = lines.size - line;
      if (sink.isTerminal && up > 0) out += `\x1b[${up}A`;
    } else lines = new Map();
    if (message.errorDetail || message.error) {
      await sink.write(out + (message.id && sink.isTerminal && up > 0 ? `\x1b[${up}B` : ''));
      throw failureOf(message);
    }
    out += display(message, sink, now);
    if (message.id && sink.isTerminal && up > 0) out += `\x1b[${up}B`;
    await sink.write(out);
  }
}

function failureOf(message: JsonMessage): CliFailure {
  const code = message.errorDetail?.code ?? 0;
  const text = message.errorDetail?.message ?? message.error ?? '';
  return code > 0 ? new CliFailure(text, code) : new CliFailure(text);
}

function display(message: JsonMessage, sink: ProgressSink, now: () => number): string {
  const detail = message.progressDetail;
  const bar = detail ? progressBar(detail, sink.columns || 200, now) : '';
  let out = '';
  let end = '';
  if (sink.isTerminal && !message.stream && detail) {
    out = '\x1b[2K\r';
    end = '\r';
  } else if (detail && bar !== '') return '';
  if (message.id) out += `${message.id}: `;
  if (detail && sink.isTerminal) return `${out}${message.status ?? ''} ${bar}${end}`;
  if (message.progress) return `${out}${message.status ?? ''} ${message.progress}${end}`;
  if (message.stream) return `${out}${message.stream}${end}`;
  return `${out}${message.status ?? ''}${end}\n`;
}

/** Without a word, how far something is: empty when nothing is known. */
export function progressBar(
  detail: NonNullable<JsonMessage['progressDetail']>,
  width: number,
  now: () => number,
): string {
  const { current = 0, total = 0, start = 0, units = '' } = detail;
  if (current <= 0 && total <= 0) return '';
  if (total <= 0) return units ? `${current} ${units}` : humanSize(current).padStart(8);
  const half = Math.min(50, Math.trunc(Math.trunc((current / total) * 100) / 2));
  const box = width > 110 ? `[${'='.repeat(half)}>${' '.repeat(50 - half)}] ` : '';
  let numbers: string;
  if (detail.hidecounts) numbers = '';
  else if (units) numbers = current > total ? `${current} ${units}` : `${current}/${total} ${units}`;
  else
    numbers =
      current > total ? humanSize(current).padStart(8) : `${humanSize(current).padStart(8)}/${humanSize(total)}`;
  let left = '';
  if (width > 50 && current > 0 && start > 0 && half < 50) {
    const seconds = Math.round((((now() - start * 1000) / current) * (total - current)) / 1000);
    left = ` ${goSeconds(seconds)}`;
  }
  return box + numbers + left;
}

/** time.Duration's String of whole seconds. */
function goSeconds(seconds: number): string {
  const hours = Math.trunc(seconds / 3600);
  const minutes = Math.trunc(seconds / 60) % 60;
  return `${hours ? `${hours}h` : ''}${hours || minutes ? `${minutes}m` : ''}${seconds % 60}s`;
}
