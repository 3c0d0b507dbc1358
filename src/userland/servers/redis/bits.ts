/** Commands on the bits of strings; of a value each character is a byte. */
import type { Call, CommandTable } from './command.ts';
import { parseInteger, RedisError, type Value } from './database.ts';
import type { Reply } from './resp.ts';

const MOST_BITS = 2 ** 32;
const text = (value: string): Value => ({ type: 'string', value, edited: true });
const byteAt = (value: string, at: number) => (at < value.length ? value.charCodeAt(at) : 0);

function offsetOf(word: string): number {
  const offset = /^\d+$/.test(word) ? Number(word) : -1;
  if (offset < 0 || offset >= MOST_BITS) throw new RedisError('ERR bit offset is not an integer or out of range');
  return offset;
}

function bitOf(word: string): number {
  if (word !== '0' && word !== '1') throw new RedisError('ERR bit is not an integer or out of range');
  return Number(word);
}

const stringAt = ({ db }: Call, key: string) => db.typed(key, 'string')?.value ?? '';

function setBit(call: Call): Reply {
  const [key = '', at = '', given = ''] = call.args;
  const offset = offsetOf(at);
  const bit = bitOf(given);
  const value = stringAt(call, key);
  const index = offset >> 3;
  const mask = 0x80 >> (offset & 7);
  const before = byteAt(value, index);
  const after = bit ? before | mask : before & ~mask;
  const padded = value.padEnd(index + 1, '\0');
  call.db.set(key, text(padded.slice(0, index) + String.fromCharCode(after) + padded.slice(index + 1)), true);
  return before & mask ? 1 : 0;
}

/** The part that `start end [BYTE|BIT]` names, in bits: from, and one past the last. */
function bitRange(words: readonly string[], length: number): readonly [from: number, to: number] {
  const [start = '0', end = '-1', unit = 'BYTE'] = words;
  if (words.length > 3 || !/^(BYTE|BIT)$/i.test(unit)) throw new RedisError('ERR syntax error');
  const scale = /^BIT$/i.test(unit) ? 1 : 8;
  const size = (length * 8) / scale;
  const place = (word: string) => {
    const number = parseInteger(word);
    return Math.max(0, number < 0 ? size + number : number);
  };
  return [place(start) * scale, Math.min((place(end) + 1) * scale, length * 8)];
}

const isSet = (value: string, bit: number) => (byteAt(value, bit >> 3) & (0x80 >> (bit & 7))) !== 0;

function bitCount(call: Call): Reply {
  const [key = '', ...range] = call.args;
  if (range.length === 1) throw new RedisError('ERR syntax error');
  const value = stringAt(call, key);
  const [from, to] = bitRange(range, value.length);
  let count = 0;
  for (let bit = from; bit < to; bit++) count += Number(isSet(value, bit));
  return count;
}

function bitPosition(call: Call): Reply {
  const [key = '', given = '', ...range] = call.args;
  if (given !== '0' && given !== '1') throw new RedisError('ERR The bit argument must be 1 or 0.');
  const value = stringAt(call, key);
  if (value === '') return given === '1' ? -1 : 0;
  const [from, to] = bitRange(range, value.length);
  for (let bit = from; bit < to; bit++) if (isSet(value, bit) === (given === '1')) return bit;
  // Zeros go on behind the end, unless one was named.
  return given === '0' && range.length < 2 ? value.length * 8 : -1;
}

const OPERATIONS: Readonly<Record<string, (a: number, b: number) => number>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

function bitOperation(call: Call): Reply {
  const [name = '', target = '', ...keys] = call.args;
  const values = keys.map((key) => stringAt(call, key));
  const not = /^not$/i.test(name);
  const operation = OPERATIONS[name.toLowerCase()];
  if (!not && !operation) throw new RedisError('ERR syntax error');
  if (not && keys.length !== 1) throw new RedisError('ERR BITOP NOT must be called with a single source key.');
  const length = Math.max(...values.map((value) => value.length));
  let out = '';
  for (let at = 0; at < length; at++) {
    const [first = 0, ...rest] = values.map((value) => byteAt(value, at));
    out += String.fromCharCode(operation ? rest.reduce(operation, first) : ~first & 0xff);
  }
  if (out === '') call.db.delete(target);
  else call.db.set(target, text(out));
  return length;
}

export const BITS: CommandTable = {
  setbit: { arity: 4, writes: true, run: setBit },
  getbit: {
    arity: 3,
    run: (call) => Number(isSet(stringAt(call, call.args[0] as string), offsetOf(call.args[1] as string))),
  },
  bitcount: { arity: -2, run: bitCount },
  bitpos: { arity: -3, run: bitPosition },
  bitop: { arity: -4, writes: true, run: bitOperation },
};
