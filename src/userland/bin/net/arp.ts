/** arp of net-tools, and busybox's: the hardware addresses of neighbours (arp(8)). */
import { nameExists } from '../../name-exists.ts';
import { mayUse } from '../lib/capability.ts';
import { isAddress, resolveHost, ResolveError } from '../lib/resolve.ts';
import { tool, type Tool } from '../lib/tool.ts';
import { gateways } from './ip.ts';

/** What it ends with when anything is wrong: -1. */
const FAILED = 255;

const HARDWARE = ['ether', 'loop', 'slip', 'ppp', 'infiniband', 'ax25', 'netrom', 'tunnel'];
const FAMILIES = ['inet', 'inet6', 'unix', 'ax25', 'netrom', 'ipx'];

export const arp = tool(
  {
    name: 'arp',
    usage: '[-an]',
    about: 'Show the ARP cache',
    options:
      'a|all n|numeric e|symbolic- v|verbose- i|device= H|hw-type|t=- A|p|protocol=- d|delete- s|set- f|file- D|use-device- V-',
    from: 'net-tools',
  },
  async (t) => {
    if (t.busybox) return show(t, undefined);
    for (const [key, word] of t.given) {
      if (key === 'H' && !HARDWARE.includes(word)) return fail(t, `arp: ${word}: unknown hardware type.`);
      if (key === 'A' && !FAMILIES.includes(word)) return fail(t, `arp: ${word}: unknown address family.`);
    }
    if (t.has('V')) return t.out.text(t.versionText());
    const [host, hardware] = t.operands;
    if (t.has('f')) return readFile(t, host ?? '/etc/ethers');
    if (t.has('d') || t.has('s')) {
      if (host === undefined) return fail(t, 'arp: need host name');
      const address = await addressOf(t, host);
      if (t.has('d')) return change(t, address, 'SIOCDARP(dontpub)');
      if (hardware === undefined) return fail(t, 'arp: need hardware address');
      if (!/^[0-9a-f]{1,2}(?::[0-9a-f]{1,2})*$/i.test(hardware)) return fail(t, 'arp: invalid hardware address');
      return change(t, address, 'SIOCSARP');
    }
    return show(t, host === undefined ? undefined : await addressOf(t, host));
  },
);

async function fail(t: Tool, words: string): Promise<never> {
  await t.err(`${words}\n`);
  return t.sys.exit(FAILED);
}

async function addressOf(t: Tool, host: string): Promise<string> {
  if (isAddress(host)) return host;
  try {
    return (await resolveHost(t.sys, host))[0] ?? (await fail(t, `${host}: Unknown host`));
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    return fail(t, `${host}: ${error.code === 'EAI_NONAME' ? 'Unknown host' : 'Host name lookup failure'}`);
  }
}

/** Only neighbours on a network of one's own could be set. */
async function change(t: Tool, address: string, call: string): Promise<never> {
  if (!(await mayUse(t.sys, 'NET_ADMIN'))) return fail(t, `${call}: Operation not permitted`);
  if (!gateways(t).some((one) => one.address === address)) return fail(t, `${call}: Network is unreachable`);
  return t.die('the neighbours of Drydock are not changed by hand');
}

async function readFile(t: Tool, path: string): Promise<number> {
  if (!(await nameExists(t.sys, path))) return fail(t, `arp: cannot open etherfile ${path} !`);
  return t.die('the neighbours of Drydock are not changed by hand');
}

async function show(t: Tool, host: string | undefined): Promise<number> {
  const device = t.value('i');
  const all = gateways(t);
  const list = all.filter(
    ({ address, name }) => (host === undefined || address === host) && (device === undefined || name === device),
  );
  const bsd = t.busybox || t.has('a');
  if (!bsd && list.length)
    await t.out.text('Address                  HWtype  HWaddress           Flags Mask            Iface\n');
  for (const { address, name, mac } of list) {
    if (bsd) await t.out.text(`? (${address}) at ${mac} [ether]${t.busybox ? ' ' : ''} on ${name}\n`);
    else await t.out.text(`${address.padEnd(24)} ether   ${mac}   C                     ${name}\n`);
  }
  if (t.busybox) return 0;
  if (t.has('v'))
    await t.out.line(`Entries: ${all.length}\tSkipped: ${all.length - list.length}\tFound: ${list.length}`);
  if (list.length) return 0;
  if (host !== undefined && !t.has('a')) await t.out.line(`${host} (${host}) -- no entry`);
  else if (host !== undefined || device !== undefined || t.has('H'))
    await t.out.line(`arp: in ${all.length} entries no match found.`);
  return 0;
}
