/**
 * Reads a ZIP archive that lies in memory (PKWARE APPNOTE 6.3.10: end of central directory, central directory, local
 * headers). Entries are stored or deflated, which is what every program writes; others are refused by name.
 */
import { FailureError } from '../../base/errors.ts';
import { collect } from '../../base/streams.ts';
import { text } from '../../base/bytes.ts';

export interface ZipEntry {
  readonly path: string;
  /** Unix permission bits; 0 when the archive has none. */
  readonly mode: number;
  readonly bytes: Uint8Array;
}

const END_SIGNATURE = 0x06054b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
/** A comment may stand behind the end record. */
const COMMENT_BYTES = 0xffff;

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** Files only, in the archive's order. FailureError `invalid` when it is damaged or grows over `maxBytes`. */
export async function readZip(bytes: Uint8Array, maxBytes: number): Promise<readonly ZipEntry[]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return await readEntries(bytes, view, maxBytes);
  } catch (error) {
    // A length that leads out of the archive.
    if (error instanceof RangeError) throw damaged('cut off');
    throw error;
  }
}

async function readEntries(bytes: Uint8Array, view: DataView, maxBytes: number): Promise<readonly ZipEntry[]> {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
  let total = 0;
  for (let n = 0; n < count; n++) {
    if (view.getUint32(at, true) !== CENTRAL_SIGNATURE) throw damaged('a central directory entry is missing');
    const method = view.getUint16(at + 10, true);
    const packed = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      view.getUint16(at + offset, true),
    ) as [number, number, number];
    const mode = (view.getUint32(at + 38, true) >>> 16) & 0o7777;
    const path = text(bytes.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameLength));
    const local = view.getUint32(at + 42, true);
    at += CENTRAL_BYTES + nameLength + extraLength + commentLength;
    if (path.endsWith('/')) continue;
    total += size;
    if (total > maxBytes) throw new FailureError('invalid', `the archive unpacks to more than ${maxBytes} bytes`);
    if (view.getUint32(local, true) !== LOCAL_SIGNATURE) throw damaged(`${path} has no local header`);
    const start = local + LOCAL_BYTES + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const content = await unpack(bytes.subarray(start, start + packed), method, size, path);
    entries.push({ path, mode, bytes: content });
  }
  return entries;
}

function findEnd(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= 0 && at >= last - COMMENT_BYTES; at--) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  }
  throw damaged('its end is missing');
}

async function unpack(packed: Uint8Array, method: number, size: number, path: string): Promise<Uint8Array> {
  if (method === 0) return packed;
  if (method !== 8)
    throw new FailureError('invalid', `the ZIP archive packs ${path} by method ${method}; 0 and 8 are known`);
  const stream = new Blob([packed as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'));
  let content: Uint8Array;
  try {
    content = await collect(stream, size);
  } catch (error) {
    throw new FailureError('invalid', `the ZIP archive is damaged: ${path} cannot be unpacked`, { cause: error });
  }
  if (content.length !== size) throw damaged(`${path} has ${content.length} bytes and not ${size}`);
  return content;
}

function damaged(how: string): FailureError {
  return new FailureError('invalid', `the ZIP archive is damaged: ${how}`);
}
