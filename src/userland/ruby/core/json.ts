/** The library `json`. */
import type { Interpreter } from '../interpreter.ts';
import { floatText } from './float-text.ts';
import { RArray, RHash, RObject, RString, RSymbol } from '../values.ts';
import type { Value } from '../values.ts';

export function defineJson(it: Interpreter): void {
  const json = it.module('JSON');
  const failure = it.define('ParserError', 'StandardError', json);
  it.define('GeneratorError', 'StandardError', json);
  it.singletonMethods(json, {
    'parse load': ({ args }) => {
      const source = it.str(args[0] as Value);
      const symbols = args[1] instanceof RHash && it.truthy(args[1].get(it.symbol('symbolize_names')) ?? null);
      try {
        return fromJson(it, source, symbols);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        throw it.errorOf(
          it.exception(
            failure,
            `${/^[12]\./.test(it.version) ? '757: ' : ''}unexpected token at '${source.slice(0, 30)}'`,
          ),
        );
      }
    },
    'generate dump': async ({ args }) => it.string(await toJson(it, args[0] ?? null, undefined, '')),
    pretty_generate: async ({ args }) => it.string(await toJson(it, args[0] ?? null, '  ', '')),
  });
  it.methods(it.class('Object'), { to_json: async ({ self }) => it.string(await toJson(it, self, undefined, '')) });
}

function fromJson(it: Interpreter, source: string, symbols: boolean): Value {
  // Numbers keep their text: 1 and 1.0 are an Integer and a Float.
  const marked = JSON.parse(
    source.replace(/("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)/g, (whole, text: string | undefined) =>
      text === undefined ? `{"\\u0000":"${whole}"}` : text,
    ),
  ) as unknown;
  const build = (value: unknown): Value => {
    if (value === null || typeof value === 'boolean') return value;
    if (typeof value === 'string') return it.string(value);
    if (Array.isArray(value)) return it.array(value.map(build));
    const entries = Object.entries(value as Record<string, unknown>);
    if (entries.length === 1 && entries[0]?.[0] === '\0') {
      const text = String(entries[0][1]);
      return /[.eE]/.test(text) ? Number(text) : BigInt(text);
    }
    return it.hash(entries.map(([key, one]) => [symbols ? it.symbol(key) : it.string(key), build(one)]));
  };
  return build(marked);
}

async function toJson(it: Interpreter, value: Value, indent: string | undefined, at: string): Promise<string> {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return floatText(value);
  if (value instanceof RString) return JSON.stringify(value.text);
  if (value instanceof RSymbol) return JSON.stringify(value.name);
  // Empty ones took lines of their own, once.
  const old = /^[12]\.|^3\.[0-2]/.test(it.version);
  const inner = indent === undefined ? '' : at + indent;
  const line = (text: string) => (indent === undefined ? text : `\n${inner}${text}`);
  const close = indent === undefined ? '' : `\n${at}`;
  if (value instanceof RArray) {
    if (value.items.length === 0) return old && indent !== undefined ? `[\n\n${at}]` : '[]';
    return `[${(await Promise.all(value.items.map(async (one) => line(await toJson(it, one, indent, inner))))).join(',')}${close}]`;
  }
  if (value instanceof RHash) {
    if (value.entries.size === 0) return old && indent !== undefined ? `{\n${at}}` : '{}';
    const pairs = value
      .pairs()
      .map(async ([key, one]) =>
        line(
          `${JSON.stringify(await it.text(key))}:${indent === undefined ? '' : ' '}${await toJson(it, one, indent, inner)}`,
        ),
      );
    return `{${(await Promise.all(pairs)).join(',')}${close}}`;
  }
  const own = it.find(value, 'to_json');
  if (own && !own.builtin) return it.text(await it.invoke(value, own, [], undefined, 'to_json'));
  if (value instanceof RObject && it.find(value, 'to_h') && it.classOf(value).name !== 'Object')
    return toJson(it, await it.send(value, 'to_h'), indent, at);
  return JSON.stringify(await it.text(value));
}
