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

test(
  'errors have the numbers of Linux; what is not there says so; no frame of ours is seen',
  async () => {
    const { go, sh } = await languageMachine({
      '/app/errors.py': [
        'import errno, os, socket, subprocess, threading',
        'print(errno.ENOENT, errno.ECONNREFUSED, errno.errorcode[2], os.strerror(13))',
        'for act in (lambda: open("/nope"), lambda: os.mkdir("/app"), lambda: os.listdir("/app/errors.py"),',
        '            lambda: os.rename("/x", "/y"), lambda: socket.create_connection(("127.0.0.1", 9))):',
        '    try:',
        '        act()',
        '    except OSError as error:',
        '        print(type(error).__name__, error.errno, error, repr(error), error.args)',
        'error = OSError(errno.EEXIST, "made", "here")',
        'print(type(error).__name__, error.errno, error)',
        'print(str(OSError("only words")), str(OSError()), repr(OSError(5)))',
        'try:',
        '    threading.Thread(target=print).start()',
        'except RuntimeError as error:',
        '    print(error)',
        'try:',
        '    subprocess.run(["ls"])',
        'except NotImplementedError as error:',
        '    print(error)',
        'open("/nope")',
      ].join('\n'),
    });
    expect(await go('python3', 'errors.py')).toEqual({
      status: 1,
      stdout: [
        '2 111 ENOENT Permission denied',
        "FileNotFoundError 2 [Errno 2] No such file or directory: '/nope' FileNotFoundError(2, 'No such file or directory') (2, 'No such file or directory')",
        "FileExistsError 17 [Errno 17] File exists: '/app' FileExistsError(17, 'File exists') (17, 'File exists')",
        "NotADirectoryError 20 [Errno 20] Not a directory: '/app/errors.py' NotADirectoryError(20, 'Not a directory') (20, 'Not a directory')",
        "FileNotFoundError 2 [Errno 2] No such file or directory: '/x' -> '/y' FileNotFoundError(2, 'No such file or directory') (2, 'No such file or directory')",
        "ConnectionRefusedError 111 [Errno 111] Connection refused ConnectionRefusedError(111, 'Connection refused') (111, 'Connection refused')",
        "FileExistsError 17 [Errno 17] made: 'here'",
        'only words  OSError(5)',
        "can't start new thread: threads are not simulated in Drydock; real Python would start one",
        'subprocess is not simulated in Drydock; real Python would start a process. os.system runs a command',
        '',
      ].join('\n'),
      stderr:
        'Traceback (most recent call last):\n  File "/app/errors.py", line 20, in <module>\n    open("/nope")\n    ~~~~^^^^^^^^^\n' +
        "FileNotFoundError: [Errno 2] No such file or directory: '/nope'\n",
    });
    expect(
      await sh(
        'python3 -c "import time; print(1, flush=True); time.sleep(600)" >out & p=$!; until grep -q 1 out; do sleep .1; done; kill -INT $p; wait $p; echo $?',
      ),
    ).toMatch(
      /^Traceback \(most recent call last\):\n {2}File "<string>", line 1, in <module>\n[^]*time.sleep\(600\)\n[ ~^]*\nKeyboardInterrupt\n(\n)?130\n$/,
    );
  },
  PATIENCE_MS,
);

test(
  'http.server serves its directory to curl, and ends by a signal',
  async () => {
    const { sh } = await languageMachine({ '/app/page.html': '<p>hello</p>\n' });
    expect(
      await sh(
        'python3 -m http.server 8000 --bind 127.0.0.1 >log 2>&1 & p=$!; until curl -s localhost:8000/page.html; do sleep .2; done; curl -s -o /dev/null -w "%{http_code}\\n" localhost:8000/nope; kill $p; wait $p; echo $?; grep -c GET log',
      ),
    ).toBe('<p>hello</p>\n404\nTerminated\n143\n2\n');
  },
  PATIENCE_MS,
);
