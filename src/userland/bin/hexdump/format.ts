/**
 * Format strings of hexdump, as hexdump(1) tells them: `[COUNT][/BYTES] "TEXT"...`, applied to blocks of bytes. All of its
 * other options are such strings.
 */
import { ESCAPE_CHARACTERS } from '../../escape-characters.ts';
import { formatPrintf } from '../../sh/builtins/printf.ts';
import { odCharacter } from '../lib/od-character.ts';

export class FormatError extends Error {
  override name = 'FormatError';
}

/** A conversion with the text in front of it and after it. */
interface Piece {
  readonly before: string;
  readonly after: string;
  /** Bytes taken; 0 of text and addresses. */
  readonly bytes: number;
  /** The value shown; undefined: plain text. `blank` stands where the input has ended. */
  readonly show?: (bytes: Uint8Array, address: number) => string;
  readonly blank: string;
}

interface Unit {
  /** How often; undefined: once, or as often as the block has room for. */
  readonly count: number | undefined;
  readonly pieces: readonly Piece[];
  readonly bytes: number;
}

/** `last`: what `%_A` shows, once at the end. */
export interface DumpFormat {
  readonly units: readonly Unit[];
  readonly last: ((address: number) => string) | undefined;
}

export function parseFormat(source: string): DumpFormat {
  const units: Unit[] = [];
  let last: DumpFormat['last'];
  let rest = source.trimStart();
  while (rest) {
    const match = /^(\d+)?\s*(?:\/\s*(\d+))?\s*"((?:[^"\\]|\\.)*)"\s*/s.exec(rest);
    if (!match) throw new FormatError(`bad format {${source}}`);
    const [whole, count, bytes, text = ''] = match;
    const plain = unescaped(text);
    if (END_ADDRESS.test(plain)) last = endText(plain);
    else
      units.push(
        unitOf(plain, count === undefined ? undefined : Number(count), bytes === undefined ? undefined : Number(bytes)),
      );
    rest = rest.slice(whole.length);
  }
  return { units, last };
}

/** The bytes that a format takes from a block, before its last unit is repeated. */
export function widthOf({ units }: DumpFormat): number {
  return units.reduce((sum, { bytes, count }) => sum + bytes * (count ?? 1), 0);
}

/** A block as text. `there`: how many of its bytes are input, the rest is beyond its end. */
export function blockText({ units }: DumpFormat, block: Uint8Array, there: number, address: number): string {
  let [out, at] = ['', 0];
  for (const [i, unit] of units.entries()) {
    const room = units.slice(i).reduce((sum, { bytes, count }) => sum + bytes * (count ?? 1), 0);
    const spare =
      i === units.length - 1 && unit.count === undefined && unit.bytes
        ? Math.floor((block.length - at - room) / unit.bytes)
        : 0;
    const times = (unit.count ?? 1) + spare;
    for (let time = 1; time <= times; time++) {
      for (const [i, piece] of unit.pieces.entries()) {
        const value =
          at >= there && piece.bytes > 0
            ? piece.blank
            : piece.show?.(block.subarray(at, at + piece.bytes), address + at);
        // What parts one time from the next does not follow the last one.
        const ends = times > 1 && time === times && i === unit.pieces.length - 1;
        out += piece.before + (value ?? '') + (ends ? piece.after.replace(/[ \t]+$/, '') : piece.after);
        at += piece.bytes;
      }
    }
  }
  return out;
}

function unescaped(text: string): string {
  return text.replace(
    /\\(.)/gs,
    (_, char: string) =>
      (char in ESCAPE_CHARACTERS ? (ESCAPE_CHARACTERS as Record<string, string>)[char] : char) as string,
  );
}

const END_ADDRESS = /%[-+ #0]*\d*(?:\.\d*)?_A/;

const CONVERSION = /%([-+ #0]*)(\d*)(?:\.(\d*))?(_[acpuA][dox]?|[a-zA-Z])/;

function unitOf(text: string, count: number | undefined, explicit: number | undefined): Unit {
  const pieces: Piece[] = [];
  let rest = text;
  while (rest) {
    const match = CONVERSION.exec(rest);
    if (!match) {
      if (/%(?!%)/.test(rest)) throw new FormatError(`bad conversion character %${/%(.)/.exec(rest)?.[1] ?? ''}`);
      pieces.push({ before: '', after: rest, bytes: 0, blank: '' });
      break;
    }
    // Text that follows a conversion belongs to it, up to the next one.
    const end = match.index + match[0].length;
    const next = CONVERSION.exec(rest.slice(end));
    const stop = next ? end + next.index : rest.length;
    const before = pieces.length ? '' : rest.slice(0, match.index);
    pieces.push(pieceOf(match, before, rest.slice(end, stop), explicit));
    rest = rest.slice(stop);
  }
  return { count, pieces, bytes: explicit ?? pieces.reduce((sum, { bytes }) => sum + bytes, 0) };
}

function pieceOf(
  [, flags = '', width = '', precision, name = '']: RegExpExecArray,
  before: string,
  after: string,
  explicit: number | undefined,
): Piece {
  const at = { before, after, blank: ' '.repeat(Number(width || 0)) };
  const places = precision === undefined ? '' : `.${precision}`;
  const printed = (letter: string, value: string) =>
    formatPrintf(`%${flags}${width}${places}${letter}`, [value], { extended: true, quotes: false, wholeNumbers: false })
      .text;
  const taken = (allowed: readonly number[], usual: number) => {
    const bytes = explicit ?? usual;
    if (!allowed.includes(bytes)) throw new FormatError(`bad byte count for conversion character ${name}`);
    return bytes;
  };
  if (name.startsWith('_a')) {
    const letter = name[2] ?? '';
    if (letter === '') throw new FormatError(`bad conversion character %${name}`);
    return { ...at, bytes: 0, show: (_, address) => printed(letter, String(address)) };
  }
  if (/^_[cpu]$/.test(name))
    return {
      ...at,
      bytes: taken([1], 1),
      show: (bytes) => printed('s', odCharacter(bytes[0] as number, name as '_c')),
    };
  if (name === 'c')
    return { ...at, bytes: taken([1], 1), show: (bytes) => printed('s', String.fromCharCode(bytes[0] as number)) };
  if (name === 's') {
    if (precision === undefined && explicit === undefined)
      throw new FormatError('%s requires a precision or a byte count');
    const bytes = explicit ?? Number(precision);
    return { ...at, bytes, show: (part) => printed('s', String.fromCharCode(...part).replace(/\0.*$/s, '')) };
  }
  if (/^[di]$/.test(name))
    return {
      ...at,
      bytes: taken([1, 2, 4, 8], 4),
      show: (bytes) => printed('d', String(BigInt.asIntN(bytes.length * 8, unsigned(bytes)))),
    };
  if (/^[ouxX]$/.test(name))
    return { ...at, bytes: taken([1, 2, 4, 8], 4), show: (bytes) => printed(name, String(unsigned(bytes))) };
  if (/^[eEfgG]$/.test(name))
    return { ...at, bytes: taken([4, 8], 8), show: (bytes) => printed(name, String(real(bytes))) };
  throw new FormatError(`bad conversion character %${name}`);
}

/** The address after the last byte, in the text of a `%_A`. */
function endText(text: string): (address: number) => string {
  return (address) =>
    text.replace(
      /%([-+ #0]*\d*(?:\.\d*)?)_A([dox])/g,
      (_, form: string, letter: string) =>
        formatPrintf(`%${form}${letter}`, [String(address)], { extended: true, quotes: false, wholeNumbers: false })
          .text,
    );
}

/** Little endian, as on x86-64. */
function unsigned(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function real(bytes: Uint8Array): number {
  const view = new DataView(bytes.slice().buffer);
  return bytes.length === 4 ? view.getFloat32(0, true) : view.getFloat64(0, true);
}
