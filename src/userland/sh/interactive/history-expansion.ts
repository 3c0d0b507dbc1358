/**
 * `!!`, `!n`, `!-n`, `!text`, `!?text?`, `^old^new`: lines of the history written shortly; behind them which words
 * (`:1`, `:2-4`, `:$`, `:*`) and how they are changed (`:h`, `:t`, `:s/old/new/`, `:p` …).
 */

export type HistoryExpansion =
  | { readonly kind: 'same' }
  /** `shows`: `:p` only prints it. */
  | { readonly kind: 'expanded'; readonly text: string; readonly shows?: true }
  /** `!xyz: event not found` and the like; the line is not run. */
  | { readonly kind: 'missing'; readonly event: string; readonly reason: string };

interface Reference {
  readonly text: string;
  readonly shows: boolean;
  /** Characters of the line it takes. */
  readonly size: number;
}

class Failure {
  constructor(
    readonly event: string,
    readonly reason = 'event not found',
  ) {}
}

/** What the expansion of a line goes by besides the history. */
export interface HistoryHabits {
  /** `histchars`: what begins an expansion, a quick substitution, a comment. */
  characters?: string | undefined;
  /** The last substitution, for `:&`. */
  substitution?: readonly [pattern: string, replacement: string] | undefined;
  /** What `!?text?` looked for last, for `:%`. */
  match?: string | undefined;
}

export function expandHistory(line: string, history: readonly string[], habits: HistoryHabits = {}): HistoryExpansion {
  const [bang = '!', caret = '^', hash = '#'] = habits.characters ?? '';
  const quick = line.startsWith(caret) && line.indexOf(caret, 2) > 0;
  try {
    return expandLine(quick ? `${bang}${bang}:s${line}` : line, { history, habits, bang, hash });
  } catch (error) {
    if (error instanceof Failure) return { kind: 'missing', event: error.event, reason: error.reason };
    throw error;
  }
}

interface Setting {
  readonly history: readonly string[];
  readonly habits: HistoryHabits;
  readonly bang: string;
  readonly hash: string;
}

function expandLine(line: string, setting: Setting): HistoryExpansion {
  const { bang, hash } = setting;
  if (!line.includes(bang)) return { kind: 'same' };
  let out = '';
  let changed = false;
  let shows = false;
  let double = false;
  for (let i = 0; i < line.length; i++) {
    const char = line[i] as string;
    if (char === '\\' && i + 1 < line.length) {
      out += char + (line[++i] as string);
      continue;
    }
    if (char === '"') double = !double;
    if (char === hash && !double && /(?:^|[\s;&|()])$/.test(line.slice(0, i))) {
      out += line.slice(i);
      break;
    }
    if (char === "'" && !double) {
      const end = line.indexOf("'", i + 1);
      if (end < 0) return changed ? { kind: 'expanded', text: out + line.slice(i) } : { kind: 'same' };
      out += line.slice(i, end + 1);
      i = end;
      continue;
    }
    const reference = char === bang ? referenceAt(line.slice(i), double, setting, out) : undefined;
    if (!reference) {
      out += char;
      continue;
    }
    out += reference.text;
    shows ||= reference.shows;
    changed = true;
    i += reference.size - 1;
  }
  if (!changed) return { kind: 'same' };
  return { kind: 'expanded', text: out, ...(shows && { shows }) };
}

const EVENT = /^!(?:!|#|-?\d+|\?[^?]+(?:\?|$)|(?=[$^*])|(?=:(?!\s|$))|[^\s=:;&|<>()"'%][^\s:;&|<>()"^$*%-]*)/;
const WORDS = /^(?::(\d*-\d*|\d+\*?|\d+-?|[$^*%]|-\$?\d*)|([$^*%]|-(?:\$|\d*)))/;
const MODIFIER = /^:([gaG]?(?:s(.)((?:(?!\2)[^])*)\2((?:(?!\2)[^])*)\2?|&)|[htreqxp])/;

/** The reference at the front of `text`; undefined where `!` is only itself. */
function referenceAt(
  text: string,
  double: boolean,
  { history, habits, bang }: Setting,
  before: string,
): Reference | undefined {
  if (double && text[1] === '"') return undefined;
  // `[!a]`, `${!x}` and `$!` are the shell's own.
  if (before.endsWith('$') || (before.endsWith('[') && text.includes(']'))) return undefined;
  if (before.endsWith('${') && text.includes('}')) return undefined;
  const event = EVENT.exec(`!${text[1] === bang ? '!' : (text[1] ?? '')}${text.slice(2)}`)?.[0];
  if (event === undefined) return undefined;
  const found = event === '!#' ? before : eventOf(event, history);
  if (found === undefined) throw new Failure(text.slice(0, event.length));
  if (event[1] === '?') habits.match = event.replace(/^!\?|\?$/g, '');
  let at = event.length;
  let value = found;
  const words = WORDS.exec(text.slice(at));
  if (words && !/^:-$/.test(words[0])) {
    at += words[0].length;
    value = wordsOf(found, (words[1] ?? words[2]) as string, words[0], habits);
  }
  let shows = false;
  for (let modifier = MODIFIER.exec(text.slice(at)); modifier; modifier = MODIFIER.exec(text.slice(at))) {
    at += modifier[0].length;
    if (modifier[1] === 'p') shows = true;
    else value = modified(value, modifier, habits);
  }
  const unknown = /^:(?:[gaG]([^]?)|([a-zA-Z]))/.exec(text.slice(at));
  if (unknown) throw new Failure(unknown[1] ?? (unknown[2] as string), 'unrecognized history modifier');
  return { text: value, shows, size: at };
}

function eventOf(event: string, history: readonly string[]): string | undefined {
  const name = event.slice(1);
  if (name === '' || name === '!') return history.at(-1);
  if (/^-\d+$/.test(name)) return history.at(Number(name));
  if (/^\d+$/.test(name)) return history[Number(name) - 1];
  if (name.startsWith('?')) return history.findLast((line) => line.includes(name.replace(/^\?|\?$/g, '')));
  return history.findLast((line) => line.startsWith(name));
}

function wordsOf(line: string, spec: string, shown: string, { match }: HistoryHabits): string {
  const words = line.match(/(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\;|&<>()])+|[;|&<>()]+/g) ?? [];
  const last = words.length - 1;
  const place = (text: string, missing: number) => (text === '' ? missing : text === '$' ? last : Number(text));
  let from: number;
  let to: number;
  if (spec === '%') return words.find((word) => match !== undefined && word.includes(match)) ?? '';
  if (spec === '$') [from, to] = [last, last];
  else if (spec === '^') [from, to] = [1, 1];
  else if (spec === '*') [from, to] = [1, last];
  else if (spec.endsWith('*')) [from, to] = [Number(spec.slice(0, -1)), last];
  else {
    const [first, second] = spec.split('-') as [string, string | undefined];
    from = place(first, 0);
    to = second === undefined ? from : place(second, last - 1);
  }
  if (spec !== '*' && (from > last || to > last || from < 0)) throw new Failure(shown, 'bad word specifier');
  return words.slice(from, to + 1).join(' ');
}

function modified(text: string, [all, spec = '', , given, put = '']: RegExpExecArray, habits: HistoryHabits): string {
  switch (spec) {
    case 'h':
      return text.includes('/') ? text.slice(0, text.lastIndexOf('/')) || '/' : text;
    case 't':
      return text.slice(text.lastIndexOf('/') + 1);
    case 'r':
      return text.replace(/\.[^.]*$/, '');
    case 'e':
      return /\.[^.]*$/.exec(text)?.[0] ?? text;
    case 'q':
      return `'${text.replaceAll("'", String.raw`'\''`)}'`;
    case 'x':
      return text
        .split(/\s+/)
        .map((word) => `'${word}'`)
        .join(' ');
  }
  if (given !== undefined) habits.substitution = [given || (habits.substitution?.[0] ?? ''), put];
  const [pattern, replacement] = habits.substitution ?? ['', ''];
  if (pattern === '' || !text.includes(pattern)) throw new Failure(all, 'substitution failed');
  const instead = () => replacement.replaceAll('&', () => pattern);
  if (/^[ga]/.test(spec)) return text.replaceAll(pattern, instead);
  if (!spec.startsWith('G')) return text.replace(pattern, instead);
  return text.replace(/\S+/g, (word) => word.replace(pattern, instead));
}
