/** Alpine: a root file system of busybox with apk's database, and what official images make of it. */
import { alpineRelease } from '../../packages/apk/tables.ts';
import type { AlpineSeries } from '../../packages/apk/tables.ts';
import type { LayerFiles } from '../../layer-files.ts';
import type { ImageRecipe, RecipeStep } from '../../recipe.ts';
import { sharedLayer } from '../shared-layer.ts';
import { AlpineRoot } from './root.ts';

const COMMENT = 'buildkit.dockerfile.v0';
const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Point release, bytes and day of the image. */
const IMAGES: Readonly<Record<AlpineSeries, readonly [version: string, bytes: number, created: string]>> = {
  '3.18': ['3.18.12', 7_350_000, '2025-02-13T18:39:45Z'],
  '3.19': ['3.19.9', 7_410_000, '2025-10-08T11:04:46Z'],
  '3.20': ['3.20.8', 7_800_000, '2025-10-08T11:04:48Z'],
  '3.21': ['3.21.5', 7_830_000, '2025-10-08T11:04:51Z'],
  '3.22': ['3.22.2', 8_320_000, '2025-10-08T11:04:56Z'],
};

export interface StartedAlpine {
  readonly packages: AlpineRoot;
  /** The layer that is being made. */
  files(): LayerFiles;
  readonly steps: readonly RecipeStep[];
}

export function startAlpine(series: AlpineSeries): StartedAlpine {
  const [version, bytes, created] = IMAGES[series];
  const { base, offered } = alpineRelease(series);
  const packages = new AlpineRoot(base, offered);
  for (const [path, text] of Object.entries(textsOf(series, version))) packages.files.text(path, text);
  packages.files.fit(bytes);
  const steps = [
    {
      created,
      createdBy: `ADD alpine-minirootfs-${version}-x86_64.tar.gz / # buildkit`,
      comment: COMMENT,
      layer: sharedLayer(`alpine ${series}`, packages.layer()),
    },
    { created, createdBy: 'CMD ["/bin/sh"]', comment: COMMENT },
  ];
  return { packages, files: () => packages.files, steps };
}

export const alpineImages = (): readonly ImageRecipe[] => [
  alpine('3.22', ['latest', '3.22', '3']),
  alpine('3.21', ['3.21']),
  alpine('3.20', ['3.20']),
  alpine('3.19', ['3.19']),
  alpine('3.18', ['3.18']),
];

export function alpine(series: AlpineSeries, tags: readonly string[]): ImageRecipe {
  const [version, , created] = IMAGES[series];
  return {
    repository: 'library/alpine',
    tags: [...tags, version],
    created,
    config: { Env: [PATH], Cmd: ['/bin/sh'], WorkingDir: '/' },
    steps: startAlpine(series).steps,
  };
}

const MOTD = `Welcome to Alpine!

The Alpine Wiki contains a large amount of how-to guides and general
information about administrating Alpine systems.
See <https://wiki.alpinelinux.org/>.

You may change this message by editing /etc/motd.

`;

const PROFILE = `export PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
export PAGER=less
umask 022

for script in /etc/profile.d/*.sh ; do
	if [ -r "$script" ] ; then
		. "$script"
	fi
done
unset script
`;

const textsOf = (series: string, version: string): Readonly<Record<string, string>> => ({
  'etc/alpine-release': `${version}\n`,
  'etc/os-release': `NAME="Alpine Linux"
ID=alpine
VERSION_ID=${version}
PRETTY_NAME="Alpine Linux v${series}"
HOME_URL="https://alpinelinux.org/"
BUG_REPORT_URL="https://gitlab.alpinelinux.org/alpine/aports/-/issues"
`,
  'etc/apk/arch': 'x86_64\n',
  'etc/apk/repositories': ['main', 'community']
    .map((section) => `https://dl-cdn.alpinelinux.org/alpine/v${series}/${section}\n`)
    .join(''),
  'etc/apk/world': 'alpine-baselayout\nalpine-keys\nalpine-release\napk-tools\nbusybox\nmusl-utils\n',
  'etc/hostname': 'localhost\n',
  'etc/hosts': '127.0.0.1\tlocalhost localhost.localdomain\n::1\t\tlocalhost localhost.localdomain\n',
  'etc/issue': `Welcome to Alpine Linux ${series}\nKernel \\r on an \\m (\\l)\n\n`,
  'etc/motd': MOTD,
  'etc/profile': PROFILE,
  'etc/shells': '# valid login shells\n/bin/sh\n/bin/ash\n',
});
