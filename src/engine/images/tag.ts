/** `docker tag`. */
import type { Call } from '../../api/calls.ts';
import { FailureError } from '../../base/errors.ts';
import type { ImageId } from '../../oci/digest-types.ts';
import { familiarString, parseNormalized, withDefaultTag, withTag, type Reference } from '../../oci/reference.ts';
import type { EngineContext } from '../context.ts';
import { publishImage } from './image-events.ts';

export async function imageTag(engine: EngineContext, call: Call<'imageTag'>): Promise<void> {
  const reference = repositoryTag(call.query.repo ?? '', call.query.tag ?? '');
  const { id } = await engine.images.find(call.path.name ?? '');
  // Without a name nothing is done, and nothing said.
  if (!reference) return;
  await engine.locks.run('images', () => tagImage(engine, id, reference));
}

/** With the lock of the images. FailureError `notFound` when the image went meanwhile. */
export async function tagImage(engine: EngineContext, id: ImageId, reference: Reference): Promise<void> {
  await engine.images.setReference(reference, id, engine.clock.now());
  await publishImage(engine, 'tag', id, { name: familiarString(reference), image: id });
}

/** `repo` and `tag` of a query; undefined without a repository. Fails with `invalid`. */
export function repositoryTag(repository: string, tag: string): Reference | undefined {
  if (!repository) return undefined;
  const parsed = parseNormalized(repository);
  if (familiarString(parsed).split(/[:@]/)[0] === 'sha256') {
    throw new FailureError('invalid', 'refusing to create an ambiguous tag using digest algorithm as name');
  }
  if (parsed.digest) throw new FailureError('invalid', 'cannot import digest reference');
  return withDefaultTag(tag ? withTag(parsed, tag) : parsed);
}
