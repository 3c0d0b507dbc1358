/** ip of iproute2, and busybox's applet: addresses, links, routes, neighbours are shown; changes are not simulated. */
import type { InterfaceInfo, RouteInfo } from '../../../kernel/sys.ts';
import { changeFault, type IpFault, unknownCommand } from './ip-words.ts';
import { mayUse } from '../lib/capability.ts';
import { isAddress } from '../lib/resolve.ts';
import { Quit, tool, type Tool } from '../lib/tool.ts';
import { broadcastOf, flagNames, linkName, routeTo } from './interfaces.ts';

interface Settings {
  family: 4 | 6 | undefined;
  brief: boolean;
  oneline: boolean;
  json: boolean;
  pretty: boolean;
  statistics: boolean;
  details: boolean;
}

const OBJECTS = ['address', 'link', 'route', 'neighbour', 'rule', 'netns', 'maddress', 'tunnel', 'monitor', 'neighbor'];
const CHANGES = /^(a(dd)?|d(el(ete)?)?|change|replace|append|flush|s(et)?|save|restore)$/;

const USAGE = `Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }
where  OBJECT := { address | link | neighbour | route }
       OPTIONS := { -s[tatistics] | -d[etails] | -br[ief] | -j[son] | -p[retty] |
                    -4 | -6 | -o[neline] }
       (Drydock shows; it does not simulate changes)
`;

export const ip = tool(
  {
    name: 'ip',
    usage: '[OPTIONS] address|route|link|neigh [ARGS]',
    about: 'Show addresses, links and routes',
    rawArguments: true,
    usageStatus: 255,
  },
  async (t) => {
    const settings: Settings = {
      family: undefined,
      brief: false,
      oneline: false,
      json: false,
      pretty: false,
      statistics: false,
      details: false,
    };
    const words = [...t.operands];
    while (words[0]?.startsWith('-')) {
      const option = (words.shift() as string).replace(/^--?/, '');
      if (option === '4') settings.family = 4;
      else if (option === '6') settings.family = 6;
      else if (/^br(i(ef?)?)?$/.test(option)) settings.brief = true;
      else if (/^o(n(e(line)?)?)?$/.test(option)) settings.oneline = true;
      else if (/^j(son)?$/.test(option)) settings.json = true;
      else if (/^p(retty)?$/.test(option)) settings.pretty = true;
      else if (/^s(tat(istic)?s?)?$/.test(option)) settings.statistics = true;
      else if (/^d(etails?)?$/.test(option)) settings.details = true;
      else if (/^c(olor)?(=.*)?$/.test(option)) continue;
      else if (/^V(ersion)?$/.test(option)) {
        await t.out.text('ip utility, iproute2-6.1.0, libbpf 1.1.0\n');
        return 0;
      } else {
        await t.err(`Option "-${option}" is unknown, try "ip -help".\n`);
        return 255;
      }
    }
    const [object, ...args] = words;
    if (object === undefined || object === 'help') {
      await t.err(t.busybox ? await t.usageText() : USAGE);
      return t.busybox ? 1 : 255;
    }
    const known = OBJECTS.find((name) => name.startsWith(object));
    if (known === undefined) {
      await t.err(
        t.busybox ? `ip: invalid argument '${object}' to 'ip'\n` : `Object "${object}" is unknown, try "ip help".\n`,
      );
      return 1;
    }
    const [command] = args;
    const unknown = t.busybox ? undefined : unknownCommand(known, command);
    if (unknown) return told(t, unknown);
    // Of `s`, link makes set, and the others make show.
    if (command !== undefined && CHANGES.test(command) && (command !== 's' || known === 'link')) {
      const names = t.sys.interfaces().map(({ name }) => name);
      const fault = t.busybox ? undefined : changeFault(known, args, names);
      if (fault) return told(t, fault);
      if (!(await mayUse(t.sys, 'NET_ADMIN'))) return refused(t, known, command);
      return t.die(`${known} ${command} is not simulated in Drydock; the real ip would change the namespace's network`);
    }
    switch (known) {
      case 'address':
        return addresses(t, settings, args);
      case 'link':
        return links(t, settings, args);
      case 'route':
        return routes(t, settings, args);
      case 'neighbour':
      case 'neighbor':
        return neighbours(t, args);
      default:
        return t.die(`${known} is not simulated in Drydock`);
    }
  },
);

async function told(t: Tool, { message, status }: IpFault): Promise<number> {
  await t.err(`${message}\n`);
  return status;
}

/** What the kernel answers whoever lacks CAP_NET_ADMIN, as the real programs tell it. */
async function refused(t: Tool, object: string, command: string): Promise<number> {
  if (t.busybox && object === 'link' && /^s/.test(command)) {
    await t.err('ip: SIOCSIFFLAGS: Operation not permitted\n');
    return 2;
  }
  if (t.busybox && /^f/.test(command)) {
    await t.err("ip: can't send flush request: Operation not permitted\n");
    return 1;
  }
  await t.err(`${t.busybox ? 'ip: ' : ''}RTNETLINK answers: Operation not permitted\n`);
  return 2;
}

/** `show`, `list`, then `dev NAME` or just the name. */
async function chosen(t: Tool, args: readonly string[]): Promise<readonly InterfaceInfo[]> {
  const words = args.filter((word) => !/^(s(h(o(w)?)?)?|l(ist|st?)?)$/.test(word));
  const up = words.includes('up');
  const name = words.filter((word) => word !== 'dev' && word !== 'up')[0];
  const all = t.sys.interfaces();
  if (name === undefined) return up ? all.filter((one) => one.up) : all;
  const found = all.filter((one) => one.name === name);
  if (found.length > 0) return found;
  await t.err(t.busybox ? `ip: can't find device '${name}'\n` : `Device "${name}" does not exist.\n`);
  throw new Quit(1);
}

const familyOf = (address: string): 4 | 6 => (address.includes(':') ? 6 : 4);
const scopeOf = ({ loopback }: InterfaceInfo, address: string) =>
  loopback ? 'host' : address.startsWith('fe80') ? 'link' : 'global';
const stateOf = ({ loopback, up }: InterfaceInfo) => (loopback ? 'UNKNOWN' : up ? 'UP' : 'DOWN');

function linkLines(t: Tool, one: InterfaceInfo, mode: string): string {
  const flags = flagNames(one).join(',');
  const qlen = one.loopback ? ' qlen 1000' : '';
  const state = t.busybox ? '' : ` state ${stateOf(one)}${mode} group default`;
  const peer = !t.busybox && one.peerIndex !== undefined ? ' link-netnsid 0' : '';
  return (
    `${one.index}: ${linkName(one)}: <${flags}> mtu ${one.mtu} qdisc noqueue${state}${qlen}\n` +
    `    link/${one.loopback ? 'loopback' : 'ether'} ${one.mac} brd ${broadcastOf(one)}${peer}\n`
  );
}

async function addresses(t: Tool, settings: Settings, args: readonly string[]): Promise<number> {
  const list = await chosen(t, args);
  if (settings.json)
    return json(
      t,
      settings,
      list.map((one) => addressObject(one, settings)),
    );
  for (const one of list) {
    const own = one.addresses.filter(
      ({ address }) => settings.family === undefined || familyOf(address) === settings.family,
    );
    if (settings.family !== undefined && own.length === 0) continue;
    if (settings.brief) {
      const shown = own.map(({ address, prefix }) => `${address}/${prefix} `).join('');
      await t.out.text(`${linkName(one).padEnd(16)} ${stateOf(one).padEnd(14)} ${shown}\n`);
      continue;
    }
    if (!settings.oneline)
      await t.out.text(linkLines(t, one, '').replace(settings.family === undefined ? /$^/ : / {4}link.*\n/, ''));
    for (const { address, prefix, broadcast } of own) {
      const six = familyOf(address) === 6;
      const brd = broadcast !== undefined && !one.loopback ? ` brd ${broadcast}` : '';
      const scope = `scope ${scopeOf(one, address)}`;
      const label = six ? ' ' : ` ${one.name}`;
      const line = `${six ? 'inet6' : 'inet'} ${address}/${prefix}${brd} ${scope}${label}`;
      if (settings.oneline) {
        await t.out.text(`${one.index}: ${one.name}    ${line}\\       valid_lft forever preferred_lft forever\n`);
      } else await t.out.text(`    ${line}\n       valid_lft forever preferred_lft forever\n`);
    }
  }
  return 0;
}

async function links(t: Tool, settings: Settings, args: readonly string[]): Promise<number> {
  const list = await chosen(t, args);
  if (settings.json)
    return json(
      t,
      settings,
      list.map((one) => linkObject(one)),
    );
  for (const one of list) {
    if (settings.brief) {
      await t.out.text(
        `${linkName(one).padEnd(16)} ${stateOf(one).padEnd(14)} ${one.mac} <${flagNames(one).join(',')}> \n`,
      );
      continue;
    }
    const lines = linkLines(t, one, ' mode DEFAULT');
    await t.out.text(settings.oneline ? `${lines.trimEnd().replace('\n', '\\')}\n` : lines);
    if (!settings.statistics) continue;
    const row = ({ bytes, packets }: InterfaceInfo['received']) =>
      `${String(bytes).padStart(14)} ${String(packets).padStart(7)}       0       0       0       0 \n`;
    await t.out.text(`    RX:  bytes packets errors dropped  missed   mcast           \n${row(one.received)}`);
    await t.out.text(`    TX:  bytes packets errors dropped carrier collsns           \n${row(one.sent)}`);
  }
  return 0;
}

async function routes(t: Tool, settings: Settings, args: readonly string[]): Promise<number> {
  const all = t.sys.routes(settings.family);
  if (args[0] === 'get' || args[0] === 'g') return routeGet(t, args[1]);
  const device = args.includes('dev') ? args[args.indexOf('dev') + 1] : undefined;
  const list = all.filter((route) => device === undefined || route.interface === device);
  if (settings.json) return json(t, settings, list.map(routeObject));
  const line = settings.family === 6 ? routeLine6 : routeLine;
  for (const route of list) await t.out.text(`${line(t, route)}\n`);
  return 0;
}

/** The kernel's own have the metric 256, those that were set 1024. */
function routeLine6(t: Tool, { destination, gateway, interface: name }: RouteInfo): string {
  const via = gateway === undefined ? '' : ` via ${gateway}`;
  const metric = gateway === undefined ? 256 : 1024;
  const kernel = t.busybox || gateway !== undefined ? '' : ' proto kernel';
  return `${destination}${via} dev ${name}${kernel}${t.busybox ? ' ' : ''} metric ${metric}${t.busybox ? ' ' : ' pref medium'}`;
}

function routeLine(t: Tool, { destination, gateway, interface: name, source }: RouteInfo): string {
  const via = gateway === undefined ? '' : ` via ${gateway}`;
  if (gateway !== undefined) return `${destination}${via} dev ${name} `;
  const from = source === undefined ? '' : ` src ${source}`;
  return t.busybox
    ? `${destination} dev ${name} scope link ${from} `
    : `${destination} dev ${name} proto kernel scope link${from} `;
}

async function routeGet(t: Tool, address: string | undefined): Promise<number> {
  if (address === undefined || !isAddress(address)) {
    await t.err(`Error: any valid prefix is expected rather than "${address ?? ''}".\n`);
    return 1;
  }
  const own = t.sys.interfaces().find(({ addresses: list }) => list.some((one) => one.address === address));
  if (own) {
    await t.out.text(`local ${address} dev lo src ${address} uid ${t.sys.credentials.uid} \n    cache <local> \n`);
    return 0;
  }
  const route = routeTo(t.sys.routes(), address);
  if (!route) {
    await t.err('RTNETLINK answers: Network is unreachable\n');
    return 2;
  }
  const via = route.gateway === undefined ? '' : ` via ${route.gateway}`;
  const source = route.source ?? t.sys.interfaces().find(({ name }) => name === route.interface)?.addresses[0]?.address;
  await t.out.text(`${address}${via} dev ${route.interface} src ${source} uid ${t.sys.credentials.uid} \n    cache \n`);
  return 0;
}

/** Addresses spoken with are not remembered: the gateways are what every machine knows. */
async function neighbours(t: Tool, args: readonly string[]): Promise<number> {
  const device = args.includes('dev') ? args[args.indexOf('dev') + 1] : undefined;
  for (const { address, name, mac } of gateways(t)) {
    if (device === undefined || device === name)
      await t.out.text(
        `${address} dev ${name} lladdr ${mac} ${t.busybox ? 'ref 1 used 0/0/0 probes 1 ' : ''}REACHABLE\n`,
      );
  }
  return 0;
}

/** Docker makes the address of a bridge's MAC from its IPv4 address. */
export function gateways(t: Tool): { readonly address: string; readonly name: string; readonly mac: string }[] {
  return t.sys.routes().flatMap(({ gateway, interface: name }) => {
    if (gateway === undefined) return [];
    const bytes = gateway.split('.').map((part) => Number(part).toString(16).padStart(2, '0'));
    return [{ address: gateway, name, mac: `02:42:${bytes.join(':')}` }];
  });
}

function linkObject(one: InterfaceInfo): object {
  return {
    ifindex: one.index,
    ...(one.peerIndex !== undefined && { link_index: one.peerIndex }),
    ifname: one.name,
    flags: flagNames(one),
    mtu: one.mtu,
    qdisc: 'noqueue',
    operstate: stateOf(one),
    group: 'default',
    ...(one.loopback && { txqlen: 1000 }),
    link_type: one.loopback ? 'loopback' : 'ether',
    address: one.mac,
    broadcast: broadcastOf(one),
  };
}

const FOREVER = 4_294_967_295;

function addressObject(one: InterfaceInfo, { family }: Settings): object {
  const own = one.addresses.filter(({ address }) => family === undefined || familyOf(address) === family);
  return {
    ...linkObject(one),
    addr_info: own.map(({ address, prefix, broadcast }) => ({
      family: familyOf(address) === 6 ? 'inet6' : 'inet',
      local: address,
      prefixlen: prefix,
      ...(broadcast !== undefined && !one.loopback && { broadcast }),
      scope: scopeOf(one, address),
      ...(familyOf(address) === 4 && { label: one.name }),
      valid_life_time: FOREVER,
      preferred_life_time: FOREVER,
    })),
  };
}

function routeObject({ destination, gateway, interface: dev, source }: RouteInfo): object {
  if (gateway !== undefined) return { dst: destination, gateway, dev, flags: [] };
  return {
    dst: destination,
    dev,
    protocol: 'kernel',
    scope: 'link',
    ...(source !== undefined && { prefsrc: source }),
    flags: [],
  };
}

async function json(t: Tool, { pretty }: Settings, value: unknown): Promise<number> {
  await t.out.text(`${pretty ? JSON.stringify(value, null, 4) : JSON.stringify(value)}\n`);
  return 0;
}
