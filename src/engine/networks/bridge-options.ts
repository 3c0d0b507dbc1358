/** The `--opt` of a bridge network: values that its driver cannot read (libnetwork, bridge's fromLabels). */
import type { StringMap } from '../../api/types/container.ts';
import { FailureError } from '../../base/errors.ts';
import { parseAddress } from '../../base/ipv4.ts';

const MTU = 'com.docker.network.driver.mtu';
/** Of a bridge of Linux: what IPv4 needs at least, and what a length of sixteen bits allows. */
const LEAST_MTU = 68;
const LARGEST_MTU = 65_535;
const BRIDGE = 'com.docker.network.bridge.';
const BOOLEANS = ['enable_icc', 'enable_ip_masquerade', 'default_bridge', 'inhibit_ipv4'].map((name) => BRIDGE + name);
const GO_BOOLEANS = ['1', 't', 'T', 'TRUE', 'true', 'True', '0', 'f', 'F', 'FALSE', 'false', 'False'];

/** The longest name of a network interface (IFNAMSIZ less its end). */
const LONGEST_NAME = 15;

export function checkBridgeOptions(options: StringMap): void {
  for (const [label, value] of Object.entries(options)) {
    const problem = valueProblem(label, value);
    if (problem) throw new FailureError('invalid', `failed to parse ${label} value: ${value} (${problem})`);
  }
  const name = options[`${BRIDGE}name`] ?? '';
  if (name.length > LONGEST_NAME) throw new FailureError('system', 'numerical result out of range');
  const mtu = Number(options[MTU] ?? 0);
  if (mtu < 0) throw new FailureError('invalid', `invalid MTU number: ${mtu}`);
  // These the kernel refuses.
  const wrongName = /[/:\s]/.test(name) || name === '.' || name === '..';
  if (wrongName || (mtu !== 0 && (mtu < LEAST_MTU || mtu > LARGEST_MTU))) {
    throw new FailureError('system', 'invalid argument');
  }
}

function valueProblem(label: string, value: string): string | undefined {
  const quoted = JSON.stringify(value);
  if (label === MTU) {
    return /^[+-]?\d+$/.test(value) ? undefined : `strconv.Atoi: parsing ${quoted}: invalid syntax`;
  }
  if (BOOLEANS.includes(label)) {
    return GO_BOOLEANS.includes(value) ? undefined : `strconv.ParseBool: parsing ${quoted}: invalid syntax`;
  }
  if (label === `${BRIDGE}host_binding_ipv4`) return parseAddress(value) === undefined ? 'nil ip' : undefined;
  return undefined;
}
