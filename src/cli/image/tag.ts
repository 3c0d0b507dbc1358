/** docker tag */
import { CliFailure } from '../failure.ts';
import { fullName, parseReference, ReferenceError, withDefaultTag } from '../reference.ts';
import type { Handler } from '../session.ts';

export const tag: Handler = async (session, _flags, [source = '', target = '']) => {
  for (const name of [source, target]) {
    if (name === source && /^[a-f0-9]{64}$/.test(source)) continue;
    try {
      parseReference(name);
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error;
      throw new CliFailure(
        `Error parsing reference: ${JSON.stringify(name)} is not a valid repository/tag: ${error.message}`,
      );
    }
  }
  const reference = withDefaultTag(parseReference(target));
  if (reference.digest !== undefined) throw new CliFailure('refusing to create a tag with a digest reference');
  await session.client.imageTag({
    path: { name: source },
    query: { repo: fullName(reference), tag: reference.tag ?? 'latest' },
  });
};
