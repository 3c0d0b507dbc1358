/** Slow lines: a body comes no faster than so many bytes a second, in pieces small enough for a progress bar. */
import type { Clock } from '../base/ports.ts';
import type { ByteSource } from '../base/streams.ts';

/** Pieces a second. */
const RATE = 10;

export async function* throttled(source: ByteSource, bytesPerSecond: number, clock: Clock): AsyncGenerator<Uint8Array> {
  const size = Math.max(1, Math.floor(bytesPerSecond / RATE));
  const start = clock.now();
  let sent = 0;
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; at += size) {
      const piece = chunk.subarray(at, at + size);
      const due = start + (sent / bytesPerSecond) * 1000;
      const ahead = due - clock.now();
      if (ahead > 0) await new Promise<void>((resolve) => clock.after(ahead, resolve));
      sent += piece.length;
      yield piece;
    }
  }
}
