import { expect, test } from 'vitest';
import { virtualClock } from '../../../tests/support/clock.ts';
import { testMachine, writeFile } from '../../../tests/support/kernel.ts';
import { utf8 } from '../../base/bytes.ts';
import { programHeader } from '../../base/program-file.ts';
import { SysError } from '../errno.ts';
import type { Program, Sys } from '../sys.ts';

const sleeper: Program = async (sys) => {
  await sys.sleep(Number.POSITIVE_INFINITY);
  return 0;
};
const busy: Program = async (sys) => {
  for (;;) {
    const turn = sys.tick();
    if (turn instanceof Promise) await turn;
  }
};

async function errno(act: () => unknown): Promise<string> {
  try {
    await act();
    return 'ok';
  } catch (error) {
    if (error instanceof SysError) return error.errno;
    throw error;
  }
}

/** What the program says with `say`, and how it ended. */
async function inside(body: (sys: Sys, say: (what: unknown) => void) => Promise<number>, pids?: number) {
  const said: unknown[] = [];
  const main: Program = (sys) => body(sys, (what) => said.push(what));
  const machine = await testMachine({
    programs: { main, sleeper, busy, seven: () => 7 },
    ...(pids && { cgroup: { pids } }),
  });
  const { status, stderr } = await machine.run(['main']);
  return { said, status, stderr };
}

test('wait: zombies, groups, nothing to wait for', async () => {
  const { said } = await inside(async (sys, say) => {
    const one = await sys.spawn('/bin/seven', { argv: ['seven'] });
    const two = await sys.spawn('/bin/sleeper', { argv: ['sleeper'], pgid: 0 });
    say(sys.processes().map(({ command, state }) => `${command} ${state}`));
    say(await sys.wait(two, { noHang: true }));
    say(((await sys.wait(-1)) as { pid: number }).pid === one);
    sys.kill(-two, 'TERM');
    say(await sys.wait(-two));
    say(await errno(() => sys.wait(-1)));
    say(await errno(() => sys.kill(one, 0)));
    return 0;
  });
  expect(said).toEqual([
    ['test-init S', 'main R', 'seven Z', 'sleeper S'],
    undefined,
    true,
    { pid: 4, status: { kind: 'signaled', signal: 'TERM' } },
    'ECHILD',
    'ESRCH',
  ]);
});

test('orphans go to pid 1, which reaps them', async () => {
  const { said } = await inside(async (sys, say) => {
    let orphan = 0;
    const child = sys.fork(async (middle) => {
      orphan = middle.fork(async (leaf) => {
        await leaf.sleep(5);
        say(leaf.ppid);
        return 0;
      });
      return 0;
    });
    await sys.wait(child);
    while ((await errno(() => sys.kill(orphan, 0))) !== 'ESRCH') await sys.sleep(5);
    return 0;
  });
  expect(said).toEqual([1]);
});

test('handlers interrupt what waits; ignored signals do not', async () => {
  const { said } = await inside(async (sys, say) => {
    sys.signal('USR1', (signal) => say(signal));
    sys.signal('USR2', 'ignore');
    const parent = sys.pid;
    sys.fork(async (child) => {
      await child.sleep(2);
      child.kill(parent, 'USR2');
      child.kill(parent, 'USR1');
      return 0;
    });
    say(await errno(() => sys.sleep(1000)));
    say(sys.signal('USR1', 'default') instanceof Function);
    sys.kill(sys.pid, 'USR1');
    return 0;
  });
  expect(said).toEqual(['USR1', 'EINTR', true]);
});

test('a signal’s end of a program that only computes', async () => {
  const { said } = await inside(async (sys, say) => {
    const pid = await sys.spawn('/bin/busy', { argv: ['busy'] });
    await sys.sleep(20);
    sys.kill(pid, 'INT');
    say(await sys.wait(pid));
    return 0;
  });
  expect(said).toEqual([{ pid: 3, status: { kind: 'signaled', signal: 'INT' } }]);
});

test('stopped: calls come back after CONT', async () => {
  const { said } = await inside(async (sys, say) => {
    let ticks = 0;
    const pid = sys.fork(async (child) => {
      for (; ticks < 5; ticks++) await child.sleep(3);
      return 3;
    });
    sys.kill(pid, 'STOP');
    say((await sys.wait(pid, { untraced: true }))?.status);
    await sys.sleep(30);
    say(ticks);
    sys.kill(pid, 'CONT');
    say((await sys.wait(pid, { untraced: true }))?.status);
    say((await sys.wait(pid))?.status);
    return 0;
  });
  expect(said).toEqual([{ kind: 'stopped', signal: 'STOP' }, 0, { kind: 'continued' }, { kind: 'exited', status: 3 }]);
});

test('fork copies, exec replaces', async () => {
  const { said } = await inside(async (sys, say) => {
    sys.setenv('A', '1');
    sys.signal('INT', () => undefined);
    sys.signal('QUIT', 'ignore');
    const child = sys.fork(async (copy) => {
      copy.setenv('A', '2');
      await copy.chdir('/etc');
      say([copy.signal('INT', 'default'), copy.signal('QUIT', 'default')]);
      try {
        await copy.exec('/bin/seven', ['seven']);
      } catch (error) {
        say((error as Error).name);
        throw error;
      }
      return 99;
    });
    say([(await sys.wait(child))?.status, sys.env.get('A'), sys.cwd]);
    return 0;
  });
  expect(said).toEqual([['default', 'ignore'], 'ProcessGone', [{ kind: 'exited', status: 7 }, '1', '/']]);
});

test('descriptors: only what was asked for is inherited, close-on-exec', async () => {
  const { said } = await inside(async (sys, say) => {
    const [reader, writer] = sys.pipe();
    say(sys.dup(1, 10));
    sys.setCloexec(writer, true);
    await sys.dup2(reader, 5);
    say(sys.descriptors());
    say(await errno(() => sys.read(77, 1)));
    const child = sys.fork(async (copy) => (say(copy.descriptors()), 0));
    await sys.wait(child);
    return 0;
  });
  expect(said).toEqual([10, [0, 1, 2, 3, 4, 5, 10], 'EBADF', [0, 1, 2, 3, 4, 5, 10]]);
});

test('limits: processes of a namespace', async () => {
  const { said } = await inside(async (sys, say) => {
    for (let i = 0; i < 3; i++) await sys.spawn('/bin/sleeper', { argv: ['sleeper'] });
    say(await errno(() => sys.spawn('/bin/sleeper', { argv: ['sleeper'] })));
    say(await errno(() => sys.fork(() => 0)));
    return 0;
  }, 5);
  expect(said).toEqual(['EAGAIN', 'EAGAIN']);
});

test('a defect of a program is its end, not the kernel’s', async () => {
  const overflow = await inside(async (sys) => {
    const deep = (n: number): number => deep(n + 1) + 1;
    return deep(sys.pid);
  });
  expect(overflow.status).toBe(139);
  const hungry = await inside(async (sys) => 'x'.repeat(2 ** 29).repeat(sys.pid + 8).length);
  expect(hungry).toMatchObject({ status: 137, stderr: '' });
  const wrong = await inside(async () => {
    throw new TypeError('x is not a function');
  });
  expect(wrong).toMatchObject({ status: 134, stderr: 'main: x is not a function\n' });
  const failed = await inside(async (sys) => {
    await sys.stat('/none');
    return 0;
  });
  expect(failed).toMatchObject({ status: 1, stderr: 'main: No such file or directory\n' });
});

test('set-user-id', async () => {
  let seen: unknown;
  const machine = await testMachine({ programs: { who: (sys) => ((seen = sys.credentials), 0) } });
  await writeFile(machine.files, '/bin/su', programHeader('who'), 0o755);
  await machine.files.chmod('/bin/su', 0o4755);
  await machine.run(['su'], { uid: 1000, gid: 1000 });
  expect(seen).toEqual({ uid: 1000, gid: 1000, euid: 0, egid: 1000, groups: [] });
});

test('a frozen namespace stands still, and can be killed', async () => {
  let ticks = 0;
  const machine = await testMachine({
    programs: {
      counter: async (sys) => {
        for (;;) {
          await sys.sleep(1);
          ticks++;
        }
      },
    },
  });
  const process = await machine.start(['counter']);
  const rest = () => new Promise((resolve) => setTimeout(resolve, 20));
  await rest();
  machine.namespace.freeze();
  const before = ticks;
  await rest();
  expect([before > 0, ticks - before]).toEqual([true, 0]);
  process.kill('TERM');
  await rest();
  expect(machine.namespace.processes().length).toBe(2);
  machine.namespace.thaw();
  expect(await process.exited).toEqual({ kind: 'signaled', signal: 'TERM' });
});

test('time is the clock’s', async () => {
  const clock = virtualClock();
  const machine = await testMachine({ clock, programs: { main: async (sys) => (await sys.sleep(3_600_000), 4) } });
  const process = await machine.start(['main']);
  let ended = false;
  void process.exited.then(() => (ended = true));
  await clock.advance(3_599_999);
  expect(ended).toBe(false);
  await clock.advance(1);
  expect(await process.exited).toEqual({ kind: 'exited', status: 4 });
});

test('two busy programs share the machine with a third', async () => {
  const machine = await testMachine({ programs: { busy } });
  const both = [await machine.start(['busy']), await machine.start(['busy'])];
  const start = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(performance.now() - start).toBeLessThan(400);
  for (const process of both) process.kill('KILL');
  await Promise.all(both.map(({ exited }) => exited));
  expect(machine.kernel.processes().map(({ command }) => command)).toEqual(['test-init']);
});

test('output of a killed program', async () => {
  const machine = await testMachine({
    programs: {
      main: async (sys) => {
        await sys.write(1, utf8('before'));
        sys.kill(sys.pid, 'TERM');
        await sys.write(1, utf8('after'));
        return 0;
      },
    },
  });
  expect(await machine.run(['main'])).toEqual({ status: 143, stdout: 'before', stderr: '' });
});
