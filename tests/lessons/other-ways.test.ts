/** Right ways that are not the lesson's own: each passes its step, after the solutions of those before. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../src/base/ports.ts';
import type { ScriptRunner } from '../../src/course/judge.ts';
import type { Lesson } from '../../src/course/lesson.ts';
import { parseLessonAt, lessonFolders } from '../../src/course/parse-course.ts';
import { basesOf, filesScript } from '../../src/course/preparation.ts';
import { PROOF_SEED } from '../../src/course/proof/prove-steps.ts';
import { runTyped } from '../../src/course/proof/typed-script.ts';
import { createLessonRun } from '../../src/course/run/lesson-run.ts';
import { valuesFor } from '../../src/course/variables.ts';
import { DEFAULT_HUB } from '../../src/node/build-tree.ts';
import { readPack } from '../../src/node/lessons/read-pack.ts';
import { writeOutside } from '../../src/node/lessons/prove.ts';
import { nodeSandbox } from '../../src/node/sandbox.ts';

const PACK = readPack(join(import.meta.dirname, '../../lessons'));
const lessons = lessonFolders(PACK).map((folder) => parseLessonAt(PACK, folder).lesson);

/** Lesson, step, and what is typed. A line that fails ends in `# fails`. */
const WAYS: readonly (readonly [lesson: string, step: string, commands: string])[] = [
  ['install-on-ubuntu', 'list', 'echo deb https://get.docker.io/ubuntu docker main | sudo tee /etc/apt/sources.list.d/lxc.list'],
  ['install-on-ubuntu', 'install', 'sudo apt-get install -y lxc-docker-1.9.1'],
  ['install-on-centos', 'start', 'sudo systemctl enable --now docker'],
  ['pull-by-layers', 'again', 'docker run --pull always ubuntu:14.04 true'],
  ['pull-by-layers', 'missing', 'docker run ubuntu:14.4 # fails\ndocker run ubunut # fails'],
  ['ports', 'hidden', 'docker container run --detach --name=still nginx:alpine'],
  ['copy-and-context', 'outside', "printf 'FROM busybox\\nCOPY ../.bashrc /srv/\\n' | docker build -t site:outside -f - \"site\" # fails"],
  ['copy-and-context', 'outside', "printf 'FROM busybox\\nADD ../.bashrc /srv/\\n' > Dockerfile\ndocker image build -f Dockerfile ./site # fails"],
  ['copy-and-context', 'ignore', "printf '*.key\\n*.raw\\ndrafts/*\\n' > site/.dockerignore\ndocker build -t site:v3 site"],
  ['packages-and-a-server', 'write', `mkdir sinatra
printf 'FROM ubuntu:14.04\\nRUN ["apt-get","update"]\\nRUN ["apt-get","-y","install","ruby-full"]\\nRUN ["gem","install","sinatra"]\\n' > sinatra/Dockerfile`],
  ['packages-and-a-server', 'place', `cd ~/web
printf 'FROM training/apache\\nADD myApp /var/www\\nRUN sed -i s,/var/www/html,/var/www, /etc/apache2/sites-enabled/000-default.conf\\n' > Dockerfile
docker build -t ouruser/web:v2 .
docker run -d -P ouruser/web:v2
sleep 0.5`],
  ['second-machine', 'look-over', 'export DOCKER_HOST\nDOCKER_HOST=tcp://machine2:2375\ndocker images'],
  ['second-machine', 'run', 'export DOCKER_HOST=tcp://machine2:2375\ndocker run --rm $learner/bread:v1'],
]; // prettier-ignore

test.each(WAYS)('%s, %s: %s', { timeout: 120_000 }, async (id, stepId, commands) => {
  await writeOutside(DEFAULT_HUB);
  const lesson = lessons.find((candidate) => candidate.id === id) as Lesson;
  const sandbox = await nodeSandbox({ hub: DEFAULT_HUB, foreignHub: true, learner: true, machine: lesson.machine });
  const values = valuesFor(lesson, PROOF_SEED);
  const scripts: ScriptRunner = (script, options) => sandbox.host.runScript(script, options);
  const run = createLessonRun({ lesson, values, scripts, clock: systemClock, until: 'message' });
  const type = async (script: string) => {
    const { history, surprises, stderr } = await runTyped(script, scripts, { values, history: [] });
    expect(surprises, stderr).toEqual([]);
    await Promise.all(history.map((command) => run.commandEnded(command)));
  };
  try {
    for (const base of basesOf(lesson, lessons)) {
      const context = { values: valuesFor(base, PROOF_SEED), history: [] };
      for (const script of [filesScript(base.files), base.setup, ...base.steps.map(({ solution }) => solution)])
        await runTyped(script, scripts, context);
    }
    await run.start();
    const at = lesson.steps.findIndex((step) => step.id === stepId);
    for (const { solution } of lesson.steps.slice(0, at)) await type(solution);
    expect(run.state.current).toBe(at);
    await type(commands);
    const miss = run.state.steps[at]?.results.find((result) => result.miss)?.miss;
    expect(run.state.steps[at]?.done, miss?.message.en).toBe(true);
  } finally {
    run.close();
    await sandbox.close();
  }
});
