/** How Node shows values: util.inspect and util.format, after Node 20's output. */

export interface InspectOptions {
  readonly depth?: number | null;
  readonly colors?: boolean;
  readonly compact?: number | boolean;
  readonly breakLength?: number;
  readonly showHidden?: boolean;
  readonly maxArrayLength?: number | null;
  readonly sorted?: boolean;
}

interface Context {
  readonly depth: number;
  readonly colors: boolean;
  readonly breakLength: number;
  readonly maxArray: number;
  readonly seen: object[];
  readonly circular: Map<object, number>;
  readonly sorted: boolean;
  readonly showHidden: boolean;
  /** Level of the object that was begun last. */
  current: number;
}

/** The symbol by which objects show themselves. */
export const CUSTOM = Symbol.for('nodejs.util.inspect.custom');
const DEFAULT_DEPTH = 2;
const MAX_ARRAY = 100;
const BREAK_LENGTH = 80;
/** Entries of so many levels may stand in one line. */
const COMPACT = 3;
const SHORT_ENTRIES = 6;

const STYLES = {
  number: [33, 39],
  bigint: [33, 39],
  boolean: [33, 39],
  string: [32, 39],
  symbol: [32, 39],
  undefined: [90, 39],
  null: [1, 22],
  date: [35, 39],
  regexp: [31, 39],
  special: [36, 39],
  plain: undefined,
} as const;

type Style = keyof typeof STYLES;

export function inspect(value: unknown, options: InspectOptions = {}): string {
  const depth = options.depth === null ? Number.POSITIVE_INFINITY : (options.depth ?? DEFAULT_DEPTH);
  return show(value, 0, {
    depth,
    colors: options.colors ?? false,
    breakLength: options.breakLength ?? BREAK_LENGTH,
    maxArray: options.maxArrayLength === null ? Number.POSITIVE_INFINITY : (options.maxArrayLength ?? MAX_ARRAY),
    seen: [],
    circular: new Map(),
    sorted: options.sorted ?? false,
    showHidden: options.showHidden ?? false,
    current: 0,
  });
}

function paint(text: string, style: Style, { colors }: Context): string {
  const codes = STYLES[style];
  if (!colors || !codes) return text;
  const [on, off] = codes;
  return `\x1b[${on}m${text}\x1b[${off}m`;
}

/** In the quotes that need the fewest escapes. */
function quote(text: string): string {
  const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : !/[`]|\$\{/.test(text) ? '`' : "'";
  const escaped = text.replace(
    /[\x00-\x1f\x7f-\x9f\\]/g,
    (c) => ESCAPES[c] ?? `\\x${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return mark + (mark === "'" ? escaped.replaceAll("'", "\\'") : escaped) + mark;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
  '\\': '\\\\',
};

function showPrimitive(value: unknown, context: Context): string {
  if (typeof value === 'string') return paint(quote(value), 'string', context);
  if (typeof value === 'number') return paint(Object.is(value, -0) ? '-0' : String(value), 'number', context);
  if (typeof value === 'bigint') return paint(`${value}n`, 'bigint', context);
  if (typeof value === 'symbol') return paint(String(value), 'symbol', context);
  if (value === null) return paint('null', 'null', context);
  return paint(String(value), typeof value as 'undefined' | 'boolean', context);
}

function show(value: unknown, level: number, context: Context): string {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null)
    return showPrimitive(value, context);
  const custom = (value as { [CUSTOM]?: unknown })[CUSTOM];
  if (typeof custom === 'function') {
    const shown: unknown = custom.call(value, context.depth - level, { ...context }, inspect);
    if (shown !== value)
      return typeof shown === 'string'
        ? shown.replaceAll('\n', `\n${' '.repeat(level * 2)}`)
        : show(shown, level, context);
  }
  if (context.seen.includes(value)) {
    if (!context.circular.has(value)) context.circular.set(value, context.circular.size + 1);
    return paint(`[Circular *${context.circular.get(value)}]`, 'special', context);
  }
  return showObject(value, level, context);
}

function constructorName(value: object): string | null {
  for (let at: object | null = value; at; at = Object.getPrototypeOf(at) as object | null) {
    const made = Object.getOwnPropertyDescriptor(at, 'constructor')?.value as { name?: string } | undefined;
    if (typeof made === 'function' && made.name) return made.name;
  }
  return null;
}

/** `Name ` or `Name [Tag] `, empty when `expected` says it all. */
function prefix(value: object, expected: string, size?: number): string {
  const name = constructorName(value);
  const counted = size === undefined ? '' : `(${size})`;
  const tag = (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag];
  const tagged = typeof tag === 'string' && tag !== '' && tag !== name ? `[${tag}] ` : '';
  if (name === null) return `[${expected}${counted}: null prototype] ${tagged}`;
  if (name === expected && (expected === 'Object' || expected === 'Array') && tagged === '') return '';
  return `${name}${counted} ${tagged}`;
}

interface Shape {
  /** Stands before the braces, and for the whole when there are no entries. */
  readonly base: string;
  readonly braces: readonly [open: string, close: string];
  readonly entries: () => string[];
  readonly style?: Style;
  /** Indices are no keys, and many entries are shown in columns. */
  readonly array: boolean;
}

function showObject(value: object, level: number, context: Context): string {
  const shape = shapeOf(value, level, context);
  const keys = keysOf(value, shape.array, context);
  if (shape.base !== '' && keys.length === 0) return paint(shape.base, shape.style ?? 'plain', context);
  if (level > context.depth) {
    const name = constructorName(value) ?? 'Object: null prototype';
    return paint(Array.isArray(value) ? '[Array]' : `[${name}]`, 'special', context);
  }
  context.seen.push(value);
  const before = context.current;
  context.current = level;
  const entries = shape.entries();
  for (const key of keys) entries.push(showProperty(value, key, level, context));
  context.seen.pop();
  const index = context.circular.get(value);
  const reference = index === undefined ? '' : `${paint(`<ref *${index}>`, 'special', context)} `;
  const [open, close] = shape.braces;
  if (entries.length === 0) {
    context.current = before;
    return `${reference}${open}${close}`;
  }
  if (context.sorted) entries.sort();
  const braces = shape.base === '' ? ([reference + open, close] as const) : shape.braces;
  return reduce(entries, { ...shape, base: shape.base && reference + shape.base, braces, value, level }, context);
}

interface Reduced extends Shape {
  readonly value: object;
  readonly level: number;
}

/** One line where it fits and is not too deep, else a line for each entry or row of entries. */
function reduce(entries: string[], { base, braces, array, value, level }: Reduced, context: Context): string {
  const lines = array && entries.length > SHORT_ENTRIES ? grouped(entries, value, level, context) : entries;
  const lead = base === '' ? '' : `${base} `;
  const [open, close] = braces;
  if (context.current - level < COMPACT && lines === entries) {
    const start = lines.length + level * 2 + open.length + base.length + 10;
    const length = lines.reduce((sum, line) => sum + plain(line).length, lines.length + start);
    const one = lines.join(', ');
    if (length <= context.breakLength && !base.includes('\n') && !one.includes('\n'))
      return `${lead}${open} ${one} ${close}`;
  }
  const indent = `\n${' '.repeat(level * 2)}`;
  return `${lead}${open}${indent}  ${lines.join(`,${indent}  `)}${indent}${close}`;
}

function keysOf(value: object, array: boolean, { showHidden }: Context): PropertyKey[] {
  const keys: PropertyKey[] = showHidden ? Object.getOwnPropertyNames(value) : Object.keys(value);
  const symbols = Object.getOwnPropertySymbols(value).filter(
    (symbol) => showHidden || Object.getOwnPropertyDescriptor(value, symbol)?.enumerable,
  );
  const named = array ? keys.filter((key) => !/^(0|[1-9]\d*)$/.test(String(key))) : keys;
  const shown = value instanceof Error ? named.filter((key) => !['stack', 'message'].includes(String(key))) : named;
  return [...shown, ...symbols];
}

function shapeOf(value: object, level: number, context: Context): Shape {
  const inner = (item: unknown) => show(item, level + 1, context);
  const collection = (kind: string, size: number, entries: () => string[]): Shape => ({
    base: '',
    braces: [`${prefix(value, kind, size)}{`, '}'],
    array: false,
    entries,
  });
  if (Array.isArray(value)) {
    const lead = constructorName(value) === 'Array' ? '' : prefix(value, 'Array', value.length);
    return { base: '', braces: [`${lead}[`, ']'], array: true, entries: () => showItems(value, level, context) };
  }
  if (value instanceof Set) return collection('Set', value.size, () => [...value].map(inner));
  if (value instanceof Map)
    return collection('Map', value.size, () => [...value].map(([key, item]) => `${inner(key)} => ${inner(item)}`));
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const items = [...(value as unknown as Iterable<unknown>)];
    const braces = [`${prefix(value, 'TypedArray', items.length)}[`, ']'] as const;
    return { base: '', braces, array: true, entries: () => showItems(items, level, context) };
  }
  return plainShapeOf(value, level, context);
}

/** Of what has a text of its own, and of all other objects. */
function plainShapeOf(value: object, level: number, context: Context): Shape {
  const based = (base: string, style: Style = 'plain'): Shape => ({
    base,
    style,
    braces: ['{', '}'],
    array: false,
    entries: () => [],
  });
  const listed = (kind: string, items: readonly string[]): Shape => ({
    base: '',
    braces: [`${prefix(value, kind)}{`, '}'],
    array: false,
    entries: () => [...items],
  });
  if (typeof value === 'function') return based(functionBase(value), 'special');
  if (value instanceof RegExp) return based(String(value), 'regexp');
  if (value instanceof Date) return based(Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString(), 'date');
  if (value instanceof Error) return based(errorBase(value, level));
  if (value instanceof Promise) return listed('Promise', [paint('<state not shown>', 'special', context)]);
  if (value instanceof WeakSet || value instanceof WeakMap)
    return listed('WeakSet', [paint('<items unknown>', 'special', context)]);
  if (value instanceof ArrayBuffer)
    return listed('ArrayBuffer', [`byteLength: ${paint(String(value.byteLength), 'number', context)}`]);
  if (value instanceof Number || value instanceof Boolean) {
    const kind = value instanceof Number ? 'Number' : 'Boolean';
    return based(`[${kind}: ${String(value)}]`, kind === 'Number' ? 'number' : 'boolean');
  }
  if (Object.prototype.toString.call(value) === '[object Arguments]') {
    const items = [...(value as unknown as Iterable<unknown>)];
    return { base: '', braces: ['[Arguments] [', ']'], array: true, entries: () => showItems(items, level, context) };
  }
  return { base: '', braces: [`${prefix(value, 'Object')}{`, '}'], array: false, entries: () => [] };
}

function functionBase(value: object): string {
  const { name } = value as { name: unknown };
  const text = Function.prototype.toString.call(value);
  if (/^class\b/.test(text)) {
    const above = (Object.getPrototypeOf(value) as { name?: string } | null)?.name;
    return `[class ${name === '' ? '(anonymous)' : String(name)}${above ? ` extends ${above}` : ''}]`;
  }
  const kind = constructorName(value) ?? 'Function';
  return name === '' ? `[${kind} (anonymous)]` : `[${kind}: ${String(name)}]`;
}

function errorBase(error: Error, level: number): string {
  const stack = typeof error.stack === 'string' && error.stack !== '' ? error.stack : String(error);
  const shown = stack.includes('\n    at ') ? stack : `[${stack}]`;
  return shown.replaceAll('\n', `\n${' '.repeat(level * 2)}`);
}

function showItems(items: readonly unknown[], level: number, context: Context): string[] {
  const out: string[] = [];
  const limit = Math.min(items.length, context.maxArray);
  for (let i = 0; i < limit; i++) {
    if (i in items) out.push(show(items[i], level + 1, context));
    else {
      let holes = 1;
      while (i + 1 < items.length && !(i + 1 in items)) {
        holes++;
        i++;
      }
      out.push(paint(`<${holes} empty item${holes > 1 ? 's' : ''}>`, 'undefined', context));
    }
  }
  const rest = items.length - limit;
  if (rest > 0) out.push(`... ${rest} more item${rest > 1 ? 's' : ''}`);
  return out;
}

function showProperty(value: object, key: PropertyKey, level: number, context: Context): string {
  const descriptor = Object.getOwnPropertyDescriptor(value, key);
  const label =
    typeof key === 'symbol'
      ? `[${paint(String(key), 'symbol', context)}]`
      : /^[a-zA-Z_][a-zA-Z_0-9]*$/.test(String(key))
        ? String(key)
        : paint(quote(String(key)), 'string', context);
  const name = descriptor?.enumerable === false && typeof key !== 'symbol' ? `[${String(key)}]` : label;
  if (descriptor && (descriptor.get || descriptor.set)) {
    const kind = descriptor.get && descriptor.set ? 'Getter/Setter' : descriptor.get ? 'Getter' : 'Setter';
    return `${name}: ${paint(`[${kind}]`, 'special', context)}`;
  }
  const shown = show((value as Record<PropertyKey, unknown>)[key], level + 1, context);
  return `${name}: ${shown}`;
}

/** In columns when there are many short ones: about two and a half times as wide as high, at most 15. */
function grouped(entries: string[], value: object, level: number, context: Context): string[] {
  const extra = context.maxArray < entries.length ? 1 : 0;
  const items = entries.slice(0, entries.length - extra);
  const lengths = items.map((entry) => plain(entry).length);
  const longest = Math.max(...lengths) + 2;
  const total = lengths.reduce((sum, length) => sum + length + 2, 0);
  if (longest * 3 + level * 2 >= context.breakLength) return entries;
  if (total / longest <= 5 && longest - 2 > 6) return entries;
  const width = Math.max(longest - 3 - Math.sqrt(longest - total / entries.length), 1);
  const columns = Math.min(
    Math.round(Math.sqrt(2.5 * width * items.length) / width),
    Math.floor((context.breakLength - level * 2) / longest),
    COMPACT * 4,
    15,
  );
  if (columns <= 1) return entries;
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...lengths.filter((_length, i) => i % columns === column)),
  );
  const numeric = [...(value as Iterable<unknown>)].every(
    (item) => typeof item === 'number' || typeof item === 'bigint',
  );
  const rows: string[] = [];
  for (let i = 0; i < items.length; i += columns) {
    const row = items.slice(i, i + columns).map((entry, j, all) => {
      const last = j === all.length - 1;
      const cell = last ? entry : `${entry}, `;
      const pad = ' '.repeat(Math.max(0, (widths[j] as number) + (last ? 0 : 2) - plain(cell).length));
      if (numeric) return pad + cell;
      return last ? cell : cell + pad;
    });
    rows.push(row.join(''));
  }
  return extra ? [...rows, entries.at(-1) as string] : rows;
}

function plain(text: string): string {
  return text.replace(/\x1b\[\d+m/g, '');
}

/** util.format: `%s %d %i %f %j %o %O %c %%`, then the rest with spaces. */
export function format(args: readonly unknown[], options: InspectOptions = {}): string {
  const [first, ...rest] = args;
  const parts: string[] = [];
  let used = 0;
  if (typeof first === 'string') {
    const text = first.replace(/%([sdifjoOc%])/g, (whole, kind: string) => {
      if (kind === '%') return rest.length > 0 ? '%' : whole;
      if (used >= rest.length) return whole;
      return formatOne(kind, rest[used++], options);
    });
    parts.push(text);
  } else if (args.length > 0) parts.push(inspect(first, options));
  for (const value of rest.slice(used)) parts.push(typeof value === 'string' ? value : inspect(value, options));
  return parts.join(' ');
}

function formatOne(kind: string, value: unknown, options: InspectOptions): string {
  switch (kind) {
    case 's':
      if (typeof value === 'string') return value;
      if (typeof value === 'bigint') return `${value}n`;
      if (typeof value === 'object' && value !== null) {
        const own = (value as object).toString !== Object.prototype.toString && !Array.isArray(value);
        return own && value instanceof Error === false ? String(value) : inspect(value, { ...options, depth: 0 });
      }
      return String(Object.is(value, -0) ? '-0' : value);
    case 'd':
      return typeof value === 'bigint' ? `${value}n` : typeof value === 'object' ? 'NaN' : String(Number(value));
    case 'i':
      return typeof value === 'bigint' ? `${value}n` : String(Number.parseInt(String(value), 10));
    case 'f':
      return String(Number.parseFloat(String(value)));
    case 'j':
      return JSON.stringify(value) ?? 'undefined';
    case 'c':
      return '';
    default:
      return inspect(value, { ...options, depth: 4, showHidden: kind === 'o' });
  }
}
