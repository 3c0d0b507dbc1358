/** Time, in UTC. */
import { strftime } from '../../bin/lib/strftime.ts';
import type { Interpreter } from '../interpreter.ts';
import { RObject } from '../values.ts';
import type { Call, Value } from '../values.ts';

/** Of milliseconds since 1970. */
export function timeOf(it: Interpreter, ms: number): RObject {
  const time = new RObject(it.class('Time'));
  time.ivars.set('ms', ms);
  return time;
}

export function defineTime(it: Interpreter): void {
  const time = it.define('Time');
  time.includes.push(it.class('Comparable'));
  const ms = (call: Call) => (call.self as RObject).ivars.get('ms') as number;
  const date = (call: Call) => new Date(ms(call));
  const part = (get: (value: Date) => number) => (call: Call) => BigInt(get(date(call)));
  /** Of a year, and of as much below it as there is. */
  const utc = (args: readonly Value[]) => {
    const part = (i: number, absent = 0n) => it.int(args[i] ?? absent);
    return Date.UTC(part(0), part(1, 1n) - 1, part(2, 1n), part(3), part(4), part(5));
  };
  it.singletonMethods(time, {
    'now new': ({ args }) => timeOf(it, args.length ? utc(args) : it.sys.now()),
    at: ({ args }) => timeOf(it, Number(args[0]) * 1000),
    'mktime local utc gm': ({ args }) => timeOf(it, utc(args)),
  });
  it.methods(time, {
    year: part((value) => value.getUTCFullYear()),
    'month mon': part((value) => value.getUTCMonth() + 1),
    'day mday': part((value) => value.getUTCDate()),
    hour: part((value) => value.getUTCHours()),
    min: part((value) => value.getUTCMinutes()),
    sec: part((value) => value.getUTCSeconds()),
    wday: part((value) => value.getUTCDay()),
    yday: part((value) => Math.floor((Number(value) - Date.UTC(value.getUTCFullYear(), 0, 1)) / 86_400_000) + 1),
    usec: (call) => BigInt(Math.floor((ms(call) % 1000) * 1000)),
    nsec: (call) => BigInt(Math.floor((ms(call) % 1000) * 1e6)),
    to_i: (call) => BigInt(Math.floor(ms(call) / 1000)),
    to_f: (call) => ms(call) / 1000,
    'to_s inspect': (call) => it.string(strftime('%Y-%m-%d %H:%M:%S +0000', ms(call))),
    'iso8601 xmlschema': (call) => it.string(strftime('%Y-%m-%dT%H:%M:%SZ', ms(call))),
    strftime: (call) =>
      it.string(
        strftime(
          it.str(call.args[0] as Value).replace(/%L/g, String(date(call).getUTCMilliseconds()).padStart(3, '0')),
          ms(call),
        ),
      ),
    '-': (call) =>
      call.args[0] instanceof RObject
        ? (ms(call) - ((call.args[0].ivars.get('ms') as number | undefined) ?? 0)) / 1000
        : timeOf(it, ms(call) - Number(call.args[0]) * 1000),
    '+': (call) => timeOf(it, ms(call) + Number(call.args[0]) * 1000),
    '<=>': (call) => BigInt(Math.sign(ms(call) - ((call.args[0] as RObject).ivars.get('ms') as number))),
    'utc gmtime getutc localtime getlocal': ({ self: same }) => same,
    zone: () => it.string('UTC'),
    'monday? sunday?': (call) => date(call).getUTCDay() === (call.name === 'monday?' ? 1 : 0),
  });
}
