// Records what real HTTP clients (on a Debian machine) answer against the server of answers.mjs: `node record.mjs [PROGRAM]...`, as root.
// Each script has a network of its own with a server of its own in it.
import { join } from 'node:path';
import { record } from '../bin/recorder.mjs';

const PREPARE = `
mount -t tmpfs none /mnt && cp -a /etc/. /mnt && mount --move /mnt /etc
echo 127.0.0.1 localhost test > /etc/hosts
ip link set lo up
node "$2" & until grep -q :1F40 /proc/net/tcp; do sleep 0.05; done
bash --norc -c "$1"; status=$?
exit $status`;

record(import.meta.dirname, process.argv.slice(2), {
  command: (script) => [
    ...['unshare', '--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc'],
    ...['sh', '-c', PREPARE, 'sh', script, join(import.meta.dirname, 'serve.mjs')],
  ],
  path: process.env.PATH,
});
