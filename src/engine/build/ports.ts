/** What EXPOSE takes: `80`, `80/udp`, `8000-8010`, and what `docker run -p` takes, of which only the container's ports count. */
import { FailureError } from '../../base/errors.ts';

/** `80/tcp` and so on. Fails with `invalid` in the words of go-connections. */
export function exposedPorts(specification: string): readonly string[] {
  const { address, host, container } = parts(specification);
  const [ports = '', protocol = ''] = container.split('/');
  if (address !== '' && !isAddress(address)) throw refusal(`Invalid ip address: ${address}`);
  if (ports === '') throw refusal(`No port specified: ${specification}<empty>`);
  const range = parseRange(ports);
  if (!range) throw refusal(`Invalid containerPort: ${ports}`);
  const hostRange = host ? parseRange(host) : undefined;
  if (host && !hostRange) throw refusal(`Invalid hostPort: ${host}`);
  const [first, last] = range;
  if (hostRange && last !== first && last - first !== hostRange[1] - hostRange[0]) {
    throw refusal(`Invalid ranges specified for container and host Ports: ${ports} and ${host}`);
  }
  const name = (protocol || 'tcp').toLowerCase();
  if (!['tcp', 'udp', 'sctp'].includes(name)) throw refusal(`Invalid proto: ${protocol}`);
  return Array.from({ length: last - first + 1 }, (_, i) => `${first + i}/${name}`);
}

const refusal = (message: string) => new FailureError('invalid', message);

function parts(specification: string): { address: string; host: string; container: string } {
  const words = specification.split(':');
  const container = words.pop() as string;
  const host = words.pop() ?? '';
  return { address: words.join(':'), host, container };
}

function parseRange(text: string): readonly [number, number] | undefined {
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  if (first === undefined) return undefined;
  const range = [Number(first), Number(last)] as const;
  return range[0] <= range[1] && range[1] <= 65_535 ? range : undefined;
}

function isAddress(text: string): boolean {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return text.split('.').every((part) => Number(part) <= 255);
  return /^\[?[0-9a-fA-F:]+\]?$/.test(text) && text.includes(':');
}
