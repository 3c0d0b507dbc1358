/** ruby:3.3: its programs run Drydock's own Ruby. */
import { LayerFiles } from '../../layer-files.ts';
import type { ImageRecipe } from '../../recipe.ts';
import { install, startBuildpack, startSlim } from './buildpack.ts';

const VERSION = '3.3.9';
const CREATED = '2025-07-24T21:15:23Z';
const ENV = [
  'PATH=/usr/local/bundle/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  'LANG=C.UTF-8',
  `RUBY_VERSION=${VERSION}`,
  `RUBY_DOWNLOAD_URL=https://cache.ruby-lang.org/pub/ruby/3.3/ruby-${VERSION}.tar.xz`,
  'RUBY_DOWNLOAD_SHA256=de2f3e0ab0ba8f0f0b4e0e2c8e4fc7e0ee9e6a3d3c2a3d3c8a9c9a0f2b0d4a2c',
  'GEM_HOME=/usr/local/bundle',
  'BUNDLE_SILENCE_ROOT_WARNING=1',
  'BUNDLE_APP_CONFIG=/usr/local/bundle',
];

export const rubyImages = (): readonly ImageRecipe[] => [
  ruby(['latest', '3.3', '3', VERSION, 'bookworm'], false),
  ruby(['slim', '3.3-slim', 'slim-bookworm'], true),
];

function ruby(tags: readonly string[], slim: boolean): ImageRecipe {
  const { root, history } = (slim ? startSlim : startBuildpack)(CREATED);
  if (slim) {
    install(root, ['ca-certificates', 'bzip2', 'libffi8', 'libgmp10', 'libssl3', 'libyaml-0-2', 'procps', 'zlib1g']);
    root.files.fit(40_000_000);
    history.run(
      'set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tbzip2 \t\tca-certificates \t\tlibffi-dev \t\tlibgmp-dev \t\tlibssl-dev \t\tlibyaml-dev \t\tprocps \t\tzlib1g-dev \t; \trm -rf /var/lib/apt/lists/*',
      root.layer(),
    );
  }
  history.run(
    `set -eux; \tmkdir -p /usr/local/etc; \techo 'gem: --no-document' >> /usr/local/etc/gemrc`,
    new LayerFiles().text('usr/local/etc/gemrc', 'gem: --no-document\n').entries(),
  );
  history.meta('ENV LANG=C.UTF-8', ...ENV.slice(2, 5).map((line) => `ENV ${line}`));
  const files = new LayerFiles()
    .program('usr/local/bin/ruby', 'ruby', 5_700_000)
    .program('usr/local/bin/irb', 'irb', 600)
    .program('usr/local/bin/gem', 'gem', 550)
    .program('usr/local/bin/bundle', 'bundle', 600)
    .program('usr/local/bin/rake', 'rake', 600)
    .symlink('usr/local/bin/bundler', 'bundle')
    .blank('usr/local/lib/libruby.so.3.3.9', 22_000_000)
    .symlink('usr/local/lib/libruby.so.3.3', 'libruby.so.3.3.9')
    .blank('usr/local/lib/ruby/3.3.0/set.rb', 27_000)
    .blank('usr/local/lib/ruby/3.3.0/json.rb', 22_000)
    .directories(
      'usr/local/lib/ruby/gems/3.3.0/gems',
      'usr/local/lib/ruby/gems/3.3.0/specifications/default',
      'usr/local/lib/ruby/site_ruby/3.3.0',
    );
  history.run(
    'set -eux; \t\twget -O ruby.tar.xz "$RUBY_DOWNLOAD_URL"; \t./configure --disable-install-doc --enable-shared; \tmake -j "$(nproc)"; \tmake install; \t\truby --version; \tgem --version; \tbundle --version',
    files.fit(slim ? 87_000_000 : 71_000_000).entries(),
  );
  history.meta(...ENV.slice(5).map((line) => `ENV ${line}`), `ENV ${ENV[0]}`);
  history.run(
    'mkdir -p "$GEM_HOME" && chmod 1777 "$GEM_HOME"',
    new LayerFiles().directory('usr/local/bundle', { mode: 0o1777 }).entries(),
  );
  history.meta('CMD ["irb"]');
  return {
    repository: 'library/ruby',
    tags,
    created: CREATED,
    config: { Env: ENV, Cmd: ['irb'] },
    steps: history.steps,
  };
}
