/** postgres:18, which runs; and postgres:16, whose server says that another one runs here. */
import { LayerFiles } from '../../layer-files.ts';
import type { ImageRecipe } from '../../recipe.ts';
import { install, startSlim } from '../languages/buildpack.ts';
import { ENTRYPOINT } from './postgres-entrypoint.ts';

interface Release {
  readonly major: number;
  readonly version: string;
  readonly created: string;
  readonly gosu: string;
  readonly data: string;
  readonly volume: string;
  readonly tags: readonly string[];
  /** Bytes of its packages. */
  readonly size: number;
  /** What its server and initdb run. */
  readonly server: readonly [postgres: string, initdb: string];
}

const RELEASES: readonly Release[] = [
  {
    major: 18,
    version: '18.7-1.pgdg12+1',
    created: '2026-11-12T22:08:41Z',
    gosu: '1.19',
    // Since 18 a volume holds one directory for each major version.
    data: '/var/lib/postgresql/18/docker',
    volume: '/var/lib/postgresql',
    tags: ['latest', '18', '18.7', '18-bookworm', 'bookworm'],
    size: 362_000_000,
    server: ['postgres', 'initdb'],
  },
  {
    major: 16,
    version: '16.10-1.pgdg12+1',
    created: '2025-08-14T17:38:55Z',
    gosu: '1.18',
    data: '/var/lib/postgresql/data',
    volume: '/var/lib/postgresql/data',
    tags: ['16', '16.10', '16-bookworm'],
    size: 347_000_000,
    server: ['postgres-16', 'postgres-16'],
  },
];

const CLIENTS = ['createdb', 'createuser', 'dropdb', 'dropuser', 'pg_dump', 'pg_isready', 'pg_restore', 'psql'];
const UNSIMULATED = ['pg_basebackup', 'pg_dumpall', 'pgbench', 'reindexdb', 'vacuumdb'];

export const postgresImages = (): readonly ImageRecipe[] => RELEASES.map(postgres);

function postgres({ major, version, created, gosu, data, volume, tags, size, server }: Release): ImageRecipe {
  const bin = `/usr/lib/postgresql/${major}/bin`;
  const path = `PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:${bin}`;
  const { root, history } = startSlim(created);
  install(root, ['gnupg', 'less', 'openssl']);
  root.files.fit(10_900_000);
  history.run(
    'set -ex; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tgnupg \t\tless \t; \trm -rf /var/lib/apt/lists/*',
    root.layer(),
  );
  root.addSystemUser('postgres', 999, '/var/lib/postgresql', '/bin/bash');
  root.files.directory('var/lib/postgresql', { mode: 0o1777, uid: 999, gid: 999 });
  history.run(
    'set -eux; \tgroupadd -r postgres --gid=999; \tuseradd -r -g postgres --uid=999 --home-dir=/var/lib/postgresql --shell=/bin/bash postgres; \tinstall --verbose --directory --owner postgres --group postgres --mode 1777 /var/lib/postgresql',
    root.layer(),
  );
  history.meta(`ENV GOSU_VERSION=${gosu}`);
  history.run(
    'set -eux; \twget -O /usr/local/bin/gosu; \tgosu --version; \tgosu nobody true',
    new LayerFiles().program('usr/local/bin/gosu', 'gosu', 2_355_000).entries(),
  );
  history
    .meta('ENV LANG=en_US.utf8')
    .run('mkdir /docker-entrypoint-initdb.d', new LayerFiles().directory('docker-entrypoint-initdb.d').entries());
  history.meta(`ENV PG_MAJOR=${major}`, `ENV ${path}`, `ENV PG_VERSION=${version}`);
  const files = new LayerFiles()
    .blank(`usr/lib/postgresql/${major}/lib/libpq.so`, 30_000_000)
    .text('usr/share/postgresql/postgresql.conf.sample', "listen_addresses = '*'\n")
    .program(`${bin.slice(1)}/postgres`, server[0], 9_500_000)
    .program(`${bin.slice(1)}/initdb`, server[1], 500_000)
    .program(`${bin.slice(1)}/pg_ctl`, 'pg_ctl', 80_000);
  for (const name of [...CLIENTS, ...UNSIMULATED]) {
    files.program(`${bin.slice(1)}/${name}`, UNSIMULATED.includes(name) ? 'unsimulated' : name, 500_000);
    files.symlink(`usr/bin/${name}`, `../lib/postgresql/${major}/bin/${name}`);
  }
  history.run(
    'set -ex; \t\tapt-get install -y --no-install-recommends \t\t"postgresql-$PG_MAJOR=$PG_VERSION" \t; \t\tpostgres --version',
    files.fit(size).entries(),
  );
  history.run(
    'install --verbose --directory --owner postgres --group postgres --mode 3777 /var/run/postgresql',
    new LayerFiles().directory('run/postgresql', { mode: 0o3777, uid: 999, gid: 999 }).entries(),
  );
  history.meta(`ENV PGDATA=${data}`);
  if (data === volume) {
    history.run(
      'install --verbose --directory --owner postgres --group postgres --mode 1777 "$PGDATA"',
      new LayerFiles().directory(data.slice(1), { mode: 0o1777, uid: 999, gid: 999 }).entries(),
    );
  }
  history.meta(`VOLUME [${volume}]`);
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
    tags: [...tags],
    created,
    config: {
      ExposedPorts: { '5432/tcp': {} },
      Env: [
        path,
        `GOSU_VERSION=${gosu}`,
        'LANG=en_US.utf8',
        `PG_MAJOR=${major}`,
        `PG_VERSION=${version}`,
        `PGDATA=${data}`,
      ],
      Cmd: ['postgres'],
      Volumes: { [volume]: {} },
      Entrypoint: ['docker-entrypoint.sh'],
      StopSignal: 'SIGINT',
    },
    steps: history.steps,
  };
}
