/** Registries as the engine of a simulated machine reaches them: by the machine's own names, files and network. */
import { authoritiesOf } from '../base/sandbox-tls.ts';
import type { Clock } from '../base/ports.ts';
import { text } from '../base/bytes.ts';
import { SysError } from '../kernel/errno.ts';
import type { NetworkNamespace } from '../kernel/network.ts';
import { O, type Sys } from '../kernel/sys.ts';
import type { RemoteRegistry } from '../oci/distribution.ts';
import type { FetchPort } from '../registry/port.ts';
import type { LazyInternet } from './internet.ts';

export interface MachineRegistryOptions {
  readonly internet: LazyInternet;
  /** The machine's files; absent: it has none that matter. */
  readonly files: Sys | undefined;
  readonly network: NetworkNamespace;
  readonly clock: Clock;
  readonly outside: FetchPort | undefined;
}

export async function machineRegistry(options: MachineRegistryOptions): Promise<RemoteRegistry> {
  const [{ createRegistryClient }, { networkFetch }, internet] = await Promise.all([
    import('../registry/client.ts'),
    import('./network-fetch.ts'),
    options.internet.load(),
  ]);
  const { files, network, clock, outside } = options;
  const simulated = networkFetch({
    internet,
    clock,
    network,
    hosts: (name) => addressInHosts(files, name),
    authorities: async (registry) => authoritiesOf(await content(files, `/etc/docker/certs.d/${registry}/ca.crt`)),
  });
  const fetch: FetchPort = async (url, init) => {
    if (!outside || internet.addressOf(new URL(url).hostname) !== undefined) return simulated(url, init);
    return outside(url, init);
  };
  return createRegistryClient({ fetch });
}

async function addressInHosts(files: Sys | undefined, name: string): Promise<string | undefined> {
  if (name === 'localhost') return undefined;
  for (const line of (await content(files, '/etc/hosts')).split('\n')) {
    const [address, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (address && names.includes(name) && !address.includes(':')) return address;
  }
  return undefined;
}

const FILE_BYTES = 1024 * 1024;

/** Empty when there is no such file. */
async function content(files: Sys | undefined, path: string): Promise<string> {
  if (!files) return '';
  try {
    const fd = await files.open(path, O.RDONLY);
    try {
      return text(await files.read(fd, FILE_BYTES));
    } finally {
      await files.close(fd);
    }
  } catch (error) {
    if (error instanceof SysError) return '';
    throw error;
  }
}
