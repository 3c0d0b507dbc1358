/** factor: prime factors of whole numbers of any size. */
import { fromText, toText } from './lib/byte-string.ts';
import { tool, type Tool } from './lib/tool.ts';

export const factor = tool({ name: 'factor', usage: '[NUMBER]...', about: 'Print prime factors' }, async (t) => {
  if (t.operands.length) for (const word of t.operands) await one(t, word);
  else for (const word of (await (await t.input('-')).rest()).split(/\s+/).filter(Boolean)) await one(t, toText(word));
  return t.status;
});

async function one(t: Tool, word: string): Promise<void> {
  const digits = /^ *\+?(\d+)$/.exec(word)?.[1];
  if (digits === undefined)
    return t.warn(`${t.quote(word)} is not a valid positive integer`, `invalid number '${word}'`);
  const number = BigInt(digits);
  const factors = await primeFactors(t, number);
  await t.out.raw(fromText(`${number}:${factors.map((prime) => ` ${prime}`).join('')}\n`));
}

const TRIAL_LIMIT = 1000n;

async function primeFactors(t: Tool, number: bigint): Promise<bigint[]> {
  const factors: bigint[] = [];
  let rest = number;
  for (let p = 2n; p < TRIAL_LIMIT && p * p <= rest; p += p === 2n ? 1n : 2n) {
    for (; rest % p === 0n; rest /= p) factors.push(p);
  }
  const open = rest > 1n ? [rest] : [];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (isPrime(part)) factors.push(part);
    else {
      const divisor = await rho(t, part);
      open.push(divisor, part / divisor);
    }
  }
  return factors.sort((a, b) => (a < b ? -1 : 1));
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square, left] = [1n, base % modulus, exponent];
  for (; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** Miller and Rabin's test; with these bases it is exact below 3.3e24, and practically so above. */
function isPrime(number: bigint): boolean {
  const bases = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n];
  if (bases.includes(number)) return true;
  if (number < 2n || bases.some((base) => number % base === 0n)) return false;
  let [odd, twos] = [number - 1n, 0];
  for (; odd % 2n === 0n; odd /= 2n) twos++;
  return bases.every((base) => {
    let x = power(base, odd, number);
    if (x === 1n || x === number - 1n) return true;
    for (let i = 1; i < twos; i++) {
      x = (x * x) % number;
      if (x === number - 1n) return true;
    }
    return false;
  });
}

function gcd(a: bigint, b: bigint): bigint {
  while (b) [a, b] = [b, a % b];
  return a;
}

/** Pollard's rho: a proper divisor of a number that is no prime. */
async function rho(t: Tool, number: bigint): Promise<bigint> {
  for (let c = 1n; ; c++) {
    const step = (x: bigint) => (x * x + c) % number;
    let [slow, fast, divisor] = [2n, 2n, 1n];
    for (let i = 0; divisor === 1n; i++) {
      slow = step(slow);
      fast = step(step(fast));
      divisor = gcd(slow > fast ? slow - fast : fast - slow, number);
      if ((i & 0xfff) === 0) await t.sys.tick();
    }
    if (divisor !== number) return divisor;
  }
}
