/** JSON text as Go's encoding/json writes it: maps sorted by key, structs in their order. */
import {
  GoDuration,
  GoFloat,
  GoFunction,
  GoInteger,
  GoList,
  GoMap,
  GoNamed,
  GoNumber,
  GoPointer,
  GoStruct,
  GoTime,
  type GoValue,
} from './value.ts';

export function toJson(value: GoValue, escapeHtml = false): string {
  if (value === null || typeof value === 'symbol' || value instanceof GoFunction) return 'null';
  if (typeof value === 'string') return jsonString(value, escapeHtml);
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (value instanceof GoFloat) return String(value.value);
  if (value instanceof GoDuration) return String(value.ns);
  if (value instanceof GoInteger) return String(value.value);
  if (value instanceof GoNumber) return value.text;
  if (value instanceof GoNamed) return jsonString(value.text, escapeHtml);
  if (value instanceof GoPointer) return String(value.target);
  if (value instanceof GoTime) return JSON.stringify(value.text);
  if (value instanceof GoList) {
    return value.isNil ? 'null' : `[${value.items.map((item) => toJson(item, escapeHtml)).join(',')}]`;
  }
  if (value instanceof GoMap) {
    if (value.isNil) return 'null';
    const keys = [...value.entries.keys()].sort(byBytes);
    return `{${keys.map((key) => `${jsonString(key, escapeHtml)}:${toJson(value.entries.get(key) as GoValue, escapeHtml)}`).join(',')}}`;
  }
  return `{${structMembers(value, escapeHtml || value.escapesHtml).join(',')}}`;
}

/** Plain JSON data in the order it has, escaped as the engine does it; four spaces of indentation when asked. */
export function plainJson(value: unknown, indent = '', escapeHtml = false): string {
  const break_ = indent === '' ? '' : '\n';
  const write = (item: unknown, depth: string): string => {
    if (item === null || item === undefined) return 'null';
    if (typeof item === 'string') return jsonString(item, escapeHtml);
    if (typeof item !== 'object') return String(item);
    const inner = depth + indent;
    const isList = Array.isArray(item);
    const parts = isList
      ? item.map((part) => write(part, inner))
      : Object.entries(item)
          .filter(([, part]) => part !== undefined)
          .map(([key, part]) => `${jsonString(key, false)}:${indent === '' ? '' : ' '}${write(part, inner)}`);
    const [open, close] = isList ? ['[', ']'] : ['{', '}'];
    if (parts.length === 0) return open + close;
    return (
      open +
      break_ +
      parts.map((part) => (indent === '' ? part : inner + part)).join(`,${break_}`) +
      break_ +
      depth +
      close
    );
  };
  return write(value, '');
}

export function jsonString(text: string, escapeHtml: boolean): string {
  let out = JSON.stringify(text).replace(/[\u2028\u2029\u007f]/g, (char) =>
    char === '\u007f' ? char : `\\u${char.charCodeAt(0).toString(16)}`,
  );
  if (escapeHtml) out = out.replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
  return out;
}

function structMembers(value: GoStruct, escapeHtml: boolean): string[] {
  return value.fields.flatMap((field) => {
    if (field.json === undefined) return [];
    const item = field.get();
    if (field.json === '') return item instanceof GoStruct ? structMembers(item, escapeHtml) : [];
    if (field.omitEmpty && isEmpty(item)) return [];
    return [`${jsonString(field.json, escapeHtml)}:${toJson(item, escapeHtml)}`];
  });
}

function isEmpty(value: GoValue): boolean {
  if (value === null || value === false || value === 0 || value === '') return true;
  if (value instanceof GoMap) return value.entries.size === 0;
  if (value instanceof GoList) return value.items.length === 0;
  if (value instanceof GoFloat) return value.value === 0;
  if (value instanceof GoDuration) return value.ns === 0;
  if (value instanceof GoInteger) return value.value === 0;
  if (value instanceof GoNamed) return value.text === '';
  return value instanceof GoPointer && value.target === null;
}

/** Go sorts strings by their bytes. */
export function byBytes(a: string, b: string): number {
  if (a === b) return 0;
  const x = [...a];
  const y = [...b];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const difference = (x[i] as string).codePointAt(0)! - (y[i] as string).codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}
