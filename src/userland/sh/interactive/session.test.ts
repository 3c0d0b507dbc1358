import { describe, expect, test } from 'vitest';
import { testMachine } from '../../../../tests/support/kernel.ts';
import type { Program } from '../../../kernel/sys.ts';
import { ash, bash, dash, shellMain } from '../programs.ts';
// Keys come at intervals: what a test meets first must not come late.
import '../foreign-syntax.ts';
import './history-expansion.ts';
import '../run/not-run.ts';
import '../syntax-errors.ts';
import './completion.ts';
import './accepted-line.ts';
import './line-reading.ts';
import './inputrc.ts';
import '../builtins/job-control.ts';
import '../builtins/directories.ts';
import '../builtins/leaving.ts';
import '../login-shell.ts';
import '../run/telling.ts';
import '../syntax/judge.ts';
import '../function-text.ts';
import '../../../kernel/tty/cooked-input.ts';

const sleep: Program = async (sys) => {
  await sys.sleep(Number(sys.argv[1]) * 1000);
  return 0;
};

const cat: Program = async (sys) => {
  for (;;) {
    const bytes = await sys.read(0, 4096);
    if (bytes.length === 0) return 0;
    await sys.write(1, bytes);
  }
};

interface Setting {
  readonly argv: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly commands?: [string, number][];
}

/** Types `keys` one after the other, each once the screen is quiet; answers what each made appear, and the end. */
async function session({ argv, files = {}, env = {}, commands }: Setting, keys: readonly string[]) {
  const observed: Program = (sys) =>
    shellMain(sys, 'bash', { onCommand: (text, status) => void commands?.push([text, status]) });
  const machine = await testMachine({ programs: { bash: commands ? observed : bash, dash, ash, sleep, cat }, files });
  const terminal = machine.kernel.createTerminal({ rows: 24, columns: 80 });
  let shown = '';
  void (async () => {
    for await (const bytes of terminal.output) shown += new TextDecoder().decode(bytes);
  })();
  const process = await machine.kernel.spawn(machine.namespace, {
    path: `/bin/${(argv[0] as string).replace(/^-/, '')}`,
    argv,
    env: new Map(Object.entries({ PATH: '/bin', HOME: '/root', ...env })),
    cwd: '/',
    uid: 0,
    gid: 0,
    groups: [],
    files: [terminal.open(), terminal.open(), terminal.open()],
    terminal,
  });
  let end: unknown = 'running';
  void process.exited.then((status) => (end = status));
  const quiet = async () => {
    let before = shown.length;
    for (let same = 0; same < 2;) {
      await new Promise((resolve) => setTimeout(resolve, 25));
      same = before === shown.length ? same + 1 : 0;
      before = shown.length;
    }
    const text = shown;
    shown = '';
    return text;
  };
  const screens = [await quiet()];
  for (const key of keys) {
    await terminal.input(new TextEncoder().encode(key));
    screens.push(await quiet());
  }
  if (end === 'running') process.kill('KILL');
  return { screens, end, machine };
}

const BANNER =
  "\r\n\r\nBusyBox v1.37.0 (Debian 1:1.37.0-6+b9) built-in shell (ash)\r\nEnter 'help' for a list of built-in commands.\r\n\r\n";

// The screens are those of the real shells on a terminal.
describe('busybox', () => {
  test('commands, errors, ^C, end', async () => {
    const { screens, end } = await session({ argv: ['ash'] }, [
      'echo hi\r',
      'abc\x03',
      'cd /tmp\r',
      'nosuch\r',
      'if true\r',
      'then exit 4; fi\r',
    ]);
    expect(screens).toEqual([
      `${BANNER}/ # \x1b[6n`,
      'echo hi\r\nhi\r\n/ # \x1b[6n',
      'abc^C\r\n\r\n/ # \x1b[6n',
      'cd /tmp\r\n/tmp # \x1b[6n',
      'nosuch\r\nash: nosuch: not found\r\n/tmp # \x1b[6n',
      'if true\r\n> \x1b[6n',
      'then exit 4; fi\r\n',
    ]);
    expect(end).toEqual({ kind: 'exited', status: 4 });
  });

  test('stops and resumes a job', async () => {
    const { screens } = await session({ argv: ['ash'] }, ['sleep 100\r', '\x1a', 'jobs\r', 'fg\r', '\x03', '\x04']);
    expect(screens.slice(1)).toEqual([
      'sleep 100\r\n',
      '^Z[1]+  Stopped                    sleep 100\r\n/ # \x1b[6n',
      'jobs\r\n[1]+  Stopped                    sleep 100\r\n/ # \x1b[6n',
      'fg\r\nsleep 100\r\n',
      '^C\r\n/ # \x1b[6n',
      '\r\n',
    ]);
  });
});

describe('bash', () => {
  test('jobs, and keys for the program in front', async () => {
    const keys = ['sleep 100\r', '\x1a', 'bg\r', 'kill %1\r', '\r', 'cat\r', 'line\r', '\x04', 'exit 3\r'];
    const { screens, end } = await session({ argv: ['bash'], env: { PS1: '$ ' } }, keys);
    expect(screens.slice(1)).toEqual([
      'sleep 100\r\n',
      '^Z\r\n[1]+  Stopped                 sleep 100\r\n$ ',
      'bg\r\n[1]+ sleep 100 &\r\n$ ',
      'kill %1\r\n$ ',
      '\r\n[1]+  Terminated              sleep 100\r\n$ ',
      'cat\r\n',
      'line\r\nline\r\n',
      '$ ',
      'exit 3\r\nexit\r\n',
    ]);
    expect(end).toEqual({ kind: 'exited', status: 3 });
  });

  test('a busy loop of builtins ends by ^C', async () => {
    const { screens } = await session({ argv: ['bash'], env: { PS1: '$ ' } }, [
      'while :; do :; done\r',
      '\x03',
      'echo $?\r',
    ]);
    expect(screens.slice(1)).toEqual(['while :; do :; done\r\n', '^C\r\n$ ', 'echo $?\r\n130\r\n$ ']);
  });

  test('reads its start-up files, asks for more, keeps the history', async () => {
    const files = {
      '/etc/bash.bashrc': 'greet() { echo "hello $1"; }\n',
      '/root/.bashrc': "PS1='${debian_chroot:+($debian_chroot)}\\u@\\h:\\w\\$ '\nalias g='greet me'\n",
      '/etc/passwd': 'root:x:0:0:root:/root:/bin/bash\n',
    };
    const { screens, machine } = await session({ argv: ['bash'], files, env: { TERM: 'xterm' } }, [
      'g\r',
      'for i in 1 2\r',
      'do echo $i; done\r',
      '!g\r',
      'cd\r',
      '\x04',
    ]);
    expect(screens).toEqual([
      '\x1b[?2004hroot@test:/# ',
      'g\r\n\x1b[?2004l\rhello me\r\n\x1b[?2004hroot@test:/# ',
      'for i in 1 2\r\n\x1b[?2004l\r\x1b[?2004h> ',
      'do echo $i; done\r\n\x1b[?2004l\r1\r\n2\r\n\x1b[?2004hroot@test:/# ',
      '!g\r\n\x1b[?2004l\rg\r\nhello me\r\n\x1b[?2004hroot@test:/# ',
      'cd\r\n\x1b[?2004l\r\x1b[?2004hroot@test:~# ',
      '\x1b[?2004l\r\r\nexit\r\n',
    ]);
    expect(await machine.readFile('/root/.bash_history')).toBe('g\nfor i in 1 2; do echo $i; done\ng\ncd\n');
  });

  test('a login shell reads the profiles', async () => {
    const files = { '/etc/profile': 'echo profile\n', '/root/.profile': 'echo own; PS1="% "\n' };
    const { screens } = await session({ argv: ['-bash'], files }, ['echo $0\r', 'exit\r']);
    expect(screens).toEqual(['profile\r\nown\r\n% ', 'echo $0\r\n-bash\r\n% ', 'exit\r\nlogout\r\n']);
  });

  test('tells whoever watches of every command', async () => {
    const commands: [string, number][] = [];
    await session({ argv: ['bash'], commands }, [
      'true\r',
      '(exit 7)\r',
      'echo )\r',
      '\r',
      'if true\r',
      'then exit 3; fi\r',
    ]);
    expect(commands).toEqual([
      ['true', 0],
      ['(exit 7)', 7],
      ['echo )', 2],
      ['if true; then exit 3; fi', 3],
    ]);
  });

  test('Tab completes commands, files and variables', async () => {
    const files = { '/usr/local/bin/': '', '/usr/local/lib/': '', '/usr/lib/x': '' };
    const { screens } = await session({ argv: ['bash'], env: { PS1: '$ ' }, files }, [
      'slee\t',
      '/us\tlo\t',
      '\t',
      '$HOM\t',
    ]);
    expect(screens.slice(1)).toEqual(['sleep ', '/usr/local/', '\x07', '$HOME ']);
  });
});

describe('dash', () => {
  test('reads lines through the terminal itself', async () => {
    const { screens, end } = await session({ argv: ['dash'] }, ['echo hi\r', 'ab', '\x03', 'nosuch\r', '\x04']);
    expect(screens).toEqual([
      '# ',
      'echo hi\r\nhi\r\n# ',
      'ab',
      '^C\r\n# ',
      'nosuch\r\ndash: 2: nosuch: not found\r\n# ',
      '\r\n',
    ]);
    expect(end).toEqual({ kind: 'exited', status: 127 });
  });
});
