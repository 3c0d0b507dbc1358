/** Numbers as loops count them, read without a regular expression: a shell does so several times in every turn. */

const ZERO = 48;
/** As many digits are exact in a number. */
const MOST_DIGITS = 15;

/** The value of a text of decimal digits alone; undefined for anything else, numbers with a sign or too many digits too. */
export function shortDecimal(text: string): number | undefined {
  const { length } = text;
  if (length === 0 || length > MOST_DIGITS) return undefined;
  let value = 0;
  for (let i = 0; i < length; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return value;
}
