/** `format`: the directives of Kernel#sprintf. */
import type { Interpreter } from '../interpreter.ts';
import { RHash } from '../values.ts';
import type { Value } from '../values.ts';

const DIRECTIVE = /%(?:<(\w+)>|\{(\w+)\})?([-+ 0#]*)(\*|\d+)?(?:\.(\d+))?([diufgeExXobBspc%])?/g;

export async function format(it: Interpreter, template: string, args: readonly Value[]): Promise<string> {
  let next = 0;
  let out = '';
  let at = 0;
  for (const found of template.matchAll(DIRECTIVE)) {
    const [whole, named, braced, flags = '', width, precision, kind] = found;
    out += template.slice(at, found.index);
    at = found.index + whole.length;
    if (kind === '%' && !named) {
      out += '%';
      continue;
    }
    const take = () => {
      if (next >= args.length) throw it.error('ArgumentError', 'too few arguments');
      return args[next++] as Value;
    };
    const wide = width === '*' ? it.int(take()) : Number(width ?? 0);
    const name = named ?? braced;
    const value = name !== undefined && args[0] instanceof RHash ? (args[0].get(it.symbol(name)) ?? null) : take();
    const text = braced ? await it.text(value) : await directive(it, kind ?? 's', value, flags, precision);
    const zero = flags.includes('0') && !flags.includes('-') && kind !== 's';
    out += flags.includes('-') ? text.padEnd(wide) : zero ? zeros(text, wide) : text.padStart(wide);
  }
  return out + template.slice(at);
}

function zeros(text: string, width: number): string {
  const [, sign = '', digits = ''] = /^([-+ ]?)(.*)$/.exec(text) ?? [];
  return sign + digits.padStart(width - sign.length, '0');
}

async function directive(
  it: Interpreter,
  kind: string,
  value: Value,
  flags: string,
  precision: string | undefined,
): Promise<string> {
  const signed = (text: string) =>
    flags.includes('+') && !text.startsWith('-')
      ? `+${text}`
      : flags.includes(' ') && !text.startsWith('-')
        ? ` ${text}`
        : text;
  switch (kind) {
    case 'd':
    case 'i':
    case 'u':
      return signed(
        String(await it.send(it.main, 'Integer', typeof value === 'number' ? BigInt(Math.floor(value)) : value)),
      );
    case 'f':
      return signed(Number(await it.send(it.main, 'Float', value)).toFixed(Number(precision ?? 6)));
    case 'e':
    case 'E':
    case 'g': {
      const number = Number(await it.send(it.main, 'Float', value));
      if (kind === 'g') return signed(String(Number(number.toPrecision(Number(precision ?? 6)))));
      return signed(number.toExponential(Number(precision ?? 6)).replace(/e([+-])(\d)$/, 'e$10$2'));
    }
    case 'x':
    case 'X':
    case 'o':
    case 'b':
    case 'B': {
      const base = { x: 16, X: 16, o: 8, b: 2, B: 2 }[kind] as number;
      const text = BigInt(it.int(value)).toString(base);
      const prefix = flags.includes('#') ? { x: '0x', X: '0X', o: '0', b: '0b', B: '0B' }[kind] : '';
      return signed((prefix ?? '') + (kind === 'X' ? text.toUpperCase() : text));
    }
    case 'c':
      return typeof value === 'bigint' ? String.fromCodePoint(Number(value)) : await it.text(value);
    case 'p':
      return it.inspect(value);
    default: {
      const text = await it.text(value);
      return precision === undefined ? text : text.slice(0, Number(precision));
    }
  }
}
