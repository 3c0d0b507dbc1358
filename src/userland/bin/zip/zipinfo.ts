/** zipinfo: members of zip files in the manner of `ls -l`, and what there is to say about the whole. */
import { modeString } from '../lib/text.ts';
import { strftime } from '../lib/strftime.ts';
import { zoneOf } from '../lib/time-zone.ts';
import type { Stat } from '../../../kernel/sys.ts';
import type { Tool } from '../lib/tool.ts';
import type { ZipEntry } from './archive.ts';

export interface ZipinfoRequest {
  readonly letters: ReadonlySet<string>;
  /** Members were named: only they are shown. */
  readonly chosen: boolean;
}

export async function zipinfoList(
  t: Tool,
  archive: { readonly path: string; readonly bytes: Uint8Array },
  entries: readonly ZipEntry[],
  { letters, chosen }: ZipinfoRequest,
): Promise<void> {
  const bare = letters.has('1') || letters.has('2');
  const detailed = ['l', 'm', 's'].some((letter) => letters.has(letter));
  const only = !detailed && (letters.has('h') || letters.has('t'));
  const whole = !bare && !only && !chosen;
  if ((whole && !detailed) || (whole && detailed && !letters.has('t')) || (letters.has('h') && !letters.has('1'))) {
    await t.out.line(`Archive:  ${archive.path}`);
    await t.out.line(`Zip file size: ${archive.bytes.length} bytes, number of entries: ${entries.length}`);
  }
  if (bare || !only) for (const entry of entries) await t.out.line(bare ? entry.name : row(t, entry, letters));
  if ((whole && !letters.has('h')) || (letters.has('t') && !letters.has('1'))) await t.out.line(totals(entries));
}

const TYPES: Readonly<Record<number, Stat['type']>> = { 0o04: 'directory', 0o12: 'symlink' };

function row(t: Tool, entry: ZipEntry, letters: ReadonlySet<string>): string {
  const zone = zoneOf(t.sys.env.get('TZ'));
  const size = String(entry.size).padStart(8);
  const kind = `${entry.text ? 't' : 'b'}${entry.bare ? '-' : 'x'}`;
  const part = letters.has('m')
    ? `${String(savedPercent(entry.size, entry.packed.length)).padStart(2)}% `
    : letters.has('l')
      ? `${String(entry.packed.length).padStart(8)} `
      : '';
  const time = strftime(letters.has('T') ? '%Y%m%d.%H%M%S' : '%y-%b-%d %H:%M', entry.mtime, zone);
  const method = entry.method === 'stored' ? 'stor' : 'defN';
  return `${modeString({ mode: entry.mode & 0o7777, type: TYPES[entry.mode >> 12] ?? 'file' })}  3.0 unx ${size} ${kind} ${part}${method} ${time} ${entry.name}`;
}

const savedPercent = (size: number, packed: number) => (size ? Math.round((1 - packed / size) * 100) : 0);

function totals(entries: readonly ZipEntry[]): string {
  const sum = (of: (entry: ZipEntry) => number) => entries.reduce((all, entry) => all + of(entry), 0);
  const [size, packed] = [sum((entry) => entry.size), sum((entry) => entry.packed.length)];
  const files = `${entries.length} file${entries.length === 1 ? '' : 's'}`;
  const saved = size ? ((1 - packed / size) * 100).toFixed(1) : '0.0';
  return `${files}, ${size} bytes uncompressed, ${packed} bytes compressed:  ${saved}%`;
}
