/** golang:1.22. The compiler is not simulated, and says so. */
import { DockerfileHistory } from '../../dockerfile-history.ts';
import { LayerFiles } from '../../layer-files.ts';
import type { ImageRecipe } from '../../recipe.ts';
import { startBuildpack } from './buildpack.ts';

const VERSION = '1.22.12';
const CREATED = '2025-02-04T18:15:18Z';
const ENV = [
  'PATH=/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  `GOLANG_VERSION=${VERSION}`,
  'GOTOOLCHAIN=local',
  'GOPATH=/go',
];

export function golangImage(): ImageRecipe {
  const { history } = startBuildpack(CREATED);
  // golang stands on the two smaller layers of tools, and brings its own compilers.
  const steps = new DockerfileHistory(CREATED, history.steps.slice(0, 3));
  const compilers = new LayerFiles()
    .program('usr/bin/gcc', 'gcc', 1_300_000)
    .program('usr/bin/make', 'make', 240_000)
    .blank('usr/lib/gcc/x86_64-linux-gnu/12/cc1', 30_000_000);
  steps.run(
    'set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tg++ \t\tgcc \t\tlibc6-dev \t\tmake \t\tpkg-config \t; \trm -rf /var/lib/apt/lists/*',
    compilers.fit(275_000_000).entries(),
  );
  steps.meta(
    `ENV GOLANG_VERSION=${VERSION}`,
    'ENV GOTOOLCHAIN=local',
    'ENV GOPATH=/go',
    'ENV PATH=/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  );
  const toolchain = new LayerFiles()
    .program('usr/local/go/bin/go', 'go', 13_500_000)
    .program('usr/local/go/bin/gofmt', 'gofmt', 2_900_000)
    .text('usr/local/go/VERSION', `go${VERSION}\ntime 2025-01-31T01:55:31Z\n`)
    .blank('usr/local/go/src/fmt/print.go', 33_000)
    .blank('usr/local/go/src/net/http/server.go', 124_000)
    .blank('usr/local/go/pkg/tool/linux_amd64/compile', 24_000_000);
  steps.copy('/target/ / ', toolchain.fit(232_000_000).entries());
  const go = new LayerFiles()
    .directory('go', { mode: 0o1777 })
    .directory('go/bin', { mode: 0o1777 })
    .directory('go/src', { mode: 0o1777 });
  steps.run('mkdir -p "$GOPATH/src" "$GOPATH/bin" && chmod -R 1777 "$GOPATH"', go.entries());
  steps.workdir('/go', []);
  return {
    repository: 'library/golang',
    tags: ['latest', '1.22', VERSION, 'bookworm'],
    created: CREATED,
    config: { Env: ENV, Cmd: ['bash'], WorkingDir: '/go' },
    steps: steps.steps,
  };
}
