/** buildpack-deps:bookworm: Debian with tools and compilers in three layers, which the full images of languages share. */
import { DockerfileHistory } from '../../dockerfile-history.ts';
import { bookworm } from '../../packages/debian/bookworm.ts';
import { withDependencies } from '../../packages/relations.ts';
import type { DebianRoot } from '../../debian/root.ts';
import { startDebian } from '../debian/debian.ts';
import { sharedLayer } from '../shared-layer.ts';

const CREATED = '2025-09-08T23:51:31Z';

/** Packages of a layer, and its bytes. */
const LAYERS: readonly (readonly [command: string, names: readonly string[], bytes: number])[] = [
  [
    'set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tca-certificates \t\tcurl \t\tgnupg \t\tnetbase \t\tsq \t\twget \t; \trm -rf /var/lib/apt/lists/*',
    ['ca-certificates', 'curl', 'gnupg', 'netbase', 'wget'],
    48_500_000,
  ],
  [
    'apt-get update && apt-get install -y --no-install-recommends \t\tgit \t\tmercurial \t\topenssh-client \t\tsubversion \t\t\t\tprocps \t&& rm -rf /var/lib/apt/lists/*',
    ['git', 'openssh-client', 'procps'],
    176_600_000,
  ],
  [
    'set -ex; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tautoconf \t\tautomake \t\tbzip2 \t\tdpkg-dev \t\tfile \t\tg++ \t\tgcc \t\tmake \t\tpatch \t\tunzip \t\txz-utils \t\tzlib1g-dev \t; \trm -rf /var/lib/apt/lists/*',
    ['bzip2', 'dpkg-dev', 'file', 'g++', 'gcc', 'make', 'patch', 'unzip', 'xz-utils', 'libncurses6', 'libyaml-0-2'],
    587_500_000,
  ],
];

export interface StartedBuildpack {
  readonly root: DebianRoot;
  readonly history: DockerfileHistory;
}

export function startBuildpack(created: string): StartedBuildpack {
  const { root, steps } = startDebian('full');
  const history = new DockerfileHistory(CREATED, steps);
  for (const [command, names, bytes] of LAYERS) {
    install(root, names);
    root.files.fit(bytes);
    history.run(command, sharedLayer(command, root.layer()));
  }
  return { root, history: new DockerfileHistory(created, history.steps) };
}

/** The slim variants stand on Debian itself. */
export function startSlim(created: string): StartedBuildpack {
  const { root, steps } = startDebian('slim');
  return { root, history: new DockerfileHistory(created, steps) };
}

/** With what they depend on, as far as it is not there. */
export function install(root: DebianRoot, names: readonly string[]): void {
  const present = new Set(root.installed.map(({ name }) => name));
  root.install(withDependencies(names, bookworm()).filter(({ name }) => !present.has(name)));
}
