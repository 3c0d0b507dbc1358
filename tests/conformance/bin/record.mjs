// Records what real programs (GNU's and their like, on a Debian machine) answer to the scripts of cases/:
// `node record.mjs [PROGRAM]...`, as root.
import { record } from './recorder.mjs';

record(import.meta.dirname, process.argv.slice(2), {
  command: (script) => ['bash', '--norc', '-c', script],
  path: '/usr/bin:/usr/sbin:/bin:/sbin',
});
