/** Debian's binary packages (deb(5)): an ar archive of `debian-binary`, a tar of control files, and a tar of the files. */
import { text } from '../../../base/bytes.ts';
import { ByteReader, sourceOf, type ByteSource } from '../../../base/streams.ts';
import { gunzipped } from '../../../base/compression/gzip-decode.ts';
import { padding, readHeader, type TarHeader } from '../../bin/lib/tar-format.ts';
import { parseParagraphs, type Paragraph } from './control.ts';

export class DebError extends Error {
  override name = 'DebError';
}

export interface DebArchive {
  readonly control: Paragraph;
  /** `control`, `conffiles`, `postinst` … by name. */
  readonly scripts: ReadonlyMap<string, string>;
  /** Members of the file tree, each with a way to its content; the content has to be read before the next one. */
  files(): AsyncGenerator<DebFile>;
}

export interface DebFile extends TarHeader {
  /** Absolute, without a slash at the end. */
  readonly path: string;
  /** Next bytes of the content, at most `max`. */
  take(max: number): Promise<Uint8Array>;
}

export async function readDeb(bytes: Uint8Array): Promise<DebArchive> {
  const members = arMembers(bytes);
  if (!members.has('debian-binary')) throw new DebError('not a Debian format archive');
  const scripts = new Map<string, string>();
  for await (const file of tarFiles(memberSource(members, 'control.tar'))) {
    if (file.type === 'file') scripts.set(file.path.slice(1), await textOf(file));
  }
  const [control] = parseParagraphs(scripts.get('control') ?? '');
  if (!control?.get('Package')) throw new DebError("control information file 'control' is missing");
  return { control, scripts, files: () => tarFiles(memberSource(members, 'data.tar')) };
}

/** Common ar format: headers of 60 characters, members at even offsets. */
function arMembers(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const members = new Map<string, Uint8Array>();
  if (text(bytes.subarray(0, 8)) !== '!<arch>\n') throw new DebError('not a Debian format archive');
  for (let at = 8; at + 60 <= bytes.length;) {
    const header = text(bytes.subarray(at, at + 60));
    const size = Number(header.slice(48, 58).trim());
    if (!Number.isInteger(size)) throw new DebError('archive has a malformed member');
    if (at + 60 + size > bytes.length) throw new DebError('unexpected end of file in archive');
    members.set(header.slice(0, 16).trim().replace(/\/$/, ''), bytes.subarray(at + 60, at + 60 + size));
    at += 60 + size + (size % 2);
  }
  return members;
}

function memberSource(members: ReadonlyMap<string, Uint8Array>, name: string): ByteSource {
  const [found, bytes] = [...members].find(([member]) => member === name || member.startsWith(`${name}.`)) ?? [];
  if (!found || !bytes) throw new DebError(`archive has no ${name} member`);
  if (found === name) return sourceOf(bytes);
  if (found.endsWith('.gz')) return gunzipped(sourceOf(bytes));
  throw new DebError(`${found}: this compression is not simulated in Drydock; the real dpkg would decompress it`);
}

/** Every member of a tar whose names begin with `./`. */
export async function* tarFiles(source: ByteSource): AsyncGenerator<DebFile> {
  const reader = new ByteReader(source);
  try {
    for (;;) {
      const header = await readHeader(reader);
      if (!header) return;
      const size = header.type === 'file' ? header.size : 0;
      let left = size;
      yield {
        ...header,
        path: absolute(header.name),
        take: async (max) => {
          const bytes = await reader.read(Math.min(max, left));
          left -= bytes.length;
          return bytes;
        },
      };
      await reader.skip(left + padding(size).length);
    }
  } finally {
    await reader.close();
  }
}

export function absolute(name: string): string {
  return `/${name.replace(/^(\.?\/)+/, '').replace(/\/+$/, '')}`.replace(/^\/\.$/, '/');
}

const MAX_SCRIPT = 1024 * 1024;

async function textOf(file: DebFile): Promise<string> {
  let content = '';
  for (;;) {
    const bytes = await file.take(MAX_SCRIPT);
    if (bytes.length === 0) return content;
    content += text(bytes);
  }
}
