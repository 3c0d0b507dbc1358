/** chmod's modes: octal, or clauses such as `u+rwx,g-w,o=`. */

export type ModeChange = (mode: number, directory: boolean) => number;

const WHO: Record<string, number> = { u: 0o4700, g: 0o2070, o: 0o1007, a: 0o7777 };
const PERMISSION: Record<string, number> = { r: 0o444, w: 0o222, x: 0o111, s: 0o6000, t: 0o1000 };

/** Undefined when the text is no mode. `umask` counts where a clause names nobody. */
export function parseMode(text: string, umask: number): ModeChange | undefined {
  if (/^[0-7]+$/.test(text)) {
    const mode = parseInt(text, 8);
    if (mode > 0o7777) return undefined;
    return (old, directory) => (directory && text.length < 5 ? mode | (old & 0o6000) : mode);
  }
  const steps: ModeChange[] = [];
  for (const clause of text.split(',')) {
    const octal = /^([-+=])([0-7]+)$/.exec(clause);
    if (octal) {
      const bits = parseInt(octal[2] as string, 8);
      if (bits > 0o7777) return undefined;
      steps.push((mode) => (octal[1] === '=' ? bits : octal[1] === '+' ? mode | bits : mode & ~bits));
      continue;
    }
    const match = /^([ugoa]*)((?:[-+=](?:[rwxXst]*|[ugo]))+)$/.exec(clause);
    if (!match) return undefined;
    const who = match[1] as string;
    for (const action of (match[2] as string).matchAll(/([-+=])([rwxXst]+|[ugo]|)/g)) {
      steps.push(step(who, action[1] as string, action[2] as string, umask));
    }
  }
  return (mode, directory) => steps.reduce((now, apply) => apply(now, directory), mode & 0o7777);
}

function step(who: string, operator: string, what: string, umask: number): ModeChange {
  const reach = who ? [...who].reduce((mask, letter) => mask | (WHO[letter] as number), 0) : 0o7777 & ~umask;
  return (mode, directory) => {
    const bits = wanted(what, mode, directory) & reach;
    if (operator === '+') return mode | bits;
    if (operator === '-') return mode & ~bits;
    const cleared = who ? reach : 0o7777;
    const kept = directory ? mode & 0o6000 & ~(what.includes('s') ? cleared : 0) : 0;
    return (mode & ~cleared) | bits | kept;
  };
}

function wanted(what: string, mode: number, directory: boolean): number {
  if (/^[ugo]$/.test(what)) {
    const bits = (mode >> ({ u: 6, g: 3, o: 0 }[what] as number)) & 7;
    return bits * 0o111;
  }
  let bits = 0;
  for (const letter of what) {
    if (letter === 'X') bits |= directory || mode & 0o111 ? 0o111 : 0;
    else bits |= PERMISSION[letter] as number;
  }
  return bits;
}
