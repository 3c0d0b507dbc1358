/** `python3` (Pyodide) in a thread of its own. Each start takes seconds, so that a test asks for much. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RUNTIME_ASSETS } from '../../src/languages/assets.ts';
import { PROJECT_ROOT } from '../../src/node/project-root.ts';
import { languageMachine } from './machine.ts';

const PATIENCE_MS = 240_000;

test('the addresses of the runtimes name the versions that are installed', () => {
  for (const { path, package: name } of RUNTIME_ASSETS) {
    const file = join(PROJECT_ROOT, 'node_modules', name, 'package.json');
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
    expect(path.endsWith(`-${version}`)).toBe(true);
  }
});

test(
  'a script: arguments, environment, directory, files, children, status',
  async () => {
    const { go, readFile } = await languageMachine({
      '/app/script.py': [
        'import os, sys, time, json, sqlite3',
        'import helper',
        'print(sys.argv, __name__, os.getcwd(), os.environ["COLOUR"], os.environ["HOME"], helper.NAME)',
        'print(sorted(os.listdir("."))[:2], os.getpid() > 1, sys.version_info[:2])',
        'os.makedirs("out/deep", exist_ok=True)',
        'with open("out/deep/f.txt", "w") as f:',
        '    f.write("one\\ntwo\\n")',
        'with open("out/deep/f.txt", "a+") as f:',
        '    f.write("three\\n")',
        '    f.seek(4)',
        '    print(f.read().split(), os.path.getsize("out/deep/f.txt"))',
        'started = time.time()',
        'time.sleep(0.2)',
        'print(time.time() - started >= 0.2, os.system("echo child; exit 3") >> 8)',
        'try:',
        '    open("/nope")',
        'except FileNotFoundError as error:',
        '    print(error.strerror, error.filename)',
        'sys.stderr.write("to stderr\\n")',
        'name = input("name? ")',
        'print("hello", name)',
        'sys.exit(7)',
      ].join('\n'),
      '/app/helper.py': 'NAME = "helper"',
      '/app/answer': 'bob\n',
    });
    const result = await go('sh', '-c', 'python3 script.py a b <answer');
    expect(result).toEqual({
      status: 7,
      stderr: 'to stderr\n',
      stdout: [
        "['script.py', 'a', 'b'] __main__ /app blue /root helper",
        "['answer', 'helper.py'] True (3, 14)",
        "['two', 'three'] 14",
        'child',
        'True 3',
        'No such file or directory /nope',
        'name? hello bob',
        '',
      ].join('\n'),
    });
    expect(await readFile('/app/out/deep/f.txt')).toBe('one\ntwo\nthree\n');
  },
  PATIENCE_MS,
);
