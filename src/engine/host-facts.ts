import { MEMORY_BYTES, PROCESSORS } from '../base/machine-size.ts';

/** What the engine says about the machine it runs on, and about itself: Debian's Docker Engine 26.1.5. */
export interface HostFacts {
  readonly id: string;
  readonly name: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly kernelVersion: string;
  readonly operatingSystem: string;
  readonly osVersion: string;
  readonly architecture: string;
  readonly goArchitecture: string;
  readonly serverVersion: string;
  readonly gitCommit: string;
  readonly goVersion: string;
  readonly buildTime: string;
  /** Its /etc/hosts, which containers in its network namespace get. */
  readonly hostsFile: string;
  /** Name servers of the machine, which containers of the default bridge get. */
  readonly nameservers: readonly string[];
  readonly searchDomains: readonly string[];
}

export const DEFAULT_HOST: HostFacts = {
  id: 'd7d0cd0c-5c0a-4b6f-9d0c-6472796b0001',
  name: 'drydock',
  cpus: PROCESSORS,
  memoryBytes: MEMORY_BYTES,
  kernelVersion: '6.1.0-drydock',
  operatingSystem: 'Debian GNU/Linux 13 (trixie)',
  osVersion: '13',
  architecture: 'x86_64',
  goArchitecture: 'amd64',
  serverVersion: '26.1.5+dfsg1',
  gitCommit: '411e817',
  goVersion: 'go1.24.4',
  buildTime: '2026-08-13T05:35:48.000000000+00:00',
  hostsFile: '127.0.0.1\tlocalhost\n127.0.1.1\tdrydock\n',
  nameservers: ['10.0.0.53'],
  searchDomains: [],
};
