/**
 * The `GraphDriver` of inspect: the directories that overlay2 would have. Drydock keeps layers elsewhere; the names
 * are made of the chain ids, so that equal layers show equal directories.
 */
import type { GraphDriver } from '../api/types/container.ts';
import { hexOf } from '../oci/digest.ts';
import type { ChainId } from '../oci/digest-types.ts';

const ROOT = '/var/lib/docker/overlay2';

/** Where overlay2 would put together the root of the container whose own layer this is. */
export const mergedDirectory = (writable: string): string => `${ROOT}/${writable}/merged`;

/** `writable` is the container's own layer; without it, the image's highest layer is the upper one. */
export function graphDriver(chain: readonly ChainId[], writable?: string): GraphDriver {
  const layers = chain.map(hexOf).reverse();
  const upper = writable ?? layers.shift() ?? '';
  const lower = [...(writable ? [`${writable}-init`] : []), ...layers].map((name) => `${ROOT}/${name}/diff`);
  return {
    Data: {
      ...(lower.length && { LowerDir: lower.join(':') }),
      MergedDir: mergedDirectory(upper),
      UpperDir: `${ROOT}/${upper}/diff`,
      WorkDir: `${ROOT}/${upper}/work`,
    },
    Name: 'overlay2',
  };
}
