/** sort --debug: the part of each line that a key takes, underlined, and what is doubtful about keys. */
import { extentOf, type Flags, type Key } from './sort-keys.ts';

const NUMBER = /^-?(?:\d+\.?\d*|\.\d+)/;
const GENERAL = /^[-+]?(?:inf(?:inity)?|nan|0x[\da-f]+|(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)/i;

const numeric = ({ numeric, general, human }: Flags) => numeric || general || human;

/** Said before anything is sorted. */
export function debugNotes(keys: readonly Key[], global: Flags, separated: boolean): string[] {
  const notes = ['text ordering performed using simple byte comparison'];
  for (const [i, key] of keys.entries()) {
    const { field, endField, char, endChar, flags } = key;
    const nothing = endField < field;
    if (nothing) notes.push(`key ${i + 1} has zero width and will be ignored`);
    if (!nothing && !(endField === 0 && endChar > 0)) {
      const blanksCount = !separated && !flags.blanksFirst && !numeric(flags) && !flags.month;
      if (blanksCount || (char > 0 && !flags.blanksFirst) || (endChar > 0 && !flags.blanksLast))
        notes.push(`leading blanks are significant in key ${i + 1}; consider also specifying 'b'`);
    }
    if (numeric(flags) && endField > field) notes.push(`key ${i + 1} is numeric and spans multiple fields`);
  }
  if ((keys.length ? keys.map(({ flags }) => flags) : [global]).some(numeric))
    notes.push("note numbers use '.' as a decimal point in this locale");
  return notes;
}

/** A line with a mark below it for each key, and one for the whole of it where that decides in the end. */
export function debugLine(line: string, keys: readonly Key[], separator: string | undefined, settles: boolean): string {
  const rows = keys.map((key) => {
    const [start, end] = narrowed(line, extentOf(line, key, separator), key.flags);
    return ' '.repeat(start) + (end > start ? '_'.repeat(end - start) : '^ no match for key');
  });
  if (settles) rows.push(line === '' ? '^ no match for key' : '_'.repeat(line.length));
  return [line.replaceAll('\t', '>'), ...rows].map((row) => `${row}\n`).join('');
}

/** Of keys that are numbers or months, what is one. */
function narrowed(line: string, [start, end]: readonly [number, number], flags: Flags): readonly [number, number] {
  if (!numeric(flags) && !flags.month) return [start, end];
  const text = line.slice(start, end);
  const at = start + (/^[ \t]*/.exec(text)?.[0].length ?? 0);
  const rest = line.slice(at, end);
  if (flags.month) return [at, /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i.test(rest) ? at + 3 : at];
  const pattern = flags.general ? GENERAL : flags.human ? new RegExp(`${NUMBER.source}[KkMGTPEZY]?`) : NUMBER;
  return [at, at + (pattern.exec(rest)?.[0].length ?? 0)];
}
