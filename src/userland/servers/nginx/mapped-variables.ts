/** Variables that depend on others: map, geo, split_clients. Each is worked out when it is asked for. */
import { ConfigError, type Directive } from './config-parser.ts';
import { compile } from './regular-expression.ts';
import { murmurHash2 } from './murmur-hash.ts';
import { networkOf, type Network } from './networks.ts';
import { expand, noteMatch, type Exchange } from './variables.ts';

export type MappedVariable = (exchange: Exchange) => string;

const MAKERS: Readonly<Record<string, (directive: Directive) => MappedVariable>> = {
  map: mapVariable,
  geo: geoVariable,
  split_clients: splitVariable,
};

export function mappedVariables(directives: readonly Directive[]): ReadonlyMap<string, MappedVariable> {
  const made = new Map<string, MappedVariable>();
  for (const directive of directives) {
    const maker = Object.hasOwn(MAKERS, directive.name) ? MAKERS[directive.name] : undefined;
    if (maker) made.set(variableName(directive), maker(directive));
  }
  return made;
}

function variableName({ args, where }: Directive): string {
  const given = args.at(-1) as string;
  if (!given.startsWith('$')) throw new ConfigError(`invalid variable name "${given}" ${where}`);
  return given.slice(1);
}

function entriesOf({ name, block }: Directive): readonly (readonly [key: string, value: string, where: string])[] {
  return (block ?? [])
    .filter(({ name: key, args }) => args.length > 0 || !/^(hostnames|volatile)$/.test(key))
    .map(({ name: key, args, where }) => {
      if (args.length !== 1) throw new ConfigError(`invalid number of the ${name} parameters ${where}`);
      return [key, args[0] as string, where] as const;
    });
}

// --- map

function mapVariable(directive: Directive): MappedVariable {
  const source = directive.args[0] as string;
  const hostnames = (directive.block ?? []).some(({ name, args }) => name === 'hostnames' && args.length === 0);
  let otherwise: string | undefined;
  const exact = new Map<string, string>();
  const expressions: { readonly expression: RegExp; readonly value: string }[] = [];
  for (const [key, value, where] of entriesOf(directive)) {
    if (key === 'default') {
      if (otherwise !== undefined) throw new ConfigError(`duplicate default map parameter ${where}`);
      otherwise = value;
    } else if (key.startsWith('~')) {
      const [pattern, flags] = key.startsWith('~*') ? [key.slice(2), 'i'] : [key.slice(1), ''];
      expressions.push({ expression: compile(pattern, flags, where), value });
    } else {
      const name = key.replace(/^\\/, '').toLowerCase();
      if (exact.has(name)) throw new ConfigError(`conflicting parameter "${key}" ${where}`);
      exact.set(name, value);
    }
  }
  return (exchange) => {
    const given = expand(source, exchange);
    const key = given.toLowerCase();
    const found = exact.get(key) ?? (hostnames ? wildcard(exact, key) : undefined);
    if (found !== undefined) return expand(found, exchange);
    for (const { expression, value } of expressions) {
      const match = expression.exec(given);
      if (!match) continue;
      noteMatch(exchange, match);
      return expand(value, exchange);
    }
    return expand(otherwise ?? '', exchange);
  };
}

/** `*.example.org` and `.example.org` by their ends, the longest first; then `example.*` by its beginning. */
function wildcard(names: ReadonlyMap<string, string>, host: string): string | undefined {
  const whole = names.get(`.${host}`);
  if (whole !== undefined) return whole;
  const labels = host.split('.');
  for (let from = 1; from < labels.length; from++) {
    const end = labels.slice(from).join('.');
    const found = names.get(`*.${end}`) ?? names.get(`.${end}`);
    if (found !== undefined) return found;
  }
  for (let to = labels.length - 1; to > 0; to--) {
    const found = names.get(`${labels.slice(0, to).join('.')}.*`);
    if (found !== undefined) return found;
  }
  return undefined;
}

// --- geo

function geoVariable(directive: Directive): MappedVariable {
  const source = directive.args.length > 1 ? (directive.args[0] as string) : '$remote_addr';
  let otherwise = '';
  const networks: { readonly network: Network; readonly value: string }[] = [];
  for (const [key, value, where] of entriesOf(directive)) {
    if (key === 'default') {
      otherwise = value;
      continue;
    }
    if (/^(delete|include|proxy|ranges)$/.test(key))
      throw new ConfigError(`"${key}" of the "geo" directive is not simulated in Drydock ${where}`);
    const network = networkOf(key);
    if (!network) throw new ConfigError(`invalid network "${key}" ${where}`);
    networks.push({ network, value });
  }
  networks.sort((a, b) => b.network.bits - a.network.bits);
  return (exchange) => {
    const address = expand(source, exchange);
    return networks.find(({ network }) => network.has(address))?.value ?? otherwise;
  };
}

// --- split_clients

const WHOLE = 2 ** 32 - 1;

function splitVariable(directive: Directive): MappedVariable {
  const source = directive.args[0] as string;
  let below = 0;
  const shares = entriesOf(directive).map(([key, value, where]) => {
    if (key !== '*' && !/^\d+(\.\d{1,2})?%$/.test(key))
      throw new ConfigError(`invalid percent value "${key}" ${where}`);
    below += key === '*' ? 100 : Number(key.slice(0, -1));
    if (key !== '*' && below > 100) throw new ConfigError(`percent total is greater than 100% ${where}`);
    return { below: Math.floor((below / 100) * WHOLE), value };
  });
  return (exchange) => {
    const hash = murmurHash2(expand(source, exchange));
    return shares.find((share) => hash < share.below)?.value ?? '';
  };
}
