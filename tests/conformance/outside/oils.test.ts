/**
 * How far the shells pass the oils project's spec tests, which are read at run time: `OILS=DIR npx vitest run --project outside`, with DIR a
 * checkout. A case counts when the real shell of this machine passes it. SHELLS (bash,dash) and FILES (a pattern) narrow it; CASES=1 names each failure.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { utf8 } from '../../../src/base/bytes.ts';
import { programHeader } from '../../../src/base/program-file.ts';
import type { Program } from '../../../src/kernel/sys.ts';
import { PROGRAMS } from '../../../src/userland/bin/table.ts';
import { programTable } from '../../../src/userland/programs.ts';
import { testMachine, writeFile } from '../../support/kernel.ts';
import { expectationOf, meets, oilsCases, type OilsCase } from './oils-cases.ts';

const DIR = process.env.OILS;
const SHELLS = (process.env.SHELLS ?? 'bash,dash').split(',');
/** A dash case that never ends would hold the rest up. */
const CASE_MS = 5000;
const REACH: Readonly<Record<string, number>> = { bash: 0.85, dash: 0.9 };

interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

const say = async (sys: Parameters<Program>[0], text: string, fd = 1) => void (await sys.write(fd, utf8(text)));
const repr = (word: string) =>
  /'/.test(word) && !/"/.test(word)
    ? `"${word}"`
    : `'${word.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}'`;

/** The suite's own small programs. */
const SUITE_PROGRAMS: Readonly<Record<string, Program>> = {
  'argv.py': async (sys) => (await say(sys, `[${sys.argv.slice(1).map(repr).join(', ')}]\n`), 0),
  'printenv.py': async (sys) => {
    for (const name of sys.argv.slice(1)) await say(sys, `${sys.env.get(name) ?? 'None'}\n`);
    return 0;
  },
  'stdout_stderr.py': async (sys) => {
    const [, out = 'STDOUT', err = 'STDERR', status = '0'] = sys.argv;
    await say(sys, `${out}\n`);
    await say(sys, `${err}\n`, 2);
    return Number(status);
  },
  'read_from_fd.py': async (sys) => {
    for (const fd of sys.argv.slice(1)) {
      await say(sys, `${fd}: `);
      await sys.write(1, await sys.read(Number(fd), 1024));
    }
    return 0;
  },
};

function real(shell: string, script: string): Answer {
  const cwd = mkdtempSync(join(tmpdir(), 'oils-'));
  const env = {
    PATH: `${DIR as string}/spec/bin:/usr/bin:/bin`,
    HOME: cwd,
    TMP: cwd,
    SH: `/bin/${shell}`,
    LC_ALL: 'C.UTF-8',
    REPO_ROOT: DIR as string,
  };
  const result = spawnSync('timeout', ['-s', 'KILL', String(CASE_MS / 1000), `/bin/${shell}`], {
    cwd,
    env,
    input: script,
  });
  rmSync(cwd, { recursive: true, force: true });
  const text = (bytes: Buffer) => bytes.toString('latin1');
  return { stdout: text(result.stdout), stderr: text(result.stderr), status: result.status ?? -1 };
}

const table = programTable(PROGRAMS);

/** The scripts and texts that cases source or read, by their path below REPO_ROOT. */
function suiteFiles(): Readonly<Record<string, string>> {
  const folder = join(DIR as string, 'spec/testdata');
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    names.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [`/oils/spec/testdata${path.slice(folder.length)}`, readFileSync(path, 'utf8')];
    }),
  );
}
const SUITE_FILES = DIR ? suiteFiles() : {};

async function simulated(shell: string, script: string): Promise<Answer> {
  const machine = await testMachine({
    programs: (name) => SUITE_PROGRAMS[name] ?? table(name),
    bin: [...Object.keys(PROGRAMS), ...Object.keys(SUITE_PROGRAMS)],
    files: { ...SUITE_FILES, '/work/': '', '/usr/': '', '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n' },
  });
  await writeFile(machine.files, '/bin/sh', programHeader('dash'), 0o755);
  const env = { PATH: '/bin', HOME: '/work', TMP: '/work', SH: `/bin/${shell}`, LC_ALL: 'C.UTF-8', REPO_ROOT: '/oils' };
  let cancel: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Answer>((resolve) => {
    cancel = setTimeout(() => resolve({ stdout: '', stderr: 'no answer', status: -1 }), CASE_MS);
  });
  const answer = await Promise.race([machine.run([shell], { cwd: '/work', env, stdin: utf8(script) }), late]);
  clearTimeout(cancel);
  machine.namespace.destroy();
  const latin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
  return { ...answer, stdout: latin1(answer.stdout), stderr: latin1(answer.stderr) };
}

/** What the real shell answers is kept beside the checkout: it takes minutes. */
function passedByReal(shell: string, cases: readonly OilsCase[]): readonly OilsCase[] {
  const cache = join(DIR as string, `.passed-by-${shell}.json`);
  const known: Record<string, boolean> = existsSync(cache)
    ? (JSON.parse(readFileSync(cache, 'utf8')) as Record<string, boolean>)
    : {};
  const passed = cases.filter((item) => {
    const key = `${item.file}: ${item.name}`;
    return (known[key] ??= meets(real(shell, item.script), latin1(expectationOf(item, shell))));
  });
  writeFileSync(cache, JSON.stringify(known));
  return passed;
}

function latin1<T extends { readonly stdout?: string; readonly stderr?: string }>(wanted: T): T {
  const bytes = (text: string | undefined) => text && Buffer.from(text, 'utf8').toString('latin1');
  return {
    ...wanted,
    ...(wanted.stdout !== undefined && { stdout: bytes(wanted.stdout) }),
    ...(wanted.stderr !== undefined && { stderr: bytes(wanted.stderr) }),
  };
}

test.skipIf(!DIR).each(SHELLS)(
  '%s passes what the real one does',
  async (shell) => {
    const spec = join(DIR as string, 'spec');
    const files = readdirSync(spec).filter(
      (name) =>
        /\.test\.sh$/.test(name) && !/^(ysh|hay)-?/.test(name) && new RegExp(process.env.FILES ?? '').test(name),
    );
    const cases = files.flatMap((name) => oilsCases(name, readFileSync(join(spec, name), 'utf8')));
    const counted = passedByReal(shell, cases);
    const failed: string[] = [];
    for (const item of counted) {
      const wanted = latin1(expectationOf(item, shell));
      const answer = await simulated(shell, item.script).catch((error: unknown) => ({
        stdout: '',
        stderr: String(error),
        status: -2,
      }));
      if (meets(answer, wanted)) continue;
      failed.push(`${item.file}: ${item.name}`);
      if (process.env.CASES)
        console.log(JSON.stringify({ shell, file: item.file, name: item.name, script: item.script, wanted, answer }));
    }
    const share = 1 - failed.length / counted.length;
    console.log(`${shell}: ${counted.length - failed.length} of ${counted.length} (${(share * 100).toFixed(1)}%)`);
    expect(share).toBeGreaterThanOrEqual(REACH[shell] as number);
  },
  3_600_000,
);
