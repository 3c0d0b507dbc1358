/** From a request's path to its operation, as moby's router: an optional version in front, parameters with slashes. */
import { OPERATIONS, type Operation, type OperationId } from '../operations.ts';
import { decodePercent } from './query.ts';

export interface Route {
  readonly id: OperationId;
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
}

interface Pattern {
  readonly id: OperationId;
  readonly operation: Operation;
  readonly expression: RegExp;
  readonly names: readonly string[];
}

/** By method and first directory of the path, as in `GET containers`. */
const PATTERNS: ReadonlyMap<string, readonly Pattern[]> = compile();

/** `/v1.45/info` to version `1.45` and path `/info`. */
export function splitVersion(path: string): { readonly version: string | undefined; readonly path: string } {
  const [, version, rest] = /^\/v([0-9.]+)(\/.*)$/s.exec(path) ?? [];
  return version === undefined || rest === undefined ? { version: undefined, path } : { version, path: rest };
}

/** Nothing that Go would take away: no empty part, and none of dots. */
const isClean = (path: string): boolean => path.startsWith('/') && !/\/(\/|\.{1,2}(\/|$))/.test(path);

/** `path` is decoded and without its version. */
export function routeOf(method: string, path: string): Route | undefined {
  for (const { id, operation, expression, names } of PATTERNS.get(groupOf(method, path)) ?? []) {
    const match = expression.exec(path);
    if (match)
      return { id, operation, path: Object.fromEntries(names.map((name, i) => [name, match[i + 1] as string])) };
  }
  return undefined;
}

/** What Go's path.Clean and the router make of a path: a redirect when it differs. Undefined when it is clean. */
export function redirectOf(path: string): string | undefined {
  if (isClean(path)) return undefined;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const clean = `/${parts.join('/')}${path.endsWith('/') && parts.length > 0 ? '/' : ''}`;
  return clean === path ? undefined : clean;
}

function groupOf(method: string, path: string): string {
  return `${method} ${path.split('/', 2)[1]}`;
}

export function decodedPath(path: string): string {
  return decodePercent(path);
}

/** Fixed paths before those with parameters, longer ends before shorter ones. */
function compile(): Map<string, Pattern[]> {
  const groups = new Map<string, Pattern[]>();
  for (const [id, operation] of Object.entries(OPERATIONS) as [OperationId, Operation][]) {
    const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
    const source = operation.path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '(.*)');
    // `/networks/` is an alias that moby registers.
    const alias = id === 'networkList' ? '/?' : '';
    const pattern = { id, operation, names, expression: new RegExp(`^${source}${alias}$`, 's') };
    const group = groupOf(operation.method, operation.path);
    groups.set(group, [...(groups.get(group) ?? []), pattern]);
  }
  const rank = ({ operation: { path } }: Pattern) => (path.includes('{') ? path.length - path.lastIndexOf('}') : 1e6);
  for (const patterns of groups.values()) patterns.sort((a, b) => rank(b) - rank(a));
  return groups;
}
