// Records what real busybox answers to the scripts of cases/: `node record.mjs ROOT [APPLET]...`, as root, with ROOT the unpacked
// root of a busybox image.
import { record } from '../recorder.mjs';

const [root = '', ...wanted] = process.argv.slice(2);

record(import.meta.dirname, wanted, {
  command: (script) => ['/usr/sbin/chroot', root, '/bin/sh', '-c', script],
  path: '/bin',
  root,
});
