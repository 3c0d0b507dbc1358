/**
 * Node's streams of this kind hand out 16 kB at a time, each by way of its thread pool: of a layer of 200 MB most of the
 * time goes into that. These have larger pieces, and tell while the thread pool is at work for them.
 */
import { Duplex, type Transform } from 'node:stream';
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
      const { readable, writable } = Duplex.toWeb(counted(engine({ chunkSize: PIECE_BYTES })));
      this.readable = readable as ReadableStream;
      this.writable = writable as WritableStream;
    }
  };
}

function counted(engine: Transform): Transform {
  const transform = engine._transform.bind(engine);
  engine._transform = (chunk, encoding, done) => {
    const ended = outsideWorkBegins();
    engine.once('close', ended);
    transform(chunk, encoding, (...results) => {
      engine.off('close', ended);
      ended();
      done(...results);
    });
  };
  return engine;
}
