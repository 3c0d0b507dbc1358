/** The letters of `declare` and what they are of a variable. */
import type { Variable } from '../variables.ts';

export const ATTRIBUTES: Readonly<Record<string, keyof Variable>> = {
  x: 'exported',
  r: 'readonly',
  i: 'integer',
  l: 'lower',
  u: 'upper',
  n: 'nameref',
};
