/**
 * The same lessons beside a real Docker Engine: solutions, wrong attempts and checks are shell, and run in a plain bash with the
 * real docker program. Each lesson begins on an engine that was emptied, so one is started for this alone.
 * The machine is this one, with a home directory and a /srv of its own.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/base/ports.ts';
import type { ScriptOutcome, ScriptRunner } from '../../src/course/judge.ts';
import { lessonFolders, parseCourse, parseLessonAt } from '../../src/course/parse-course.ts';
import { basesOf, filesScript } from '../../src/course/preparation.ts';
import { PROOF_SEED, proveSteps } from '../../src/course/proof/prove-steps.ts';
import { runTyped } from '../../src/course/proof/typed-script.ts';
import { valuesFor } from '../../src/course/variables.ts';
import { readPack } from '../../src/node/lessons/read-pack.ts';
import { missingSuite, ownEngine, type OwnEngine } from './docker.ts';

const pack = readPack(join(import.meta.dirname, '../../lessons'));
const lessons = parseCourse(pack).parts.flatMap((part) => part.lessons);

const reason = missingSuite();
if (reason) console.warn(`skipped: ${reason}`);

/**
 * Those that need what only the simulation has: another Internet, a machine without docker, programs of its own images.
 * All others run below; one that is to stay away has to be named here.
 */
const NEEDS_SIMULATION = [
  '02-install/01-ubuntu-packages',
  '02-install/02-by-script',
  '02-install/03-centos',
  '03-images/02-tags-and-ids',
  '03-images/04-other-registries',
  '04-containers/06-ports',
  '05-make-images/01-commit',
  '05-make-images/06-sinatra',
  '05-make-images/07-import-a-template',
  '06-repositories/01-push',
  '06-repositories/02-second-machine',
  '06-repositories/03-private-registry',
  '06-repositories/04-pull-limit',
];

test('every lesson runs beside a real engine, but for those that say why not', () => {
  const away = lessons.filter(({ simulationOnly }) => simulationOnly !== undefined);
  expect(away.map(({ path }) => path)).toEqual(NEEDS_SIMULATION);
});

describe.skipIf(reason)('lessons beside a real engine', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'drydock-lessons-'));
  let engine: OwnEngine;
  beforeAll(async () => {
    engine = await ownEngine();
  }, 300_000);
  afterAll(() => {
    engine?.stop();
    rmSync(scratch, { recursive: true, force: true });
  }, 60_000);
  const bin = join(scratch, 'bin');
  mkdirSync(bin);
  // Whoever may start the parity suite's engine is root already.
  writeFileSync(join(bin, 'sudo'), '#!/bin/sh\nexec "$@"\n');
  chmodSync(join(bin, 'sudo'), 0o755);

  for (const folder of lessonFolders(pack)) {
    const { lesson, places } = parseLessonAt(pack, folder);
    if (lesson.simulationOnly) {
      test.skip(`${folder}: ${lesson.simulationOnly}`, () => undefined);
      continue;
    }
    test(
      folder,
      async () => {
        const machine = join(scratch, lesson.id);
        for (const name of ['home', 'srv']) mkdirSync(join(machine, name), { recursive: true });
        const scripts = bashBeside(engine.wrapper, bin, machine);
        const emptied = await scripts(EMPTY_ENGINE);
        expect(emptied).toMatchObject({ status: 0 });
        for (const base of basesOf(lesson, lessons)) {
          const values = valuesFor(base, PROOF_SEED);
          for (const script of [filesScript(base.files), base.setup, ...base.steps.map(({ solution }) => solution)]) {
            expect((await runTyped(script, scripts, { values, history: [] })).surprises).toEqual([]);
          }
        }
        expect(await proveSteps(lesson, places, { scripts, clock: systemClock })).toEqual([]);
      },
      300_000,
    );
  }
});

/** An image goes after those made from it, which may come later in the list: then there is another round. */
const EMPTY_ENGINE = `docker ps -aq | xargs -r docker rm -f -v
until [ -z "$(docker images -aq)" ]; do docker images -aq | sort -u | xargs -r docker rmi -f; done
docker volume ls -q | xargs -r docker volume rm -f
docker network prune -f
docker builder prune -af
docker logout`;

/** Runs scripts as the learner's hidden shell does, in namespaces where its files are its own. */
function bashBeside(wrapper: readonly string[], bin: string, machine: string): ScriptRunner {
  const own = `mount --bind ${machine}/srv /srv && cd ${machine}/home && exec bash -c "$0"`;
  const [command = '', ...args] = [...wrapper, 'unshare', '--mount', 'sh', '-c', own];
  return (script, { variables, signal } = {}) =>
    new Promise<ScriptOutcome>((resolve, reject) => {
      const child = spawn(command, [...args, script], {
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
        env: {
          PATH: `${bin}:${process.env.PATH}`,
          HOME: join(machine, 'home'),
          XDG_CACHE_HOME: process.env.XDG_CACHE_HOME ?? `${process.env.HOME}/.cache`,
          DOCKER_BUILDKIT: '0',
          ...variables,
        },
      });
      const stop = () => process.kill(-(child.pid as number), 'SIGKILL');
      signal?.addEventListener('abort', stop);
      let stdout = '';
      let stderr = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      child.on('error', reject);
      child.on('close', (status) => {
        signal?.removeEventListener('abort', stop);
        resolve({ status: status ?? 137, stdout, stderr });
      });
    });
}
