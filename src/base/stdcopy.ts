/**
 * The framing of attach, exec and logs without a terminal (moby's pkg/stdcopy): `[stream, 0, 0, 0, size as uint32 BE]`
 * before each piece of output.
 */
import { FailureError } from './errors.ts';
import type { ByteSource } from './streams.ts';

/** `systemError` carries a failure of the daemon's own while it copied. */
export const STDCOPY_STREAMS = ['stdin', 'stdout', 'stderr', 'systemError'] as const;
export type StdcopyStream = (typeof STDCOPY_STREAMS)[number];

export interface StdcopyPiece {
  readonly stream: StdcopyStream;
  readonly bytes: Uint8Array;
}

const HEADER_BYTES = 8;

export function stdcopyFrame(stream: StdcopyStream, bytes: Uint8Array): Uint8Array {
  const frame = new Uint8Array(HEADER_BYTES + bytes.length);
  frame[0] = STDCOPY_STREAMS.indexOf(stream);
  new DataView(frame.buffer).setUint32(4, bytes.length);
  frame.set(bytes, HEADER_BYTES);
  return frame;
}

/** Takes frames apart, whatever the chunking; a long frame comes out in the pieces in which it came in. */
export class StdcopyDecoder {
  readonly #header = new Uint8Array(HEADER_BYTES);
  #have = 0;
  #left = 0;
  #stream: StdcopyStream = 'stdout';

  decode(chunk: Uint8Array): StdcopyPiece[] {
    const pieces: StdcopyPiece[] = [];
    let at = 0;
    while (at < chunk.length) {
      if (this.#left > 0) {
        const bytes = chunk.subarray(at, at + this.#left);
        pieces.push({ stream: this.#stream, bytes });
        this.#left -= bytes.length;
        at += bytes.length;
        continue;
      }
      this.#header[this.#have++] = chunk[at++] as number;
      if (this.#have === HEADER_BYTES) this.#open();
    }
    return pieces;
  }

  #open(): void {
    const stream = STDCOPY_STREAMS[this.#header[0] as number];
    if (!stream) throw new FailureError('system', `Unrecognized input header: ${this.#header[0]}`);
    this.#stream = stream;
    this.#left = new DataView(this.#header.buffer).getUint32(4);
    this.#have = 0;
  }
}

export async function* decodeStdcopy(source: ByteSource): AsyncGenerator<StdcopyPiece> {
  const decoder = new StdcopyDecoder();
  for await (const chunk of source) yield* decoder.decode(chunk);
}
