/** What is wrong with the pools that a new network asks for (moby, api/types/network, ValidateIPAM). */
import { contains, formatSubnet, parseAddress, parseSubnet, type Subnet } from '../../base/ipv4.ts';
import { contains6, formatSubnet6, parseAddress6, parseSubnet6, type Subnet6 } from '../../base/ipv6.ts';
import { parseStrict } from './addresses.ts';
import type { PoolConfig } from './ipv6.ts';

/** A subnet of either family, as far as the checks need it. */
interface Block {
  readonly text: string;
  readonly prefix: number;
  readonly family: 4 | 6;
  holds(address: string): boolean;
}

export function poolProblems({ Subnet: text = '', Gateway, IPRange, AuxiliaryAddresses }: PoolConfig): string[] {
  const subnet = blockOf(text);
  if (!subnet) return [`invalid subnet ${text}: invalid CIDR block notation`];
  const problems: string[] = [];
  const told = (what: string, problem: string | undefined) => problem && problems.push(`invalid ${what}: ${problem}`);
  told(`subnet ${text}`, hostBits(text, subnet));
  if (IPRange) told(`ip-range ${IPRange}`, rangeProblem(IPRange, subnet));
  if (Gateway) told(`gateway ${Gateway}`, addressProblem(Gateway, subnet));
  for (const [name, address] of Object.entries(AuxiliaryAddresses ?? {})) {
    told(`auxiliary address ${name}`, addressProblem(address, subnet));
  }
  return problems;
}

const hostBits = (text: string, block: Block) =>
  canonical(text) === canonical(block.text) ? undefined : `it should be ${block.text}`;

/** The same address in the same words, with the length of the prefix. */
function canonical(text: string): string {
  const [address = '', prefix] = text.split('/');
  return `${parseAddress(address) ?? parseAddress6(address) ?? address}/${prefix}`;
}

function rangeProblem(text: string, parent: Block): string | undefined {
  const range = blockOf(text);
  if (!range) return 'invalid CIDR block notation';
  if (range.family !== parent.family) return `parent subnet is an IPv${parent.family} block`;
  if (range.prefix < parent.prefix) return `CIDR block is bigger than its parent subnet ${parent.text}`;
  if (!parent.holds(range.text.split('/')[0] as string)) return `parent subnet ${parent.text} doesn't contain ip-range`;
  return hostBits(text, range);
}

function addressProblem(text: string, parent: Block): string | undefined {
  const family = parseAddress(text) !== undefined ? 4 : parseAddress6(text) !== undefined ? 6 : undefined;
  if (family === undefined) return 'invalid address';
  if (family !== parent.family) return `parent subnet is an IPv${parent.family} block`;
  return parent.holds(text) ? undefined : `parent subnet ${parent.text} doesn't contain this address`;
}

function blockOf(text: string): Block | undefined {
  const four: Subnet | undefined = parseStrict(text.split('/')[0] ?? '') === undefined ? undefined : parseSubnet(text);
  if (four) {
    const holds = (address: string) => contains(four, parseAddress(address) as number);
    return { text: formatSubnet(four), prefix: four.prefix, family: 4, holds };
  }
  const six: Subnet6 | undefined = text.includes(':') ? parseSubnet6(text) : undefined;
  if (!six) return undefined;
  const holds = (address: string) => contains6(six, parseAddress6(address) as bigint);
  return { text: formatSubnet6(six), prefix: six.prefix, family: 6, holds };
}
