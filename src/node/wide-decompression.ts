/**
 * Node's DecompressionStream hands out 16 kB at a time, each by way of its thread pool: of a layer of 200 MB most of the
 * time goes into that. This one has the same streams with larger pieces.
 */
import { Duplex } from 'node:stream';
import { createGunzip, createInflate, createInflateRaw } from 'node:zlib';

const PIECE_BYTES = 256 * 1024;

const DECOMPRESSORS = { gzip: createGunzip, deflate: createInflate, 'deflate-raw': createInflateRaw };

class WideDecompressionStream {
  readonly readable: ReadableStream;
  readonly writable: WritableStream;

  constructor(format: keyof typeof DECOMPRESSORS) {
    if (!Object.hasOwn(DECOMPRESSORS, format)) throw new TypeError(`Unsupported compression format: '${format}'`);
    const { readable, writable } = Duplex.toWeb(DECOMPRESSORS[format]({ chunkSize: PIECE_BYTES }));
    this.readable = readable as ReadableStream;
    this.writable = writable as WritableStream;
  }
}

/** For the whole process. */
export function decompressInLargePieces(): void {
  Object.assign(globalThis, { DecompressionStream: WideDecompressionStream });
}
