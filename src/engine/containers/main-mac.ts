/** The MAC address of a container as a whole, which since API 1.44 is that of its main network (moby, handleMACAddressBC). */
import type { ContainerConfig, ContainerCreateBody, EndpointSettings, HostConfig } from '../../api/types/container.ts';
import { FailureError } from '../../base/errors.ts';
import { networkKind } from './networking.ts';

type Networking = ContainerCreateBody['NetworkingConfig'];

/**
 * What the container is asked to have on its networks, with the address of `config` on the main one. Fails with `invalid`
 * when that network is not among those named, or has another address.
 */
export function withMainMac(config: Partial<ContainerConfig>, host: HostConfig, networking: Networking): Networking {
  const { MacAddress } = config;
  const kind = networkKind(host);
  if (!MacAddress || (kind !== 'bridge' && kind !== 'user')) return networking;
  const endpoints = networking?.EndpointsConfig ?? {};
  const main = mainEndpoint(host, endpoints);
  if (Object.keys(endpoints).length === 0) return { EndpointsConfig: { [main]: { MacAddress } } };
  const endpoint = endpoints[main];
  if (!endpoint) {
    throw new FailureError(
      'invalid',
      'if a container-wide MAC address is supplied, HostConfig.NetworkMode must match the identity of a network in NetworkSettings.Networks',
    );
  }
  if (endpoint.MacAddress && endpoint.MacAddress !== MacAddress) {
    throw new FailureError(
      'invalid',
      'the container-wide MAC address must match the endpoint-specific MAC address for the main network, or be left empty',
    );
  }
  return { EndpointsConfig: { ...endpoints, [main]: { ...endpoint, MacAddress } } };
}

/** The address that was asked for on the main network; inspect shows it as the container's. */
export function mainMac(host: HostConfig, networking: Networking): string | undefined {
  const endpoints = networking?.EndpointsConfig ?? {};
  return endpoints[mainEndpoint(host, endpoints)]?.MacAddress;
}

/** The addresses that endpoints ask for, by network: a container has them anew at every start. */
export function wantedMacs(networks: Readonly<Record<string, Partial<EndpointSettings>>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(networks).flatMap(([name, { MacAddress }]) => (MacAddress ? [[name, MacAddress]] : [])),
  );
}

/** The default network has two names. */
function mainEndpoint(host: HostConfig, endpoints: Readonly<Record<string, unknown>>): string {
  const mode = host.NetworkMode || 'default';
  const other = { default: 'bridge', bridge: 'default' }[mode] ?? mode;
  return !(mode in endpoints) && other in endpoints ? other : mode;
}
