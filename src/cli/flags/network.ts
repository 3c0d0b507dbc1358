/** `--network web` and its long form `--network name=web,alias=a,ip=10.0.0.2`. */
import { messageOf } from '../../base/errors.ts';
import { parseCsv } from './csv.ts';
import { parseInteger } from './numbers.ts';

export interface NetworkAttachment {
  readonly Target: string;
  readonly Aliases: readonly string[];
  readonly DriverOpts: Readonly<Record<string, string>> | null;
  readonly IPv4Address: string;
  readonly IPv6Address: string;
  readonly LinkLocalIPs: readonly string[];
  readonly MacAddress: string;
  readonly GwPriority: number;
}

export function parseNetwork(text: string): NetworkAttachment {
  const net = {
    Target: '',
    Aliases: [] as string[],
    DriverOpts: null as Record<string, string> | null,
    IPv4Address: '',
    IPv6Address: '',
    LinkLocalIPs: [] as string[],
    MacAddress: '',
    GwPriority: 0,
  };
  if (!/\w+=\w+/.test(text)) return { ...net, Target: text };
  for (const field of parseCsv(text)) {
    const at = field.indexOf('=');
    const key = (at < 0 ? field : field.slice(0, at)).trim().toLowerCase();
    const value = at < 0 ? '' : field.slice(at + 1).trim();
    if (at < 0) throw new Error(`invalid field ${field}`);
    switch (key) {
      case 'name':
        net.Target = value;
        break;
      case 'alias':
        net.Aliases.push(value);
        break;
      case 'ip':
        net.IPv4Address = value;
        break;
      case 'ip6':
        net.IPv6Address = value;
        break;
      case 'mac-address':
        net.MacAddress = value;
        break;
      case 'link-local-ip':
        net.LinkLocalIPs.push(value);
        break;
      case 'gw-priority':
        try {
          net.GwPriority = parseInteger(value);
        } catch (error) {
          const why = messageOf(error).replace(/^.*: /, '');
          throw new Error(`invalid gw-priority (${value}): ${why}`, { cause: error });
        }
        break;
      case 'driver-opt': {
        const [, name, option] = /^([^=]*)=(.*)$/s.exec(value) ?? [];
        if (option === undefined) throw new Error('invalid key value pair format in driver options');
        net.DriverOpts = { ...net.DriverOpts, [(name as string).trim().toLowerCase()]: option.trim().toLowerCase() };
        break;
      }
      default:
        throw new Error(`invalid field key ${key}`);
    }
  }
  if (net.Target === '') throw new Error('network name/id is not specified');
  return net;
}
