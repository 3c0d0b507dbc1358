/** ProxyPass and its kin: which URL a request is fetched from, and where the answers' locations lead. */
import type { ApacheDirective } from './config-parser.ts';
import type { Exchange } from './exchange.ts';
import { within } from './levels.ts';
import { behind } from './redirects.ts';
import { escapePath } from './rewrite-text.ts';

interface Mapping {
  readonly directive: ApacheDirective;
  /** What the URL path begins with, or the pattern of ProxyPassMatch. */
  readonly from: string;
  readonly to: string;
}

/** The URL with its query; undefined when the request is not passed on. */
export function proxyTarget(exchange: Exchange): string | undefined {
  const { config } = exchange.context;
  if (!config.modules.has('proxy_module')) return undefined;
  const locations = exchange.ofServer.filter(
    (section) => section.name === 'Location' && within(exchange.uri, section.args[0] ?? ''),
  );
  const inLocations = mappings(locations, /^ProxyPass(Match)?$/);
  const plain = mappings(
    exchange.ofServer.filter(({ block }) => block === undefined),
    /^ProxyPass(Match)?$/,
  );
  for (const mapping of [...inLocations.reverse(), ...plain]) {
    const found = mapped(exchange.uri, mapping);
    if (found === undefined) continue;
    return found === '!' ? undefined : found + (exchange.query === undefined ? '' : `?${exchange.query}`);
  }
  return undefined;
}

function mapped(uri: string, { directive, from, to }: Mapping): string | undefined {
  if (directive.name === 'ProxyPassMatch') {
    const match = new RegExp(from).exec(uri);
    return match ? to.replace(/\$(\d)/g, (_, digit: string) => escapePath(match[Number(digit)] ?? '')) : undefined;
  }
  const rest = behind(uri, from);
  if (rest === undefined) return undefined;
  return to === '!' ? to : to + escapePath(rest);
}

/** Within a Location the path is the section's. */
function mappings(directives: readonly ApacheDirective[], name: RegExp): Mapping[] {
  return directives.flatMap((directive): Mapping[] => {
    if (directive.name === 'Location') {
      const inner = (directive.block ?? []).filter((one) => name.test(one.name));
      return inner.map((one) => ({ directive: one, from: directive.args[0] ?? '', to: one.args[0] ?? '' }));
    }
    const { args } = directive;
    return name.test(directive.name) ? [{ directive, from: args[0] ?? '', to: args[1] ?? '' }] : [];
  });
}

/** ProxyPassReverse: an address of the server behind becomes one of this server. */
export function reversed(exchange: Exchange, location: string): string {
  for (const { from, to } of mappings(exchange.ofServer, /^ProxyPassReverse$/)) {
    const addresses = to.startsWith('balancer://') ? membersOf(exchange, to) : [to];
    const address = addresses.find((one) => location.startsWith(one));
    if (address !== undefined) return exchange.origin() + from + location.slice(address.length);
  }
  return location;
}

/** The members of a balancer with what its URL has behind its name. */
function membersOf(exchange: Exchange, url: string): readonly string[] {
  const [, name = '', rest = ''] = /^(balancer:\/\/[^/]+)(.*)$/.exec(url) ?? [];
  return balancerMembers(exchange.ofServer, name).map(({ args }) => `${args[0]}${rest}`);
}

/** The BalancerMember directives of a balancer, the URL of each its first word. */
export function balancerMembers(directives: readonly ApacheDirective[], name: string): readonly ApacheDirective[] {
  return directives.flatMap((directive) => {
    if (directive.name === 'Proxy' && directive.args[0] === name)
      return (directive.block ?? []).filter((one) => one.name === 'BalancerMember');
    const named = directive.name === 'BalancerMember' && directive.args[0] === name;
    return named ? [{ ...directive, args: directive.args.slice(1) }] : [];
  });
}
