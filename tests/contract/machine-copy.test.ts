/** `docker cp` at the learner's machine, whose docker program calls the engine without HTTP between them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Learner } from '../support/learner.ts';

let learner: Learner;
beforeAll(async () => {
  learner = await Learner.sit();
}, 120_000);
afterAll(() => learner.leave());

it('copies into a directory of a container, and a file out of it', async () => {
  const shown = await learner.look(`cd /tmp
docker run -d --name box busybox sleep 1000000 > /dev/null 2>&1
echo hello > note
docker cp note box:/bin/
docker exec box cat /bin/note
docker cp box:/bin/note back && cat back`);
  expect(shown).toBe('hello\nhello');
});
