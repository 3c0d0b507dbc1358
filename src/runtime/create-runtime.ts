/** The runtime: containers' writable layers over the store, containers' processes on the kernel. */
import { FailureError } from '../base/errors.ts';
import type { Clock, Random } from '../base/ports.ts';
import type { Kernel, Namespace } from '../kernel/kernel.ts';
import type { Mount } from '../kernel/vfs/filesystem.ts';
import type { Overlay } from '../kernel/vfs/overlay.ts';
import { overlayChanges } from '../kernel/vfs/overlay-changes.ts';
import { overlayEntries } from '../kernel/vfs/overlay-entries.ts';
import type { TreeNode } from '../kernel/vfs/tree.ts';
import type { ChainId } from '../oci/digest-types.ts';
import type { ContainerFiles, ContainerSpec, Runtime } from '../oci/runtime.ts';
import type { Store } from '../store/store.ts';
import type { StartedContainer } from './container.ts';
import type { NetworkContext } from './container-network.ts';
import { EMPTY_ROOT } from './image-tree.ts';
import { ImageTrees } from './image-trees.ts';
import { withInitLayer } from './init-layer.ts';
import { NetworkNames } from './network-names.ts';
import { type OuterPorts, publishPort } from './published-ports.ts';
import type { Snapshots } from './snapshots.ts';

export interface RuntimeOptions {
  readonly kernel: Kernel;
  readonly store: Store;
  readonly clock: Clock;
  /** Shared with the learner's machine, whose files are kept the same way. */
  readonly snapshots: Snapshots;
  /** What a bind mount's source names on the machine around the engine. FailureError when it may not be reached. */
  bind(source: string): Promise<Pick<Mount, 'fs' | 'subpath'>>;
  readonly random: Random;
  /** Where published ports listen besides the learner's machine. */
  readonly outerPorts?: OuterPorts | undefined;
}

export interface KernelRuntime extends Runtime {
  /** Ends every process. What is open was saved before. */
  close(): void;
}

/** What the first prompt does not need comes when the engine asks for it. */
const archives = () => import('./archive.ts');
const containers = () => import('./container.ts');
const packing = () => import('./pack.ts');

/** Records of what exists: removed before the files are. */
const SNAPSHOTS = 'runtime/snapshots/';
const VOLUMES = 'runtime/volumes/';
interface Snapshot {
  readonly parent?: ChainId | undefined;
  /** Milliseconds since the epoch. */
  readonly made?: number;
}

const snapshotOwner = (snapshot: string) => `snapshot/${snapshot}`;
const volumeOwner = (name: string) => `volume/${name}`;

export function createRuntime(options: RuntimeOptions): KernelRuntime {
  const { kernel, store, clock, random, snapshots, bind, outerPorts } = options;
  const trees = new ImageTrees(store.layers);
  const known = new Map<string, Snapshot>();
  /** Snapshots that the store cannot know yet. */
  const fresh = new Set<string>();
  const running = new Map<string, StartedContainer>();
  const bridges = new Set<string>();
  /** Published ports. */
  const open = new Set<{ close(): void }>();
  const networks: NetworkContext = {
    network: kernel.network,
    names: new NetworkNames(),
    random,
    find: (id) => running.get(id)?.network,
  };

  const recordOf = async (snapshot: string): Promise<Snapshot> => {
    const record = known.get(snapshot) ?? (await store.records.get<Snapshot>(SNAPSHOTS + snapshot));
    if (!record) throw new FailureError('notFound', `snapshot ${snapshot} does not exist`);
    known.set(snapshot, record);
    return record;
  };
  /** An image's tree with the init layer, shared by all containers of the image. */
  const roots = new Map<ChainId | undefined, Promise<TreeNode>>();
  const rootTree = (parent: ChainId | undefined): Promise<TreeNode> => {
    let tree = roots.get(parent);
    if (!tree) {
      tree = trees.tree(parent).then(withInitLayer);
      roots.set(parent, tree);
      tree.catch(() => roots.delete(parent));
    }
    return tree;
  };
  const rootOf = async (snapshot: string): Promise<Overlay> => {
    const { parent, made } = await recordOf(snapshot);
    return snapshots.overlay(snapshotOwner(snapshot), () => rootTree(parent), {
      fresh: fresh.delete(snapshot),
      made,
      layered: true,
    });
  };
  const volume = (name: string): Promise<Overlay> =>
    snapshots.overlay(volumeOwner(name), async () => {
      const record = await store.records.get<{ readonly made?: number }>(VOLUMES + name);
      return { ...EMPTY_ROOT, mtime: record?.made ?? clock.now(), initial: false };
    });

  /** Runs `work` on a view of the container's files, made for this: the mounts of a running one are those it has. */
  const withFiles = async <T>(
    { snapshot, mounts = [] }: ContainerFiles,
    work: (namespace: Namespace) => Promise<T>,
  ): Promise<T> => {
    const { openStorageView, storageMount } = await import('./storage-view.ts');
    const stored =
      running.get(snapshot)?.storage ??
      (await Promise.all(mounts.map(async (spec) => storageMount(spec, { volume, bind }))));
    const shown = stored.filter((mount) => mount !== undefined).sort((a, b) => a.target.length - b.target.length);
    const namespace = await openStorageView(kernel, await rootOf(snapshot), shown);
    try {
      return await work(namespace);
    } finally {
      namespace.destroy();
    }
  };

  return {
    prepare: async (snapshot, parent) => {
      await rootTree(parent);
      // Goes with the record of whoever it is for; nobody looks for it earlier.
      const record = { parent, made: clock.now() };
      store.records.writeSoon([{ key: SNAPSHOTS + snapshot, value: record, fresh: true }]);
      known.set(snapshot, record);
      fresh.add(snapshot);
    },
    removeSnapshot: async (snapshot) => {
      // One that is left over is removed when the engine starts.
      store.records.writeSoon([{ key: SNAPSHOTS + snapshot }]);
      known.delete(snapshot);
      fresh.delete(snapshot);
      await snapshots.remove(snapshotOwner(snapshot));
    },
    changes: async (snapshot) => overlayChanges(await rootOf(snapshot)),
    size: async (snapshot) => (await rootOf(snapshot)).usedBytes(),
    diff: async (snapshot) => {
      const entries = overlayEntries(await rootOf(snapshot));
      return entries.some(({ path }) => path !== '/') ? (await packing()).layerTar(entries) : undefined;
    },
    export: (snapshot) => deferred(async () => (await packing()).rootTar(await rootOf(snapshot), kernel)),
    statPath: async (files, path) => {
      const { statPath } = await archives();
      return withFiles(files, (namespace) => statPath(namespace.files, path));
    },
    archive: async (files, path) => {
      const { archivePath } = await archives();
      return archivePath(<T>(work: (namespace: Namespace) => Promise<T>) => withFiles(files, work), path);
    },
    extract: async (files, path, tar, options) => {
      const { extractInto } = await archives();
      return withFiles(files, (namespace) => extractInto(namespace.files, path, tar, options));
    },
    volumeSize: async (name) => (await volume(name)).usedBytes(),
    sync: (snapshot) => snapshots.sync(snapshotOwner(snapshot)),
    createVolume: async (name) => {
      await store.records.write([{ key: VOLUMES + name, value: { made: clock.now() } }]);
    },
    removeVolume: async (name) => {
      await store.records.write([{ key: VOLUMES + name }]);
      await snapshots.remove(volumeOwner(name));
    },
    fillVolume: async (name, { snapshot, ...from }) => {
      const { fillVolume } = await import('./copy-tree.ts');
      await fillVolume(kernel, { root: await rootOf(snapshot), ...from }, await volume(name));
    },
    createBridge: (bridge) => {
      // An engine that starts again finds its bridges, as dockerd does.
      if (bridges.has(bridge.name)) return;
      kernel.network.createBridge(bridge);
      bridges.add(bridge.name);
    },
    removeBridge: (name) => {
      kernel.network.removeBridge(name);
      bridges.delete(name);
    },
    publish: async (port) => {
      const published = await publishPort(kernel.network, outerPorts, port);
      open.add(published);
      return {
        close: () => {
          open.delete(published);
          published.close();
        },
      };
    },
    keepOnly: async (kept) => {
      const owners = new Set(await store.files.owners());
      for (const [prefix, names, ownerOf] of [
        [SNAPSHOTS, kept.snapshots, snapshotOwner],
        [VOLUMES, kept.volumes, volumeOwner],
      ] as const) {
        const gone = (await store.records.list(prefix)).filter(([key]) => !names.has(key.slice(prefix.length)));
        if (gone.length) await store.records.write(gone.map(([key]) => ({ key })));
        const stay = new Set([...names].map(ownerOf));
        for (const owner of owners) {
          if (owner.startsWith(ownerOf('')) && !stay.has(owner)) await snapshots.remove(owner);
        }
      }
    },
    start: async (spec: ContainerSpec) => {
      const { startContainer } = await containers();
      const root = await rootOf(spec.snapshot);
      const started = await startContainer(spec, {
        kernel,
        clock,
        bind,
        root,
        volume,
        networks,
        find: (id) => running.get(id)?.namespace,
      });
      running.set(spec.snapshot, started);
      void started.container.exited.then(() => {
        if (running.get(spec.snapshot) === started) running.delete(spec.snapshot);
      });
      return started.container;
    },
    close: () => {
      for (const published of open) published.close();
      for (const { namespace } of running.values()) namespace.destroy();
    },
  };
}

async function* deferred(make: () => Promise<AsyncIterable<Uint8Array>>): AsyncGenerator<Uint8Array> {
  yield* await make();
}
