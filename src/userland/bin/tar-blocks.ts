/** tar: an archive being read, counted in blocks, which -R tells. */
import type { ByteReader } from '../../base/streams.ts';
import { BLOCK } from './lib/tar-format.ts';

export class BlockReader {
  #position = 0;
  constructor(readonly source: ByteReader) {}

  /** The number of the block that comes next. */
  get block(): number {
    return Math.floor(this.#position / BLOCK);
  }

  /** The first of the two blocks of zeros that ended the archive, which was read from `start` on. */
  zeroBlock(start: number): number {
    return Math.max(start, this.block - 2);
  }

  async read(max: number): Promise<Uint8Array> {
    return this.#counted(await this.source.read(max));
  }

  async readFully(size: number): Promise<Uint8Array> {
    return this.#counted(await this.source.readFully(size));
  }

  async skip(size: number): Promise<number> {
    const skipped = await this.source.skip(size);
    this.#position += skipped;
    return skipped;
  }

  #counted(bytes: Uint8Array): Uint8Array {
    this.#position += bytes.length;
    return bytes;
  }
}
