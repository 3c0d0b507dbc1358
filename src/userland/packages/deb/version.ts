/** Debian version numbers: `[epoch:]upstream[-revision]`, compared as deb-version(7) says. */

/** Negative, zero or positive. */
export function compareVersions(a: string, b: string): number {
  // Of most packages the newest version is the one that is there.
  if (a === b) return 0;
  const [left, right] = [split(a), split(b)];
  return (
    left.epoch - right.epoch ||
    compareParts(left.upstream, right.upstream) ||
    compareParts(left.revision, right.revision)
  );
}

function split(version: string): { readonly epoch: number; readonly upstream: string; readonly revision: string } {
  const colon = version.indexOf(':');
  const rest = version.slice(colon + 1);
  const dash = rest.lastIndexOf('-');
  return {
    epoch: colon < 0 ? 0 : Number(version.slice(0, colon)),
    upstream: dash < 0 ? rest : rest.slice(0, dash),
    revision: dash < 0 ? '' : rest.slice(dash + 1),
  };
}

/** Runs of other characters and of digits by turns; a tilde sorts before everything, even the end. */
function compareParts(a: string, b: string): number {
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    while ((i < a.length && !isDigit(a[i])) || (j < b.length && !isDigit(b[j]))) {
      const difference = order(a[i]) - order(b[j]);
      if (difference !== 0) return difference;
      i++;
      j++;
    }
    const [left = ''] = /^\d*/.exec(a.slice(i)) ?? [];
    const [right = ''] = /^\d*/.exec(b.slice(j)) ?? [];
    i += left.length;
    j += right.length;
    const difference = Number(left) - Number(right);
    if (difference !== 0) return difference;
  }
  return 0;
}

const isDigit = (letter: string | undefined) => letter !== undefined && letter >= '0' && letter <= '9';

function order(letter: string | undefined): number {
  if (letter === undefined || isDigit(letter)) return 0;
  if (letter === '~') return -1;
  return /[A-Za-z]/.test(letter) ? letter.charCodeAt(0) : letter.charCodeAt(0) + 256;
}

export type VersionRelation = '<<' | '<=' | '=' | '>=' | '>>';

export function satisfies(version: string, relation: VersionRelation, wanted: string): boolean {
  const difference = compareVersions(version, wanted);
  switch (relation) {
    case '<<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '=':
      return difference === 0;
    case '>=':
      return difference >= 0;
    case '>>':
      return difference > 0;
  }
}
