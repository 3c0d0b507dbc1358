/** Values as text: compact, indented, in colours, with sorted keys, or in ASCII alone. */
import { isArray, isObject, sortedKeys, type Json } from './json.ts';

export interface PrintStyle {
  /** What one level is indented by; undefined prints on one line. */
  readonly indent?: string;
  readonly colours?: boolean;
  readonly sortKeys?: boolean;
  readonly ascii?: boolean;
}

/** As jq 1.6 has them: null, false, true, numbers, strings, arrays, objects. */
const COLOURS = {
  null: '1;30',
  false: '0;39',
  true: '0;39',
  number: '0;39',
  string: '0;32',
  array: '1;39',
  object: '1;39',
};
const KEY_COLOUR = '34;1';
const RESET = '\x1b[0m';

export function numberText(value: number): string {
  if (Number.isNaN(value)) return 'null';
  const held = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
  if (Object.is(held, -0)) return '-0';
  const digits = Number(held.toPrecision(17));
  const [mantissa = '', exponent] = digits.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 17) return digits.toLocaleString('en', PLAIN_NUMBER);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
const PLAIN_NUMBER = { useGrouping: false, maximumSignificantDigits: 17 } as const;

export function stringText(value: string, ascii = false): string {
  const text = JSON.stringify(value).replaceAll('\x7f', '\\u007f');
  if (!ascii) return text;
  return text.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function scalar(value: Json, ascii: boolean): string {
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return stringText(value, ascii);
  return String(value);
}

export function printed(value: Json, style: PrintStyle = {}): string {
  return style.colours ? coloured(value, style, '') : plain(value, style, '');
}

function plain(value: Json, style: PrintStyle, margin: string): string {
  const { indent } = style;
  if (isArray(value)) {
    const items = value.map((item) => plain(item, style, margin + (indent ?? '')));
    return items.length ? wrapped('[', items, ']', indent, margin) : '[]';
  }
  if (isObject(value)) {
    const colon = indent === undefined ? ':' : ': ';
    const keys = style.sortKeys ? sortedKeys(value) : [...value.keys()];
    const items = keys.map(
      (key) => stringText(key, style.ascii) + colon + plain(value.get(key) as Json, style, margin + (indent ?? '')),
    );
    return items.length ? wrapped('{', items, '}', indent, margin) : '{}';
  }
  return scalar(value, style.ascii ?? false);
}

function wrapped(open: string, items: readonly string[], close: string, indent: string | undefined, margin: string) {
  if (indent === undefined) return open + items.join(',') + close;
  const inner = `\n${margin}${indent}`;
  return `${open}${inner}${items.join(`,${inner}`)}\n${margin}${close}`;
}

function coloured(value: Json, style: PrintStyle, margin: string): string {
  const { indent } = style;
  const deeper = margin + (indent ?? '');
  const newline = (at: string) => (indent === undefined ? '' : `\n${at}`);
  if (isArray(value)) {
    const start = `\x1b[${COLOURS.array}m`;
    if (value.length === 0) return `${start}[]${RESET}`;
    const items = value.map((item) => `${newline(deeper)}${coloured(item, style, deeper)}`);
    return `${start}[${items.join(`${start},`)}${start}${newline(margin)}${start}]${RESET}`;
  }
  if (isObject(value)) {
    const start = `\x1b[${COLOURS.object}m`;
    if (value.size === 0) return `${start}{}${RESET}`;
    const keys = style.sortKeys ? sortedKeys(value) : [...value.keys()];
    const colon = `${start}:${indent === undefined ? '' : ' '}${RESET}`;
    const items = keys.map(
      (key) =>
        `${newline(deeper)}${RESET}\x1b[${KEY_COLOUR}m${stringText(key, style.ascii)}${RESET}${colon}` +
        coloured(value.get(key) as Json, style, deeper),
    );
    return `${start}{${items.join(`${start},`)}${start}${newline(margin)}${start}}${RESET}`;
  }
  const colour = value === null ? COLOURS.null : COLOURS[kind(value)];
  return `\x1b[${colour}m${scalar(value, style.ascii ?? false)}${RESET}`;
}

function kind(value: boolean | number | string): 'false' | 'true' | 'number' | 'string' {
  return typeof value === 'boolean' ? (value ? 'true' : 'false') : (typeof value as 'number' | 'string');
}
