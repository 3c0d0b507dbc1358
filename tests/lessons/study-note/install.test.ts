/** The study note's sections on installing Docker: its own commands, typed on machines that have none. */
import { afterEach, describe, expect, test } from 'vitest';
import { Learner } from '../../support/learner.ts';

let learner: Learner | undefined;
afterEach(() => learner?.leave());

async function types(commands: readonly string[]): Promise<void> {
  for (const command of commands) {
    const { output, status } = await (learner as Learner).type(command);
    expect(status, `${command}: ${output.slice(-400)}`).toBe(0);
  }
}

describe('installing', () => {
  test('Ubuntu 14.04, from the package repository', async () => {
    learner = await Learner.sit('ubuntu-14.04-bare');
    expect(await learner.type('docker ps')).toMatchObject({ status: 127 });
    await types([
      'sudo apt-get install apt-transport-https',
      'sudo apt-key adv --keyserver hkp://keyserver.ubuntu.com:80 --recv-keys 36A1D7869245C8950F966E92D8576A8BA88D21E9',
      'sudo bash -c "echo deb https://get.docker.io/ubuntu docker main > /etc/apt/sources.list.d/docker.list"',
      'sudo apt-get update',
      'sudo apt-get install -y lxc-docker',
    ]);
    expect((await learner.type('sudo docker run hello-world')).output).toContain('Hello from Docker!');
  }, 240_000);

  test('Ubuntu 14.04, the quick way', async () => {
    learner = await Learner.sit('ubuntu-14.04-bare');
    await types(['curl -sSL https://get.docker.com/ubuntu/ | sudo sh']);
    expect((await learner.type('sudo docker run hello-world')).output).toContain('Hello from Docker!');
    // Without sudo: the group is new to the files, and a shell with it needs no new login.
    expect(await learner.type('docker ps')).toMatchObject({ status: 1 });
    await types(['sudo usermod -aG docker $USER']);
    await learner.type('newgrp docker');
    expect((await learner.type('id -gn')).output).toBe('docker');
    expect((await learner.type('docker ps -a')).output).toContain('hello-world');
    await learner.type('exit');
    expect((await learner.type('id -gn')).output).toBe('learner');
  }, 240_000);

  test('CentOS 7', async () => {
    learner = await Learner.sit('centos-7-bare');
    expect(await learner.type('docker ps')).toMatchObject({ status: 127 });
    // The note answers yum's question by hand.
    await learner.open('sudo yum install docker');
    expect((await learner.type('y')).output).toContain('Complete!');
    await types(['sudo service docker start', 'sudo chkconfig docker on']);
    expect(await learner.look('systemctl is-enabled docker')).toBe('enabled');
    expect((await learner.type('sudo docker run hello-world')).output).toContain('Hello from Docker!');
  }, 240_000);
});
