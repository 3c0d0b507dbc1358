/** A lesson pack as one file: a ZIP archive, or a tar archive as it is or compressed. */
import { FailureError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import { collect, sourceOf } from '../../base/streams.ts';
import { decompress } from '../../oci/compression.ts';
import { readTar } from '../../oci/tar/read.ts';
import type { PackFile, PackFiles } from '../parse-course.ts';
import { isZip, readZip } from './zip.ts';

/** FailureError `invalid` when it is neither, damaged, or larger than LIMITS.lessonPackBytes. */
export async function readArchive(bytes: Uint8Array): Promise<PackFiles> {
  return withoutWrapping(isZip(bytes) ? await zipFiles(bytes) : await tarFiles(bytes));
}

async function zipFiles(bytes: Uint8Array): Promise<PackFiles> {
  const entries = await readZip(bytes, LIMITS.lessonPackBytes);
  return new Map(entries.map(({ path, mode, bytes }) => [path, { bytes, executable: (mode & 0o100) !== 0 }]));
}

async function tarFiles(bytes: Uint8Array): Promise<PackFiles> {
  const files = new Map<string, PackFile>();
  let left: number = LIMITS.lessonPackBytes;
  for await (const { header, body } of readTar(decompress(sourceOf(bytes)))) {
    if (header.type !== 'file') continue;
    left -= header.size;
    if (left < 0) throw new FailureError('invalid', `the archive unpacks to more than ${LIMITS.lessonPackBytes} bytes`);
    const path = header.name.replace(/^(\.\/)+/, '');
    files.set(path, { bytes: await collect(body, header.size), executable: (header.mode & 0o100) !== 0 });
  }
  return files;
}

/** Archives of a repository put everything into one folder, which is no part of the pack; nor are README and hidden files. */
function withoutWrapping(files: PackFiles): PackFiles {
  let found = new Map([...files].filter(([path]) => !/(^|\/)(\.|__MACOSX\/)/.test(path.split('/files/')[0] as string)));
  for (;;) {
    const tops = new Set([...found.keys()].map((path) => path.split('/')[0]));
    const [top] = tops;
    const wrapping = tops.size === 1 && !found.has(`${top}/lesson.yaml`) && !found.has(`${top}/part.yaml`);
    const inner = new Map([...found].map(([path, file]) => [path.slice(path.indexOf('/') + 1), file]));
    if (!wrapping || ![...found.keys()].every((path) => path.includes('/'))) break;
    found = inner;
  }
  // A lesson's own folder was packed from within.
  if (found.has('lesson.yaml')) return new Map([...found].map(([path, file]) => [`lesson/${path}`, file]));
  return new Map([...found].filter(([path]) => path !== 'README.md'));
}
