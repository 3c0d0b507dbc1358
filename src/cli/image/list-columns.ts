/** The columns of `docker images` (cli/command/formatter/image.go). */
import { humanDuration } from '../../base/time.ts';
import type { ImageSummary } from '../../api/types/image.ts';
import type { Listing } from '../format/list-format.ts';
import { goTime, humanSize, shortId } from '../format/units.ts';
import { parseReference, familiarName } from '../reference.ts';

export interface ImageRow {
  readonly image: ImageSummary;
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

/** A row for each tag (or for tag and digest), one of `<none>` for an image without. */
export function imageRows(images: readonly ImageSummary[], withDigests: boolean): readonly ImageRow[] {
  return images.flatMap((image) => {
    const tags = (image.RepoTags ?? []).filter((name) => name !== '<none>:<none>');
    const digests = (image.RepoDigests ?? []).filter((name) => name !== '<none>@<none>');
    const byName = new Map<string, { tags: string[]; digests: string[] }>();
    const entry = (name: string) => {
      const found = byName.get(name) ?? { tags: [], digests: [] };
      byName.set(name, found);
      return found;
    };
    for (const text of tags) {
      const reference = parseReference(text);
      entry(familiarName(reference)).tags.push(reference.tag ?? '');
    }
    for (const text of digests) {
      const reference = parseReference(text);
      entry(familiarName(reference)).digests.push(reference.digest ?? '');
    }
    if (byName.size === 0) return [{ image, repository: '<none>', tag: '<none>', digest: '<none>' }];
    return [...byName].flatMap(([repository, found]) => rowsOf(image, repository, found, withDigests));
  });
}

function rowsOf(
  image: ImageSummary,
  repository: string,
  found: { tags: readonly string[]; digests: readonly string[] },
  withDigests: boolean,
): readonly ImageRow[] {
  const digests = withDigests && found.digests.length ? found.digests : ['<none>'];
  if (found.tags.length === 0) {
    return (found.digests.length && withDigests ? found.digests : ['<none>']).map((digest) => ({
      image,
      repository,
      tag: '<none>',
      digest,
    }));
  }
  return found.tags.flatMap((tag) => digests.map((digest) => ({ image, repository, tag, digest })));
}

export function imageListing(truncate: boolean, now: number, withDigests: boolean): Listing<ImageRow> {
  const size = (bytes: number) => (bytes === -1 ? 'N/A' : humanSize(bytes, 3));
  const since = (row: ImageRow) => `${humanDuration(now - row.image.Created * 1000)} ago`;
  return {
    type: '*formatter.imageContext',
    headers: {
      ID: 'IMAGE ID',
      Repository: 'REPOSITORY',
      Tag: 'TAG',
      Digest: 'DIGEST',
      CreatedSince: 'CREATED',
      CreatedAt: 'CREATED AT',
      Size: 'SIZE',
      Containers: 'CONTAINERS',
      VirtualSize: 'SIZE',
      SharedSize: 'SHARED SIZE',
      UniqueSize: 'UNIQUE SIZE',
    },
    table: withDigests
      ? '{{.Repository}}\t{{.Tag}}\t{{.Digest}}\t{{.ID}}\t{{if .CreatedSince }}{{.CreatedSince}}{{else}}N/A{{end}}\t{{.Size}}'
      : '{{.Repository}}\t{{.Tag}}\t{{.ID}}\t{{if .CreatedSince }}{{.CreatedSince}}{{else}}N/A{{end}}\t{{.Size}}',
    fields: {
      Containers: (row) => (row.image.Containers === -1 ? 'N/A' : String(row.image.Containers)),
      CreatedAt: (row) => goTime(row.image.Created),
      CreatedSince: since,
      Digest: (row) => row.digest,
      ID: (row) => (truncate ? shortId(row.image.Id) : row.image.Id),
      Repository: (row) => row.repository,
      SharedSize: (row) => size(row.image.SharedSize),
      Size: (row) => humanSize(row.image.Size, 3),
      Tag: (row) => row.tag,
      UniqueSize: (row) => (row.image.SharedSize === -1 ? 'N/A' : size(row.image.Size - row.image.SharedSize)),
      VirtualSize: (row) => humanSize(row.image.Size),
    },
  };
}
