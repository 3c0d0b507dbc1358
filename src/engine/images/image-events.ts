/** Events of images carry the labels of the image, if there still is one, and a name. */
import type { EngineContext } from '../context.ts';
import type { ImageId } from '../../oci/digest-types.ts';

export async function publishImage(
  engine: EngineContext,
  action: string,
  actor: string,
  options: { readonly name?: string; readonly image?: ImageId } = {},
): Promise<void> {
  const labels = options.image ? ((await engine.images.config(options.image)).config?.Labels ?? {}) : {};
  engine.events.publish('image', action, actor, { ...labels, ...(options.name && { name: options.name }) });
}
