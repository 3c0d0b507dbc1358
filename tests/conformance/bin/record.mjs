// Records what real programs (GNU's and their like, on a Debian machine) answer to the scripts of cases/:
// `node record.mjs [PROGRAM]...`, as root. Each script has processes, a network and an /etc of its own, so that it changes nothing outside.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ACCOUNTS } from './accounts.mjs';
import { record } from './recorder.mjs';

const PREPARED = '/tmp/drydock-recorder';
for (const [path, content] of Object.entries(ACCOUNTS)) {
  mkdirSync(dirname(join(PREPARED, path)), { recursive: true });
  writeFileSync(join(PREPARED, path), content);
}

const PREPARE = `
mount -t tmpfs none /mnt && cp -a /etc/. /mnt && mount --move /mnt /etc
cp -R ${PREPARED}/etc /; rm -f /etc/subuid /etc/subgid
for path in /home /var/mail; do mount -t tmpfs none $path; done
ip link set lo up; hostname test
exec bash --norc -c "$1"`;

record(import.meta.dirname, process.argv.slice(2), {
  command: (script) => [
    ...['unshare', '--mount', '--uts', '--ipc', '--net', '--pid', '--fork', '--kill-child', '--mount-proc'],
    ...['sh', '-c', PREPARE, 'sh', script],
  ],
  path: '/usr/bin:/usr/sbin:/bin:/sbin',
});
