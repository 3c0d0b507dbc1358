/** Runs toybox's test files, with the real programs of this machine and with Drydock's. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from '../../../src/base/bytes.ts';
import { PROGRAMS } from '../../../src/userland/bin/table.ts';
import { programTable } from '../../../src/userland/programs.ts';
import { readFile, testMachine, writeFile } from '../../support/kernel.ts';

const HARNESS = join(import.meta.dirname, 'toybox-harness.sh');
const FILE_MS = 120_000;

/** Of toybox's own making, or about a machine's devices: no program of Debian's answers to these. */
const LEFT_OUT = /^(demo_|skeleton|unicode|sh$|devmem|nbd-client|losetup|mount|blkid|fstype|modinfo|ifconfig|httpd)/;

/** By name of the case: how often it passed and failed, in the order met. */
export type Results = readonly (readonly [verdict: string, name: string])[];

function resultsOf(lines: string): Results {
  const met = new Map<string, number>();
  return lines
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [, verdict = '', name = ''] = /^(\w+) (.*)$/.exec(line) ?? [];
      const times = (met.get(name) ?? 0) + 1;
      met.set(name, times);
      return [verdict, times > 1 ? `${name} (${times})` : name] as const;
    });
}

/** In namespaces of its own, with copies of what the tests change, so that a killall or useradd meets nobody else. */
const ISOLATED = `cp -a /etc "$0/etc" && mount --bind "$0/etc" /etc && mount -t tmpfs none /home && mount -t tmpfs none /var/mail &&
  mkdir "$0/box" && cd "$0/box" && exec timeout -k 1 ${FILE_MS / 1000} bash "$@" < /dev/null`;

function real(dir: string, command: string): Results {
  const box = mkdtempSync(join(tmpdir(), 'toybox-'));
  const results = join(box, 'results');
  const test = join(dir, 'tests', `${command}.test`);
  const env = { PATH: '/usr/bin:/usr/sbin:/bin:/sbin', HOME: '/root', LANG: 'C.UTF-8', FILES: `${dir}/tests/files` };
  const namespaces = ['-m', '-p', '-u', '-n', '-i', '-f', '--mount-proc'];
  spawnSync('unshare', [...namespaces, 'sh', '-c', ISOLATED, box, HARNESS, command, test, results], { env });
  const found = existsSync(results) ? resultsOf(readFileSync(results, 'utf8')) : [];
  rmSync(box, { recursive: true, force: true });
  return found;
}

/** What the real programs pass is kept beside the checkout: it takes minutes. */
export function passedByReal(dir: string, commands: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const cache = join(dir, '.passed-by-gnu.json');
  const known: Record<string, readonly string[]> = existsSync(cache)
    ? (JSON.parse(readFileSync(cache, 'utf8')) as Record<string, readonly string[]>)
    : {};
  const before = new Set(Object.keys(known));
  const passed = commands.map((command) => {
    known[command] ??= real(dir, command)
      .filter(([verdict]) => verdict === 'passed')
      .map(([, name]) => name);
    return [command, known[command]] as const;
  });
  if (commands.some((command) => !before.has(command))) writeFileSync(cache, JSON.stringify(known));
  return new Map(passed);
}

/** `said`: what failed cases were and said, when `telling`. */
export async function simulated(
  dir: string,
  command: string,
  telling: boolean,
): Promise<{ readonly results: Results; readonly said: string }> {
  const machine = await testMachine({
    programs: programTable(PROGRAMS),
    bin: Object.keys(PROGRAMS),
    files: {
      ...Object.fromEntries(['passwd', 'group'].map((name) => [`/etc/${name}`, readFileSync(`/etc/${name}`, 'utf8')])),
      '/etc/shadow': 'root:*:19000:0:99999:7:::\n',
      '/suite/harness.sh': readFileSync(HARNESS, 'utf8'),
      [`/suite/tests/${command}.test`]: readFileSync(join(dir, 'tests', `${command}.test`), 'utf8'),
      '/box/': '',
      '/home/': '',
      '/usr/': '',
      '/var/log/': '',
    },
  });
  const { files } = machine;
  await files.symlink('/bin', '/usr/bin');
  await files.symlink('/bin', '/usr/sbin');
  await files.symlink('dash', '/bin/sh');
  const folder = join(dir, 'tests/files');
  await files.mkdir('/suite/tests/files');
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const to = `/suite/tests/files${path.slice(folder.length)}`;
    if (entry.isDirectory()) await files.mkdir(to);
    else await writeFile(files, to, readFileSync(path));
  }
  let said = '';
  const process = await machine.start(
    ['bash', '/suite/harness.sh', command, `/suite/tests/${command}.test`, '/results'],
    {
      cwd: '/box',
      env: {
        PATH: '/usr/bin',
        HOME: '/root',
        LANG: 'C.UTF-8',
        FILES: '/suite/tests/files',
        ...(telling && { CASES: '1' }),
      },
      stdout: (bytes) => (said += text(bytes)),
    },
  );
  const late = setTimeout(() => process.kill('KILL'), FILE_MS);
  await process.exited;
  clearTimeout(late);
  const results = await readFile(files, '/results').catch(() => '');
  machine.namespace.destroy();
  return { results: resultsOf(results), said };
}

/** The commands whose tests are in DIR. */
export function commandsOf(dir: string): readonly string[] {
  return readdirSync(join(dir, 'tests'))
    .filter((name) => name.endsWith('.test'))
    .map((name) => name.slice(0, -'.test'.length))
    .filter((name) => !LEFT_OUT.test(name));
}
