/** What `xz --list` tells of a file: streams and their indexes, read from the end as the format's specification allows. */
import { CompressionError } from './feed.ts';
import { XZ_MAGIC } from './xz-encode.ts';

export interface XzSummary {
  readonly streams: number;
  readonly blocks: number;
  /** Bytes. */
  readonly compressed: number;
  readonly uncompressed: number;
  readonly padding: number;
  /** Numbers of the checks that streams use. */
  readonly checks: ReadonlySet<number>;
}

const HEADER = 12;
/** `YZ`, the last bytes of a stream. */
const FOOTER_MAGIC = [0x59, 0x5a];

/** Fails with `CompressionError`: `magic` when it is no such file, `data` when it is damaged. */
export function xzSummary(file: Uint8Array): XzSummary {
  if (!XZ_MAGIC.every((byte, i) => file[i] === byte)) throw new CompressionError('magic');
  let [end, streams, blocks, uncompressed, padding] = [file.length, 0, 0, 0, 0];
  const checks = new Set<number>();
  while (end > 0) {
    while (end >= 4 && word(file, end - 4) === 0) {
      end -= 4;
      padding += 4;
    }
    const footer = end - HEADER;
    if (footer < HEADER || !FOOTER_MAGIC.every((byte, i) => file[end - 2 + i] === byte))
      throw new CompressionError('data');
    const index = footer - (word(file, footer + 4) + 1) * 4;
    if (index < HEADER || file[index] !== 0) throw new CompressionError('data');
    checks.add((file[footer + 9] as number) & 15);
    let at = index + 1;
    const number = () => {
      let [value, unit] = [0, 1];
      for (;;) {
        const byte = file[at++] as number;
        value += (byte & 0x7f) * unit;
        if (byte < 0x80) return value;
        unit *= 128;
      }
    };
    const count = number();
    let sizes = 0;
    for (let i = 0; i < count && at < footer; i++) {
      // Blocks end at a multiple of four bytes.
      sizes += Math.ceil(number() / 4) * 4;
      uncompressed += number();
    }
    streams++;
    blocks += count;
    end = index - sizes - HEADER;
    if (end < 0) throw new CompressionError('data');
  }
  return { streams, blocks, compressed: file.length - padding, uncompressed, padding, checks };
}

const word = (bytes: Uint8Array, at: number) =>
  ((bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)) >>>
  0;

const CHECKS: Readonly<Record<number, string>> = { 0: 'None', 1: 'CRC32', 4: 'CRC64', 10: 'SHA-256' };

export const SUMMARY_HEAD = 'Strms  Blocks   Compressed Uncompressed  Ratio  Check   Filename\n';

export function summaryLine({ streams, blocks, compressed, uncompressed, checks }: XzSummary, name: string): string {
  const cells = [String(streams).padStart(5), String(blocks).padStart(7), ` ${nice(compressed).padStart(11)}`];
  const ratio = compressed / uncompressed;
  const names = [...checks].sort((a, b) => a - b).map((check) => CHECKS[check] ?? `Unknown-${check}`);
  cells.push(` ${nice(uncompressed).padStart(11)}`, ` ${(ratio <= 9.999 ? ratio.toFixed(3) : '---').padStart(5)}`);
  return `${cells.join(' ')}  ${names.join(',').padEnd(7)} ${name}\n`;
}

/** Bytes as they are up to 9999; then with one digit behind the point in the first unit that takes it. */
function nice(bytes: number): string {
  if (bytes < 10_000) return `${bytes} B`;
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  let [value, at] = [bytes / 1024, 0];
  for (; value > 9999.9 && at < units.length - 1; at++) value /= 1024;
  return `${value.toFixed(1)} ${units[at]}`;
}

export function summed(all: readonly XzSummary[]): XzSummary {
  const total = (of: (one: XzSummary) => number) => all.reduce((sum, one) => sum + of(one), 0);
  return {
    streams: total((one) => one.streams),
    blocks: total((one) => one.blocks),
    compressed: total((one) => one.compressed),
    uncompressed: total((one) => one.uncompressed),
    padding: total((one) => one.padding),
    checks: new Set(all.flatMap((one) => [...one.checks])),
  };
}
