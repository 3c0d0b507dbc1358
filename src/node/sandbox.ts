/**
 * The sandbox headless: the same engine and machine as in the page, with the real machine around it. State is kept in
 * memory or in a folder; docker.io is the tree of teaching images, other registries are reached at their addresses.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { systemClock, systemRandom } from '../base/ports.ts';
import { createRegistryClient } from '../registry/client.ts';
import { staticUpstream } from '../registry/static-upstream.ts';
import { assemble, type Sandbox, type SandboxOptions } from '../sandbox/assemble.ts';
import type { StorageDriver } from '../store/driver.ts';
import { memoryDriver } from '../store/memory/driver.ts';
import type { HasherFactory } from '../store/stream-hash.ts';
import { writeTree } from './build-tree.ts';
import { PROJECT_ROOT } from './project-root.ts';
import { directoryDriver } from './directory-driver.ts';
import { loopbackPorts } from './loopback-ports.ts';
import { realBinds } from './real-filesystem.ts';
import { socketTransport } from './socket-transport.ts';

export interface NodeSandboxOptions extends Pick<SandboxOptions, 'onCommand' | 'onPrompt' | 'unpacked'> {
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
    clock: systemClock,
    random: systemRandom,
    hashers: nativeHashers,
    registry: async () =>
      createRegistryClient({
        fetch: (url, init) => fetch(url, init),
        upstreams: { 'docker.io': staticUpstream({ fetch: fileFetch, base: pathToFileURL(options.hub).href }) },
      }),
    connect: (host) => socketTransport(host),
    ...(options.unpacked && { unpacked: options.unpacked }),
    ...(options.onCommand && { onCommand: options.onCommand }),
    ...(options.onPrompt && { onPrompt: options.onPrompt }),
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

/** `fetch` of `file:` URLs: 200 with the file, or 404. */
async function fileFetch(url: string, init?: RequestInit): Promise<Response> {
  const path = fileURLToPath(url);
  if (!existsSync(path)) return new Response(null, { status: 404 });
  if (init?.method === 'HEAD') return new Response(null, { status: 200 });
  return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream, { status: 200 });
}

/** Where the teaching images lie when nobody says otherwise: `dist/hub` of this project. */
export const DEFAULT_HUB = join(PROJECT_ROOT, 'dist/hub');
