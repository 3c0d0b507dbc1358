/** Events of volumes that a container mounts while it runs. */
import type { EngineContext } from '../context.ts';
import type { Container } from './container.ts';

export function publishMounts(engine: EngineContext, container: Container, action: 'mount' | 'unmount'): void {
  for (const mount of container.record.mounts) {
    if (mount.type !== 'volume' || !mount.name) continue;
    const attributes = { driver: 'local', container: container.id };
    engine.events.publish(
      'volume',
      action,
      mount.name,
      action === 'unmount'
        ? attributes
        : {
            ...attributes,
            destination: mount.destination,
            'read/write': String(mount.writable),
            propagation: mount.propagation,
          },
    );
  }
}
