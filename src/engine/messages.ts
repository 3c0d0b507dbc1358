/** Progress as messages: what a task says while it works, and its failure as the last of them. */
import type { JsonMessage } from '../api/types/image.ts';
import { messageOf } from '../base/errors.ts';
import { Queue } from '../base/queue.ts';
import type { ByteSource } from '../base/streams.ts';

/** Progress of a download is told this often. */
const TOLD_STEP_BYTES = 512 * 1024;

export type Say = (message: JsonMessage) => void;

/**
 * Runs `task`. Settles with its messages once there is the first; a failure before that is the caller's, a later one
 * becomes the last message.
 */
export async function messages(task: (say: Say) => Promise<void>): Promise<AsyncIterable<JsonMessage>> {
  const queue = new Queue<JsonMessage>(Number.MAX_SAFE_INTEGER);
  await new Promise<void>((resolve, reject) => {
    let said = false;
    const say: Say = (message) => {
      said = true;
      void queue.push(message);
      resolve();
    };
    task(say).then(
      () => {
        queue.end();
        resolve();
      },
      (error: unknown) => {
        if (!said) return reject(error);
        say(errorMessage(error));
        queue.end();
      },
    );
  });
  return queue;
}

export function errorMessage(error: unknown): JsonMessage {
  return { errorDetail: { message: messageOf(error) }, error: messageOf(error) };
}

/** A line of progress; the bar is drawn by the client from the details, and once here for older ones. */
export function progress(status: string, id: string, current: number, total: number | undefined): JsonMessage {
  return { status, progressDetail: { current, ...(total && { total }) }, progress: bar(current, total), id };
}

/** The same for something that has no name of its own. */
export function unnamedProgress(status: string, current: number, total: number | undefined): JsonMessage {
  return { status, progressDetail: { current, ...(total && { total }) }, progress: bar(current, total) };
}

/** Passes bytes on, and tells how many there were, every half megabyte. */
export async function* told(source: ByteSource, tell: (read: number) => void): AsyncGenerator<Uint8Array> {
  let read = 0;
  let last = 0;
  for await (const bytes of source) {
    read += bytes.length;
    if (last === 0 || read - last >= TOLD_STEP_BYTES) {
      last = read;
      tell(read);
    }
    yield bytes;
  }
  if (read !== last) tell(read);
}

export function plain(status: string, id: string): JsonMessage {
  return { status, progressDetail: {}, id };
}

/** moby's JSONProgress.String for a terminal of unknown width. */
function bar(current: number, total: number | undefined): string {
  if (!total) return size(current).padStart(8);
  const percent = Math.min(100, Math.floor((current / total) * 100));
  const filled = Math.floor(percent / 2);
  const arrow = `${'='.repeat(filled)}>${' '.repeat(Math.max(0, 50 - filled))}`;
  const numbers = `${size(current).padStart(8)}/${size(total)}`;
  return `[${arrow.slice(0, 51)}] ${current > total ? size(current).padStart(8) : numbers}`;
}

function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${Number(value.toPrecision(4))}${units[unit]}`;
}
