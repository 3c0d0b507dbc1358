/** The simulated Internet as one sandbox has it: loaded when somebody looks a name up, its state in the sandbox's store. */
import type { Clock, Random } from '../base/ports.ts';
import type { SandboxInternet } from '../internet/create-internet.ts';
import type { InternetHost } from '../internet/host.ts';
import type { SiteFetch } from '../internet/static-site.ts';
import type { Internet } from '../kernel/internet.ts';
import { scopedRecords } from '../store/scoped-store.ts';
import type { Store } from '../store/store.ts';
import type { Digest } from '../oci/digest-types.ts';

export interface InternetOptions {
  readonly site: SiteFetch;
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  /** Further hosts, such as other machines of the learner. */
  readonly hosts?: () => Promise<readonly InternetHost[]>;
}

export interface LazyInternet extends Internet {
  load(): Promise<SandboxInternet>;
  /** Blobs that Docker Hub keeps: nobody else's garbage. */
  reachable(): Promise<ReadonlySet<Digest>>;
}

const SCOPE = 'hub/';
/** Of the documentation block (RFC 5737) that the hosts are in. */
const BLOCK = '203.0.113.';

export function lazyInternet(options: InternetOptions): LazyInternet {
  const { site, store, clock, random } = options;
  const records = scopedRecords(store.records, SCOPE);
  let loading: Promise<SandboxInternet> | undefined;
  let loaded: SandboxInternet | undefined;
  const load = async (): Promise<SandboxInternet> => {
    const [{ createInternet }, { internetHosts }] = await Promise.all([
      import('../internet/create-internet.ts'),
      import('../internet/hosts.ts'),
    ]);
    const { hosts } = internetHosts({ fetch: site, storage: { content: store.content, records }, clock, random });
    return (loaded = createInternet({ hosts: [...hosts, ...((await options.hosts?.()) ?? [])], clock }));
  };
  const ready = (): Promise<SandboxInternet> => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  return {
    load: ready,
    resolve: async (name) => (await ready()).resolve(name),
    // Asked without waiting: until the hosts are loaded, their block of addresses has to do.
    answers: (address) => loaded?.answers(address) ?? address.startsWith(BLOCK),
    connect: async (address, port) => (await ready()).connect(address, port),
    reachable: async () => {
      const { RegistryContents } = await import('../registry/server-contents.ts');
      return new RegistryContents({ content: store.content, records }).reachable();
    },
  };
}
