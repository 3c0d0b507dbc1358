/** What file says of formats that begin with a magic number. */

export interface BinaryKind {
  readonly words: string;
  readonly mime: string;
}

type Describe = (bytes: Uint8Array) => string;

interface Magic {
  readonly at: number;
  readonly bytes: readonly number[];
  readonly words: string | Describe;
  readonly mime: string;
}

const latin = (text: string) => Array.from(text, (char) => char.charCodeAt(0));
const magic = (bytes: string, words: string | Describe, mime: string, at = 0): Magic => ({
  at,
  bytes: latin(bytes),
  words,
  mime,
});

const MAGICS: readonly Magic[] = [
  magic('\x1f\x8b', gzipWords, 'application/gzip'),
  magic(
    'BZh',
    (bytes) => `bzip2 compressed data, block size = ${String.fromCharCode(bytes[3] ?? 0x39)}00k`,
    'application/x-bzip2',
  ),
  magic('\xfd7zXZ\0', xzWords, 'application/x-xz'),
  magic('\x28\xb5\x2f\xfd', 'Zstandard compressed data (v0.8+), Dictionary ID: None', 'application/zstd'),
  magic('PK\x05\x06', 'Zip archive data (empty)', 'application/zip'),
  magic('PK\x03\x04', zipWords, 'application/zip'),
  magic(
    '7z\xbc\xaf\x27\x1c',
    (bytes) => `7-zip archive data, version ${bytes[6] ?? 0}.${bytes[7] ?? 0}`,
    'application/x-7z-compressed',
  ),
  magic('\x7fELF', elfWords, 'application/x-executable'),
  magic('\x89PNG\r\n\x1a\n', pngWords, 'image/png'),
  magic('GIF8', gifWords, 'image/gif'),
  magic('\xff\xd8\xff', jpegWords, 'image/jpeg'),
  magic('%PDF-', (bytes) => `PDF document, version ${ascii(bytes, 5, 8)}`, 'application/pdf'),
  magic('SQLite format 3\0', 'SQLite 3.x database', 'application/vnd.sqlite3'),
  magic('\xca\xfe\xba\xbe', javaWords, 'application/x-java-applet'),
  magic('!<arch>\ndebian-binary', 'Debian binary package (format 2.0)', 'application/vnd.debian.binary-package'),
  magic('!<arch>\n', 'current ar archive', 'application/x-archive'),
  magic('\xed\xab\xee\xdb', 'RPM v3.0 bin', 'application/x-rpm'),
  magic(
    'RIFF',
    (bytes) => `RIFF (little-endian) data${ascii(bytes, 8, 12) === 'WAVE' ? ', WAVE audio' : ''}`,
    'audio/x-wav',
  ),
  magic(
    '\0asm',
    (bytes) => `WebAssembly (wasm) binary module version 0x${(bytes[4] ?? 1).toString(16)} (MVP)`,
    'application/wasm',
  ),
  magic('ustar  \0', 'POSIX tar archive (GNU)', 'application/x-tar', 257),
  magic('ustar\0', 'POSIX tar archive', 'application/x-tar', 257),
];

export function binaryKind(bytes: Uint8Array): BinaryKind | undefined {
  const found = MAGICS.find(({ at, bytes: wanted }) => wanted.every((byte, i) => bytes[at + i] === byte));
  if (!found) return undefined;
  // What is too short for its format's own fields is data.
  if (found.mime === 'application/vnd.sqlite3' && bytes.length < 100) return undefined;
  return { words: typeof found.words === 'string' ? found.words : found.words(bytes), mime: found.mime };
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Its last four bytes tell how long the content is; the caller passes the whole file, or what it has of it. */
function gzipWords(bytes: Uint8Array): string {
  const flags = bytes[3] ?? 0;
  const time = bytes.length >= 8 ? view(bytes).getUint32(4, true) : 0;
  let words = 'gzip compressed data';
  let at = 10;
  if (flags & 4) at += 2 + ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8));
  if (flags & 8) words += `, was "${ascii(bytes, at, bytes.indexOf(0, at))}"`;
  if (time) {
    const date = new Date(time * 1000);
    const clock = date.toISOString().slice(11, 19);
    const day = `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)}`;
    words += `, last modified: ${day} ${clock} ${date.getUTCFullYear()}`;
  }
  if (bytes[8] === 2) words += ', max compression';
  if (bytes[8] === 4) words += ', max speed';
  words += bytes[9] === 3 ? ', from Unix' : '';
  const size = bytes.length >= 18 ? view(bytes).getUint32(bytes.length - 4, true) : 0;
  return `${words}, original size modulo 2^32 ${size}`;
}

function xzWords(bytes: Uint8Array): string {
  const check = { 0: 'NONE', 1: 'CRC32', 4: 'CRC64', 10: 'SHA-256' }[(bytes[7] ?? 0) & 15];
  return `XZ compressed data, checksum ${check ?? 'unknown'}`;
}

function zipWords(bytes: Uint8Array): string {
  const version = bytes[4] ?? 10;
  const method = { 0: 'store', 8: 'deflate' }[bytes[8] ?? 0] ?? 'unknown';
  return `Zip archive data, at least v${Math.floor(version / 10)}.${version % 10} to extract, compression method=${method}`;
}

function elfWords(bytes: Uint8Array): string {
  const bits = bytes[4] === 2 ? '64-bit' : '32-bit';
  const order = bytes[5] === 2 ? 'MSB' : 'LSB';
  const little = bytes[5] !== 2;
  const type = bytes.length > 18 ? view(bytes).getUint16(16, little) : 0;
  const machine = bytes.length > 20 ? view(bytes).getUint16(18, little) : 0;
  const kind = { 1: 'relocatable', 2: 'executable', 3: 'shared object', 4: 'core file' }[type] ?? 'unknown type';
  const cpu = { 3: 'Intel 80386', 40: 'ARM', 62: 'x86-64', 183: 'ARM aarch64', 243: 'UCB RISC-V' }[machine];
  return `ELF ${bits} ${order} ${kind}${cpu ? `, ${cpu}` : ''}, version 1 (SYSV)`;
}

function pngWords(bytes: Uint8Array): string {
  if (bytes.length < 29) return 'PNG image data';
  const data = view(bytes);
  const colour =
    { 0: 'grayscale', 2: '/color RGB', 3: ' colormap', 4: ' gray+alpha', 6: '/color RGBA' }[bytes[25] ?? 0] ?? '';
  const depth = `${bytes[24]}-bit${colour === 'grayscale' ? ' grayscale' : colour}`;
  return `PNG image data, ${data.getUint32(16)} x ${data.getUint32(20)}, ${depth}, ${bytes[28] ? 'interlaced' : 'non-interlaced'}`;
}

function gifWords(bytes: Uint8Array): string {
  if (bytes.length < 10) return 'GIF image data';
  const data = view(bytes);
  return `GIF image data, version ${ascii(bytes, 3, 6)}, ${data.getUint16(6, true)} x ${data.getUint16(8, true)}`;
}

function jpegWords(bytes: Uint8Array): string {
  if (ascii(bytes, 6, 10) !== 'JFIF') return 'JPEG image data';
  const [major = 1, minor = 1, units = 0] = bytes.subarray(11, 14);
  const density = { 0: 'aspect ratio', 1: 'resolution (DPI)', 2: 'resolution (DPCM)' }[units] ?? 'unknown';
  const data = view(bytes);
  const [x, y] = bytes.length >= 18 ? [data.getUint16(14), data.getUint16(16)] : [1, 1];
  return `JPEG image data, JFIF standard ${major}.${String(minor).padStart(2, '0')}, ${density}, density ${x}x${y}, segment length ${data.getUint16(4)}`;
}

function javaWords(bytes: Uint8Array): string {
  const major = ((bytes[6] ?? 0) << 8) | (bytes[7] ?? 0);
  // Below 45 it is the count of architectures in a Mach-O file.
  if (major < 45) return 'Mach-O universal binary';
  const java = major <= 48 ? `1.${major - 44}` : major < 53 ? `1.${major - 44}` : String(major - 44);
  const name = major < 53 ? `Java ${java}` : `Java SE ${java}`;
  return `compiled Java class data, version ${major}.${((bytes[4] ?? 0) << 8) | (bytes[5] ?? 0)} (${name})`;
}
