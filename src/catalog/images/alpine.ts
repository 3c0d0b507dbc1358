import type { ImageRecipe } from '../recipe.ts';
import { BUSYBOX_BYTES, busyboxRoot } from './busybox-root.ts';

export const alpine = (): ImageRecipe => alpineRecipe('3.22', ['latest'], '2025-07-15T11:01:06Z');
export const alpine320 = (): ImageRecipe => alpineRecipe('3.20', ['3.20'], '2024-05-22T18:18:12Z');

const BUILDKIT = 'buildkit.dockerfile.v0';

function alpineRecipe(series: string, tags: readonly string[], created: string): ImageRecipe {
  const version = `${series}.0`;
  const files = busyboxRoot('full')
    .text('etc/alpine-release', `${version}\n`)
    .text('etc/os-release', osRelease(version, series))
    .text('etc/apk/arch', 'x86_64\n')
    .text('etc/apk/repositories', repositories(series))
    .text('etc/apk/world', 'alpine-baselayout\nalpine-keys\napk-tools\nbusybox\nmusl-utils\n')
    .text('etc/hostname', 'localhost\n')
    .text('etc/hosts', '127.0.0.1\tlocalhost localhost.localdomain\n::1\t\tlocalhost localhost.localdomain\n')
    .text('etc/issue', `Welcome to Alpine Linux ${series}\nKernel \\r on an \\m (\\l)\n\n`)
    .text('etc/motd', MOTD)
    .text('etc/profile', PROFILE)
    .text('etc/shells', '# valid login shells\n/bin/sh\n/bin/ash\n')
    .text('lib/apk/db/installed', installed(version, series))
    .text('lib/apk/db/scripts.tar', '')
    .text('lib/apk/db/triggers', '')
    .text('lib/apk/db/lock', '', { mode: 0o600 });
  return {
    repository: 'library/alpine',
    tags,
    created,
    config: {
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
      Cmd: ['/bin/sh'],
      WorkingDir: '/',
    },
    steps: [
      {
        createdBy: `ADD alpine-minirootfs-${version}-x86_64.tar.gz / # buildkit`,
        comment: BUILDKIT,
        layer: files.entries(),
      },
      { createdBy: 'CMD ["/bin/sh"]', comment: BUILDKIT },
    ],
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

function osRelease(version: string, series: string): string {
  return `NAME="Alpine Linux"
ID=alpine
VERSION_ID=${version}
PRETTY_NAME="Alpine Linux v${series}"
HOME_URL="https://alpinelinux.org/"
BUG_REPORT_URL="https://gitlab.alpinelinux.org/alpine/aports/-/issues"
`;
}

function repositories(series: string): string {
  return ['main', 'community']
    .map((section) => `https://dl-cdn.alpinelinux.org/alpine/v${series}/${section}\n`)
    .join('');
}

/** apk's database: a paragraph per package (P name, V version, A architecture, S and I sizes, T description, L licence). */
function installed(version: string, series: string): string {
  const busyboxVersion = series === '3.20' ? '1.36.1-r28' : '1.37.0-r18';
  const packages = [
    [
      'alpine-baselayout',
      series === '3.20' ? '3.6.5-r0' : '3.7.0-r0',
      'Alpine base dir structure and init scripts',
      'GPL-2.0-only',
      8192,
    ],
    ['alpine-keys', series === '3.20' ? '2.4-r1' : '2.5-r0', 'Public keys for Alpine Linux packages', 'MIT', 13359],
    ['alpine-release', `${version}-r0`, 'Alpine release data', 'MIT', 2048],
    [
      'apk-tools',
      series === '3.20' ? '2.14.4-r0' : '2.14.9-r2',
      'Alpine Package Keeper - package manager for alpine',
      'GPL-2.0-only',
      122880,
    ],
    ['busybox', busyboxVersion, 'Size optimized toolbox of many common UNIX utilities', 'GPL-2.0-only', BUSYBOX_BYTES],
    ['busybox-binsh', busyboxVersion, 'busybox ash /bin/sh', 'GPL-2.0-only', 1],
    ['musl', '1.2.5-r10', 'the musl c library (libc) implementation', 'MIT', 667648],
  ] as const;
  return packages
    .map(([name, at, about, license, size]) =>
      [
        `P:${name}`,
        `V:${at}`,
        'A:x86_64',
        `S:${Math.ceil(size / 2)}`,
        `I:${size}`,
        `T:${about}`,
        `L:${license}`,
        '',
      ].join('\n'),
    )
    .map((paragraph) => `${paragraph}\n`)
    .join('');
}
