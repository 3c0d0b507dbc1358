/** registry:2, the registry itself on Alpine. */
import { DockerfileHistory } from '../../dockerfile-history.ts';
import { LayerFiles } from '../../layer-files.ts';
import type { ImageRecipe } from '../../recipe.ts';
import { startAlpine } from '../alpine/alpine.ts';

const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const ENTRYPOINT = `#!/bin/sh

set -e

case "$1" in
    *.yaml|*.yml) set -- registry serve "$@" ;;
    serve|garbage-collect|help|-*) set -- registry "$@" ;;
esac

exec "$@"
`;

const CONFIG = `version: 0.1
log:
  fields:
    service: registry
storage:
  cache:
    blobdescriptor: inmemory
  filesystem:
    rootdirectory: /var/lib/registry
http:
  addr: :5000
  headers:
    X-Content-Type-Options: [nosniff]
health:
  storagedriver:
    enabled: true
    interval: 10s
    threshold: 3
`;

export function registryImage(): ImageRecipe {
  const created = '2023-10-02T18:42:41Z';
  const { packages, files, steps } = startAlpine('3.18');
  const history = new DockerfileHistory(created, steps);
  packages.install(['ca-certificates']);
  files().fit(700_000);
  history.run('apk add --no-cache ca-certificates', packages.layer());
  history.run(
    "set -eux; \tversion='2.8.3'; \twget -O registry.tar.gz; \ttar --extract --verbose --file registry.tar.gz --directory /bin/ registry; \tregistry --version",
    new LayerFiles().program('bin/registry', 'registry', 17_370_000).entries(),
  );
  history.copy(
    'config-example.yml /etc/docker/registry/config.yml',
    new LayerFiles().text('etc/docker/registry/config.yml', CONFIG).entries(),
  );
  history.meta('VOLUME [/var/lib/registry]', 'EXPOSE map[5000/tcp:{}]');
  history.copy(
    'docker-entrypoint.sh /entrypoint.sh',
    new LayerFiles().text('entrypoint.sh', ENTRYPOINT, { mode: 0o755 }).entries(),
  );
  history.meta('ENTRYPOINT ["/entrypoint.sh"]', 'CMD ["/etc/docker/registry/config.yml"]');
  return {
    repository: 'library/registry',
    tags: ['latest', '2', '2.8', '2.8.3'],
    created,
    config: {
      ExposedPorts: { '5000/tcp': {} },
      Env: [PATH],
      Cmd: ['/etc/docker/registry/config.yml'],
      Entrypoint: ['/entrypoint.sh'],
      Volumes: { '/var/lib/registry': {} },
    },
    steps: history.steps,
  };
}
