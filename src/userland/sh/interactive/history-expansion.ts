/** `!!`, `!n`, `!-n`, `!text`, `!?text?`, `!$`, `^old^new`: lines of the history written shortly. */

export type HistoryExpansion =
  | { readonly kind: 'same' }
  | { readonly kind: 'expanded'; readonly text: string }
  /** `!xyz: event not found`; the line is not run. */
  | { readonly kind: 'missing'; readonly event: string };

export function expandHistory(line: string, history: readonly string[]): HistoryExpansion {
  const quick = /^\^([^^]+)\^([^^]*)\^?$/.exec(line);
  if (quick) {
    const last = history.at(-1);
    if (last === undefined || !last.includes(quick[1] as string)) return { kind: 'missing', event: ':s' + line };
    return { kind: 'expanded', text: last.replace(quick[1] as string, () => quick[2] as string) };
  }
  if (!line.includes('!')) return { kind: 'same' };
  let out = '';
  let changed = false;
  let double = false;
  for (let i = 0; i < line.length; i++) {
    const char = line[i] as string;
    if (char === '\\' && i + 1 < line.length) {
      out += char + (line[++i] as string);
      continue;
    }
    if (char === '"') double = !double;
    if (char === "'" && !double) {
      const end = line.indexOf("'", i + 1);
      if (end < 0) return changed ? { kind: 'expanded', text: out + line.slice(i) } : { kind: 'same' };
      out += line.slice(i, end + 1);
      i = end;
      continue;
    }
    const designator = char === '!' ? designatorAt(line.slice(i), double) : undefined;
    if (!designator) {
      out += char;
      continue;
    }
    const found = find(designator, history);
    if (found === undefined) return { kind: 'missing', event: designator };
    out += found;
    changed = true;
    i += designator.length - 1;
  }
  return changed ? { kind: 'expanded', text: out } : { kind: 'same' };
}

/** The reference at the front of `text`; undefined where `!` is only itself. */
function designatorAt(text: string, double: boolean): string | undefined {
  if (double && text[1] === '"') return undefined;
  return /^!(?:!|\$|\^|\*|-?\d+|\?[^?]+\??|[A-Za-z_./][^\s;&|<>()"]*)/.exec(text)?.[0];
}

function find(designator: string, history: readonly string[]): string | undefined {
  const name = designator.slice(1);
  const last = history.at(-1);
  if (name === '!') return last;
  if (name === '$') return last && words(last).at(-1);
  if (name === '^') return last && words(last)[1];
  if (name === '*') return last && words(last).slice(1).join(' ');
  if (/^-\d+$/.test(name)) return history.at(Number(name));
  if (/^\d+$/.test(name)) return history[Number(name) - 1];
  if (name.startsWith('?')) return history.findLast((line) => line.includes(name.replace(/^\?|\?$/g, '')));
  return history.findLast((line) => line.startsWith(name));
}

function words(line: string): string[] {
  return line.match(/(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\])+/g) ?? [];
}
