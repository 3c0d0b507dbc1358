/** The directories and links that a Debian system has before any package. */
import type { LayerFiles } from '../layer-files.ts';
import type { DebianRoot } from './root.ts';

const DIRECTORIES = `boot dev etc/alternatives etc/apt/apt.conf.d etc/apt/preferences.d etc/apt/sources.list.d etc/apt/trusted.gpg.d etc/cron.daily
  etc/opt etc/profile.d etc/rc0.d etc/rc1.d etc/rc2.d etc/rc3.d etc/rc4.d etc/rc5.d etc/rc6.d etc/rcS.d etc/skel home media mnt opt proc run
  srv sys usr/games usr/include usr/local/bin usr/local/etc usr/local/games usr/local/include usr/local/lib usr/local/sbin
  usr/local/share/man usr/local/src usr/share usr/src var/backups var/cache/apt/archives/partial var/cache/debconf
  var/lib/apt/lists/partial var/lib/dpkg/updates var/lib/dpkg/triggers var/lib/misc var/opt var/spool`;

const LOGS = 'alternatives.log apt/history.log apt/term.log bootstrap.log btmp dpkg.log faillog lastlog wtmp';

export function addSkeleton(files: LayerFiles, root: DebianRoot): void {
  files.directories(...DIRECTORIES.split(/\s+/), root.path('bin'), root.path('sbin'), root.path('lib64'));
  files.directory('root', { mode: 0o700 }).directory('tmp', { mode: 0o1777 }).directory('var/tmp', { mode: 0o1777 });
  files.directory('var/local', { mode: 0o2775, gid: 50 }).directory('var/mail', { mode: 0o2775, gid: 8 });
  files.directory('run/lock', { mode: 0o1777 });
  files.symlink('var/run', '/run').symlink('var/lock', '/run/lock').symlink('var/spool/mail', '../mail');
  files.symlink(root.path('bin/sh'), 'dash');
  for (const log of LOGS.split(' ')) files.text(`var/log/${log}`, '');
  files
    .text('var/lib/dpkg/available', '')
    .text('var/lib/dpkg/arch', 'amd64\n')
    .text('var/lib/dpkg/lock', '', { mode: 0o640 });
  files
    .text('var/lib/dpkg/diversions', '')
    .text('var/lib/dpkg/statoverride', '')
    .text('var/lib/apt/extended_states', '');
}
