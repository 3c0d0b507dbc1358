/** mysql:8.4, on a root file system of RPM packages. The server is not simulated, and says so. */
import { DockerfileHistory } from '../../dockerfile-history.ts';
import { LayerFiles } from '../../layer-files.ts';
import type { ImageRecipe } from '../../recipe.ts';
import { centosRoot } from '../centos.ts';

const VERSION = '8.4.6-1.el9';
const CREATED = '2025-07-22T22:17:50Z';
const ENV = [
  'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  'GOSU_VERSION=1.17',
  'MYSQL_MAJOR=8.4',
  `MYSQL_VERSION=${VERSION}`,
  'MYSQL_SHELL_VERSION=8.4.6-1.el9',
];

const ENTRYPOINT = `#!/bin/bash
set -eo pipefail

log() { printf '%s [%s] [Entrypoint]: %s\\n' "$(date '+%Y-%m-%d %H:%M:%S+00:00')" "$1" "$2"; }

if [ "\${1:0:1}" = '-' ]; then
	set -- mysqld "$@"
fi

if [ "$1" = 'mysqld' ]; then
	log Note 'Entrypoint script for MySQL Server ${VERSION} started.'
	if [ ! -d /var/lib/mysql/mysql ] && [ -z "$MYSQL_ROOT_PASSWORD" ] && [ -z "$MYSQL_ALLOW_EMPTY_PASSWORD" ] && [ -z "$MYSQL_RANDOM_ROOT_PASSWORD" ]; then
		log ERROR 'Database is uninitialized and password option is not specified' >&2
		echo '    You need to specify one of the following as an environment variable:
    - MYSQL_ROOT_PASSWORD
    - MYSQL_ALLOW_EMPTY_PASSWORD
    - MYSQL_RANDOM_ROOT_PASSWORD' >&2
		exit 1
	fi
fi

exec "$@"
`;

const RELEASE = `NAME="Oracle Linux Server"
VERSION="9.6"
ID="ol"
ID_LIKE="fedora"
VARIANT="Server"
VERSION_ID="9.6"
PRETTY_NAME="Oracle Linux Server 9.6"
`;

export function mysqlImage(): ImageRecipe {
  const base = centosRoot()
    .text('etc/os-release', RELEASE)
    .text('etc/oracle-release', 'Oracle Linux Server release 9.6\n')
    .fit(110_000_000);
  const added = {
    created: CREATED,
    createdBy: '/bin/sh -c #(nop) ADD file:0d4c7be2e3aef7b5fcd0e6f7d6ac3e5e19f1e5b0dc3f5f56db0a8c8c3e5f1d21 in / ',
    layer: base.entries(),
  };
  const history = new DockerfileHistory(CREATED, [
    added,
    { created: CREATED, createdBy: '/bin/sh -c #(nop)  CMD ["/bin/bash"]' },
  ]);
  history.run(
    'set -eux; \tgroupadd --system --gid 999 mysql; \tuseradd --system --uid 999 --gid 999 --home-dir /var/lib/mysql --no-create-home mysql',
    new LayerFiles().directory('var/lib/mysql', { mode: 0o1777, uid: 999, gid: 999 }).entries(),
  );
  history.meta('ENV GOSU_VERSION=1.17');
  history.run(
    'set -eux; \tcurl -fL -o /usr/local/bin/gosu; \tgosu --version; \tgosu nobody true',
    new LayerFiles().program('usr/local/bin/gosu', 'gosu', 2_355_000).entries(),
  );
  history.meta('ENV MYSQL_MAJOR=8.4', `ENV MYSQL_VERSION=${VERSION}`);
  const files = new LayerFiles()
    .blank('usr/lib64/mysql/libmysqlclient.so.24', 7_000_000)
    .directories('docker-entrypoint-initdb.d', 'etc/mysql/conf.d', 'var/run/mysqld');
  files.text(
    'etc/my.cnf',
    '[mysqld]\nhost-cache-size=0\nskip-name-resolve\ndatadir=/var/lib/mysql\nsocket=/var/run/mysqld/mysqld.sock\nuser=mysql\n\n[client]\nsocket=/var/run/mysqld/mysqld.sock\n\n!includedir /etc/mysql/conf.d/\n',
  );
  files.program('usr/sbin/mysqld', 'mysqld', 66_000_000);
  for (const name of ['mysql', 'mysqladmin', 'mysqldump']) files.program(`usr/bin/${name}`, name, 7_800_000);
  history.run(
    'set -eux; \tmicrodnf install -y "mysql-community-server-minimal-$MYSQL_VERSION"; \t\tmysqld --version; \tmysql --version',
    files.fit(664_000_000).entries(),
  );
  history
    .meta('VOLUME [/var/lib/mysql]')
    .copy(
      'docker-entrypoint.sh /usr/local/bin/',
      new LayerFiles()
        .text('usr/local/bin/docker-entrypoint.sh', ENTRYPOINT, { mode: 0o755 })
        .symlink('entrypoint.sh', 'usr/local/bin/docker-entrypoint.sh')
        .entries(),
    );
  history.meta('ENTRYPOINT ["docker-entrypoint.sh"]', 'EXPOSE map[3306/tcp:{} 33060/tcp:{}]', 'CMD ["mysqld"]');
  return {
    repository: 'library/mysql',
    tags: ['latest', '8.4', '8', '8.4.6'],
    created: CREATED,
    config: {
      ExposedPorts: { '3306/tcp': {}, '33060/tcp': {} },
      Env: ENV,
      Cmd: ['mysqld'],
      Entrypoint: ['docker-entrypoint.sh'],
      Volumes: { '/var/lib/mysql': {} },
    },
    steps: history.steps,
  };
}
