/** RPM's versions: segments of digits and of letters, compared one by one (rpmvercmp); then the release likewise. */

/** Negative, zero or positive. */
export function compareSegments(a: string, b: string): number {
  const segments = (text: string): readonly string[] => text.match(/\d+|[a-zA-Z]+|~/g) ?? [];
  const [left, right] = [segments(a), segments(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [x, y] = [left[i], right[i]];
    if (x === '~' || y === '~') {
      if (x === y) continue;
      return x === '~' ? -1 : 1;
    }
    if (x === undefined) return -1;
    if (y === undefined) return 1;
    const digits = [/^\d/.test(x), /^\d/.test(y)];
    if (digits[0] !== digits[1]) return digits[0] ? 1 : -1;
    const difference = digits[0] ? Number(x) - Number(y) : x < y ? -1 : x > y ? 1 : 0;
    if (difference !== 0) return difference;
  }
  return 0;
}

export interface Evr {
  readonly epoch: string;
  readonly version: string;
  readonly release: string;
}

export function compareEvr(a: Evr, b: Evr): number {
  return (
    Number(a.epoch || 0) - Number(b.epoch || 0) ||
    compareSegments(a.version, b.version) ||
    // What names no release fits any.
    (a.release === '' || b.release === '' ? 0 : compareSegments(a.release, b.release))
  );
}

/** `2:1.13.1-210.el7`, as requirements write it. */
export function parseEvr(text: string): Evr {
  const [, epoch = '', version = '', release = ''] = /^(?:(\d+):)?([^-]*)(?:-(.*))?$/.exec(text) ?? [];
  return { epoch, version, release };
}

export function evrText({ epoch, version, release }: Evr): string {
  return `${epoch && epoch !== '0' ? `${epoch}:` : ''}${version}-${release}`;
}
