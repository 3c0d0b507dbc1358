/** Tab at the prompt of the learner's machine: what docker has is offered, all the way from the key to the screen. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Learner } from '../support/learner.ts';

const TAB = '\t';
const INTERRUPT = '\x03';

let learner: Learner;

beforeAll(async () => {
  learner = await Learner.sit();
  for (const line of [
    'docker pull -q ubuntu:14.04',
    'docker pull -q busybox',
    'docker run -d --name web busybox sleep 1000',
    'docker network create backend',
    'docker volume create database',
  ])
    expect(await learner.type(line)).toMatchObject({ status: 0 });
}, 60_000);
afterAll(() => learner.leave());

test.each([
  ['docker run -it ub', /\$ docker run -it ubuntu:14\.04$/],
  ['docker run --rm -it --network back', /\$ docker run --rm -it --network backend$/],
  ['sudo docker stop w', /\$ sudo docker stop web$/],
  ['docker volume rm dat', /\$ docker volume rm database$/],
  ['docker net', /\$ docker network$/],
  ['docker run --detach-k', /\$ docker run --detach-keys$/],
])('%s and Tab', async (typed, completed) => {
  await learner.press(typed + TAB);
  await expect.poll(() => learner.line(), { timeout: 10_000 }).toMatch(completed);
  await learner.press(INTERRUPT);
});
