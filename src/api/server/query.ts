/** Query parameters, parsed by type as moby's httputils and Go's url.ParseQuery do. */
import { FailureError } from '../../base/errors.ts';
import type { Operation, OperationId, ParameterType } from '../operations.ts';

export type Parameters = ReadonlyMap<string, readonly string[]>;

export function parseQuery(query: string): Parameters {
  const parameters = new Map<string, string[]>();
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    if (pair.includes(';')) throw new FailureError('invalid', 'invalid semicolon separator in query');
    const equals = pair.indexOf('=');
    const name = unescape(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : unescape(pair.slice(equals + 1));
    parameters.set(name, [...(parameters.get(name) ?? []), value]);
  }
  return parameters;
}

/** Absent parameters stay undefined; unknown ones are ignored, as moby does. */
export function typedQuery(id: OperationId, operation: Operation, parameters: Parameters): Record<string, unknown> {
  const typed: Record<string, unknown> = {};
  for (const [name, type] of Object.entries(operation.query ?? {})) {
    const values = parameters.get(name) ?? (STRICT.has(id) ? [''] : undefined);
    if (values) typed[name] = typedValue(id, type, values);
  }
  return typed;
}

function typedValue(id: OperationId, type: ParameterType, values: readonly string[]): unknown {
  const first = values[0] as string;
  if (type === 'strings') return values;
  if (type === 'boolean') return !['', '0', 'no', 'false', 'none'].includes(first.trim().toLowerCase());
  if (type === 'integer') return integer(id, first);
  return first;
}

/** Both sizes of a resize are needed, and how long a plugin may take. */
const STRICT: ReadonlySet<OperationId> = new Set(['containerResize', 'execResize', 'pluginEnable']);

/** Parsed by Int64ValueOrZero: what is no number is 0. */
const LENIENT: ReadonlySet<OperationId> = new Set(['imageBuild']);

function integer(id: OperationId, value: string): number | undefined {
  if (/^[-+]?\d+$/.test(value)) return Number(value);
  if (LENIENT.has(id)) return 0;
  if (value === '' && !STRICT.has(id)) return undefined;
  const why = `strconv.Atoi: parsing ${JSON.stringify(value)}: invalid syntax`;
  if (STRICT.has(id)) throw new FailureError('invalid', why);
  if (id === 'imageSearch') throw new FailureError('invalid', `invalid limit specified: ${why}`);
  throw new FailureError('system', why);
}

function unescape(value: string): string {
  const bad = /%(?![0-9a-fA-F]{2}).{0,2}/.exec(value);
  if (bad) throw new FailureError('invalid', `invalid URL escape ${JSON.stringify(bad[0])}`);
  return decodePercent(value.replace(/\+/g, ' '));
}

/** Decodes percent signs; bytes that are no UTF-8 become U+FFFD, where Go would keep them. */
export function decodePercent(value: string): string {
  if (!value.includes('%')) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    const latin = value.replace(/%([0-9a-fA-F]{2})/g, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    );
    return new TextDecoder().decode(Uint8Array.from(latin, (character) => character.charCodeAt(0)));
  }
}
