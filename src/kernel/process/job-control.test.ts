import { expect, test } from 'vitest';
import { testMachine, type TestMachine } from '../../../tests/support/kernel.ts';
import { text, utf8 } from '../../base/bytes.ts';
import { programHeader } from '../../base/program-file.ts';
import { createKernel } from '../create-kernel.ts';
import type { Process, Terminal } from '../kernel.ts';
import { SysError } from '../errno.ts';
import type { Program, Sys } from '../sys.ts';
import { createTmpfs } from '../vfs/tmpfs.ts';
import { systemClock, systemRandom } from '../../base/ports.ts';

const rest = (ms = 10) => new Promise((resolve) => setTimeout(resolve, ms));

async function onTerminal(main: Program): Promise<{
  machine: TestMachine;
  terminal: Terminal;
  process: Process;
  shown: () => string;
}> {
  const machine = await testMachine({ programs: { main } });
  const terminal = machine.kernel.createTerminal({ rows: 24, columns: 80 });
  let shown = '';
  void (async () => {
    for await (const chunk of terminal.output) shown += text(chunk);
  })();
  const process = await machine.kernel.spawn(machine.namespace, {
    path: '/bin/main',
    argv: ['main'],
    env: new Map(),
    cwd: '/',
    uid: 0,
    gid: 0,
    groups: [],
    files: [terminal.open(), terminal.open(), terminal.open()],
    terminal,
  });
  await rest(2);
  return { machine, terminal, process, shown: () => shown };
}

const shellSignals = (sys: Sys) => {
  for (const signal of ['INT', 'TSTP', 'TTIN', 'TTOU'] as const) sys.signal(signal, 'ignore');
};

test('^C ends the foreground job, not the shell', async () => {
  const said: unknown[] = [];
  const { terminal, process, shown } = await onTerminal(async (sys) => {
    shellSignals(sys);
    const child = sys.fork(
      async (job) => {
        for (const signal of ['INT', 'TSTP'] as const) job.signal(signal, 'default');
        await job.sleep(Number.POSITIVE_INFINITY);
        return 0;
      },
      { pgid: 0, foreground: true },
    );
    said.push(sys.tcgetpgrp(0) === child, (await sys.wait(child))?.status, sys.ttyname(0));
    sys.tcsetpgrp(0, sys.getpgid());
    await sys.write(1, utf8('done\n'));
    return 0;
  });
  await terminal.input(utf8('\x03'));
  expect(await process.exited).toEqual({ kind: 'exited', status: 0 });
  expect(said).toEqual([true, { kind: 'signaled', signal: 'INT' }, '/dev/pts/0']);
  await rest(2);
  expect(shown()).toBe('^Cdone\r\n');
});

test('^Z stops it, and it goes on in the foreground', async () => {
  const said: unknown[] = [];
  const { terminal, process } = await onTerminal(async (sys) => {
    shellSignals(sys);
    const child = sys.fork(
      async (job) => {
        job.signal('TSTP', 'default');
        const line = text(await job.read(0, 100));
        return line.length;
      },
      { pgid: 0, foreground: true },
    );
    said.push((await sys.wait(child, { untraced: true }))?.status);
    sys.tcsetpgrp(0, sys.getpgid());
    sys.tcsetpgrp(0, child);
    sys.kill(-child, 'CONT');
    said.push((await sys.wait(child, { untraced: true }))?.status);
    said.push((await sys.wait(child))?.status);
    return 0;
  });
  await terminal.input(utf8('\x1a'));
  await rest();
  await terminal.input(utf8('abc\r'));
  expect(await process.exited).toEqual({ kind: 'exited', status: 0 });
  expect(said).toEqual([{ kind: 'stopped', signal: 'TSTP' }, { kind: 'continued' }, { kind: 'exited', status: 4 }]);
});

test('a background job that reads is stopped by SIGTTIN', async () => {
  const said: unknown[] = [];
  const { terminal, process } = await onTerminal(async (sys) => {
    shellSignals(sys);
    const child = sys.fork(
      async (job) => {
        job.signal('TTIN', 'default');
        return (await job.read(0, 100)).length;
      },
      { pgid: 0 },
    );
    said.push((await sys.wait(child, { untraced: true }))?.status);
    sys.tcsetpgrp(0, child);
    sys.kill(-child, 'CONT');
    said.push((await sys.wait(child))?.status);
    return 0;
  });
  await rest();
  await terminal.input(utf8('hello\r'));
  await process.exited;
  expect(said).toEqual([
    { kind: 'stopped', signal: 'TTIN' },
    { kind: 'exited', status: 6 },
  ]);
});

test('a reader that goes on behind is stopped at once, and takes nothing that is typed', async () => {
  const said: unknown[] = [];
  const { terminal, process } = await onTerminal(async (sys) => {
    shellSignals(sys);
    const child = sys.fork(
      async (job) => {
        for (const signal of ['TSTP', 'TTIN'] as const) job.signal(signal, 'default');
        return (await job.read(0, 100)).length;
      },
      { pgid: 0, foreground: true },
    );
    said.push((await sys.wait(child, { untraced: true }))?.status);
    sys.tcsetpgrp(0, sys.getpgid());
    sys.kill(-child, 'CONT');
    for (let times = 0; times < 2; times++) said.push((await sys.wait(child, { untraced: true }))?.status);
    said.push(text(await sys.read(0, 100)));
    return 0;
  });
  await terminal.input(utf8('\x1a'));
  await rest();
  await terminal.input(utf8('mine\r'));
  await process.exited;
  const stopped = (signal: string) => ({ kind: 'stopped', signal });
  expect(said).toEqual([stopped('TSTP'), { kind: 'continued' }, stopped('TTIN'), 'mine\n']);
});

test('window size, and hang-up', async () => {
  const said: unknown[] = [];
  const { terminal, process } = await onTerminal(async (sys) => {
    sys.signal('WINCH', (signal) => said.push([signal, sys.windowSize(0)]));
    for (;;) {
      try {
        await sys.sleep(1000);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
      }
    }
  });
  terminal.resize({ rows: 30, columns: 100 });
  await rest(2);
  terminal.close();
  expect(await process.exited).toEqual({ kind: 'signaled', signal: 'HUP' });
  expect(said).toEqual([['WINCH', { rows: 30, columns: 100 }]]);
});

async function container(main: Program, other: Program = () => 0) {
  const programs: Record<string, Program> = { main, other };
  const kernel = createKernel({
    clock: systemClock,
    random: systemRandom,
    programs: (name) => programs[name],
    release: '6.1.0',
  });
  const fs = createTmpfs({ clock: systemClock });
  for (const name of Object.keys(programs)) {
    fs.root.create(name, { type: 'file', mode: 0o755, uid: 0, gid: 0 }).write(0, programHeader(name));
  }
  const namespace = kernel.createNamespace({ hostname: 'c', mounts: [{ target: '/', fs }] });
  const start = (name: string) =>
    kernel.spawn(namespace, {
      path: `/${name}`,
      argv: [name],
      env: new Map(),
      cwd: '/',
      uid: 0,
      gid: 0,
      groups: [],
      files: [kernel.nullFile(), kernel.nullFile(), kernel.nullFile()],
    });
  return { kernel, namespace, start };
}

const sleep: Program = async (sys) => {
  await sys.sleep(Number.POSITIVE_INFINITY);
  return 0;
};

test('pid 1 only takes signals it asked for, and KILL from outside', async () => {
  const { start, kernel } = await container(sleep, async (sys) => {
    for (const signal of ['TERM', 'KILL', 'STOP', 'INT'] as const) sys.kill(1, signal);
    return 0;
  });
  const init = await start('main');
  const other = await start('other');
  expect(await other.exited).toEqual({ kind: 'exited', status: 0 });
  init.kill('TERM');
  init.kill('INT');
  await rest(2);
  expect(kernel.processes().map(({ command, state }) => `${command} ${state}`)).toEqual(['main S']);
  init.kill('KILL');
  expect(await init.exited).toEqual({ kind: 'signaled', signal: 'KILL' });
});

test('pid 1 with a handler', async () => {
  const { start } = await container(async (sys) => {
    sys.signal('TERM', () => sys.exit(42));
    await sys.sleep(Number.POSITIVE_INFINITY);
    return 0;
  });
  const init = await start('main');
  await rest(2);
  init.kill('TERM');
  expect(await init.exited).toEqual({ kind: 'exited', status: 42 });
});

test('the end of pid 1 is the end of all', async () => {
  const { start, kernel } = await container(async (sys) => {
    await sys.sleep(10);
    return 3;
  }, sleep);
  const [init, other] = [await start('main'), await start('other')];
  expect(await init.exited).toEqual({ kind: 'exited', status: 3 });
  expect(await other.exited).toEqual({ kind: 'signaled', signal: 'KILL' });
  expect(kernel.processes()).toEqual([]);
  await expect((async () => start('other'))()).rejects.toMatchObject({ errno: 'ESRCH' });
});
