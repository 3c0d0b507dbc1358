/** RPM files: a lead, a signature, a header, and the files as a compressed cpio archive ("newc"). */
import { text } from '../../../base/bytes.ts';
import { ByteReader, sourceOf } from '../../../base/streams.ts';
import { gunzipped } from '../../../base/compression/gzip-decode.ts';
import { absolute } from '../deb/archive.ts';
import type { Member, Take } from '../place-file.ts';
import { RpmError, RpmHeader, TAG } from './header.ts';

const LEAD_BYTES = 96;
const LEAD_MAGIC = [0xed, 0xab, 0xee, 0xdb];

export interface RpmPackage {
  readonly header: RpmHeader;
  members(): AsyncGenerator<Member & { readonly take: Take }>;
}

export function readRpm(bytes: Uint8Array): RpmPackage {
  if (!LEAD_MAGIC.every((byte, i) => bytes[i] === byte)) throw new RpmError('not an rpm package');
  const signature = RpmHeader.parse(bytes, LEAD_BYTES);
  const at = LEAD_BYTES + signature.size + ((8 - (signature.size % 8)) % 8);
  const { header, size } = RpmHeader.parse(bytes, at);
  const payload = bytes.subarray(at + size);
  const compressor = header.string(TAG.PAYLOADCOMPRESSOR) || 'gzip';
  if (compressor !== 'gzip') {
    throw new RpmError(
      `payload compressed with ${compressor} is not simulated in Drydock; the real rpm would unpack it`,
    );
  }
  return { header, members: () => cpioMembers(payload, header) };
}

/** Absolute paths of a package's files, in the header's order. */
export function pathsOf(header: RpmHeader): readonly string[] {
  const directories = header.strings(TAG.DIRNAMES);
  const indexes = header.numbers(TAG.DIRINDEXES);
  return header.strings(TAG.BASENAMES).map((name, i) => `${directories[indexes[i] ?? 0] ?? '/'}${name}`);
}

const HEADER_BYTES = 110;
const MODE_TYPE = 0o170000;
const TYPES: Readonly<Record<number, Member['type']>> = {
  0o040000: 'directory',
  0o120000: 'symlink',
  0o100000: 'file',
};

async function* cpioMembers(payload: Uint8Array, header: RpmHeader): AsyncGenerator<Member & { readonly take: Take }> {
  const reader = new ByteReader(gunzipped(sourceOf(payload)));
  const order = new Map(pathsOf(header).map((path, i) => [path, i]));
  const owners = header.strings(TAG.FILEUSERNAME);
  try {
    for (;;) {
      const head = text(await reader.readFully(HEADER_BYTES));
      if (!head.startsWith('07070')) throw new RpmError('cpio: Bad magic');
      const field = (i: number) => parseInt(head.slice(6 + i * 8, 14 + i * 8), 16);
      const [mode, uid, gid, mtime, size, nameSize] = [1, 2, 3, 5, 6, 11].map(field) as [
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      const name = text(await reader.readFully(nameSize)).replace(/\0.*$/s, '');
      await reader.skip(padding(HEADER_BYTES + nameSize));
      if (name === 'TRAILER!!!') return;
      const path = absolute(name);
      const type = TYPES[mode & MODE_TYPE] ?? 'file';
      let left = size;
      const take: Take = async (max) => {
        const bytes = await reader.read(Math.min(max, left));
        left -= bytes.length;
        return bytes;
      };
      const link = type === 'symlink' ? text(await reader.readFully(size)) : '';
      if (type === 'symlink') left = 0;
      const owned = owners[order.get(path) ?? -1] ?? 'root';
      const [user, group] = owned === 'root' ? [0, 0] : [uid, gid];
      yield {
        path,
        type,
        mode: mode & 0o7777,
        uid: user,
        gid: group,
        size: type === 'file' ? size : 0,
        mtime: mtime * 1000,
        link,
        take,
      };
      await reader.skip(left + padding(size));
    }
  } finally {
    await reader.close();
  }
}

const padding = (size: number) => (4 - (size % 4)) % 4;
