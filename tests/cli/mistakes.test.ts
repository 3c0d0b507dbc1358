/** Mistakes that the docker program notices by itself, in the words of real Docker. */
import { expect, test } from 'vitest';
import { runDocker } from '../../src/cli/docker.ts';
import { replayMachine } from './replay-machine.ts';

async function run(...argv: string[]) {
  const { machine, written, requests } = replayMachine({ argv, now: 0, exchanges: [] });
  return { exit: await runDocker(machine), ...written, requests };
}

const usage = (line: string, path: string) => `\n\nUsage:  ${line}\n\nRun '${path} --help' for more information\n`;
const ofRun = (message: string) => `docker: ${message}\n\nRun 'docker run --help' for more information\n`;

test.each<[string[], number, string]>([
  [['rnu', 'busybox'], 1, "docker: unknown command: docker rnu\n\nRun 'docker --help' for more information\n"],
  [
    ['compose', 'up'],
    1,
    "docker: 'docker compose' is not simulated in Drydock: real Docker would run the services that a compose.yaml describes as one application\n",
  ],
  [['image', 'nosuch'], 1, `docker: unknown command: docker image nosuch${usage('docker image', 'docker image')}`],
  [
    ['pull'],
    1,
    `docker: 'docker pull' requires 1 argument${usage('docker pull [OPTIONS] NAME[:TAG|@DIGEST]', 'docker pull')}`,
  ],
  [
    ['images', 'a', 'b'],
    1,
    "docker: 'docker images' requires at most 1 argument\n\nUsage:  docker images [OPTIONS] [REPOSITORY[:TAG]]\n\nSRun 'docker images --help' for more information\n",
  ],
  [
    ['container', 'ps', 'x'],
    1,
    `docker: 'docker container ls' accepts no arguments${usage('docker container ls [OPTIONS]', 'docker container ls')}`,
  ],
  [['--nosuch'], 125, `unknown flag: --nosuch${usage('docker [OPTIONS] COMMAND [ARG...]', 'docker')}`],
  [
    ['ps', '--filter', 'wrong'],
    125,
    `invalid argument "wrong" for "-f, --filter" flag: bad format of filter (expected name=value)${usage('docker ps [OPTIONS]', 'docker ps')}`,
  ],
  [
    ['ps', '--format', '{{.Nosuch}}'],
    1,
    'failed to execute template: template: :1:2: executing "" at <.Nosuch>: can\'t evaluate field Nosuch in type *formatter.ContainerContext\n',
  ],
  [['run', '-p', '99999:80', 'busybox'], 125, ofRun('invalid hostPort: 99999')],
  [['run', '-p', '80:80:80:80', 'busybox'], 125, ofRun('invalid IP address: 80:80')],
  [['run', '-p', '8080:80/abc', 'busybox'], 125, ofRun('invalid proto: abc')],
  [['run', '--env-file', 'nosuch', 'busybox'], 125, ofRun('open nosuch: no such file or directory')],
  [
    ['run', '-d', '--rm', '--restart', 'always', 'busybox'],
    125,
    ofRun('conflicting options: cannot specify both --restart and --rm'),
  ],
  [
    ['run', '--health-cmd', 'true', '--no-healthcheck', 'busybox'],
    125,
    ofRun('--no-healthcheck conflicts with --health-* options'),
  ],
  [['run', 'Bad Name'], 125, ofRun('invalid reference format: repository name (library/Bad Name) must be lowercase')],
  [['run', '-it', 'busybox'], 1, 'the input device is not a TTY\n'],
  [['run', '-d', '-a', 'stdout', 'busybox'], 1, 'conflicting options: cannot specify both --attach and --detach\n'],
  [['inspect', '-f', '{{.Name', 'web'], 64, 'template parsing error: template: :1: unclosed action\n'],
  [
    ['tag', 'busybox', '-mybox'],
    1,
    'Error parsing reference: "-mybox" is not a valid repository/tag: invalid reference format\n',
  ],
  [['cp', 'a:/x', 'b:/y'], 1, 'copying between containers is not supported\n'],
  [['images', '--tree'], 1, '"--tree" requires API version 1.47, but the Docker daemon API version is 1.45\n'],
  [['login', '-u', ''], 1, 'username is empty\n'],
  [
    ['run', '--use-api-socket', 'busybox'],
    1,
    "docker: 'docker run --use-api-socket' is not simulated in Drydock: real Docker would mount the engine socket and your credentials into the container\n",
  ],
])('docker %j', async (argv, exit, stderr) => {
  expect(await run(...argv)).toEqual({ exit, stdout: '', stderr, requests: [] });
});

test('an engine that cannot be reached is told as such', async () => {
  const { exit, stderr } = await run('-H', 'tcp://127.0.0.1:1', 'ps');
  expect([exit, stderr]).toEqual([
    1,
    'Cannot connect to the Docker daemon at tcp://127.0.0.1:1. Is the docker daemon running?\n',
  ]);
});
