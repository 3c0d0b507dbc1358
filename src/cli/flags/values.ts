/** What the types of flags accept: from the words of a command line to values, with docker's messages. */
import type { FlagSpec } from '../surface/command.ts';
import { parseBoolean, parseBytes, parseCpus, parseDuration, parseInteger, parseUnsigned } from './numbers.ts';
import { LIST_CHECKS } from './list-checks.ts';
import { parseMount } from './mount.ts';
import { parseNetwork } from './network.ts';
import { parseUlimit } from './ulimit.ts';
import { parseCsv } from './csv.ts';
import { parseGpus } from './gpus.ts';

export type FlagValue = string | number | boolean | readonly FlagItem[];
/** An element of a repeatable flag; a parsed object for mounts and networks. */
export type FlagItem = string | object;

/** Types whose flags collect their values. */
const REPEATABLE: ReadonlySet<string> = new Set([
  'list', 'strings', 'filter', 'map', 'ulimit', 'mount', 'network', 'gpu-request', 'port', 'pref', 'secret', 'config',
  'external-ca', 'stringToString', 'ipNetSlice', 'credential-spec', 'command',
]); // prettier-ignore

export function isRepeatable(type: string): boolean {
  return REPEATABLE.has(type) && type !== 'command';
}

/** Adds one occurrence of a flag to what it had; throws Error with the reason. */
export function acceptValue(spec: FlagSpec, command: string, text: string, before: FlagValue | undefined): FlagValue {
  if (isRepeatable(spec.type)) {
    const items = (Array.isArray(before) ? before : []) as readonly FlagItem[];
    return [...items, ...parseItems(spec, command, text)];
  }
  switch (spec.type) {
    case 'bool':
      return parseBoolean(text);
    case 'int':
      return parseInteger(text);
    case 'uint':
      return parseUnsigned(text);
    case 'uint16':
      return parseUnsigned(text, 16);
    case 'uint32':
      return parseUnsigned(text, 32);
    case 'duration':
      return parseDuration(text);
    case 'bytes':
      return spec.long === 'memory-swap' && text === '-1' ? -1 : parseBytes(text);
    case 'decimal':
      return parseCpus(text);
    case 'float':
      if (Number.isNaN(Number(text)) || text === '')
        throw new Error(`strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax`);
      return Number(text);
    default:
      return text;
  }
}

function parseItems(spec: FlagSpec, command: string, text: string): readonly FlagItem[] {
  switch (spec.type) {
    case 'list':
      return [(LIST_CHECKS[`${command} ${spec.long}`] ?? LIST_CHECKS[spec.long] ?? ((word) => word))(text)];
    case 'map':
      return [spec.long === 'sysctl' ? (LIST_CHECKS['sysctl'] as (word: string) => string)(text) : text];
    case 'strings':
    case 'ipNetSlice':
      return text === '' ? [] : parseCsv(text);
    case 'filter':
      return parseFilter(text);
    case 'stringToString':
      return parsePairs(text);
    case 'ulimit':
      return [parseUlimit(text)];
    case 'mount':
      return [parseMount(text)];
    case 'network':
      return [parseNetwork(text)];
    case 'gpu-request':
      return [parseGpus(text)];
    default:
      return [text];
  }
}

function parseFilter(text: string): readonly string[] {
  if (text === '') return [];
  if (!text.includes('=')) throw new Error('bad format of filter (expected name=value)');
  const at = text.indexOf('=');
  return [`${text.slice(0, at).trim().toLowerCase()}=${text.slice(at + 1).trim()}`];
}

/** `a=1,b=2` to its pairs. */
function parsePairs(text: string): readonly string[] {
  const fields = text === '' ? [''] : parseCsv(text);
  const odd = fields.find((field) => !field.includes('='));
  if (odd !== undefined) throw new Error(`${odd} must be formatted as key=value`);
  return fields;
}
