/** Packs a package into an RPM: lead, signature header, header, and a gzip of a cpio archive (RPM file format, version 3). */
import { concat, utf8 } from '../../../base/bytes.ts';
import { LIMITS } from '../../../base/limits.ts';
import { collect } from '../../../base/streams.ts';
import { fileBytes } from '../../file-bytes.ts';
import type { RecipeEntry } from '../../recipe.ts';
import { md5Bytes, sha1Of } from '../checksums.ts';
import type { PackOptions } from '../deb/archive.ts';
import type { Package } from '../package.ts';
import { binary, encodeHeader, int32, string } from './header.ts';
import { packageHeader, rpmFiles } from './package-header.ts';
import { rpmName } from './version.ts';

const SIGNATURES = 62;

export const CENTOS_FACTS = { built: 1_605_110_400, vendor: 'CentOS' };

export async function packRpm(entry: Package, { gzip, mtime }: PackOptions): Promise<Uint8Array> {
  const header = packageHeader(entry, CENTOS_FACTS);
  const payload = await collect(gzip(cpio(rpmFiles(entry), mtime)), LIMITS.layerBytes);
  const both = concat([header, payload]);
  const signature = encodeHeader(SIGNATURES, [
    [269, string(sha1Of(header))],
    [1000, int32(both.length)],
    [1004, binary(md5Bytes(both))],
  ]);
  return concat([lead(rpmName(entry)), signature, new Uint8Array(-signature.length & 7), both]);
}

/** 96 bytes that only file(1) still reads. */
function lead(name: string): Uint8Array {
  const bytes = new Uint8Array(96);
  bytes.set([0xed, 0xab, 0xee, 0xdb, 3, 0, 0, 0, 0, 1]);
  bytes.set(utf8(name.replace(/\.[^.]+\.rpm$/, '')).subarray(0, 65), 10);
  bytes.set([0, 1, 0, 5], 76);
  return bytes;
}

const TYPES = { file: 0o100000, hardlink: 0o100000, directory: 0o040000, symlink: 0o120000 } as const;

/** The cpio format `newc` (cpio(5)): headers of 110 ASCII digits, everything at multiples of four bytes. */
async function* cpio(entries: readonly RecipeEntry[], mtime: number): AsyncGenerator<Uint8Array> {
  let inode = 0;
  for (const entry of entries) {
    const target = entry.type === 'symlink' ? utf8(entry.link ?? '') : undefined;
    const size = target?.length ?? (entry.type === 'file' ? entry.size : 0);
    yield cpioHeader(`./${entry.path}`, ++inode, TYPES[entry.type] | entry.mode, size, Math.floor(mtime / 1000));
    if (target) yield target;
    else if (entry.type === 'file') yield* fileBytes(entry);
    yield new Uint8Array(-size & 3);
  }
  yield cpioHeader('TRAILER!!!', 0, 0, 0, 0);
}

function cpioHeader(name: string, inode: number, mode: number, size: number, mtime: number): Uint8Array {
  const path = utf8(`${name}\0`);
  const fields = [inode, mode, 0, 0, 1, mtime, size, 0, 0, 0, 0, path.length, 0];
  const head = utf8(`070701${fields.map((field) => field.toString(16).padStart(8, '0').toUpperCase()).join('')}`);
  return concat([head, path, new Uint8Array(-(head.length + path.length) & 3)]);
}
