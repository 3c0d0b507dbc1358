/**
 * python: CPython 3.14 in a worker of its own. The tags of 3.12 are there because people write them; what they name tells its
 * true version.
 */
import { DockerfileHistory } from '../../dockerfile-history.ts';
import { LayerFiles } from '../../layer-files.ts';
import type { ImageRecipe } from '../../recipe.ts';
import { startAlpine } from '../alpine/alpine.ts';
import { install, startBuildpack, startSlim } from './buildpack.ts';

const VERSION = '3.14.2';
const CREATED = '2025-12-08T19:13:55Z';
const PATH = 'PATH=/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const ENV = ['LANG=C.UTF-8', `PYTHON_VERSION=${VERSION}`];

/** Packages come from PyPI, which the simulated Internet does not have. */
const PIP = `#!/usr/local/bin/python3.14
import sys

if sys.argv[1:] in (["--version"], ["-V"]):
    print("pip 25.3 from /usr/local/lib/python3.14/site-packages/pip (python 3.14)")
elif sys.argv[1:2] == ["list"]:
    print("Package Version\\n------- -------\\npip     25.3")
elif sys.argv[1:2] == ["freeze"]:
    pass
else:
    sys.exit("pip: not simulated in Drydock; the real pip would fetch packages from PyPI. The standard library is there.")
`;

export const pythonImages = (): readonly ImageRecipe[] => [
  onDebian(['latest', '3.14', '3', VERSION, '3.12', '3.13', '3-bookworm', 'bookworm'], false),
  onDebian(['slim', '3.14-slim', '3-slim', '3.12-slim', '3.13-slim', '3.14-slim-bookworm', 'slim-bookworm'], true),
  onAlpine(),
];

function onDebian(tags: readonly string[], slim: boolean): ImageRecipe {
  const { root, history } = (slim ? startSlim : startBuildpack)(CREATED);
  history.meta(
    'ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    'ENV LANG=C.UTF-8',
  );
  install(root, slim ? ['ca-certificates', 'netbase'] : ['libsqlite3-0', 'libncursesw6']);
  root.files.fit(slim ? 9_200_000 : 18_400_000);
  history.run(
    `set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\t${slim ? 'ca-certificates \t\tnetbase \t\ttzdata' : 'libbluetooth-dev \t\ttk-dev \t\tuuid-dev'} \t; \trm -rf /var/lib/apt/lists/*`,
    root.layer(),
  );
  return finish(tags, history, slim ? 41_000_000 : 72_000_000);
}

function onAlpine(): ImageRecipe {
  const { packages, files, steps } = startAlpine('3.22');
  const history = new DockerfileHistory(CREATED, steps).meta(
    'ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    'ENV LANG=C.UTF-8',
  );
  packages.install(['ca-certificates', 'tzdata']);
  files().fit(2_400_000);
  history.run('set -eux; \tapk add --no-cache \t\tca-certificates \t\ttzdata \t;', packages.layer());
  return finish(['alpine', '3.14-alpine', '3-alpine', '3.12-alpine', 'alpine3.22'], history, 35_800_000);
}

function finish(tags: readonly string[], history: DockerfileHistory, bytes: number): ImageRecipe {
  history.meta(...ENV.slice(1).map((line) => `ENV ${line}`));
  const files = new LayerFiles()
    .program('usr/local/bin/python3.14', 'python3', 14_500)
    .text('usr/local/bin/pip3.14', PIP, {
      mode: 0o755,
    })
    .symlink('usr/local/bin/pip', 'pip3.14')
    .symlink('usr/local/bin/pip3', 'pip3.14')
    .blank('usr/local/lib/libpython3.14.so.1.0', 28_000_000)
    .blank('usr/local/lib/python3.14/os.py', 40_000)
    .text('usr/local/lib/python3.14/site-packages/pip/__init__.py', '__version__ = "25.3"\n')
    .text('usr/local/lib/python3.14/site-packages/pip/__main__.py', PIP)
    .blank('usr/local/lib/python3.14/lib-dynload/_json.cpython-314-x86_64-linux-gnu.so', 90_000);
  history.run(
    'set -eux; \t\twget -O python.tar.xz "https://www.python.org/ftp/python/${PYTHON_VERSION%%[a-z]*}/Python-$PYTHON_VERSION.tar.xz"; \t./configure --enable-shared; \tmake -j "$(nproc)"; \tmake install; \t\tpython3 --version; \tpip3 --version',
    files.fit(bytes).entries(),
  );
  const links = new LayerFiles();
  for (const [name, target] of [
    ['idle', 'idle3'],
    ['pydoc', 'pydoc3'],
    ['python', 'python3'],
    ['python3', 'python3.14'],
    ['python-config', 'python3-config'],
  ] as const) {
    links.symlink(`usr/local/bin/${name}`, target);
  }
  history.run(
    'set -eux; \tfor src in idle3 pip3 pydoc3 python3 python3-config; do \t\tdst="$(echo "$src" | tr -d 3)"; \t\tln -svT "$src" "/usr/local/bin/$dst"; \tdone',
    links.entries(),
  );
  history.meta('CMD ["python3"]');
  return {
    repository: 'library/python',
    tags,
    created: CREATED,
    config: { Env: [PATH, ...ENV], Cmd: ['python3'] },
    steps: history.steps,
  };
}
