/** The machine that the oils project's spec tests run on: a checkout's names below /oils, and the suite's small programs. */
import { join } from 'node:path';
import { programHeader } from '../../../src/base/program-file.ts';
import { text } from '../../../src/base/bytes.ts';
import type { Program } from '../../../src/kernel/sys.ts';
import { executablesBelow, filesBelow, namesIn, print, type SuiteMachine } from './suite-machine.ts';

export function oilsMachine(checkout: string): SuiteMachine {
  const testdata = join(checkout, 'spec/testdata');
  const headers = Object.keys(PROGRAMS).map((name) => [`/oils/spec/bin/${name}`, text(programHeader(name))]);
  return {
    programs: PROGRAMS,
    files: {
      ...namesIn(checkout, '/oils'),
      ...namesIn(join(checkout, 'spec'), '/oils/spec'),
      ...filesBelow(testdata, '/oils/spec/testdata'),
      ...filesBelow(join(checkout, 'spec/bin'), '/oils/spec/bin'),
      ...(Object.fromEntries(headers) as Record<string, string>),
      '/work/': '',
      '/usr/': '',
      '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
    },
    executables: [
      ...executablesBelow(testdata, '/oils/spec/testdata'),
      ...executablesBelow(join(checkout, 'spec/bin'), '/oils/spec/bin'),
    ],
    sh: 'dash',
    // No files of Debian's.
    without: ['[[', 'hello'],
  };
}

const PROGRAMS: Readonly<Record<string, Program>> = {
  'argv.py': async (sys) => (await print(sys, `[${sys.argv.slice(1).map(repr).join(', ')}]\n`), 0),
  'printenv.py': async (sys) => {
    for (const name of sys.argv.slice(1)) await print(sys, `${sys.env.get(name) ?? 'None'}\n`);
    return 0;
  },
  'stdout_stderr.py': async (sys) => {
    const [, out = 'STDOUT', err = 'STDERR', status = '0'] = sys.argv;
    await print(sys, `${out}\n`);
    await print(sys, `${err}\n`, 2);
    return Number(status);
  },
  'foo=bar': async (sys) => (await print(sys, 'HI\n'), 0),
  'read_from_fd.py': async (sys) => {
    for (const fd of sys.argv.slice(1)) {
      await print(sys, `${fd}: `);
      await sys.write(1, await sys.read(Number(fd), 1024));
    }
    return 0;
  },
};

function repr(word: string): string {
  if (/'/.test(word) && !/"/.test(word)) return `"${word}"`;
  const names: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' };
  const escaped = word
    .replace(/[\\']/g, '\\$&')
    .replace(/[\x00-\x1f\x7f]/g, (char) => names[char] ?? `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return `'${escaped}'`;
}
