/** What the makers of Ubuntu's older images change so that apt and services behave in a container. */
import { LayerFiles } from '../../layer-files.ts';
import type { RecipeEntry } from '../../recipe.ts';

const APT_CONF = 'etc/apt/apt.conf.d';
const DEB_FILES = '/var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin';

/** What the image's makers change so that apt and services behave in a container; the texts are the command's. */
export const TWEAKS: readonly (readonly [string, readonly string[]])[] = [
  [
    `/${APT_CONF}/docker-clean`,
    [
      `DPkg::Post-Invoke { "rm -f ${DEB_FILES} || true"; };`,
      `APT::Update::Post-Invoke { "rm -f ${DEB_FILES} || true"; };`,
      'Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";',
    ],
  ],
  [`/${APT_CONF}/docker-no-languages`, ['Acquire::Languages "none";']],
  [`/${APT_CONF}/docker-gzip-indexes`, ['Acquire::GzipIndexes "true"; Acquire::CompressionTypes::Order:: "gz";']],
  [`/${APT_CONF}/docker-autoremove-suggests`, ['Apt::AutoRemove::SuggestsImportant "false";']],
];

export function tweaks(): readonly RecipeEntry[] {
  const files = new LayerFiles()
    .text('usr/sbin/policy-rc.d', '#!/bin/sh\nexit 101\n', { mode: 0o755 })
    .text('sbin/initctl', '#!/bin/sh\nexit 0\n', { mode: 0o755 })
    .program('sbin/initctl.distrib', 'initctl', 194_528)
    .text('var/lib/dpkg/diversions', '/sbin/initctl\n/sbin/initctl.distrib\n:\n')
    .text('etc/dpkg/dpkg.cfg.d/docker-apt-speedup', 'force-unsafe-io\n');
  for (const [path, lines] of TWEAKS) files.text(path.slice(1), lines.map((line) => `${line}\n`).join(''));
  return files.entries();
}

export function tweaksCommand(): string {
  const steps = [
    `echo '#!/bin/sh' > /usr/sbin/policy-rc.d`,
    `echo 'exit 101' >> /usr/sbin/policy-rc.d`,
    'chmod +x /usr/sbin/policy-rc.d',
    'dpkg-divert --local --rename --add /sbin/initctl',
    'cp -a /usr/sbin/policy-rc.d /sbin/initctl',
    `sed -i 's/^exit.*/exit 0/' /sbin/initctl`,
    `echo 'force-unsafe-io' > /etc/dpkg/dpkg.cfg.d/docker-apt-speedup`,
    ...TWEAKS.flatMap(([path, lines]) => lines.map((line, i) => `echo '${line}' ${i === 0 ? '>' : '>>'} ${path}`)),
  ];
  return `/bin/sh -c set -xe \t\t&& ${steps.join(' \t&& ')}`;
}
