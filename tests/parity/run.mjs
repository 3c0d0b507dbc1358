// npm run parity [-- [engine|cli] [FAMILY...]]: how far the engine and the docker program behave like real Docker.
//
// Runs the scenarios of the parity suite (DRYDOCK_PARITY, by default ../shared/oracle beside this project) with the real
// client on our engine, compared with recordings of real Docker, and with our client on our engine, compared with the
// real client. Prints the share of equal commands for each family and for all.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const suite = process.env.DRYDOCK_PARITY ?? join(root, '../shared/oracle');
if (!existsSync(join(suite, 'parity.sh'))) {
  console.error(`No parity suite at ${suite}. Name its folder in DRYDOCK_PARITY.`);
  process.exit(2);
}
const words = process.argv.slice(2);
const modes = words.filter((word) => word === 'engine' || word === 'cli');
const families = words.filter((word) => !modes.includes(word));
const verbose = process.env.VERBOSE !== undefined;

const scratch = mkdtempSync(join(tmpdir(), 'drydock-parity-'));
const socket = `unix://${scratch}/docker.sock`;
const drydock = join(root, 'src/node/drydock.mjs');
const engine = spawn('node', [drydock, 'engine', '--host', socket], { stdio: ['ignore', 'inherit', 'inherit'] });

async function answering() {
  for (let i = 0; i < 300; i++) {
    if (spawnSync('docker', ['-H', socket, 'version'], { stdio: 'ignore' }).status === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the engine does not answer');
}

/** The last line of a measurement: `N of M commands equal (P%)`. */
function measure(mode, scenario) {
  const subject = mode === 'engine' ? join(suite, 'golden/open') : `node ${drydock} docker`;
  const { stdout, stderr } = spawnSync('sh', [join(suite, 'parity.sh'), mode, socket, subject, scenario], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 600_000,
  });
  const [, equal, all] = /(\d+) of (\d+) commands equal/.exec(stdout) ?? [];
  if (equal === undefined) console.error(stdout, stderr);
  if (verbose) console.log(stdout);
  return { equal: Number(equal ?? 0), all: Number(all ?? 0) };
}

let failed = false;
try {
  await answering();
  const scenarios = readdirSync(join(suite, 'scenarios/open'))
    .filter((name) => families.length === 0 || families.some((family) => name.replace(/\.sh$/, '').endsWith(family)))
    .sort();
  for (const mode of modes.length ? modes : ['engine', 'cli']) {
    let equal = 0;
    let all = 0;
    for (const name of scenarios) {
      const result = measure(mode, join(suite, 'scenarios/open', name));
      equal += result.equal;
      all += result.all;
      const share = result.all ? ((100 * result.equal) / result.all).toFixed(1) : '-';
      console.log(`${mode} ${name.replace(/\.sh$/, '')}: ${result.equal} of ${result.all} (${share}%)`);
    }
    console.log(`${mode}: ${equal} of ${all} commands equal (${((100 * equal) / all).toFixed(1)}%)`);
  }
} catch (error) {
  console.error(error.message);
  failed = true;
} finally {
  engine.kill('SIGTERM');
  rmSync(scratch, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
