/**
 * Ways past bytes that hold no match: most lines of most files. What every match must hold is looked for in all that is read, and an
 * expression that means the same of bytes as of characters is tried before a line is decoded.
 */
import { fromText } from '../lib/byte-string.ts';

/** The text that an expression of JavaScript stands for, when it stands for one alone. */
function literalOf(source: string): string | undefined {
  if (!/^(?:[^\\^$.*+?()[\]{}|]|\\[^\w\s])+$/.test(source)) return undefined;
  return source.replace(/\\(.)/gs, '$1');
}

/** Finds what each match holds, by the expressions of all patterns; undefined when there is no telling. */
export function finder(
  sources: readonly string[],
  fold: boolean,
): ((bytes: string, from: number) => number) | undefined {
  const literals = sources.map(literalOf);
  if (literals.length === 0 || literals.some((one) => one === undefined || (fold && !isAscii(one)))) return undefined;
  const [literal] = literals as [string];
  if (literals.length === 1 && !fold) {
    const wanted = fromText(literal);
    return (bytes, from) => bytes.indexOf(wanted, from);
  }
  const any = new RegExp(sources.map((source) => fromText(source)).join('|'), fold ? 'gi' : 'g');
  return (bytes, from) => {
    any.lastIndex = from;
    return any.exec(bytes)?.index ?? -1;
  };
}

/** The same expression for bytes, where no part of it could match a character beyond ASCII. */
export function bytesExpression(expression: RegExp): RegExp | undefined {
  const { source } = expression;
  const bare = source.replace(/\\[\\.]/g, '');
  return isAscii(source) && !/[.]|\[\^|\\[WSDBspPux\d]|\(\?<?!/.test(bare) ? expression : undefined;
}

const isAscii = (text: string) => /^[\x00-\x7f]*$/.test(text);
