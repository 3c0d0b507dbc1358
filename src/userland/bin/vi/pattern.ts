/** Vim's patterns ("magic" unless \v, \m, \M or \V say otherwise), as regular expressions for one line. */

export class PatternError extends Error {}

export interface PatternOptions {
  readonly ignoreCase?: boolean;
  readonly smartCase?: boolean;
}

const CLASSES: Readonly<Record<string, string>> = {
  s: '[ \\t]', S: '[^ \\t]', d: '\\d', D: '\\D', w: '\\w', W: '\\W', a: '[A-Za-z]', A: '[^A-Za-z]', l: '[a-z]', L: '[^a-z]', u: '[A-Z]',
  U: '[^A-Z]', x: '[0-9A-Fa-f]', X: '[^0-9A-Fa-f]', o: '[0-7]', O: '[^0-7]', h: '[A-Za-z_]', H: '[^A-Za-z_]', i: '\\w', k: '\\w', t: '\\t',
  e: '\\x1b', r: '\\r', n: '\\n', p: '[ -~]', f: '[^ \\t]',
}; // prettier-ignore

/** What means something without a backslash, by the mode. */
const BARE: Readonly<Record<string, string>> = { v: '.*[]~^$+=?(){}|<>@&', m: '.*[]~^$', M: '^$', V: '' };

const literal = (char: string) => char.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');

export function vimPattern(source: string, options: PatternOptions = {}): RegExp {
  let mode = 'm';
  let out = '';
  let ignoreCase = options.ignoreCase ?? false;
  let upper = false;
  let open = 0;
  let start = true;
  for (let i = 0; i < source.length; i++) {
    let char = source[i] as string;
    let special = (BARE[mode] as string).includes(char);
    if (char === '\\') {
      char = source[++i] ?? '\\';
      if ('vmMV'.includes(char)) {
        mode = char;
        continue;
      }
      special = !special && !(BARE[mode] as string).includes(char);
      if (char === 'c' || char === 'C') {
        ignoreCase = char === 'c';
        upper = true;
        continue;
      }
      if (char === 'z' && /[se]/.test(source[i + 1] ?? '')) {
        out = source[++i] === 's' ? `(?<=${out})` : `${out}(?=`;
        if (source[i] === 'e') open++;
        continue;
      }
      if (char === '%' && source[i + 1] === '(') {
        i++;
        out += '(?:';
        open++;
        continue;
      }
      if (/[a-zA-Z]/.test(char)) {
        const known = CLASSES[char];
        if (!known) throw new PatternError(`\\${char} is not simulated in Drydock`);
        out += known;
        start = false;
        continue;
      }
      if (/[1-9]/.test(char)) {
        out += `\\${char}(?:)`;
        continue;
      }
    } else if (/[A-Z]/.test(char)) upper = true;
    if (!special) {
      out += literal(char);
      start = false;
      continue;
    }
    switch (char) {
      case '(':
        out += '(';
        open++;
        start = true;
        continue;
      case ')':
        if (open-- === 0) throw new PatternError('E55: Unmatched \\)');
        out += ')';
        continue;
      case '|':
        out += '|';
        start = true;
        continue;
      case '^':
        out += start ? '^' : '\\^';
        continue;
      case '$':
        out += /^(?:$|\\[|)])/.test(source.slice(i + 1)) || mode === 'v' ? '$' : '\\$';
        continue;
      case '*':
        out += start ? '\\*' : '*';
        break;
      case '=':
      case '?':
        out += '?';
        break;
      case '+':
        out += '+';
        break;
      case '{': {
        const [all, lazy, from, comma, to] = /^(-?)(\d*)(,?)(\d*)\\?\}/.exec(source.slice(i + 1)) ?? [];
        if (all === undefined) throw new PatternError(`E554: Syntax error in \\{...}`);
        i += all.length;
        out += from || comma || to ? `{${from || 0}${comma}${comma ? to : ''}}` : '*';
        if (lazy) out += '?';
        break;
      }
      case '<':
        out += '(?<!\\w)(?=\\w)';
        break;
      case '>':
        out += '(?<=\\w)(?!\\w)';
        break;
      case '.':
        out += '.';
        break;
      case '[': {
        const set = /^\[\^?\]?(?:\[:\w+:\]|\\.|[^\]])*\]/.exec(source.slice(i))?.[0];
        if (!set) {
          out += '\\[';
          break;
        }
        i += set.length - 1;
        out += bracket(set);
        break;
      }
      default:
        out += literal(char);
    }
    start = false;
  }
  if (open > 0 && !/\\ze/.test(source)) throw new PatternError('E54: Unmatched \\(');
  out += ')'.repeat(open);
  if (options.smartCase && upper) ignoreCase = /\\c/.test(source);
  try {
    return new RegExp(out, ignoreCase ? 'giu' : 'gu');
  } catch {
    throw new PatternError(`E383: Invalid search string: ${source}`);
  }
}

const NAMED: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z', digit: '0-9', alnum: 'A-Za-z0-9', upper: 'A-Z', lower: 'a-z', space: ' \\t', punct: '!-\\/:-@\\[-`{-~', xdigit: '0-9A-Fa-f', blank: ' \\t',
}; // prettier-ignore

function bracket(set: string): string {
  const negated = set[1] === '^';
  const inner = set.slice(negated ? 2 : 1, -1);
  const out = inner.replace(/\[:(\w+):\]|\\([etrbn\\\]^-])|[\\\]^[]/g, (part, name?: string, escaped?: string) => {
    if (name !== undefined) return NAMED[name] ?? '';
    if (escaped !== undefined) return 'etrbn'.includes(escaped) ? (escaped === 'e' ? '\\x1b' : part) : `\\${escaped}`;
    return `\\${part}`;
  });
  return `[${negated ? '^' : ''}${out}]`;
}
