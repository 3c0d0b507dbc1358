/** node:20: its program runs JavaScript in a worker of its own; npm runs scripts, and says what it does not do. */
import { packageTool } from './node-tools.ts';
import { LayerFiles } from '../../layer-files.ts';
import type { ImageRecipe } from '../../recipe.ts';
import { startBuildpack, startSlim } from './buildpack.ts';

const VERSION = '20.19.5';
const YARN = '1.22.22';
const CREATED = '2025-09-08T20:20:41Z';
const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const ENTRYPOINT = `#!/bin/sh
set -e

# Options, or what is no command: arguments for node.
if [ "\${1#-}" != "\${1}" ] || [ -z "$(command -v "\${1}")" ] || { [ -f "\${1}" ] && ! [ -x "\${1}" ]; }; then
  set -- node "$@"
fi

exec "$@"
`;

export const nodeImages = (): readonly ImageRecipe[] => [
  node(['latest', '20', VERSION, 'lts', 'iron', '20-bookworm', 'bookworm'], false),
  node(['slim', '20-slim', 'lts-slim', '20-bookworm-slim', 'bookworm-slim'], true),
];

function node(tags: readonly string[], slim: boolean): ImageRecipe {
  const { root, history } = (slim ? startSlim : startBuildpack)(CREATED);
  root.addUser('node', 1000, '/home/node', '/bin/bash');
  history.run(
    'groupadd --gid 1000 node   && useradd --uid 1000 --gid node --shell /bin/bash --create-home node',
    root.layer(),
  );
  history.meta(`ENV NODE_VERSION=${VERSION}`);
  const files = new LayerFiles()
    .program('usr/local/bin/node', 'node', 98_000_000)
    .symlink('usr/local/bin/nodejs', '/usr/local/bin/node')
    .directories('usr/local/include/node', 'usr/local/share/man/man1');
  for (const [name, at] of [
    ['npm', 'npm/bin/npm-cli.js'],
    ['npx', 'npm/bin/npx-cli.js'],
    ['corepack', 'corepack/dist/corepack.js'],
  ] as const) {
    files.text(`usr/local/lib/node_modules/${at}`, packageTool(name), { mode: 0o755 });
    files.symlink(`usr/local/bin/${name}`, `../lib/node_modules/${at}`);
  }
  files
    .blank('usr/local/lib/node_modules/npm/lib/cli.js', 12_000_000)
    .text('usr/local/CHANGELOG.md', `# Node.js ${VERSION}\n`);
  history.run(
    'ARCH= OPENSSL_ARCH= && dpkgArch="$(dpkg --print-architecture)"   && curl -fsSLO --compressed "https://nodejs.org/dist/v$NODE_VERSION/node-v$NODE_VERSION-linux-$ARCH.tar.xz"   && tar -xJf "node-v$NODE_VERSION-linux-$ARCH.tar.xz" -C /usr/local --strip-components=1 --no-same-owner   && node --version   && npm --version',
    files.fit(slim ? 122_000_000 : 161_000_000).entries(),
  );
  history.meta(`ENV YARN_VERSION=${YARN}`);
  const yarn = new LayerFiles()
    .text(`opt/yarn-v${YARN}/bin/yarn`, packageTool('yarn'), { mode: 0o755 })
    .blank(`opt/yarn-v${YARN}/lib/cli.js`, 5_300_000)
    .symlink('usr/local/bin/yarn', `/opt/yarn-v${YARN}/bin/yarn`)
    .symlink('usr/local/bin/yarnpkg', `/opt/yarn-v${YARN}/bin/yarn`);
  history.run(
    'set -ex   && curl -fsSLO --compressed "https://yarnpkg.com/downloads/$YARN_VERSION/yarn-v$YARN_VERSION.tar.gz"   && mkdir -p /opt   && tar -xzf yarn-v$YARN_VERSION.tar.gz -C /opt/   && yarn --version',
    yarn.entries(),
  );
  history.copy(
    'docker-entrypoint.sh /usr/local/bin/',
    new LayerFiles().text('usr/local/bin/docker-entrypoint.sh', ENTRYPOINT, { mode: 0o755 }).entries(),
  );
  history.meta('ENTRYPOINT ["docker-entrypoint.sh"]', 'CMD ["node"]');
  return {
    repository: 'library/node',
    tags,
    created: CREATED,
    config: {
      Env: [PATH, `NODE_VERSION=${VERSION}`, `YARN_VERSION=${YARN}`],
      Cmd: ['node'],
      Entrypoint: ['docker-entrypoint.sh'],
    },
    steps: history.steps,
  };
}
