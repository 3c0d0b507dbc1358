/** Alpine's packages (apk-package(5)): gzip members one after another, the first with `.PKGINFO` and scripts, the last with files. */
import { text } from '../../../base/bytes.ts';
import { LIMITS } from '../../../base/limits.ts';
import { collect, sourceOf } from '../../../base/streams.ts';
import { gunzipped, GzipError } from '../../bin/gzip.ts';
import { tarFiles, type DebFile } from '../deb/archive.ts';

export interface ApkArchive {
  /** `.PKGINFO` and scripts such as `.post-install`, by name. */
  readonly control: ReadonlyMap<string, string>;
  files(): AsyncGenerator<DebFile>;
}

export async function readApk(bytes: Uint8Array): Promise<ApkArchive> {
  const control = new Map<string, string>();
  let rest = bytes;
  // A signature may come first; what follows the control member is the files.
  while (!control.has('.PKGINFO')) {
    const { content, size } = await firstMember(rest);
    rest = rest.subarray(size);
    for await (const file of tarFiles(sourceOf(content)))
      control.set(file.path.slice(1), text(await file.take(file.size)));
  }
  return { control, files: () => tarFiles(gunzipped(sourceOf(rest))) };
}

/** Where a member ends is found by trying: the platform's decompressor takes exactly one. */
export async function firstMember(bytes: Uint8Array): Promise<{ readonly content: Uint8Array; readonly size: number }> {
  for (let end = nextMember(bytes, 10); ; end = nextMember(bytes, end + 1)) {
    try {
      const content = await collect(gunzipped(sourceOf(bytes.subarray(0, end))), LIMITS.configBytes);
      return { content, size: end };
    } catch (error) {
      if (!(error instanceof GzipError) || end === bytes.length) throw error;
    }
  }
}

function nextMember(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0x1f, from); at >= 0; at = bytes.indexOf(0x1f, at + 1)) {
    if (bytes[at + 1] === 0x8b && bytes[at + 2] === 8) return at;
  }
  return bytes.length;
}
