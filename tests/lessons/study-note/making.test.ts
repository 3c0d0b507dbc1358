/** The study note's sections on making, importing and pushing images, as far as they need no Ruby: typed on the interactive shell. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Learner } from './learner.ts';

let learner: Learner;
beforeAll(async () => {
  learner = await Learner.sit();
}, 300_000);
afterAll(() => learner.leave());

describe.sequential('making images', () => {
  test('a container is changed and committed, by the beginning of its ID', async () => {
    await learner.type('sudo docker run -ti training/sinatra /bin/bash');
    const id = await learner.look('docker ps -q');
    expect(await learner.prompt()).toBe(`root@${id}:/# `);
    await learner.type('echo changed > /srv/note');
    await learner.type('exit');
    const commit = `sudo docker commit -m "Added a note" -a "Docker Newbee" ${id.slice(0, 4)} ouruser/sinatra:v2`;
    const { output, status } = await learner.type(commit);
    expect(status).toBe(0);
    expect(output).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(await learner.look("docker image inspect -f '{{.Author}}: {{.Comment}}' ouruser/sinatra:v2")).toBe(
      'Docker Newbee: Added a note',
    );
    expect((await learner.type('sudo docker images')).output).toMatch(/^ouruser\/sinatra +v2 /m);
    await learner.type('sudo docker run -ti ouruser/sinatra:v2 /bin/bash');
    expect((await learner.type('cat /srv/note')).output).toBe('changed');
    await learner.type('exit');
  }, 240_000);

  test('mkdir, cd, vi, cat, docker build', async () => {
    await learner.type('mkdir sinatra');
    await learner.type('cd sinatra/');
    await learner.open('vi Dockerfile');
    await learner.press('i# This is a comment\rFROM ubuntu:14.04\rMAINTAINER Docker Newbee <newbee@docker.com>\r');
    await learner.press('RUN mkdir /app\rADD app.rb /app/\rEXPOSE 80\rCMD ["cat", "/app/app.rb"]\x1b:wq\r');
    await learner.type('');
    expect((await learner.type('cat Dockerfile')).output.split('\n')).toHaveLength(7);
    await learner.type("echo 'puts 1' > app.rb");
    const { output, status } = await learner.type('sudo docker build -t="ouruser/sinatra:v3" .');
    expect(status, output).toBe(0);
    expect(output).toMatch(/Step 2\/6 : MAINTAINER Docker Newbee/);
    expect(output).toMatch(/Successfully built [0-9a-f]{12}/);
    expect((await learner.type('sudo docker run --rm ouruser/sinatra:v3')).output).toBe('puts 1');
    const id = await learner.look('docker images -q ouruser/sinatra:v3');
    expect(await learner.type(`sudo docker tag ${id} ouruser/sinatra:devel`)).toEqual({ output: '', status: 0 });
    const listed = (await learner.type('sudo docker images ouruser/sinatra')).output;
    expect(listed.match(new RegExp(id, 'g'))).toHaveLength(2);
  }, 240_000);

  test('wget and docker import', async () => {
    const site = 'https://download.openvz.org/template/precreated/ubuntu-14.04-x86_64-minimal.tar.gz';
    expect((await learner.type(`wget ${site}`)).status).toBe(0);
    const imported = await learner.type(
      'sudo cat ubuntu-14.04-x86_64-minimal.tar.gz | sudo docker import - ubuntu:14.04-min',
    );
    expect(imported).toEqual({ output: expect.stringMatching(/^sha256:[0-9a-f]{64}$/), status: 0 });
    expect((await learner.type('sudo docker images')).output).toMatch(/^ubuntu +14\.04-min /m);
  }, 240_000);

  test('docker push to a place that is not yours is refused', async () => {
    const { output, status } = await learner.type('sudo docker push ouruser/sinatra:devel');
    expect(status).toBe(1);
    expect(output).toContain('denied: requested access to the resource is denied');
  }, 120_000);
});
