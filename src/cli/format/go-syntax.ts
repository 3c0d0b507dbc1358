/** fmt's `%#v`: values as they would be written in Go. */
import { quote } from '../flags/numbers.ts';
import { byBytes } from './json.ts';
import { printValue } from './print.ts';
import { GoDuration, GoList, GoMap, GoNumber, GoStruct, type GoValue } from './value.ts';

/** `typeOf` gives a type the name that Go has for it. */
export function goSyntax(value: GoValue, typeOf: (value: GoValue) => string, top = true): string {
  const inner = (part: GoValue) => goSyntax(part, typeOf, false);
  if (typeof value === 'string') return quote(value);
  if (value instanceof GoNumber) return quote(value.text);
  if (value instanceof GoDuration) return String(value.ns);
  if (value instanceof GoList) {
    return value.isNil ? `${typeOf(value)}(nil)` : `${typeOf(value)}{${value.items.map(inner).join(', ')}}`;
  }
  if (value instanceof GoMap) {
    if (value.isNil) return `${typeOf(value)}(nil)`;
    const keys = [...value.entries.keys()].sort(byBytes);
    return `${typeOf(value)}{${keys.map((key) => `${quote(key)}:${inner(value.entries.get(key) as GoValue)}`).join(', ')}}`;
  }
  if (value instanceof GoStruct) {
    const type = typeOf(value).replace(/^\*/, '');
    if (value.isPointer && !top) return `(*${type})(${printValue(value, false)})`;
    const fields = value.fields.map(({ name, get }) => `${name}:${inner(get())}`);
    return `${value.isPointer ? '&' : ''}${type}{${fields.join(', ')}}`;
  }
  return value === null && !top ? 'interface {}(nil)' : printValue(value);
}
