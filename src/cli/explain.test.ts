import { expect, test } from 'vitest';
import type { EngineClient } from '../api/calls.ts';
import { completeDocker } from './complete.ts';
import { explainDocker } from './explain.ts';

const client = {
  imageList: async () => [{ RepoTags: ['busybox:latest', 'ubuntu:14.04'] }, { RepoTags: [] }],
  containerList: async ({ query }: { query?: { all?: boolean } } = {}) => [
    { Names: ['/web'], Id: 'abc', Image: 'busybox', State: 'running' },
    ...(query?.all ? [{ Names: ['/old'], Id: 'def', Image: 'ubuntu:14.04', State: 'exited' }] : []),
  ],
  volumeList: async () => ({ Volumes: [{ Name: 'data' }] }),
  networkList: async () => [{ Name: 'bridge' }, { Name: 'app' }],
} as unknown as EngineClient;

test.each<[string, number, string | undefined]>([
  ['docker rnu busybox', 1, 'Did you mean: docker run busybox'],
  ['docker build -t a:v1', 1, 'The directory to build from is missing. Where you are now is a dot: put . at the end.'],
  ['docker rn busybox', 1, 'Did you mean: docker run busybox'],
  ['docker Run busybox', 1, 'Did you mean: docker run busybox'],
  ['docker image lss', 1, 'Did you mean: docker image ls'],
  ['docker nonsense', 1, undefined],
  ['Docker ps', 127, 'Commands are case-sensitive: it is docker, in small letters.'],
  ['dcoker run busybox', 127, 'Did you mean: docker run busybox'],
  ['dcoker run busybox', 0, undefined],
  [`dokcer exec web sh -c 'echo "<b>" > /a; ls'`, 127, `Did you mean: docker exec web sh -c 'echo "<b>" > /a; ls'`],
  [`docker rn busybox sh -c 'exit 7'`, 1, `Did you mean: docker run busybox sh -c 'exit 7'`],
  ['dokcer ps > list', 127, undefined],
  ['dokcer run "$(date)"', 127, undefined],
  ['dock', 127, 'Did you mean: docker'],
  ['nano notes', 127, undefined],
  ['docker run ubuntu:14.04 bash', 0, 'bash had no input and ended: with -it it gets your terminal.'],
  ['sudo docker run ubuntu', 0, 'Its shell had no input and ended: with -it it gets your terminal.'],
  ['docker run -it ubuntu bash', 0, undefined],
  ['docker run -d ubuntu bash', 0, undefined],
  ['docker exec web sh', 0, 'sh had no input and ended: with -it it gets your terminal.'],
  ['docker exec web sh -c ls', 0, undefined],
  ['docker run echo hi busybox', 125, 'The image comes first, then its command: docker run busybox echo hi.'],
  ['docker run busybox -d', 127, 'Flags come before the image; what stands after busybox is its command: docker run -d busybox.'],
  ['docker run Ubuntu', 125, 'Names of images are in small letters: ubuntu.'],
  ['docker run -name web busybox', 125, 'Flags of more than one letter take two dashes: --name.'],
  ['docker run -IT busybox', 125, 'Flags are case-sensitive: -it.'],
  ['docker run --Rm busybox', 125, 'Flags are case-sensitive: --rm.'],
  ['docker ps --al', 125, 'Did you mean: --all'],
  ['docker run –it busybox', 125, '"–it" begins with a long dash; flags begin with - or --.'],
  ['docker run', 1, 'An image is missing: docker run [flags] IMAGE [command].'],
  ['docker stop busybox', 1, 'busybox is an image; this command wants a container, by the NAMES of docker ps -a. It has the container web.'],
  ['docker stop nosuch', 1, undefined],
  ['docker ps | grep x', 1, undefined],
  ['ls', 2, undefined],
])('%s, status %i', async (text, status, line) => {
  const miss = await explainDocker({ text, status }, client);
  expect(miss?.en).toBe(line);
  expect(miss === undefined || /[\u4e00-\u9fff]/.test(miss['zh-TW'])).toBe(true);
}); // prettier-ignore

test.each<[string, string, readonly string[] | undefined]>([
  ['docker run -it', 'ub', ['busybox', 'ubuntu:14.04']],
  ['docker run -it ubuntu', '', undefined],
  ['docker stop', '', ['web']],
  ['docker rm web', '', ['old']],
  ['docker start', '', ['old']],
  ['docker run --network', '', ['bridge', 'app']],
  ['docker run --network=', '', ['bridge', 'app']],
  ['docker run --restart', '', ['no', 'always', 'on-failure', 'unless-stopped']],
  ['docker run -v', '', undefined],
  ['docker network connect', '', ['bridge', 'app']],
  ['docker network connect app', '', ['web', 'old']],
  ['docker volume rm', '', ['data']],
  ['docker cp', '', ['web:', 'old:']],
  ['docker inspect', 'd', ['web', 'old', 'busybox', 'ubuntu:14.04', 'data', 'bridge', 'app']],
  ['docker nosuch', '', []],
])('Tab after %s %s', async (line, word, offered) => {
  expect(await completeDocker(line.split(' '), word, client)).toEqual(offered);
});

test('Tab offers commands and flags', async () => {
  const offered = async (line: string, word: string) =>
    (await completeDocker(line.split(' '), word, client))?.filter((name) => name.startsWith(word));
  expect(await offered('docker', 'ru')).toEqual(['run']);
  expect(await offered('docker', 'no')).toEqual([]);
  expect(await offered('docker image', 'p')).toEqual(['prune', 'pull', 'push']);
  expect(await offered('docker run', '--rm')).toEqual(['--rm']);
  expect(await offered('docker -H x', 'ps')).toEqual(['ps']);
  expect(await offered('docker --', 'x')).toEqual([]);
});
