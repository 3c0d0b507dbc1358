/** Wire shapes of the system, events, networks and volumes. */
import type { StringMap } from './container.ts';

export interface VersionResponse {
  readonly Platform: { readonly Name: string };
  readonly Components: readonly { readonly Name: string; readonly Version: string; readonly Details: StringMap }[];
  readonly Version: string;
  readonly ApiVersion: string;
  readonly MinAPIVersion: string;
  readonly GitCommit: string;
  readonly GoVersion: string;
  readonly Os: string;
  readonly Arch: string;
  readonly KernelVersion: string;
  readonly BuildTime: string;
}

/** The fields that clients read; the sample of a real engine has them all. */
export interface InfoResponse {
  readonly ID: string;
  readonly Containers: number;
  readonly ContainersRunning: number;
  readonly ContainersPaused: number;
  readonly ContainersStopped: number;
  readonly Images: number;
  readonly Driver: string;
  readonly Name: string;
  readonly ServerVersion: string;
  readonly [field: string]: unknown;
}

export interface EventMessage {
  /** Legacy, of container and image events only. */
  readonly status?: string;
  readonly id?: string;
  readonly from?: string;
  readonly Type: 'container' | 'image' | 'network' | 'volume' | 'daemon' | 'builder' | 'plugin';
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes: StringMap };
  readonly scope: 'local';
  /** Seconds since the epoch. */
  readonly time: number;
  readonly timeNano: number;
}

export interface Network {
  readonly Name: string;
  readonly Id: string;
  readonly Created: string;
  readonly Scope: string;
  readonly Driver: string;
  readonly EnableIPv6: boolean;
  readonly IPAM: {
    readonly Driver: string;
    readonly Options: StringMap | null;
    readonly Config: readonly {
      readonly Subnet?: string;
      readonly Gateway?: string;
      readonly IPRange?: string;
      readonly AuxiliaryAddresses?: Readonly<Record<string, string>>;
    }[];
  };
  readonly Internal: boolean;
  readonly Attachable: boolean;
  readonly Ingress: boolean;
  readonly ConfigFrom: { readonly Network: string };
  readonly ConfigOnly: boolean;
  readonly Containers: Readonly<
    Record<
      string,
      {
        readonly Name: string;
        readonly EndpointID: string;
        readonly MacAddress: string;
        readonly IPv4Address: string;
        readonly IPv6Address: string;
      }
    >
  >;
  readonly Options: StringMap;
  readonly Labels: StringMap;
}

export interface NetworkCreateBody {
  readonly Name: string;
  readonly Driver?: string;
  readonly Internal?: boolean;
  readonly Attachable?: boolean;
  readonly EnableIPv6?: boolean;
  readonly Scope?: string;
  readonly Ingress?: boolean;
  readonly ConfigOnly?: boolean;
  readonly ConfigFrom?: { readonly Network?: string } | null;
  readonly IPAM?: {
    readonly Driver?: string;
    readonly Options?: StringMap | null;
    readonly Config?: Network['IPAM']['Config'] | null;
  };
  readonly Options?: StringMap | null;
  readonly Labels?: StringMap | null;
}

export interface Volume {
  readonly CreatedAt?: string;
  readonly Driver: string;
  readonly Labels: StringMap | null;
  readonly Mountpoint: string;
  readonly Name: string;
  readonly Options: StringMap | null;
  readonly Scope: string;
  readonly UsageData?: { readonly Size: number; readonly RefCount: number };
}

export interface VolumeListResponse {
  readonly Volumes: readonly Volume[];
  readonly Warnings: readonly string[] | null;
}

export interface VolumeCreateBody {
  readonly Name?: string;
  readonly Driver?: string;
  readonly DriverOpts?: StringMap;
  readonly Labels?: StringMap;
  /** Of a volume of a swarm cluster. */
  readonly ClusterVolumeSpec?: object;
}

export interface DataUsageResponse {
  readonly LayersSize: number;
  /** Null here and below: was not asked for. */
  readonly Images: readonly unknown[] | null;
  readonly Containers: readonly unknown[] | null;
  readonly Volumes: readonly Volume[] | null;
  readonly BuildCache: readonly unknown[] | null;
}

export interface AuthResponse {
  readonly IdentityToken: string;
  readonly Status: string;
}
