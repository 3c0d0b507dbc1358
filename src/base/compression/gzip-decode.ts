/** gzip's format read (RFC 1952): members one after another, each a stream of DEFLATE with its checksum and size. */
import { crc32 } from '../crc32.ts';
import { CompressionError, Feed } from './feed.ts';
import { inflate } from './inflate.ts';

export class GzipError extends Error {
  override name = 'GzipError';
  constructor(
    message: string,
    /** gzip's exit status: 2 for what is only a warning. */
    readonly status = 1,
    /** `header`: what should be a member is none; the others as of CompressionError, and of a member's trailer. */
    readonly reason: 'header' | 'end' | 'data' | 'checksum' = 'header',
  ) {
    super(message);
  }
}

const DEFLATE = 8;
const HEADER = 10;
const TRAILER = 8;
const FLAGS = { headerCrc: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 } as const;

const cutOff = () => new GzipError('unexpected end of file', 1, 'end');

/**
 * The content of all members. Fails with GzipError when it is no gzip, cut off or wrong, after what could be read. What follows
 * the last member is told to `trailing`, or else an error too; zeros, as tapes are filled up with, are nothing.
 */
export async function* gunzipped(
  source: AsyncIterable<Uint8Array>,
  trailing: (error: GzipError) => void = (error) => {
    throw error;
  },
): AsyncGenerator<Uint8Array> {
  const feed = new Feed(source);
  try {
    do yield* member(feed);
    while (await another(feed, trailing));
  } finally {
    await feed.close();
  }
}

async function another(feed: Feed, trailing: (error: GzipError) => void): Promise<boolean> {
  let zeros = false;
  while (await feed.has(1)) {
    const held = feed.window;
    if (!zeros && held[0] !== 0) {
      if (!(await feed.has(2))) throw cutOff();
      if (held[0] === 0x1f && feed.window[1] === 0x8b) return true;
    }
    if (held.some((byte) => byte !== 0)) {
      trailing(new GzipError('decompression OK, trailing garbage ignored', 2));
      return false;
    }
    zeros = true;
    feed.skip(held.length);
  }
  return false;
}

/** One member; the feed is left right behind it. */
export async function* member(feed: Feed): AsyncGenerator<Uint8Array> {
  await readHeader(feed);
  let [crc, size] = [0, 0];
  try {
    for await (const bytes of inflate(feed)) {
      crc = crc32(bytes, crc);
      size = (size + bytes.length) >>> 0;
      if (bytes.length) yield bytes;
    }
  } catch (error) {
    if (!(error instanceof CompressionError)) throw error;
    throw error.reason === 'end' ? cutOff() : new GzipError('invalid compressed data--format violated', 1, 'data');
  }
  const trailer = await feed.take(TRAILER);
  if (!trailer) throw cutOff();
  const told = new DataView(trailer.slice().buffer);
  if (told.getUint32(0, true) !== crc) throw new GzipError('invalid compressed data--crc error', 1, 'checksum');
  if (told.getUint32(4, true) !== size) throw new GzipError('invalid compressed data--length error', 1, 'checksum');
}

async function readHeader(feed: Feed): Promise<void> {
  const head = await feed.take(HEADER);
  if (!head) throw (await feed.has(1)) && feed.window[0] !== 0x1f ? new GzipError('not in gzip format') : cutOff();
  if (head[0] !== 0x1f || head[1] !== 0x8b) throw new GzipError('not in gzip format');
  if (head[2] !== DEFLATE) throw new GzipError(`unknown method ${head[2]} -- not supported`);
  const flags = head[3] as number;
  if (flags & FLAGS.reserved) throw new GzipError(`has flags 0x${flags.toString(16)} -- not supported`);
  if (flags & FLAGS.extra) {
    const size = await feed.take(2);
    if (!size || !(await feed.take((size[0] as number) | ((size[1] as number) << 8)))) throw cutOff();
  }
  for (const flag of [FLAGS.name, FLAGS.comment]) if (flags & flag) await skipText(feed);
  if (flags & FLAGS.headerCrc && !(await feed.take(2))) throw cutOff();
}

/** Up to its zero byte. */
async function skipText(feed: Feed): Promise<void> {
  for (;;) {
    const byte = await feed.take(1);
    if (!byte) throw cutOff();
    if (byte[0] === 0) return;
  }
}
