/** How mounts of a bind mount travel, and what the engine's own folder asks of it (moby, daemon/daemon_linux.go). */
import { FailureError } from '../../base/errors.ts';

export const PROPAGATIONS: readonly string[] = ['private', 'rprivate', 'shared', 'rshared', 'slave', 'rslave'];

/** Where the engine keeps what it has: `docker info` tells it. */
export const DATA_ROOT = '/var/lib/docker';

/**
 * The propagation of a bind mount of `source`, when `given` (or nothing) was asked for. What lies above or in the
 * engine's folder has to be a slave at least, lest its mounts are held busy; paths are compared as text, as there.
 * Fails with `invalid`.
 */
export function propagationOf(source: string, given: string | undefined): string {
  if (!source.startsWith(DATA_ROOT) && !DATA_ROOT.startsWith(source)) return given || 'rprivate';
  if (!given) return 'rslave';
  if (given === 'rslave' || given === 'rshared') return given;
  throw new FailureError(
    'invalid',
    'invalid mount config: must use either propagation mode "rslave" or "rshared" when mount source is within the ' +
      `daemon root, daemon root: "${DATA_ROOT}", bind mount source: "${source}", propagation: "${given}"`,
  );
}
