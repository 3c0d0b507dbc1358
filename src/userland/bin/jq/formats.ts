/** `@text`, `@json`, `@csv`, `@sh` and their like. */
import { utf8, text as decoded } from '../../../base/bytes.ts';
import { cut, described, fail } from './failure.ts';
import { isArray, isObject, type Json } from './json.ts';
import { numberText, printed } from './print.ts';

export function toText(value: Json): string {
  return typeof value === 'string' ? value : printed(value);
}

const FORMATS: Readonly<Record<string, (value: Json) => string>> = {
  '@text': toText,
  '@json': (value) => printed(value),
  '@csv': (value) => row(value, ',', 'csv', (text) => `"${text.replaceAll('"', '""')}"`),
  '@tsv': (value) =>
    row(value, '\t', 'tsv', (text) =>
      text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r'),
    ),
  '@html': (value) => toText(value).replace(/[<>&'"]/g, (char) => HTML[char] as string),
  '@uri': (value) =>
    [...utf8(toText(value))]
      .map((byte) => {
        const char = String.fromCharCode(byte);
        return /[\w.~-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
      })
      .join(''),
  '@sh': (value) => (isArray(value) ? value.map(shellWord).join(' ') : shellWord(value)),
  '@base64': (value) => btoa(String.fromCharCode(...utf8(toText(value)))),
  '@base64d': decode64,
};

const HTML: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', "'": '&#39;', '"': '&quot;' };

/** What `@name` makes of a value; undefined when there is no such format. */
export function format(name: string): ((value: Json) => string) | undefined {
  return Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
}

function row(value: Json, mark: string, name: string, quote: (text: string) => string): string {
  if (!isArray(value)) return fail(`${described(value)} cannot be ${name}-formatted, only an array can be`);
  return value
    .map((item) => {
      if (isArray(item) || isObject(item)) return fail(`${described(item)} is not valid in a csv row`);
      if (item === null) return '';
      if (typeof item === 'number') return numberText(item);
      return typeof item === 'string' ? quote(item) : String(item);
    })
    .join(mark);
}

function shellWord(value: Json): string {
  if (isArray(value) || isObject(value)) return fail(`${described(value)} can not be escaped for shell`);
  return typeof value === 'string' ? `'${value.replaceAll("'", "'\\''")}'` : printed(value);
}

function decode64(value: Json): string {
  const given = toText(value).replace(/=+$/, '');
  try {
    return decoded(
      Uint8Array.from(atob(given.slice(0, given.length - (given.length % 4 === 1 ? 1 : 0))), (c) => c.charCodeAt(0)),
    );
  } catch {
    return fail(`string (${cut(printed(value))}) is not valid base64 data`);
  }
}
