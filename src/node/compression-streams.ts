/**
 * Node's streams of this kind hand out 16 kB at a time, each by way of its thread pool: of a layer of 200 MB most of the
 * time goes into that. These have larger pieces, and tell while the thread pool is at work for them.
 */
import { Writable, type Transform } from 'node:stream';
import {
  createDeflate,
  createDeflateRaw,
  createGunzip,
  createGzip,
  createInflate,
  createInflateRaw,
  type ZlibOptions,
} from 'node:zlib';
import { outsideWorkBegins } from './outside-work.ts';

const PIECE_BYTES = 256 * 1024;

type Engines = Readonly<Record<string, (options: ZlibOptions) => Transform>>;

const COMPRESSORS: Engines = { gzip: createGzip, deflate: createDeflate, 'deflate-raw': createDeflateRaw };
const DECOMPRESSORS: Engines = { gzip: createGunzip, deflate: createInflate, 'deflate-raw': createInflateRaw };

/** For the whole process. */
export function compressInLargePieces(): void {
  Object.assign(globalThis, {
    CompressionStream: streamOf(COMPRESSORS),
    DecompressionStream: streamOf(DECOMPRESSORS),
  });
}

function streamOf(engines: Engines) {
  return class {
    readonly readable: ReadableStream;
    readonly writable: WritableStream;

    constructor(format: string) {
      const engine = Object.hasOwn(engines, format) ? engines[format] : undefined;
      if (!engine) throw new TypeError(`Unsupported compression format: '${format}'`);
      const transform = counted(engine({ chunkSize: PIECE_BYTES }));
      this.readable = readableOf(transform);
      this.writable = Writable.toWeb(transform);
    }
  };
}

/** Node's own copies each piece. */
function readableOf(transform: Transform): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      transform.on('data', ({ buffer, byteOffset, length }: Buffer) => {
        controller.enqueue(new Uint8Array(buffer, byteOffset, length));
        if ((controller.desiredSize ?? 0) <= 0) transform.pause();
      });
      transform.pause();
      transform.once('end', () => controller.close());
      transform.once('error', (error) => controller.error(error));
    },
    pull: () => void transform.resume(),
    cancel: (reason) => void transform.destroy(reason instanceof Error ? reason : undefined),
  });
}

/**
 * Tells while the thread pool is at work, and no longer: a stream that nobody reads on from, such as the one behind `tar tz | head`,
 * has the thread pool wait, and may do so for ever.
 */
function counted(engine: Transform): Transform {
  const transform = engine._transform.bind(engine);
  const push = engine.push.bind(engine);
  const read = engine._read.bind(engine);
  let inHand = false;
  let ended: (() => void) | undefined;
  const begins = () => void (ended ??= outsideWorkBegins());
  const ends = () => {
    ended?.();
    ended = undefined;
  };
  engine._transform = (chunk, encoding, done) => {
    inHand = true;
    begins();
    transform(chunk, encoding, (...results) => {
      inHand = false;
      ends();
      done(...results);
    });
  };
  engine.push = (piece) => {
    const room = push(piece);
    if (!room) ends();
    return room;
  };
  engine._read = (size) => {
    if (inHand) begins();
    read(size);
  };
  return engine.once('close', ends);
}
