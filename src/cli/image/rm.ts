/** docker rmi */
import type { ImageDeleteItem } from '../../api/types/image.ts';
import { errorText, isNotFound } from '../errors.ts';
import { CliFailure } from '../failure.ts';
import type { Handler } from '../session.ts';

export const rm: Handler = async (session, flags, names) => {
  const force = flags.bool('force');
  const failures: string[] = [];
  let fatal = false;
  for (const name of names) {
    try {
      const items = (await session.client.imageDelete({
        path: { name },
        query: { ...(force && { force: true }), ...(flags.bool('no-prune') && { noprune: true }) },
      })) as readonly ImageDeleteItem[];
      for (const item of items) {
        await session.print(item.Deleted ? `Deleted: ${item.Deleted}\n` : `Untagged: ${item.Untagged}\n`);
      }
    } catch (error) {
      if (!isNotFound(error)) fatal = true;
      failures.push(errorText(error));
    }
  }
  if (failures.length === 0) return;
  const message = failures.join('\n');
  if (!force || fatal) throw new CliFailure(message);
  await session.warn(`${message}\n`);
};
