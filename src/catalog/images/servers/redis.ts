/** redis: the official image on Debian, and the one on Alpine. */
import { DockerfileHistory } from '../../dockerfile-history.ts';
import { LayerFiles } from '../../layer-files.ts';
import type { ImageRecipe, RecipeEntry } from '../../recipe.ts';
import { startAlpine } from '../alpine/alpine.ts';
import { startDebian } from '../debian/debian.ts';

const VERSION = '7.4.5';
const CREATED = '2025-07-07T19:45:10Z';
const ENV = [
  'GOSU_VERSION=1.17',
  `REDIS_VERSION=${VERSION}`,
  `REDIS_DOWNLOAD_URL=http://download.redis.io/releases/redis-${VERSION}.tar.gz`,
  'REDIS_DOWNLOAD_SHA=00bb280528f5d7934bec8ab309b8125088c209131e10609cb1563b91365633bb',
];
const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const ENTRYPOINT = `#!/bin/sh
set -e

# Options alone, or a configuration file: the server's.
if [ "\${1#-}" != "$1" ] || [ "\${1%.conf}" != "$1" ]; then
	set -- redis-server "$@"
fi

# The server runs as the user redis, who then owns the data.
if [ "$1" = 'redis-server' -a "$(id -u)" = '0' ]; then
	find . \\! -user redis -exec chown redis '{}' +
	exec gosu redis "$0" "$@"
fi

um="$(umask)"
if [ "$um" = '0022' ]; then
	umask 0077
fi

exec "$@"
`;

export const redisImages = (): readonly ImageRecipe[] => [onDebian(), onAlpine()];

function onDebian(): ImageRecipe {
  const { root, steps } = startDebian('slim');
  const history = new DockerfileHistory(CREATED, steps);
  root.addSystemUser('redis', 999, '/home/redis', '/bin/sh');
  history.run('groupadd -r -g 999 redis && useradd -r -g redis -u 999 redis', root.layer());
  history.run(
    'set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\ttzdata \t; \trm -rf /var/lib/apt/lists/*',
    new LayerFiles().directory('var/lib/apt/lists').entries(),
  );
  history.meta(`ENV ${ENV[0]}`);
  history.run(
    'set -eux; \tsavedAptMark="$(apt-mark showmanual)"; \twget -O /usr/local/bin/gosu; \tchmod +x /usr/local/bin/gosu; \tgosu nobody true',
    new LayerFiles().program('usr/local/bin/gosu', 'gosu', 2_355_000).entries(),
  );
  finish(history, 39_300_000);
  return {
    repository: 'library/redis',
    tags: ['latest', '7', '7.4', VERSION, 'bookworm'],
    created: CREATED,
    config: config(PATH),
    steps: history.steps,
  };
}

function onAlpine(): ImageRecipe {
  const { files, steps, packages } = startAlpine('3.21');
  const history = new DockerfileHistory(CREATED, steps);
  packages.addUser('redis', 999, '/home/redis', '/sbin/nologin');
  history.run('set -eux; \taddgroup -S -g 1000 redis && adduser -S -G redis -u 999 redis', packages.layer());
  packages.install(['tzdata']);
  files().fit(900_000);
  history.run('set -eux; \tapk add --no-cache \t\ttzdata \t;', packages.layer());
  history.meta(`ENV ${ENV[0]}`);
  history.run(
    'set -eux; \twget -O /usr/local/bin/gosu; \tgosu nobody true',
    new LayerFiles().program('usr/local/bin/gosu', 'gosu', 2_355_000).entries(),
  );
  finish(history, 30_200_000);
  return {
    repository: 'library/redis',
    tags: ['alpine', '7-alpine', '7.4-alpine'],
    created: CREATED,
    config: config(PATH),
    steps: history.steps,
  };
}

function finish(history: DockerfileHistory, bytes: number): void {
  history.meta(...ENV.slice(1).map((line) => `ENV ${line}`));
  history.run(
    'set -eux; \t\twget -O redis.tar.gz "$REDIS_DOWNLOAD_URL"; \tmake -C /usr/src/redis -j "$(nproc)" all; \tmake -C /usr/src/redis install; \t\tredis-cli --version; \tredis-server --version',
    server(bytes),
  );
  history.run(
    'mkdir /data && chown redis:redis /data',
    new LayerFiles().directory('data', { uid: 999, gid: 999 }).entries(),
  );
  history.meta('VOLUME [/data]').workdir('/data', new LayerFiles().entries());
  history.copy(
    'docker-entrypoint.sh /usr/local/bin/',
    new LayerFiles().text('usr/local/bin/docker-entrypoint.sh', ENTRYPOINT, { mode: 0o755 }).entries(),
  );
  history.meta('ENTRYPOINT ["docker-entrypoint.sh"]', 'EXPOSE map[6379/tcp:{}]', 'CMD ["redis-server"]');
}

function server(bytes: number): readonly RecipeEntry[] {
  return new LayerFiles()
    .program('usr/local/bin/redis-server', 'redis-server', 16_900_000)
    .symlink('usr/local/bin/redis-check-aof', 'redis-server')
    .symlink('usr/local/bin/redis-check-rdb', 'redis-server')
    .symlink('usr/local/bin/redis-sentinel', 'redis-server')
    .program('usr/local/bin/redis-cli', 'redis-cli', 7_400_000)
    .program('usr/local/bin/redis-benchmark', 'redis-benchmark', 5_300_000)
    .blank('usr/local/lib/redis.build', 500_000)
    .fit(bytes)
    .entries();
}

const config = (path: string) => ({
  ExposedPorts: { '6379/tcp': {} },
  Env: [path, ...ENV],
  Cmd: ['redis-server'],
  Volumes: { '/data': {} },
  WorkingDir: '/data',
  Entrypoint: ['docker-entrypoint.sh'],
});
