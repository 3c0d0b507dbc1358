/** Dotted version numbers, as the Engine API's: `1.9` is older than `1.24`. */

/** Negative when `a` is older, positive when it is newer, 0 when they are the same. */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether a version is given and older than the limit. */
export function isBelow(version: string | undefined, limit: string): boolean {
  return version !== undefined && compareVersions(version, limit) < 0;
}
