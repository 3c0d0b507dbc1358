import { expect, test } from 'vitest';
import { text, utf8 } from '../../../src/base/bytes.ts';
import { programHeader } from '../../../src/base/program-file.ts';
import { PROGRAMS } from '../../../src/userland/bin/table.ts';
import { programTable } from '../../../src/userland/programs.ts';
// A key may come before a module that is loaded by it.
import '../../../src/userland/sh/interactive/read-edited.ts';
import { testMachine, writeFile } from '../../support/kernel.ts';
import { Screen } from '../../support/screen.ts';
import { FILES, shown } from './cases.mjs';
import recorded from './recorded.json' with { type: 'json' };

const BIN = 'bash cat cp env id less ls seq sleep true false tput wc printf'.split(' ');

/** Known differences, each with its reason. */
const DIFFERENT: Readonly<Record<string, string>> = {
  'unfinished function': 'functions are shown as they were typed',
  'failing background job': 'jobs are shown as they were typed',
  'complete directories for cd': 'directories alone, as the package bash-completion has it on the machines shown here',
};

const TIMEOUT_MS = Number(process.env.SCREEN_TIMEOUT ?? 4000);

async function start() {
  const files = Object.entries(FILES).map(([path, content]) => [`/home/${path}`, content] as const);
  const machine = await testMachine({
    programs: programTable(PROGRAMS),
    bin: [],
    files: {
      ...Object.fromEntries(files),
      '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
      '/tmp/': '',
      '/usr/bin/': '',
    },
  });
  for (const name of BIN) await writeFile(machine.files, `/usr/bin/${name}`, programHeader(name), 0o755);
  const terminal = machine.kernel.createTerminal({ rows: 24, columns: 80 });
  let screen = new Screen(24, 80);
  void (async () => {
    for await (const bytes of terminal.output) screen.write(text(bytes));
  })();
  const process = await machine.kernel.spawn(machine.namespace, {
    path: '/usr/bin/bash',
    argv: ['bash', '--norc', '--noprofile'],
    env: new Map(
      Object.entries({
        PATH: '/usr/bin:/bin',
        HOME: '/home',
        HISTFILE: '',
        PS1: '$ ',
        TERM: 'xterm',
        LC_ALL: 'C.UTF-8',
      }),
    ),
    cwd: '/home',
    uid: 0,
    gid: 0,
    groups: [],
    files: [terminal.open(), terminal.open(), terminal.open()],
    terminal,
  });
  return {
    look: () => shown(screen.text, '/home'),
    type: (keys: string) => terminal.input(utf8(keys)),
    resize: (rows: number, columns: number) => {
      const lines = screen.text;
      screen = new Screen(rows, columns);
      screen.write(lines.replaceAll('\n', '\r\n'));
      terminal.resize({ rows, columns });
    },
    end: () => process.kill('KILL'),
  };
}

const cases = recorded.filter(({ name }) => !(name in DIFFERENT));

// Each step waits until the screen is bash's, and fails with what it is instead.
test.each(cases)('$name', { timeout: 60_000 }, async ({ steps, screens }) => {
  const shell = await start();
  await expect.poll(shell.look, { timeout: TIMEOUT_MS, interval: 5 }).toBe('$');
  for (const [i, step] of steps.entries()) {
    if (typeof step === 'string') await shell.type(step);
    else shell.resize(step.rows, step.columns);
    await expect
      .poll(shell.look, { timeout: TIMEOUT_MS, interval: 5, message: `step ${i + 1}: ${JSON.stringify(step)}` })
      .toBe(screens[i]);
  }
  shell.end();
});
