/** The study note's sections on making, importing and pushing images: its own commands, typed on the interactive shell. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Learner } from '../../support/learner.ts';

let learner: Learner;
beforeAll(async () => {
  learner = await Learner.sit();
}, 300_000);
afterAll(() => learner.leave());

describe.sequential('making images', () => {
  test('a container is changed with gem and committed, by the beginning of its ID', async () => {
    await learner.type('sudo docker run -ti training/sinatra /bin/bash');
    const id = await learner.look('docker ps -q');
    expect(await learner.prompt()).toBe(`root@${id}:/# `);
    const installed = (await learner.type('gem install json')).output;
    expect(installed).toMatch(/Building native extensions\..*\nSuccessfully installed json-(\S+)\n1 gem installed\n/);
    expect(installed).toMatch(/^Installing RDoc documentation for json-\S+\.\.\.$/m);
    expect((await learner.type('exit')).output).toBe('exit');
    expect(await learner.look(`docker diff ${id}`)).toMatch(/^A \/var\/lib\/gems\/1\.9\.1\/gems\/json-[^/]+$/m);
    const commit = `sudo docker commit -m "Added json gem" -a "Docker Newbee" ${id.slice(0, 4)} ouruser/sinatra:v2`;
    const { output, status } = await learner.type(commit);
    expect(status).toBe(0);
    expect(output).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(await learner.look("docker image inspect -f '{{.Author}}: {{.Comment}}' ouruser/sinatra:v2")).toBe(
      'Docker Newbee: Added json gem',
    );
    expect((await learner.type('sudo docker images')).output).toMatch(/^ouruser\/sinatra +v2 /m);
  }, 240_000);

  test('docker run of the new image: json is there, and still not in the old one', async () => {
    await learner.type('sudo docker run -ti ouruser/sinatra:v2 /bin/bash');
    expect((await learner.type('gem list')).output).toMatch(/^json \(/m);
    for (const line of ['mkdir sinatra', 'cd sinatra/', 'touch Dockerfile']) await learner.type(line);
    expect(await learner.prompt()).toMatch(/^root@[0-9a-f]{12}:\/sinatra# $/);
    await learner.type('exit');
    const before = await learner.look('docker run --rm training/sinatra gem list');
    expect(before).toMatch(/^sinatra \(/m);
    expect(before).not.toMatch(/^json /m);
  }, 120_000);

  test('mkdir, cd, vi, cat, and docker build with apt-get and gem', async () => {
    await learner.type('mkdir sinatra');
    await learner.type('cd sinatra/');
    await learner.open('vi Dockerfile');
    await learner.press('i# This is a comment\rFROM ubuntu:14.04\rMAINTAINER Docker Newbee <newbee@docker.com>\r');
    await learner.press(
      'RUN apt-get -qq update\rRUN apt-get -qqy install ruby ruby-dev\rRUN gem install sinatra\x1b:wq\r',
    );
    await learner.type('');
    expect((await learner.type('cat Dockerfile')).output.split('\n')).toHaveLength(6);
    // More lines than the screen keeps: the build is read from a file.
    const { output, status } = await learner.type('sudo docker build -t="ouruser/sinatra:v2" . > ../build.log 2>&1');
    const log = await learner.look('cat build.log');
    expect(status, output + log).toBe(0);
    expect(log).toMatch(/Step 2\/5 : MAINTAINER Docker Newbee/);
    expect(log).toContain('Selecting previously unselected package libruby1.9.1');
    expect(log).toMatch(/^Setting up ruby \(1:1\.9\.3\.4\) \.\.\.$/m);
    expect(log).toMatch(
      /Successfully installed rack-protection-\S+\n(.*\n)*Successfully installed sinatra-\S+\n4 gems installed/,
    );
    expect(log).toMatch(/Successfully built [0-9a-f]{12}/);
    const version = `ruby -e 'require "sinatra/base"; puts Sinatra::VERSION'`;
    expect(log).toContain(
      `Successfully installed sinatra-${await learner.look(`docker run --rm ouruser/sinatra:v2 ${version}`)}\n`,
    );
  }, 240_000);

  test('docker tag gives the image another name', async () => {
    const id = await learner.look('docker images -q ouruser/sinatra:v2');
    expect(await learner.type(`sudo docker tag ${id} ouruser/sinatra:devel`)).toEqual({ output: '', status: 0 });
    const listed = (await learner.type('sudo docker images ouruser/sinatra')).output;
    expect(listed.match(new RegExp(id, 'g'))).toHaveLength(2);
  }, 120_000);

  test('ADD, EXPOSE and CMD make an image that serves a page', async () => {
    await learner.type('mkdir -p ~/site/myApp && cd ~/site');
    await learner.type('echo "my local web site" > myApp/index.html');
    // Apache of 14.04 serves /var/www/html, so what the note adds to /var/www lies one directory too high.
    for (const [name, directory] of [
      ['note', '/var/www'],
      ['moved', '/var/www/html'],
    ]) {
      const lines = ['FROM training/apache', `ADD myApp ${directory}`, 'EXPOSE 80'];
      await learner.type(`printf '${lines.join('\\n')}\\n' > Dockerfile`);
      await learner.type(`echo 'CMD ["/usr/sbin/apachectl", "-D", "FOREGROUND"]' >> Dockerfile`);
      expect((await learner.type(`sudo docker build -t ouruser/site:${name} .`)).status).toBe(0);
    }
    expect((await learner.type('sudo docker run -d -p 8080:80 ouruser/site:note')).status).toBe(0);
    expect((await learner.type('sudo docker run -d -p 8081:80 ouruser/site:moved')).status).toBe(0);
    const page = (port: number) => learner.look(`curl -s --retry 5 --retry-connrefused http://localhost:${port}/`);
    expect(await page(8081)).toBe('my local web site');
    expect(await page(8080)).toContain('It works!');
    await learner.type('cd');
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
