/** Which step of an image's history made which of its layers. The API names the size of each step and does not say whether it has a layer. */
import type { ImageHistoryItem, ImageInspectResponse } from '../../api/types/image.ts';

export interface ImageLayer {
  /** DiffId. */
  readonly id: string;
  readonly size: number;
  /** The instruction that made it, from the history. */
  readonly createdBy: string;
}

export function layersFrom(inspect: ImageInspectResponse, history: readonly ImageHistoryItem[]): ImageLayer[] {
  const ids = inspect.RootFS.Layers ?? [];
  const makers = makersOf(ids.length, [...history].reverse());
  return ids.map((id, i) => ({ id, size: makers[i]?.Size ?? 0, createdBy: makers[i]?.CreatedBy ?? '' }));
}

/** The likeliest `count` of the steps, in their own order. */
function makersOf(count: number, steps: readonly ImageHistoryItem[]): readonly ImageHistoryItem[] {
  const likeliest = steps
    .map((step, i) => ({ i, doubt: doubtOf(step) }))
    .sort((a, b) => a.doubt - b.doubt || a.i - b.i);
  const chosen = new Set(likeliest.slice(0, count).map(({ i }) => i));
  return steps.filter((_, i) => chosen.has(i));
}

/** What has bytes has a layer; a command may have removed something; files of nothing may have been copied; the rest is metadata. */
function doubtOf({ Size, CreatedBy }: ImageHistoryItem): number {
  if (Size > 0) return 0;
  if (COPIES.test(CreatedBy)) return 2;
  return METADATA.test(CreatedBy) ? 3 : 1;
}

/** As the classic builder and as BuildKit write them. */
const COPIES = /^(\/bin\/sh -c #\(nop\) +)?(ADD|COPY|WORKDIR) /;
const METADATA =
  /^\/bin\/sh -c #\(nop\)|^(ARG|CMD|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|SHELL|STOPSIGNAL|USER|VOLUME) /;
