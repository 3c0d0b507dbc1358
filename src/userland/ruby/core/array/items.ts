import type { Call, RArray, Value } from '../../values.ts';

/** Of the array that is called. */
export const items = (call: Call): Value[] => (call.self as RArray).items;
