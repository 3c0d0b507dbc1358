/**
 * The sandbox headless: the same engine and machine as in the page, with the real machine around it. State is kept in
 * memory or in a folder; docker.io is the tree of teaching images, other registries are reached at their addresses.
 */
import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { createReadStream, mkdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { systemClock, systemRandom, type Clock } from '../base/ports.ts';
import type { SiteFetch } from '../internet/static-site.ts';
import { assemble, type Sandbox, type SandboxOptions } from '../sandbox/assemble.ts';
import type { StorageDriver } from '../store/driver.ts';
import { memoryDriver } from '../store/memory/driver.ts';
import type { HasherFactory } from '../store/stream-hash.ts';
import { digestAtOnce } from './web-crypto.ts';
import { DEFAULT_INTERNET, writeInternet, writeTree, type WrittenTree } from './build-tree.ts';
import { directoryDriver } from './directory-driver.ts';
import { outsideFetch } from './outside-fetch.ts';
import { loopbackPorts } from './loopback-ports.ts';
import { realBinds } from './real-filesystem.ts';
import { socketTransport } from './socket-transport.ts';
import { compressInLargePieces } from './compression-streams.ts';

compressInLargePieces();
digestAtOnce();
// `docker rm` of many containers has a request for each under way, all ended by one signal: that is no leak.
setMaxListeners(1000);

export interface NodeSandboxOptions extends Pick<SandboxOptions, 'machine' | 'onCommand' | 'onPrompt' | 'unpacked'> {
  /** Absent: the system's. */
  readonly clock?: Clock;
  /** What keeps the state, instead of `data`. */
  readonly driver?: StorageDriver;
  /** Folder that keeps the state; absent: memory. */
  readonly data?: string;
  /** Folders that bind mounts may reach; absent: the working directory and the temporary one. */
  readonly allowPaths?: readonly string[];
  /** Folder of the teaching images; made when it is missing. */
  readonly hub: string;
  /** The folder is somebody else's distribution tree: nothing is written to it. */
  readonly foreignHub?: boolean;
  /** Bind mounts lead to the learner's machine, as in the page, and not to the real one. */
  readonly learner?: boolean;
}

export async function nodeSandbox(options: NodeSandboxOptions): Promise<Sandbox> {
  if (!options.foreignHub) await writeTree(options.hub);
  if (options.data) mkdirSync(options.data, { recursive: true });
  return assemble({
    driver: options.driver ?? (options.data ? await directoryDriver(options.data) : memoryDriver()),
    clock: options.clock ?? systemClock,
    random: systemRandom,
    hashers: nativeHashers,
    site: siteFiles(options.hub),
    ...(options.machine && { machine: options.machine }),
    connect: (host) => socketTransport(host),
    workers: async () => (await import('./program-workers.ts')).nodeWorkers,
    ...(options.unpacked && { unpacked: options.unpacked }),
    ...(options.onCommand && { onCommand: options.onCommand }),
    ...(options.onPrompt && { onPrompt: options.onPrompt }),
    // The learner's machine sees the small Internet alone, as in the page.
    ...(!options.learner && { outside: outsideFetch }),
    ...(!options.learner && {
      binds: realBinds(options.allowPaths ?? [process.cwd(), tmpdir()]),
      outerPorts: loopbackPorts,
    }),
  });
}

/** OpenSSL's SHA-256, with the processor's own instructions where it has them. */
const nativeHashers: HasherFactory = {
  native: true,
  create: () => {
    const hash = createHash('sha256');
    return { update: (bytes) => void hash.update(bytes), digest: () => `sha256:${hash.digest('hex')}` };
  },
};

let internet: Promise<WrittenTree> | undefined;

/** The simulated Internet's files. Package archives take a moment to make: once a process, however many sandboxes it has. */
export function internetFiles(): Promise<WrittenTree> {
  return (internet ??= writeInternet(DEFAULT_INTERNET));
}

/** A stream of a smaller file takes longer to set up than to read. */
const READ_AT_ONCE_BYTES = 1024 * 1024;

/** The site's files on disk: images in `hub`, the simulated Internet in this project's own folder. */
function siteFiles(hub: string): SiteFetch {
  return async (path, init) => {
    const [top = '', ...rest] = path.split('/');
    // Most sandboxes never ask for the Internet's.
    const root = top === 'hub' ? hub : top === 'internet' ? (await internetFiles()).directory : undefined;
    const file = root === undefined || rest.includes('..') ? undefined : join(root, ...rest);
    const stat = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false });
    if (!file || !stat?.isFile()) return new Response(null, { status: 404 });
    const headers = { 'content-length': String(stat.size) };
    if (init?.method === 'HEAD') return new Response(null, { headers });
    if (stat.size <= READ_AT_ONCE_BYTES) return new Response(readFileSync(file), { headers });
    return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream, { headers });
  };
}
