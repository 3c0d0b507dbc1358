/** ubuntu:14.04 (Trusty): a file tree as the real image's, with GNU programs where they belong. */
import { LayerFiles } from '../layer-files.ts';
import type { ImageRecipe, RecipeEntry } from '../recipe.ts';
import { addBulk } from './trusty/bulk.ts';
import { addConfiguration } from './trusty/etc.ts';
import { addPrograms } from './trusty/programs.ts';

/** Bytes of the real image's root file system; what the tree lacks is locale archives, as in the real one. */
const ROOTFS_BYTES = 196_300_000;

/** `file:` and the content's digest is how the classic builder names what ADD brought. */
const ADDED = 'file:276b5d943a4d284f8a7b249176a31f93d95e852480c2b851de287e53ff622bba';

export const ubuntu1404 = (): ImageRecipe => ({
  repository: 'library/ubuntu',
  tags: ['14.04', 'trusty'],
  created: '2021-03-25T22:53:51Z',
  config: {
    Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    Cmd: ['/bin/bash'],
  },
  steps: [
    { created: '2021-03-25T22:53:48Z', createdBy: `/bin/sh -c #(nop) ADD ${ADDED} in / `, layer: rootfs() },
    { created: '2021-03-25T22:53:49Z', createdBy: tweaksCommand(), layer: tweaks() },
    {
      created: '2021-03-25T22:53:50Z',
      createdBy: `/bin/sh -c mkdir -p /run/systemd && echo 'docker' > /run/systemd/container`,
      layer: new LayerFiles().text('run/systemd/container', 'docker\n').entries(),
    },
    { createdBy: '/bin/sh -c #(nop)  CMD ["/bin/bash"]' },
  ],
});

function rootfs(): readonly RecipeEntry[] {
  const files = new LayerFiles().directories(
    ...'bin boot dev etc/alternatives etc/cron.daily etc/cron.hourly etc/opt etc/sudoers.d home lib/init lib64 media mnt'.split(
      ' ',
    ),
    ...'opt proc run/lock run/shm sbin srv sys usr/games usr/include usr/local/bin usr/local/etc usr/local/games'.split(
      ' ',
    ),
    ...'usr/local/include usr/local/lib usr/local/sbin usr/local/share/man usr/local/src usr/sbin usr/share usr/src'.split(
      ' ',
    ),
    ...'var/backups var/cache/apt/archives/partial var/lib/apt/lists/partial var/lib/dpkg/updates var/lib/misc var/opt'.split(
      ' ',
    ),
  );
  files.directory('root', { mode: 0o700 }).directory('tmp', { mode: 0o1777 }).directory('var/tmp', { mode: 0o1777 });
  files.directory('var/local', { mode: 0o2775, gid: 50 }).directory('var/mail', { mode: 0o2775, gid: 8 });
  files.directory('var/log', { mode: 0o775, gid: 104 }).directory('run/lock', { mode: 0o1777 });
  files.symlink('var/run', '/run').symlink('var/lock', '/run/lock').symlink('var/spool/mail', '../mail');
  files.symlink('lib64/ld-linux-x86-64.so.2', '/lib/x86_64-linux-gnu/ld-2.19.so');
  for (const log of [
    'alternatives.log',
    'apt/history.log',
    'apt/term.log',
    'bootstrap.log',
    'dpkg.log',
    'faillog',
    'lastlog',
  ]) {
    files.text(`var/log/${log}`, '');
  }
  addConfiguration(files);
  addPrograms(files);
  addBulk(files);
  const missing = ROOTFS_BYTES - files.size;
  if (missing < 0) throw new Error(`the tree of ubuntu:14.04 is ${-missing} bytes too big`);
  files.blank('usr/lib/locale/locale-archive', missing);
  return files.entries();
}

const APT_CONF = 'etc/apt/apt.conf.d';
const DEB_FILES = '/var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin';

/** What the image's makers change so that apt and services behave in a container; the texts are the command's. */
const TWEAKS: readonly (readonly [string, readonly string[]])[] = [
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

function tweaks(): readonly RecipeEntry[] {
  const files = new LayerFiles()
    .text('usr/sbin/policy-rc.d', '#!/bin/sh\nexit 101\n', { mode: 0o755 })
    .text('sbin/initctl', '#!/bin/sh\nexit 0\n', { mode: 0o755 })
    .program('sbin/initctl.distrib', 'initctl', 194_528)
    .text('var/lib/dpkg/diversions', '/sbin/initctl\n/sbin/initctl.distrib\n:\n')
    .text('etc/dpkg/dpkg.cfg.d/docker-apt-speedup', 'force-unsafe-io\n');
  for (const [path, lines] of TWEAKS) files.text(path.slice(1), lines.map((line) => `${line}\n`).join(''));
  return files.entries();
}

function tweaksCommand(): string {
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
