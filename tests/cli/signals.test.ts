/** What the docker program does when its terminal changes while it hands through what is typed. */
import { expect, it } from 'vitest';
import { Learner } from '../support/learner.ts';

it('stays connected to a container when the size of the terminal changes', async () => {
  const learner = await Learner.sit();
  try {
    await learner.type('docker run -ti --name box ubuntu:14.04');
    await learner.look('kill -WINCH $(pidof docker)');
    expect((await learner.type('echo still $((1 + 1))')).output).toBe('still 2');
    expect(await learner.look("docker inspect -f '{{.State.Running}}' box")).toBe('true');
  } finally {
    await learner.leave();
  }
});
