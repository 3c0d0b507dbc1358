/** Differences for programs to read: RCS, forward ed scripts, merged files, formats of one's own; and colours. */
import type { Change, Side } from './line-diff.ts';

export function rcsScript(list: readonly Change[], right: Side): string {
  let out = '';
  for (const { a, b } of list) {
    if (a[1] > a[0]) out += `d${a[0] + 1} ${a[1] - a[0]}\n`;
    if (b[1] > b[0]) out += `a${a[1]} ${b[1] - b[0]}\n${right.lines.slice(...b).join('\n')}\n`;
  }
  return right.noNewline ? out.replace(/\n$/, '') : out;
}

/** Like an ed script, but in the order of the file. */
export function forwardScript(list: readonly Change[], right: Side): string {
  let out = '';
  for (const { a, b } of list) {
    const range = a[1] - a[0] > 1 ? `${a[0] + 1} ${a[1]}` : `${a[1]}`;
    const lines = right.lines.slice(...b);
    out += `${a[0] === a[1] ? 'a' : lines.length ? 'c' : 'd'}${range}\n`;
    if (lines.length) out += `${lines.join('\n')}\n.\n`;
  }
  return out;
}

export interface MergeFormats {
  readonly line: { readonly old: string; readonly new: string; readonly same: string };
  readonly group: { readonly old: string; readonly new: string; readonly same: string; readonly changed: string };
}

/** `-D NAME`: one file, of which the preprocessor makes either. */
export function ifdefFormats(name: string): MergeFormats {
  const line = { old: '%L', new: '%L', same: '%L' };
  const group = {
    old: `#ifndef ${name}\n%<#endif /* ! ${name} */\n`,
    new: `#ifdef ${name}\n%>#endif /* ${name} */\n`,
    same: '%=',
    changed: `#ifndef ${name}\n%<#else /* ${name} */\n%>#endif /* ${name} */\n`,
  };
  return { line, group };
}

/** Both files in one, by formats for lines and groups (`%l`, `%L`, `%dn`; `%<`, `%>`, `%=`). */
export function merged(list: readonly Change[], left: Side, right: Side, formats: MergeFormats): string {
  const lines = (side: Side, [from, to]: readonly [number, number], format: string) => {
    let out = '';
    for (let i = from; i < to; i++) {
      const end = side.noNewline && i === side.lines.length - 1 ? '' : '\n';
      out += filled(format, (key) => ({ l: side.lines[i], L: `${side.lines[i]}${end}`, dn: String(i + 1) })[key]);
    }
    return out;
  };
  const group = (format: string, a: readonly [number, number], b: readonly [number, number]) =>
    filled(format, (key) => {
      if (key === '<') return lines(left, a, formats.line.old);
      if (key === '>') return lines(right, b, formats.line.new);
      return key === '=' ? lines(left, a, formats.line.same) : undefined;
    });
  let out = '';
  let [at, other] = [0, 0];
  for (const { a, b } of [...list, { a: [left.lines.length, 0], b: [right.lines.length, 0] }] as readonly Change[]) {
    if (a[0] > at) out += group(formats.group.same, [at, a[0]], [other, b[0]]);
    if (a[1] > a[0] && b[1] > b[0]) out += group(formats.group.changed, a, b);
    else if (a[1] > a[0]) out += group(formats.group.old, a, b);
    else if (b[1] > b[0]) out += group(formats.group.new, a, b);
    [at, other] = [a[1], b[1]];
  }
  return out;
}

function filled(format: string, value: (key: string) => string | undefined): string {
  return format.replace(/%(%|c'(\\?[^'])'|dn|[lL<>=])/g, (whole, key: string, char: string | undefined) => {
    if (key === '%') return '%';
    if (char !== undefined) return char === '\\n' ? '\n' : char;
    return value(key) ?? whole;
  });
}

/** What is drawn, painted line by line: headers bold, places cyan, what goes red, what comes green. */
export function painted(drawing: string, style: 'normal' | 'unified' | 'context'): string {
  const wrap = (code: string, line: string) => `\x1b[${code}m${line}\x1b[0m`;
  return drawing.replace(/[^\n]+/g, (line) => {
    if (style === 'normal') {
      if (/^\d/.test(line)) return wrap('36', line);
      return line.startsWith('<') ? wrap('31', line) : line.startsWith('>') ? wrap('32', line) : line;
    }
    if (/^(?:\*\*\*|---|\+\+\+) [^\d]/.test(line)) return wrap('1', line);
    if (style === 'context' && /^(?:\*\*\*|---) /.test(line)) return wrap('36', line);
    if (line.startsWith('@@')) return wrap('36', line);
    if (line.startsWith('-')) return wrap('31', line);
    return line.startsWith('+') ? wrap('32', line) : line;
  });
}
