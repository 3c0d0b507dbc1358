import { expect, test } from 'vitest';
import { text, utf8 } from '../../../src/base/bytes.ts';
import { programHeader } from '../../../src/base/program-file.ts';
import { PROGRAMS } from '../../../src/userland/bin/table.ts';
import { programTable } from '../../../src/userland/programs.ts';
// A key may come before a module that is loaded by it.
import '../../../src/userland/sh/interactive/read-edited.ts';
import '../../../src/kernel/tty/cooked-input.ts';
import '../../../src/userland/sh/builtins/read.ts';
import '../../../src/userland/sh/builtins/trap.ts';
import '../../../src/userland/sh/run/telling.ts';
import '../../../src/userland/sh/foreign-syntax.ts';
import '../../../src/userland/sh/function-text.ts';
import '../../../src/userland/sh/syntax/judge.ts';
import { testMachine, writeFile } from '../../support/kernel.ts';
import { Screen } from '../../support/screen.ts';
import { FAMILIES, FILES, shown, type Family, type Step } from './cases.mjs';
import pending from './pending.json' with { type: 'json' };

interface Recorded {
  readonly name: string;
  readonly steps: readonly Step[];
  readonly screens: readonly string[];
}

const recordings = import.meta.glob<Recorded[]>('./recorded/*.json', { eager: true, import: 'default' });

const BIN =
  'bash cat clear cp dash date echo env find grep head id less ls mkdir more mv nano nohup printf reset rm sed seq sleep sort stty su tail top touch tput tr true false vim watch wc xargs yes'.split(
    ' ',
  );

/** Known differences, each with its reason. */
const DIFFERENT: Readonly<Record<string, string>> = {
  'top help': 'help is in our own words',
  'more help': 'help is in our own words',
  'less help': 'help is in our own words',
  'nano help': 'help is in our own words',
  'watch -b and the missing': 'help is in our own words',
  'kill a job': 'whether the shell hears of the death before its next prompt is a race',
  'kill by other signals': 'the same race',
  'dash PS1 and PS4': 'which side of a pipe comes first is a race',
  'unfinished function': 'functions are shown as they were typed',
  'failing background job': 'jobs are shown as they were typed',
  'complete directories for cd': 'directories alone, as the package bash-completion has it on the machines shown here',
};

/** What a case starts in the background has come to its end by then. */
const SETTLE_MS = 400;

const TIMEOUT_MS = Number(process.env.SCREEN_TIMEOUT ?? 4000);

async function start(family: Family) {
  const files = Object.entries(FILES).map(([path, content]) => [`/home/${path}`, content] as const);
  const machine = await testMachine({
    programs: programTable(PROGRAMS),
    bin: [],
    alone: FAMILIES[family].alone ?? false,
    files: {
      ...Object.fromEntries(files),
      '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
      '/tmp/': '',
      '/usr/bin/': '',
    },
  });
  for (const name of BIN) await writeFile(machine.files, `/usr/bin/${name}`, programHeader(name), 0o755);
  for (const path of ['/usr/bin/sh', '/bin/sh']) await machine.files.symlink('/usr/bin/dash', path);
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
    look: () => shown(screen.text, screen.cursor, '/home', family),
    type: (keys: string) => terminal.input(utf8(keys)),
    resize: (rows: number, columns: number) => {
      screen = screen.resized(rows, columns);
      terminal.resize({ rows, columns });
    },
    end: () => process.kill('KILL'),
  };
}

/** What a key has started comes to its foreground before the next key does. */
async function atRest(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) await new Promise((resolve) => setImmediate(resolve));
}

// Each step waits until the screen is the real one, and fails with what it is instead.
for (const family of Object.keys(FAMILIES) as Family[]) {
  const left = new Set((pending as Partial<Record<Family, string[]>>)[family]);
  const cases = (recordings[`./recorded/${family}.json`] ?? []).filter(
    ({ name }) => !(name in DIFFERENT) && !left.has(name),
  );
  test.each(cases)(`${family}: $name`, { timeout: 60_000 }, async ({ steps, screens }) => {
    const shell = await start(family);
    await expect.poll(shell.look, { timeout: TIMEOUT_MS, interval: 5 }).toMatch(/^\$/);
    for (const [i, step] of steps.entries()) {
      await atRest();
      if (typeof step === 'string') await shell.type(step);
      else if ('rows' in step) shell.resize(step.rows, step.columns);
      else await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      await expect
        .poll(shell.look, { timeout: TIMEOUT_MS, interval: 5, message: `step ${i + 1}: ${JSON.stringify(step)}` })
        .toBe(screens[i]);
    }
    shell.end();
  });
}
