/** debian:bookworm and its slim variant, which official images of servers and languages stand on. */
import { encodeKeyring } from '../../../base/keyring.ts';
import { addConfiguration } from '../../debian/etc.ts';
import { DebianRoot } from '../../debian/root.ts';
import { addSkeleton } from '../../debian/skeleton.ts';
import { aptAccounts } from '../../debian/standard-accounts.ts';
import { bookworm, bookwormBase } from '../../packages/debian/bookworm.ts';
import { debianOrigin } from '../../packages/debian/repository.ts';
import type { ImageRecipe, RecipeStep } from '../../recipe.ts';
import { sharedLayer } from '../shared-layer.ts';

export const DEBIAN_CREATED = '2025-09-08T00:00:00Z';
const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Bytes of the layer, as of the real ones. */
const BYTES = { full: 116_600_000, slim: 74_810_000 } as const;

/** A root file system that further layers are made on, and the step that made it. */
export interface StartedImage {
  readonly root: DebianRoot;
  readonly steps: readonly RecipeStep[];
}

export function startDebian(variant: 'full' | 'slim'): StartedImage {
  const day = Math.floor(Date.parse(DEBIAN_CREATED) / 86_400_000);
  const root = new DebianRoot({
    origin: debianOrigin,
    accounts: aptAccounts(day),
    mergedUsr: true,
    minimal: variant === 'slim',
  });
  const { files } = root;
  const base = bookwormBase();
  addSkeleton(files, root);
  root.install(bookworm().filter(({ name }) => base.has(name)));
  addConfiguration(files, TEXTS);
  const keys = encodeKeyring([ARCHIVE_KEY]);
  files.bytes('usr/share/keyrings/debian-archive-keyring.gpg', keys);
  files.bytes('etc/apt/trusted.gpg.d/debian-archive-bookworm-stable.asc', keys);
  for (const [path, text] of Object.entries(APT)) files.text(path, text);
  files.fit(BYTES[variant]);
  const seconds = Date.parse(DEBIAN_CREATED) / 1000;
  const step = {
    created: DEBIAN_CREATED,
    createdBy: `# debian.sh --arch 'amd64' out/ 'bookworm' '@${seconds}'`,
    comment: 'debuerreotype 0.16',
    layer: sharedLayer(`debian ${variant}`, root.layer()),
  };
  return { root, steps: [step] };
}

export const debianImages = (): readonly ImageRecipe[] => [
  debian('full', ['latest', 'bookworm', '12']),
  debian('slim', ['bookworm-slim', 'stable-slim', '12-slim']),
];

function debian(variant: 'full' | 'slim', tags: readonly string[]): ImageRecipe {
  const { steps } = startDebian(variant);
  return { repository: 'library/debian', tags, created: DEBIAN_CREATED, config: { Env: [PATH], Cmd: ['bash'] }, steps };
}

const ARCHIVE_KEY = {
  fingerprint: '4D64FEC119C2029067D6E791F8D2585B8783D481',
  owner: 'Debian Stable Release Key (12/bookworm) <debian-release@lists.debian.org>',
};

const TEXTS = {
  'etc/os-release': `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
VERSION="12 (bookworm)"
VERSION_CODENAME=bookworm
ID=debian
HOME_URL="https://www.debian.org/"
SUPPORT_URL="https://www.debian.org/support"
BUG_REPORT_URL="https://bugs.debian.org/"
`,
  'etc/debian_version': '12.12\n',
  'etc/issue': 'Debian GNU/Linux 12 \\n \\l\n\n',
  'etc/issue.net': 'Debian GNU/Linux 12\n',
  'etc/apt/sources.list.d/debian.sources': `Types: deb
# http://snapshot.debian.org/archive/debian/20250908T000000Z
URIs: http://deb.debian.org/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
# http://snapshot.debian.org/archive/debian-security/20250908T000000Z
URIs: http://deb.debian.org/debian-security
Suites: bookworm-security
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
`,
};

const DEBS = '/var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin';

/** What makes apt fit for containers. */
const APT: Readonly<Record<string, string>> = {
  'etc/apt/apt.conf.d/docker-clean': `DPkg::Post-Invoke { "rm -f ${DEBS} || true"; };
APT::Update::Post-Invoke { "rm -f ${DEBS} || true"; };
Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";
`,
  'etc/apt/apt.conf.d/docker-no-languages': 'Acquire::Languages "none";\n',
  'etc/apt/apt.conf.d/docker-gzip-indexes': 'Acquire::GzipIndexes "true";\n',
  'etc/apt/apt.conf.d/docker-autoremove-suggests': 'Apt::AutoRemove::SuggestsImportant "false";\n',
  'etc/dpkg/dpkg.cfg.d/docker-apt-speedup': 'force-unsafe-io\n',
};
