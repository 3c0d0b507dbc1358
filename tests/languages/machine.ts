/** A machine of the kernel on which real languages run, in threads of Node. */
import { expect } from 'vitest';
import { WorkerPrograms } from '../../src/languages/worker-program.ts';
import { nodeWorkers } from '../../src/node/program-workers.ts';
import { OF_IMAGES, PROGRAMS } from '../../src/userland/bin/table.ts';
import { programTable } from '../../src/userland/programs.ts';
import { testMachine, type TestMachine } from '../support/kernel.ts';

const CWD = '/app';
export const ENV = { PATH: '/bin', HOME: '/root', COLOUR: 'blue' };

export interface LanguageMachine extends TestMachine {
  /** Runs words in /app. */
  go(...argv: readonly string[]): ReturnType<TestMachine['run']>;
  /** Runs a line of the shell in /app; both outputs together. */
  sh(line: string): Promise<string>;
}

export async function languageMachine(files: Readonly<Record<string, string>> = {}): Promise<LanguageMachine> {
  const programs = new WorkerPrograms(nodeWorkers);
  const languages = {
    node: programs.program('node'),
    python3: programs.program('python'),
    postgres: programs.program('postgres'),
    initdb: programs.program('postgres'),
  };
  const machine = await testMachine({
    programs: programTable(languages, PROGRAMS, OF_IMAGES),
    bin: [...Object.keys(languages), ...Object.keys(PROGRAMS), ...Object.keys(OF_IMAGES)],
    files: {
      '/etc/hosts': '127.0.0.1 localhost\n127.0.0.1 test\n',
      '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\npostgres:x:999:999::/var/lib/postgresql:/bin/bash\n',
      '/app/': '',
      ...files,
    },
  });
  await machine.files.symlink('/bin/dash', '/bin/sh');
  const options = { cwd: CWD, env: ENV };
  return {
    ...machine,
    go: (...argv) => machine.run(argv, options),
    sh: async (line) => {
      const { stdout, stderr } = await machine.run(['sh', '-c', `exec 2>&1; ${line}`], options);
      expect(stderr).toBe('');
      return stdout;
    },
  };
}
