/** What both outside suites of the shells need: a simulated machine with the suite's files, and the real shell of this machine. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utf8 } from '../../../src/base/bytes.ts';
import { programHeader } from '../../../src/base/program-file.ts';
import type { Program } from '../../../src/kernel/sys.ts';
import { PROGRAMS } from '../../../src/userland/bin/table.ts';
import { programTable } from '../../../src/userland/programs.ts';
import { testMachine, writeFile } from '../../support/kernel.ts';

/** Output as latin1, so that bytes which are no UTF-8 can be compared. */
export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

/** A case that never ends would hold the rest up. */
export const CASE_MS = 10_000;

export interface SuiteRun {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly stdin: string;
}

export interface SuiteMachine {
  /** Besides the programs of Drydock. */
  readonly programs: Readonly<Record<string, Program>>;
  /** By absolute path; one that ends in a slash is an empty folder. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** Programs of Drydock that this machine has not. */
  readonly without?: readonly string[];
  /** The program that `/bin/sh` is. */
  readonly sh: 'dash' | 'busybox';
  /** Names that are busybox's own applets there. */
  readonly applets?: readonly string[];
  /** Those of `files` that may be run. */
  readonly executables?: readonly string[];
}

const table = programTable(PROGRAMS);

/** A machine of its own for each run. */
export async function simulated(suite: SuiteMachine, run: SuiteRun): Promise<Answer> {
  const machine = await testMachine({
    programs: (name) => suite.programs[name] ?? table(name),
    bin: [...Object.keys(PROGRAMS).filter((name) => !suite.without?.includes(name)), ...Object.keys(suite.programs)],
    // Made here, filled below: files may be no text.
    files: Object.fromEntries(Object.keys(suite.files).map((path) => [path, ''])),
  });
  for (const [path, content] of Object.entries(suite.files)) {
    if (!path.endsWith('/') && content.length > 0) await writeFile(machine.files, path, content);
  }
  for (const name of ['sh', ...(suite.applets ?? [])]) {
    await writeFile(machine.files, `/bin/${name}`, programHeader(suite.sh), 0o755);
  }
  await machine.files.symlink('/bin', '/usr/bin');
  for (const path of suite.executables ?? []) await machine.files.chmod(path, 0o755);
  let cancel: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Answer>((resolve) => {
    cancel = setTimeout(() => resolve({ stdout: '', stderr: 'no answer', status: -1 }), CASE_MS);
  });
  const { argv, cwd, env, stdin } = run;
  const answer = await Promise.race([machine.run(argv, { cwd, env, stdin: utf8(stdin) }), late]);
  clearTimeout(cancel);
  machine.namespace.destroy();
  return { ...answer, stdout: latin1(answer.stdout), stderr: latin1(answer.stderr) };
}

/** Runs a real program in an empty directory, which is its HOME and TMP as well. */
export function real(argv: readonly string[], env: Readonly<Record<string, string>>, input: string): Answer {
  const cwd = mkdtempSync(join(tmpdir(), 'suite-'));
  const result = spawnSync('timeout', ['-s', 'KILL', String(CASE_MS / 1000), ...argv], {
    cwd,
    env: { HOME: cwd, TMP: cwd, ...env },
    input,
  });
  rmSync(cwd, { recursive: true, force: true });
  return { stdout: bytes(result.stdout), stderr: bytes(result.stderr), status: result.status ?? -1 };
}

function bytes(buffer: Buffer): string {
  return buffer.toString('latin1');
}

export function latin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** Every file below `folder` by its path below `target`. */
export function filesBelow(folder: string, target: string): Readonly<Record<string, Uint8Array>> {
  return Object.fromEntries(pathsBelow(folder).map((path) => [target + path.slice(folder.length), readFileSync(path)]));
}

/** Those that may be run, by their paths below `target`. */
export function executablesBelow(folder: string, target: string): readonly string[] {
  return pathsBelow(folder)
    .filter((path) => statSync(path).mode & 0o100)
    .map((path) => target + path.slice(folder.length));
}

function pathsBelow(folder: string): readonly string[] {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return found.map(({ parentPath, name }) => join(parentPath, name));
}

/** What a folder lists, each file empty and each folder as well: enough for names. */
export function namesIn(folder: string, target: string): Readonly<Record<string, string>> {
  const found = readdirSync(folder, { withFileTypes: true });
  return Object.fromEntries(found.map((entry) => [`${target}/${entry.name}${entry.isDirectory() ? '/' : ''}`, '']));
}

export async function print(sys: Parameters<Program>[0], text: string, fd = 1): Promise<void> {
  await sys.write(fd, utf8(text));
}
