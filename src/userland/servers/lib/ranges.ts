/** Conditions and ranges that requests for files may have (RFC 9110, sections 13 and 14). */
export interface Range {
  readonly start: number;
  /** Inclusive. */
  readonly end: number;
}

export const rangeText = ({ start, end }: Range, size: number): string => `bytes ${start}-${end}/${size}`;

/** None, when what is asked for is not in bytes, or is more than there is. */
export function rangesOf(value: string | undefined, size: number): readonly Range[] | 'unsatisfiable' {
  const words = /^bytes=(.*)$/.exec(value ?? '')?.[1]?.split(',') ?? [];
  const ranges: Range[] = [];
  for (const word of words) {
    const [, from = '', to = ''] = /^\s*(\d*)\s*-\s*(\d*)\s*$/.exec(word) ?? [];
    if (from === '' && to === '') return 'unsatisfiable';
    const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
    const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
    if (to !== '' && from !== '' && Number(to) < start) return 'unsatisfiable';
    if (start < size && start <= end) ranges.push({ start, end });
  }
  if (words.length > 0 && ranges.length === 0) return 'unsatisfiable';
  const total = ranges.reduce((sum, { start, end }) => sum + end - start + 1, 0);
  return total > size ? [] : ranges;
}

type Headers = Readonly<Record<string, string>>;

/** Whether an entity tag is among those of If-Match or If-None-Match. */
export const tagged = (tags: string, etag: string): boolean =>
  tags === '*' || tags.split(/,\s*/).some((tag) => tag.replace(/^W\//, '') === etag);

/** A condition of the client's does not hold: 412. */
export function unmet(headers: Headers, modified: string, etag: string): boolean {
  const { 'if-match': tags, 'if-unmodified-since': since } = headers;
  const later = since !== undefined && Date.parse(modified) > Date.parse(since);
  return later || (tags !== undefined && !tagged(tags, etag));
}

/** If-Range: parts are wanted of the file that the client knows, or else the whole. */
export function rangeCounts(headers: Headers, modified: string, etag: string): boolean {
  const known = headers['if-range'];
  return known === undefined || known === etag || known === modified;
}
