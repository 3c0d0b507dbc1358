/** Symbol. */
import type { Interpreter } from '../interpreter.ts';
import { RSymbol, type Call } from '../values.ts';
import { quotedText } from './string/text.ts';

export function defineSymbols(it: Interpreter): void {
  const symbol = it.define('Symbol');
  symbol.includes.push(it.class('Comparable'));
  const name = (call: Call) => (call.self as RSymbol).name;
  it.methods(symbol, {
    'to_s name id2name': (call) => it.string(name(call)),
    to_sym: ({ self }) => self,
    inspect: (call) =>
      it.string(
        /^(?:[a-zA-Z_]\w*[?!=]?|\[\]=?|[+\-*/%<>=!~^&|]+|@@?\w+|\$\w+)$/.test(name(call))
          ? `:${name(call)}`
          : `:${quotedText(name(call))}`,
      ),
    to_proc: (call) => it.builtinProc(({ args }) => it.sendWith(args[0] ?? null, name(call), args.slice(1), undefined)),
    '<=>': (call) =>
      call.args[0] instanceof RSymbol ? BigInt(Math.sign(name(call).localeCompare(call.args[0].name))) : null,
    'length size': (call) => BigInt(name(call).length),
    'upcase downcase capitalize succ': async (call) =>
      it.symbol(await it.text(await it.send(it.string(name(call)), call.name))),
    '[] start_with? end_with? =~': (call) => it.sendWith(it.string(name(call)), call.name, call.args, undefined),
    'empty?': (call) => name(call) === '',
  });
}
