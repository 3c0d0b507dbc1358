/** Integers as scripts write them: decimal, octal, hexadecimal, and `base#digits` of bash. */
import { normal, type Int } from './integer.ts';

export function numberOf(text: string, fault: () => unknown): Int {
  const based = /^(\d+)#(.*)$/.exec(text);
  if (based) return inBase(based[2] as string, Number(based[1]), fault);
  if (/^0[xX]/.test(text)) return inBase(text.slice(2) || '0', 16, fault);
  if (text.length > 1 && text[0] === '0') return inBase(text.slice(1), 8, fault);
  if (!/^\d+$/.test(text)) throw fault();
  return text.length <= 15 ? Number(text) : normal(BigInt(text));
}

function inBase(digits: string, base: number, fault: () => unknown): Int {
  if (base < 2 || base > 64 || digits === '') throw fault();
  let value = 0n;
  for (const digit of digits) {
    const at = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@_'.indexOf(
      base <= 36 ? digit.toLowerCase() : digit,
    );
    if (at < 0 || at >= base) throw fault();
    value = value * BigInt(base) + BigInt(at);
  }
  return normal(value);
}

/** Saturates at the largest integer, as strtoimax does. */
export function dashLiteral(digits: string): Int {
  const octal = /^0[0-7]+$/.test(digits);
  const value = BigInt(octal ? `0o${digits.slice(1)}` : digits);
  return value > 0x7fffffffffffffffn ? 0x7fffffffffffffffn : normal(value);
}
