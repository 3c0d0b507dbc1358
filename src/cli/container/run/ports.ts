/** `-p` and `--expose` (docker/go-connections/nat). */
import type { PortBinding } from '../../../api/types/container.ts';
import { CliFailure } from '../../failure.ts';
import { isAddress } from '../../flags/list-checks.ts';
import { parseUnsigned } from '../../flags/numbers.ts';

export interface Published {
  readonly exposed: Readonly<Record<string, object>>;
  readonly bindings: Readonly<Record<string, readonly PortBinding[]>>;
}

export function publishedPorts(specs: readonly string[], expose: readonly string[]): Published {
  const exposed: Record<string, object> = {};
  const bindings: Record<string, PortBinding[]> = {};
  for (const spec of specs) {
    for (const { port, binding } of parsePortSpec(spec.includes('=') ? longForm(spec) : spec)) {
      exposed[port] = {};
      (bindings[port] ??= []).push(binding);
    }
  }
  for (const spec of expose) for (const port of exposedPorts(spec)) exposed[port] ??= {};
  return { exposed: sorted(exposed), bindings: sorted(bindings) };
}

function parsePortSpec(spec: string): readonly { port: string; binding: PortBinding }[] {
  const { address, host, inside } = splitParts(spec);
  const slash = inside.indexOf('/');
  const proto = (slash < 0 ? 'tcp' : inside.slice(slash + 1)) || 'tcp';
  const ports = slash < 0 ? inside : inside.slice(0, slash);
  const ip = address.replace(/^\[(.*)\]$/, '$1');
  if (ip !== '' && !isAddress(ip)) throw new CliFailure(`invalid IP address: ${address}`);
  if (ports === '') throw new CliFailure(`no port specified: ${spec}<empty>`);
  const [start, end] = range(ports, 'containerPort');
  let [hostStart, hostEnd] = [0, 0];
  if (host !== '') [hostStart, hostEnd] = range(host, 'hostPort');
  if (host !== '' && end - start !== hostEnd - hostStart && end !== start)
    throw new CliFailure(`invalid ranges specified for container and host Ports: ${ports} and ${host}`);
  if (!['tcp', 'udp', 'sctp'].includes(proto.toLowerCase())) throw new CliFailure(`invalid proto: ${proto}`);
  return Array.from({ length: end - start + 1 }, (_, i) => {
    let HostPort = host === '' ? '' : String(hostStart + i);
    if (host !== '' && end === start && hostStart !== hostEnd) HostPort = `${HostPort}-${hostEnd}`;
    return { port: `${start + i}/${proto.toLowerCase()}`, binding: { HostIp: ip, HostPort } };
  });
}

function splitParts(spec: string): { address: string; host: string; inside: string } {
  const parts = spec.split(':');
  const inside = parts.at(-1) as string;
  if (parts.length === 1) return { address: '', host: '', inside };
  if (parts.length === 2) return { address: '', host: parts[0] as string, inside };
  return { address: parts.slice(0, -2).join(':'), host: parts.at(-2) as string, inside };
}

function range(text: string, what: string): [number, number] {
  const [first = '', last = first, ...more] = text.split('-');
  const bad = new CliFailure(`invalid ${what}: ${text}`);
  if (more.length || !/^\d+$/.test(first) || !/^\d+$/.test(last)) throw bad;
  const [start, end] = [Number(first), Number(last)];
  if (start > 65535 || end > 65535 || end < start) throw bad;
  return [start, end];
}

/** `target=80,published=8080,protocol=tcp`; words that are none of these are passed over. */
function longForm(spec: string): string {
  const fields: Record<string, string> = { protocol: 'tcp' };
  for (const part of spec.split(',')) {
    const at = part.indexOf('=');
    if (at <= 0) throw new CliFailure(`invalid publish opts format (should be name=value but got '${part}')`);
    fields[part.slice(0, at)] = part.slice(at + 1);
  }
  return `${fields['published'] ?? ''}:${fields['target'] ?? ''}/${fields['protocol']}`;
}

function exposedPorts(spec: string): readonly string[] {
  if (spec.includes(':')) throw new CliFailure(`invalid port format for --expose: ${spec}`);
  const slash = spec.indexOf('/');
  const proto = slash < 0 ? 'tcp' : spec.slice(slash + 1);
  const [first = '', last = first] = (slash < 0 ? spec : spec.slice(0, slash)).split('-');
  const bad = (error: unknown) =>
    new CliFailure(`invalid range format for --expose: ${spec}, error: ${(error as Error).message}`);
  if (first === '') throw bad(new Error('empty string specified for ports.'));
  try {
    const start = parseUnsigned(first, 16, true);
    const end = parseUnsigned(last, 16, true);
    if (end < start) throw new Error(`invalid range specified for port: ${first}-${last}`);
    return Array.from({ length: end - start + 1 }, (_, i) => `${start + i}/${proto.toLowerCase()}`);
  } catch (error) {
    throw bad(error);
  }
}

function sorted<T>(entries: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}
