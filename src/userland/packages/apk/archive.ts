/** Alpine's packages (apk-package(5)): gzip members one after another, the first with `.PKGINFO` and scripts, the last with files. */
import { text } from '../../../base/bytes.ts';
import { LIMITS } from '../../../base/limits.ts';
import { collect, sourceOf } from '../../../base/streams.ts';
import { Feed } from '../../../base/compression/feed.ts';
import { gunzipped, member } from '../../../base/compression/gzip-decode.ts';
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

/** The first member, and how many bytes it takes. */
export async function firstMember(bytes: Uint8Array): Promise<{ readonly content: Uint8Array; readonly size: number }> {
  const feed = new Feed(sourceOf(bytes));
  const content = await collect(member(feed), LIMITS.configBytes);
  return { content, size: feed.passed };
}
