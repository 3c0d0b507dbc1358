/** busybox's `ash_test`: a case is a script `NAME.tests` beside what it prints, standard error included, `NAME.right`. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Program } from '../../../src/kernel/sys.ts';
import { APPLETS } from '../../../src/userland/bin/applets.ts';
import { CASE_MS, executablesBelow, filesBelow, print, simulated, type Answer } from './suite-machine.ts';

export interface AshCase {
  /** Path below `shell/ash_test`, as `ash-misc/shift1.tests`. */
  readonly name: string;
  /** In latin1, as answers are. */
  readonly right: string;
}

export function ashCases(source: string): AshCase[] {
  const root = join(source, 'shell/ash_test');
  const folders = readdirSync(root).filter((name) => name.startsWith('ash-'));
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.tests'))
      .flatMap((name) => {
        const right = join(root, folder, name.replace(/\.tests$/, '.right'));
        return existsSync(right) ? [{ name: `${folder}/${name}`, right: readFileSync(right, 'latin1') }] : [];
      }),
  );
}

export function meetsRight(answer: Answer, { right }: AshCase): boolean {
  return cleaned(answer.stdout) === right;
}

/** What the suite's own runner takes out of the output. */
function cleaned(output: string): string {
  return output
    .split('\n')
    .map((line) => (/: invalid option /.test(line) ? line.replaceAll("'", '') : line))
    .join('\n');
}

/** The suite's configuration variables: the features that Debian's busybox has. */
const FEATURES = { CONFIG_FEATURE_FANCY_ECHO: 'y', CONFIG_FEATURE_SH_MATH: 'y', CONFIG_UNICODE_SUPPORT: 'y' };

const JOINED = 'exec "$THIS_SH" "$0" 2>&1';

/** Runs the case in the busybox at `busybox`, whose applets are all that PATH has. */
export function realCase(source: string, busybox: string, { name }: AshCase): Answer {
  const root = mkdtempSync(join(tmpdir(), 'ash-'));
  cpSync(join(source, 'shell/ash_test', dirname(name)), join(root, dirname(name)), { recursive: true });
  const bin = join(root, 'bin');
  mkdirSync(bin);
  for (const applet of ['ash', ...Object.keys(APPLETS)]) symlinkSync(busybox, join(bin, applet));
  const env = { ...FEATURES, PATH: `${bin}:/usr/bin:/bin`, THIS_SH: join(bin, 'ash'), HOME: root };
  const file = `./${name.slice(dirname(name).length + 1)}`;
  const result = spawnSync('timeout', ['-s', 'KILL', String(CASE_MS / 1000), 'sh', '-c', JOINED, file], {
    cwd: join(root, dirname(name)),
    env,
    input: '',
  });
  rmSync(root, { recursive: true, force: true });
  return { stdout: result.stdout.toString('latin1'), stderr: '', status: result.status ?? -1 };
}

export function simulatedCase(source: string, { name }: AshCase): Promise<Answer> {
  const folder = dirname(name);
  const files = {
    ...filesBelow(join(source, 'shell/ash_test', folder), `/ash_test/${folder}`),
    '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
    '/usr/': '',
  };
  const env = { ...FEATURES, PATH: '/bin', THIS_SH: '/bin/ash', HOME: '/root' };
  return simulated(
    {
      programs: ASH_PROGRAMS,
      files,
      executables: executablesBelow(join(source, 'shell/ash_test', folder), `/ash_test/${folder}`),
      sh: 'busybox',
      applets: ['ash', ...Object.keys(APPLETS)],
    },
    {
      argv: ['sh', '-c', JOINED, `./${name.slice(folder.length + 1)}`],
      env,
      cwd: `/ash_test/${folder}`,
      stdin: '',
    },
  );
}

/** The suite's own small programs. */
const ASH_PROGRAMS: Readonly<Record<string, Program>> = {
  recho: async (sys) => {
    for (const [i, word] of sys.argv.slice(1).entries()) await print(sys, `argv[${i + 1}] = <${visible(word)}>\n`);
    return 0;
  },
  printenv: async (sys) => {
    for (const name of sys.argv.slice(1)) {
      const value = sys.env.get(name);
      if (value === undefined) return 1;
      await print(sys, `${value}\n`);
    }
    return 0;
  },
};

function visible(word: string): string {
  return word.replace(/[\x00-\x1f\x7f]/g, (char) =>
    char === '\x7f' ? '^?' : `^${String.fromCharCode(char.charCodeAt(0) + 64)}`,
  );
}
