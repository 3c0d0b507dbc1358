/** Registries besides Docker Hub, as lessons need them: a mirror on a slow line, and one that forgot its certificate. */
import type { TeachingTree } from './hub/teaching-tree.ts';
import { treeRegistry } from './hub/tree-registry.ts';
import type { InternetHost } from './host.ts';

/** Slow enough that the progress of a pull can be watched. */
const SLOW_BYTES_PER_SECOND = 200 * 1024;

/** Official images are called without their `library/` there. */
const official = (name: string) => (name.includes('/') ? name : `library/${name}`);

export function mirrors(tree: TeachingTree): readonly InternetHost[] {
  const fetch = treeRegistry(tree, official);
  return [
    {
      names: ['dl.dockerpool.com'],
      address: '203.0.113.40',
      ports: { 5000: { tls: true, fetch, bytesPerSecond: SLOW_BYTES_PER_SECOND } },
    },
    // Speaks plain HTTP: an engine refuses it until it is told that the registry is insecure.
    {
      names: ['registry.plain.example'],
      address: '203.0.113.41',
      ports: { 80: { tls: false, fetch }, 443: { tls: false, fetch }, 5000: { tls: false, fetch } },
    },
  ];
}
