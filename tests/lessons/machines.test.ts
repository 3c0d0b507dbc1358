/**
 * The study note's ways to docker on machines without it, typed as it has them: Ubuntu 14.04 by packages and by the script,
 * CentOS 7 by yum and service; then the import of a template, a registration, a push, and a pull on another machine.
 */
import { describe, expect, test } from 'vitest';
import type { MachineKind } from '../../src/host/machine-kind.ts';
import { DEFAULT_HUB } from '../../src/node/build-tree.ts';
import { nodeSandbox } from '../../src/node/sandbox.ts';
import type { Sandbox } from '../../src/sandbox/assemble.ts';

const SLOW = { timeout: 240_000 };

/** Types commands one after the other; what each wrote. */
type Typing = (command: string) => Promise<string>;

async function at(machine: MachineKind, work: (type: Typing, sandbox: Sandbox) => Promise<void>): Promise<void> {
  const sandbox = await nodeSandbox({ hub: DEFAULT_HUB, learner: true, machine });
  try {
    await work(async (command) => (await sandbox.host.runScript(`{ ${command}\n} 2>&1`)).stdout, sandbox);
  } finally {
    await sandbox.close();
  }
}

const NO_DAEMON = 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?';
const KEY = '--keyserver hkp://keyserver.ubuntu.com:80 --recv-keys 36A1D7869245C8950F966E92D8576A8BA88D21E9';

describe('Ubuntu 14.04', SLOW, () => {
  test("Docker's own package repository", () =>
    at('ubuntu-14.04-bare', async (type) => {
      expect(await type('docker ps')).toContain('docker: command not found');
      await type('sudo apt-get update');
      expect(await type('sudo apt-get install -y apt-transport-https')).toContain('Reading state information');
      expect(await type(`sudo apt-key adv ${KEY}`)).toContain('imported: 1');
      const list = '/etc/apt/sources.list.d/docker.list';
      await type(`sudo bash -c "echo deb https://get.docker.io/ubuntu docker main > ${list}"`);
      expect(await type('sudo apt-get update')).toContain('Get:32 https://get.docker.io docker/main amd64 Packages');
      expect(await type('sudo apt-get install -y lxc-docker')).toContain('Setting up lxc-docker (1.9.1) ...');
      // The package starts its service once it is installed.
      expect(await type('docker ps')).toContain(
        'permission denied while trying to connect to the Docker daemon socket',
      );
      expect(await type('sudo docker run --rm busybox echo hello')).toMatch(/\nhello\n$/);
      expect(await type('sudo service docker stop')).toBe('docker stop/waiting\n');
      expect(await type('sudo docker ps')).toBe(`${NO_DAEMON}\n`);
      expect(await type('sudo service docker start')).toMatch(/^docker start\/running, process \d+\n$/);
      expect(await type('sudo docker images -q | wc -l')).toBe('1\n');
    }));

  test("the image's own programs are found: su becomes root, and nothing lies beside ls", () =>
    at('ubuntu-14.04-bare', async (type) => {
      expect(await type('su -c id')).toBe('uid=0(root) gid=0(root) groups=0(root)\n');
      expect(await type('su - learner -c pwd')).toBe('/home/learner\n');
      expect(await type('which -a ls su')).toBe('/bin/ls\n/bin/su\n');
    }));

  test('the script; a template is imported, an image pushed, and pulled on another machine', () =>
    at('ubuntu-14.04-bare', async (type) => {
      expect(await type('curl -sSL https://get.docker.com/ubuntu/ | sudo sh')).toContain(
        'Setting up lxc-docker (1.9.1)',
      );
      await type('sudo service docker start');
      const template = 'ubuntu-14.04-x86_64-minimal.tar.gz';
      expect(await type(`wget https://download.openvz.org/template/precreated/${template}`)).toContain(
        `‘${template}’ saved`,
      );
      expect(await type(`sudo cat ${template} | sudo docker import - ubuntu:14.04-min`)).toMatch(
        /^sha256:[0-9a-f]{64}\n$/,
      );
      expect(await type('sudo docker images ubuntu')).toMatch(/ubuntu +14\.04-min .* 215MB\n$/);
      await type('sudo docker pull -q ubuntu:12.04; sudo docker tag ubuntu:12.04 ouruser/sinatra:v2');
      const denied = await type('sudo docker push ouruser/sinatra:v2');
      expect(denied).toContain('denied: requested access to the resource is denied');
      await type(
        'curl -d username=ouruser -d email=o@example.com -d password=secret-word https://hub.docker.com/v2/users/',
      );
      expect(await type('echo secret-word | sudo docker login -u ouruser --password-stdin')).toContain(
        'Login Succeeded',
      );
      expect(await type('sudo docker push ouruser/sinatra:v2')).toMatch(
        /Mounted from library\/ubuntu[\s\S]*v2: digest: sha256:/,
      );
      expect(await type('docker -H tcp://machine2:2375 pull ouruser/sinatra:v2')).toContain('Pull complete');
    }));
});

describe('CentOS 7', SLOW, () => {
  test('yum, service and chkconfig; the service is there after a restart, and the other machine is as it was', () =>
    at('centos-7-bare', async (type, sandbox) => {
      expect(await type('docker ps')).toContain('docker: command not found');
      expect(await type('yum install docker')).toContain('You need to be root to perform this command.');
      expect(await type('sudo yum -y install docker')).toMatch(
        /\nInstalled:\n {2}docker\.x86_64 2:1\.13\.1[\s\S]*\nComplete!\n$/,
      );
      expect(await type('rpm -q docker-client')).toContain('docker-client-1.13.1');
      expect(await type('sudo docker ps')).toBe(`${NO_DAEMON}\n`);
      expect(await type('sudo service docker start')).toBe('Redirecting to /bin/systemctl start docker.service\n');
      expect(await type('sudo chkconfig docker on')).toContain('Created symlink from /etc/systemd/system/');
      expect(await type('sudo docker run --rm busybox echo hello')).toMatch(/\nhello\n$/);
      await sandbox.changeMachine('ubuntu');
      expect(await type('hostname; docker images -q')).toBe('drydock\n');
      await sandbox.changeMachine('centos-7-bare');
      expect(
        await type(
          'for i in 1 2 3 4 5 6 7 8 9; do systemctl is-active -q docker && break; sleep 1; done; sudo docker images',
        ),
      ).toContain('busybox');
    }));
});
