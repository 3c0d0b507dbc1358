/** Events of containers carry their labels, image and name beside what belongs to the action. */
import type { StringMap } from '../../api/types/container.ts';
import type { EngineContext } from '../context.ts';
import type { Container } from './container.ts';

export function publishContainer(
  engine: EngineContext,
  container: Container,
  action: string,
  more: StringMap = {},
): void {
  const { config, name, id } = container.record;
  engine.events.publish('container', action, id, { ...(config.Labels ?? {}), ...more, image: config.Image, name });
}
