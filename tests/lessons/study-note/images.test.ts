/** The study note's sections on getting, listing and running images: its own commands, typed on the interactive shell. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Learner } from '../../support/learner.ts';

let learner: Learner;
beforeAll(async () => {
  learner = await Learner.sit();
}, 300_000);
afterAll(() => learner.leave());

describe.sequential('images', () => {
  test('docker pull ubuntu:12.04 tells layers, digest and status', async () => {
    const { output, status } = await learner.type('sudo docker pull ubuntu:12.04');
    expect(status).toBe(0);
    expect(output).toMatch(/^12\.04: Pulling from library\/ubuntu\n/);
    // On a terminal a layer's line is drawn anew again and again.
    const complete = [...output.matchAll(/([0-9a-f]{12}): Pull complete/g)].map(([, id]) => id);
    expect(new Set(complete).size).toBe(5);
    expect(output).toMatch(/Digest: sha256:[0-9a-f]{64}$/m);
    expect(output).toContain('Status: Downloaded newer image for ubuntu:12.04');
    expect(await learner.look("docker image inspect -f '{{len .RootFS.Layers}}' ubuntu:12.04")).toBe('5');
  }, 120_000);

  test('the Hub by its other name, and another registry', async () => {
    for (const name of ['registry.hub.docker.com/ubuntu:12.04', 'dl.dockerpool.com:5000/ubuntu:12.04']) {
      expect((await learner.type(`sudo docker pull ${name}`)).status).toBe(0);
      expect(await learner.look(`docker images -q ${name}`)).toBe(await learner.look('docker images -q ubuntu:12.04'));
      await learner.look(`docker rmi ${name}`);
    }
  }, 240_000);

  test('docker run -ti ubuntu:12.04 /bin/bash gives a shell of root in the container', async () => {
    await learner.type('sudo docker run -ti ubuntu:12.04 /bin/bash');
    const id = await learner.look('docker ps -q');
    expect(await learner.prompt()).toBe(`root@${id}:/# `);
    expect((await learner.type('cat /etc/lsb-release')).output).toContain('DISTRIB_RELEASE=12.04');
    expect((await learner.type('exit')).output).toBe('exit');
    expect(await learner.look("docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' $(docker ps -lq)")).toBe(
      'exited 0',
    );
  }, 60_000);

  test('docker images shows tags that share an ID', async () => {
    for (const tag of ['14.04', 'trusty', 'precise', 'latest']) {
      expect((await learner.type(`sudo docker pull ubuntu:${tag}`)).status).toBe(0);
    }
    const { output } = await learner.type('sudo docker images');
    const [head, ...rows] = output.split('\n').map((line) => line.split(/\s{2,}/));
    expect(head).toEqual(['REPOSITORY', 'TAG', 'IMAGE ID', 'CREATED', 'SIZE']);
    const ids = new Map(rows.map(([, tag, id]) => [tag, id]));
    expect([...ids.keys()].sort()).toEqual(['12.04', '14.04', 'latest', 'precise', 'trusty']);
    expect(ids.get('14.04')).toBe(ids.get('trusty'));
    expect(ids.get('12.04')).toBe(ids.get('precise'));
    expect(new Set(ids.values()).size).toBe(3);
  }, 180_000);

  test('docker run -ti ubuntu:14.04 bash: the tag decides', async () => {
    await learner.type('sudo docker run -ti ubuntu:14.04 bash');
    expect(await learner.prompt()).toMatch(/^root@[0-9a-f]{12}:\/# $/);
    expect((await learner.type('cat /etc/lsb-release')).output).toContain('DISTRIB_RELEASE=14.04');
    await learner.type('exit');
  }, 60_000);
});

describe.sequential('save and load', () => {
  test('docker save -o writes an archive', async () => {
    expect(await learner.type('sudo docker save -o ubuntu_14.04.tar ubuntu:14.04')).toEqual({ output: '', status: 0 });
    expect(await learner.look('sudo tar tf ubuntu_14.04.tar | grep -c -e ^manifest.json -e ^repositories')).toBe('2');
  }, 120_000);

  const forget = () => learner.look('docker rm -f $(docker ps -aq); docker rmi -f ubuntu:14.04 ubuntu:trusty');

  test('docker load --input brings the image back with its ID and tag', async () => {
    const id = await learner.look('docker images -q --no-trunc ubuntu:14.04');
    await forget();
    expect(await learner.look('docker images -q ubuntu:14.04')).toBe('');
    const { output, status } = await learner.type('sudo docker load --input ubuntu_14.04.tar');
    expect(status).toBe(0);
    expect(output).toContain('Loaded image: ubuntu:14.04');
    expect(await learner.look('docker images -q --no-trunc ubuntu:14.04')).toBe(id);
  }, 240_000);

  test('docker load < reads the same archive, once it may be read', async () => {
    await forget();
    // Since 2016 docker has become careful: what root saves only root may read, and it is the learner's shell that opens it here.
    const refused = await learner.type('sudo docker load < ubuntu_14.04.tar');
    expect(refused).toEqual({ output: '-bash: ubuntu_14.04.tar: Permission denied', status: 1 });
    await learner.type('sudo chmod a+r ubuntu_14.04.tar');
    expect((await learner.type('sudo docker load < ubuntu_14.04.tar')).status).toBe(0);
    expect(await learner.look('docker images -q ubuntu:14.04')).not.toBe('');
  }, 240_000);
});
