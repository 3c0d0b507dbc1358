/** Who is attached to which network and uses which volume, as the containers say it: the lists of networks and volumes do not. */
import type { ContainerSummary } from '../../api/types/container.ts';
import type { Network, Volume } from '../../api/types/system.ts';

export interface Member {
  readonly name: string;
  readonly address: string;
  readonly running: boolean;
}

const nameOf = (container: ContainerSummary): string => container.Names[0]?.slice(1) ?? container.Id.slice(0, 12);

/** Networks with members first, then by name. */
export function attached(
  networks: readonly Network[],
  containers: readonly ContainerSummary[],
): readonly { readonly network: Network; readonly members: readonly Member[] }[] {
  return networks
    .map((network) => ({
      network,
      members: containers.flatMap((container): Member[] => {
        const endpoint = container.NetworkSettings.Networks[network.Name];
        if (!endpoint) return [];
        return [{ name: nameOf(container), address: endpoint.IPAddress, running: container.State === 'running' }];
      }),
    }))
    .sort((a, b) => b.members.length - a.members.length || a.network.Name.localeCompare(b.network.Name));
}

export function users(
  volumes: readonly Volume[],
  containers: readonly ContainerSummary[],
): readonly { readonly volume: Volume; readonly users: readonly string[] }[] {
  return volumes.map((volume) => ({
    volume,
    users: containers.filter(({ Mounts }) => Mounts.some(({ Name }) => Name === volume.Name)).map(nameOf),
  }));
}

/** Anonymous volumes have 64 hex digits for a name: twelve are enough to know one again. */
export function volumeName({ Name }: Volume): string {
  return /^[0-9a-f]{64}$/.test(Name) ? Name.slice(0, 12) : Name;
}
