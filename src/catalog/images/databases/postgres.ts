/** postgres:16. The server is not simulated, and says so once its entry point runs it. */
import { LayerFiles } from '../../layer-files.ts';
import type { ImageRecipe } from '../../recipe.ts';
import { install, startSlim } from '../languages/buildpack.ts';

const VERSION = '16.10-1.pgdg12+1';
const CREATED = '2025-08-14T17:38:55Z';
const BIN = '/usr/lib/postgresql/16/bin';
const ENV = [
  `PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:${BIN}`,
  'GOSU_VERSION=1.18',
  'LANG=en_US.utf8',
  'PG_MAJOR=16',
  `PG_VERSION=${VERSION}`,
  'PGDATA=/var/lib/postgresql/data',
];

const ENTRYPOINT = `#!/usr/bin/env bash
set -Eeo pipefail

# Options alone: the server's.
if [ "\${1:0:1}" = '-' ]; then
	set -- postgres "$@"
fi

if [ "$1" = 'postgres' ] && [ ! -s "$PGDATA/PG_VERSION" ]; then
	if [ -z "$POSTGRES_PASSWORD" ] && [ 'trust' != "$POSTGRES_HOST_AUTH_METHOD" ]; then
		cat >&2 <<-'EOE'
			Error: Database is uninitialized and superuser password is not specified.
			       You must specify POSTGRES_PASSWORD to a non-empty value for the
			       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".
		EOE
		exit 1
	fi
fi

exec "$@"
`;

export function postgresImage(): ImageRecipe {
  const { root, history } = startSlim(CREATED);
  install(root, ['gnupg', 'less', 'openssl']);
  root.files.fit(10_900_000);
  history.run(
    'set -ex; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tgnupg \t\tless \t; \trm -rf /var/lib/apt/lists/*',
    root.layer(),
  );
  root.addSystemUser('postgres', 999, '/var/lib/postgresql', '/bin/bash');
  root.files.directory('var/lib/postgresql', { uid: 999, gid: 999 });
  history.run(
    'set -eux; \tgroupadd -r postgres --gid=999; \tuseradd -r -g postgres --uid=999 --home-dir=/var/lib/postgresql --shell=/bin/bash postgres; \tinstall --verbose --directory --owner postgres --group postgres --mode 1777 /var/lib/postgresql',
    root.layer(),
  );
  history.meta('ENV GOSU_VERSION=1.18');
  history.run(
    'set -eux; \twget -O /usr/local/bin/gosu; \tgosu --version; \tgosu nobody true',
    new LayerFiles().program('usr/local/bin/gosu', 'gosu', 2_355_000).entries(),
  );
  history
    .meta('ENV LANG=en_US.utf8')
    .run('mkdir /docker-entrypoint-initdb.d', new LayerFiles().directory('docker-entrypoint-initdb.d').entries());
  history.meta(
    'ENV PG_MAJOR=16',
    `ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:${BIN}`,
    `ENV PG_VERSION=${VERSION}`,
  );
  const files = new LayerFiles()
    .blank('usr/lib/postgresql/16/lib/libpq.so', 30_000_000)
    .text('usr/share/postgresql/postgresql.conf.sample', "listen_addresses = '*'\n");
  for (const name of [
    'postgres',
    'initdb',
    'pg_ctl',
    'pg_dump',
    'pg_restore',
    'psql',
    'createdb',
    'dropdb',
    'pg_isready',
  ]) {
    files.program(`${BIN.slice(1)}/${name}`, name, name === 'postgres' ? 9_500_000 : 500_000);
    if (!/^(postgres|initdb|pg_ctl)$/.test(name)) files.symlink(`usr/bin/${name}`, `../lib/postgresql/16/bin/${name}`);
  }
  history.run(
    'set -ex; \t\tapt-get install -y --no-install-recommends \t\t"postgresql-$PG_MAJOR=$PG_VERSION" \t; \t\tpostgres --version',
    files.fit(347_000_000).entries(),
  );
  history.meta('ENV PGDATA=/var/lib/postgresql/data');
  history.run(
    'install --verbose --directory --owner postgres --group postgres --mode 1777 "$PGDATA"',
    new LayerFiles().directory('var/lib/postgresql/data', { mode: 0o1777, uid: 999, gid: 999 }).entries(),
  );
  history.meta('VOLUME [/var/lib/postgresql/data]');
  history.copy(
    'docker-entrypoint.sh docker-ensure-initdb.sh /usr/local/bin/',
    new LayerFiles().text('usr/local/bin/docker-entrypoint.sh', ENTRYPOINT, { mode: 0o755 }).entries(),
  );
  history.meta(
    'ENTRYPOINT ["docker-entrypoint.sh"]',
    'STOPSIGNAL SIGINT',
    'EXPOSE map[5432/tcp:{}]',
    'CMD ["postgres"]',
  );
  return {
    repository: 'library/postgres',
    tags: ['latest', '16', '16.10', 'bookworm'],
    created: CREATED,
    config: {
      ExposedPorts: { '5432/tcp': {} },
      Env: ENV,
      Cmd: ['postgres'],
      Volumes: { '/var/lib/postgresql/data': {} },
      Entrypoint: ['docker-entrypoint.sh'],
      StopSignal: 'SIGINT',
    },
    steps: history.steps,
  };
}
