/** fmt's `%#v`: values as they would be written in Go. */
import { quote } from '../flags/numbers.ts';
import { byBytes } from './json.ts';
import { GoDuration, GoList, GoMap, GoPointer, GoStruct, stringOf, type GoValue } from './value.ts';

export interface Spelling {
  /** The name that Go has for the type. */
  readonly typeOf: (value: GoValue) => string;
  /** What has no syntax of its own, as `%v` has it. */
  readonly plain: (value: GoValue, top?: boolean) => string;
}

export function goSyntax(value: GoValue, spelling: Spelling, top = true): string {
  const { typeOf, plain } = spelling;
  const inner = (part: GoValue) => goSyntax(part, spelling, false);
  const string = stringOf(value);
  if (string !== undefined) return quote(string);
  if (value instanceof GoPointer) return `(${value.type})(${value.target === null ? 'nil' : plain(value, false)})`;
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
    if (value.isPointer && !top) return `(*${type})(${plain(value, false)})`;
    const fields = value.fields.map(({ name, get }) => `${name}:${inner(get())}`);
    return `${value.isPointer ? '&' : ''}${type}{${fields.join(', ')}}`;
  }
  return value === null && !top ? 'interface {}(nil)' : plain(value);
}
