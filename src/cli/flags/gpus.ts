/** `--gpus all`, `--gpus 2`, `--gpus driver=nvidia,device=0`: what to ask of a device driver (opts/gpus.go). */
import { parseCsv } from './csv.ts';

export interface DeviceRequest {
  readonly Driver: string;
  /** -1: all. */
  readonly Count: number;
  readonly DeviceIDs: readonly string[] | null;
  readonly Capabilities: readonly (readonly string[])[];
  readonly Options: Readonly<Record<string, string>>;
}

/** Throws Error with docker's text. */
export function parseGpus(text: string): DeviceRequest {
  let request: DeviceRequest = { Driver: '', Count: 0, DeviceIDs: null, Capabilities: [['gpu']], Options: {} };
  if (text === '') throw new Error('EOF');
  const seen = new Set<string>();
  let counted = false;
  for (const field of parseCsv(text)) {
    const at = field.indexOf('=');
    const key = at < 0 ? 'count' : field.slice(0, at);
    const value = at < 0 ? field : field.slice(at + 1);
    const name = at < 0 ? field : key;
    if (seen.has(name)) throw new Error(`gpu request key '${name}' can be specified only once`);
    seen.add(name);
    if (key === 'driver') request = { ...request, Driver: value };
    else if (key === 'count') {
      request = { ...request, Count: countOf(value) };
      counted = true;
    } else if (key === 'device') request = { ...request, DeviceIDs: value.split(',') };
    else if (key === 'capabilities') request = { ...request, Capabilities: [[...value.split(','), 'gpu']] };
    else if (key === 'options') request = { ...request, Options: optionsOf(value) };
    else throw new Error(`unexpected key '${key}' in '${field}'`);
  }
  if (!counted && request.DeviceIDs === null) request = { ...request, Count: 1 };
  return request;
}

function countOf(text: string): number {
  if (text === 'all') return -1;
  if (/^[+-]?\d+$/.test(text)) return Number(text);
  throw new Error(`invalid count (${text}): value must be either "all" or an integer: invalid syntax`);
}

function optionsOf(text: string): Record<string, string> {
  return Object.fromEntries(
    parseCsv(text).map((field) => {
      const at = field.indexOf('=');
      return at < 0 ? [field, ''] : [field.slice(0, at), field.slice(at + 1)];
    }),
  );
}
