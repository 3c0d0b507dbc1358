/** Paths and queries as the docker program writes them. */
import { FailureError } from '../../base/errors.ts';
import type { Operation } from '../operations.ts';

export function requestTarget(
  version: string,
  operation: Operation,
  path: Readonly<Record<string, string>>,
  query: Readonly<Record<string, unknown>>,
): string {
  const filled = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = path[name];
    if (value === undefined) throw new TypeError(`${operation.method} ${operation.path} needs {${name}}`);
    refuseEmpty(operation, value);
    return pathValue(value);
  });
  const prefix = operation.path === '/_ping' ? '' : `/v${version}`;
  return `${prefix}${cleaned(filled)}${queryText(operation, query)}`;
}

function queryText(operation: Operation, query: Readonly<Record<string, unknown>>): string {
  const parameters = Object.entries(query).flatMap(([name, value]) => pairs(operation, name, value));
  if (parameters.length === 0) return '';
  const text = parameters.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map((pair) => pair.map(escape).join('='));
  return `?${text.join('&')}`;
}

/** The kinds whose names Docker's client checks itself. */
const CHECKED = /^\/(container|network|volume|plugin)s\//;

function refuseEmpty({ path }: Operation, value: string): void {
  const [, kind] = CHECKED.exec(path) ?? [];
  if (kind && value.trim() === '') throw new FailureError('invalid', `invalid ${kind} name or ID: value is empty`);
}

/** Go's path.Join: an empty or dotted image name leaves no trace. */
function cleaned(path: string): string {
  if (!/\/(\/|\.|$)/.test(path)) return path;
  const out: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') out.pop();
    else if (part !== '' && part !== '.') out.push(part);
  }
  return `/${out.join('/')}`;
}

/** Docker's client joins names into the path as they are: their slashes part it. Escaped as Go's url.URL does. */
function pathValue(value: string): string {
  if (/^[\w.~/:-]*$/.test(value)) return value;
  return percentEncode(value).replace(/%(2F|3A|40|24|26|2B|2C|3B|3D)/g, decodeURIComponent);
}

/** True is `1` (but `true` for one parameter of `cp`), false and undefined are left out, lists repeat the name. */
function pairs(operation: Operation, name: string, value: unknown): [string, string][] {
  if (value === undefined || value === null || value === false) {
    // `stats` streams unless it is told not to.
    return name === 'stream' && value === false && operation.answer === 'objects' ? [[name, '0']] : [];
  }
  if (value === true) return [[name, name === 'noOverwriteDirNonDir' ? 'true' : '1']];
  if (Array.isArray(value)) return value.map((item) => [name, String(item)]);
  return [[name, String(value)]];
}

/** As Go's url.QueryEscape. */
function escape(value: string): string {
  return percentEncode(value).replace(/%20/g, '+');
}

/** All but letters, digits and `-_.~`. */
function percentEncode(value: string): string {
  if (/^[\w.~-]*$/.test(value)) return value;
  return encodeURIComponent(value).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
