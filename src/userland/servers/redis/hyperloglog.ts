/**
 * PFADD, PFCOUNT, PFMERGE: Redis' estimate (hyperloglog.c; Otmar Ertl, arXiv 1702.01284), of 16384 registers. They are kept one a byte behind
 * the head that Redis' own have, so that GET shows other bytes than there.
 */
import type { Call, CommandTable } from './command.ts';
import { RedisError } from './database.ts';
import { OK, type Reply } from './resp.ts';

const HEAD = 'HYLL';
const REGISTERS = 16_384;
const INDEX_BITS = 14n;
const MOST = 50;
const ALPHA = 0.5 / Math.LN2;
const MASK = (1n << 64n) - 1n;
const MULTIPLIER = 0xc6a4a7935bd1e995n;
const SEED = 0xadc83b19n;

function registersAt({ db }: Call, key: string): Uint8Array | undefined {
  const value = db.get(key);
  if (!value) return undefined;
  const text = db.typed(key, 'string')?.value ?? '';
  if (!text.startsWith(HEAD) || text.length !== HEAD.length + REGISTERS)
    throw new RedisError('WRONGTYPE Key is not a valid HyperLogLog string value.');
  return Uint8Array.from(text.slice(HEAD.length), (char) => char.charCodeAt(0));
}

function keep({ db }: Call, key: string, registers: Uint8Array): void {
  let text = HEAD;
  for (const register of registers) text += String.fromCharCode(register);
  db.set(key, { type: 'string', value: text }, true);
}

/** MurmurHash64A of a byte string. */
function hash(text: string): bigint {
  const mix = (value: bigint) => {
    const once = (value * MULTIPLIER) & MASK;
    return ((once ^ (once >> 47n)) * MULTIPLIER) & MASK;
  };
  const word = (at: number, size: number) => {
    let value = 0n;
    for (let i = size - 1; i >= 0; i--) value = (value << 8n) | BigInt(text.charCodeAt(at + i));
    return value;
  };
  let state = SEED ^ ((BigInt(text.length) * MULTIPLIER) & MASK);
  const whole = text.length - (text.length % 8);
  for (let at = 0; at < whole; at += 8) state = ((state ^ mix(word(at, 8))) * MULTIPLIER) & MASK;
  if (whole < text.length) state = ((state ^ word(whole, text.length - whole)) * MULTIPLIER) & MASK;
  state = ((state ^ (state >> 47n)) * MULTIPLIER) & MASK;
  return state ^ (state >> 47n);
}

function add(call: Call): Reply {
  const [key = '', ...items] = call.args;
  const known = registersAt(call, key);
  const registers = known ?? new Uint8Array(REGISTERS);
  let changed = known === undefined;
  for (const item of items) {
    const value = hash(item);
    const index = Number(value & BigInt(REGISTERS - 1));
    let rest = (value >> INDEX_BITS) | (1n << BigInt(MOST));
    let count = 1;
    for (; (rest & 1n) === 0n; rest >>= 1n) count++;
    if ((registers[index] as number) >= count) continue;
    registers[index] = count;
    changed = true;
  }
  if (changed) keep(call, key, registers);
  return changed ? 1 : 0;
}

function union(call: Call, keys: readonly string[]): Uint8Array {
  const all = new Uint8Array(REGISTERS);
  for (const key of keys)
    registersAt(call, key)?.forEach((register, i) => (all[i] = Math.max(all[i] as number, register)));
  return all;
}

function estimate(registers: Uint8Array): number {
  const histogram = new Array<number>(MOST + 2).fill(0);
  for (const register of registers) histogram[register] = (histogram[register] as number) + 1;
  let z = REGISTERS * tau((REGISTERS - (histogram[MOST + 1] as number)) / REGISTERS);
  for (let j = MOST; j >= 1; j--) z = (z + (histogram[j] as number)) * 0.5;
  z += REGISTERS * sigma((histogram[0] as number) / REGISTERS);
  return Math.round((ALPHA * REGISTERS * REGISTERS) / z);
}

function sigma(given: number): number {
  if (given === 1) return Infinity;
  let x = given;
  let y = 1;
  let z = x;
  for (let before = NaN; z !== before;) {
    x *= x;
    before = z;
    z += x * y;
    y += y;
  }
  return z;
}

function tau(given: number): number {
  if (given === 0 || given === 1) return 0;
  let x = given;
  let y = 1;
  let z = 1 - x;
  for (let before = NaN; z !== before;) {
    x = Math.sqrt(x);
    before = z;
    y *= 0.5;
    z -= (1 - x) ** 2 * y;
  }
  return z / 3;
}

export const HYPERLOGLOGS: CommandTable = {
  pfadd: { arity: -2, writes: true, run: add },
  pfcount: { arity: -2, run: (call) => estimate(union(call, call.args)) },
  pfmerge: {
    arity: -2,
    writes: true,
    run: (call) => {
      keep(call, call.args[0] as string, union(call, call.args));
      return OK;
    },
  },
};
