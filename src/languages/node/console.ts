/** The global `console`. */
import { format, inspect } from './inspect.ts';
import type { NodeProcess } from './process-object.ts';
import { table } from './console-table.ts';

export function consoleObject(process: NodeProcess): Record<string, (...args: readonly unknown[]) => void> {
  let indent = '';
  const counts = new Map<string, number>();
  const times = new Map<string, number>();
  const { now } = performance;
  const clock = () => now.call(performance);
  const print = (stream: 'stdout' | 'stderr', text: string): void => {
    const shown = indent === '' ? text : indent + text.replaceAll('\n', `\n${indent}`);
    process[stream].write(`${shown}\n`);
  };
  const say =
    (stream: 'stdout' | 'stderr') =>
    (...args: readonly unknown[]): void =>
      print(stream, format(args, { colors: 'isTTY' in process[stream] }));
  const log = say('stdout');
  const error = say('stderr');
  const label = (given: unknown): string => (given === undefined ? 'default' : String(given));
  const elapsed = (name: string): string | undefined => {
    const since = times.get(name);
    if (since === undefined) return undefined;
    const ms = clock() - since;
    return ms >= 1000 ? `${(ms / 1000).toFixed(3)}s` : `${Number(ms.toPrecision(4))}ms`;
  };
  return {
    log,
    info: log,
    debug: log,
    error,
    warn: error,
    trace: (...args) => {
      const stack = new Error().stack?.split('\n').slice(2).join('\n') ?? '';
      error(`Trace: ${format(args)}\n${stack}`);
    },
    dir: (value, options) => print('stdout', inspect(value, (options ?? {}) as object)),
    dirxml: log,
    table: (data, columns) => {
      const drawn = table(data, columns);
      if (drawn === undefined) log(data);
      else print('stdout', drawn);
    },
    assert: (condition, ...args) => {
      if (condition) return;
      if (typeof args[0] === 'string') error(`Assertion failed: ${args[0]}`, ...args.slice(1));
      else error('Assertion failed', ...args);
    },
    group: (...args) => {
      if (args.length > 0) log(...args);
      indent += '  ';
    },
    groupCollapsed: (...args) => {
      if (args.length > 0) log(...args);
      indent += '  ';
    },
    groupEnd: () => {
      indent = indent.slice(2);
    },
    count: (given) => {
      const name = label(given);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      log(`${name}: ${counts.get(name)}`);
    },
    countReset: (given) => void counts.delete(label(given)),
    time: (given) => void times.set(label(given), clock()),
    timeEnd: (given) => {
      const taken = elapsed(label(given));
      if (taken !== undefined) log(`${label(given)}: ${taken}`);
      times.delete(label(given));
    },
    timeLog: (given, ...args) => {
      const taken = elapsed(label(given));
      if (taken !== undefined) log(`${label(given)}: ${taken}`, ...args);
    },
  };
}
