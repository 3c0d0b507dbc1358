/** `node` in a WebContainer, on a fake of its API: files there and back, a live terminal, signals, statuses, and refusals. */
import { expect, test } from 'vitest';
import { text, utf8 } from '../../src/base/bytes.ts';
import { createMux, type MessagePortLike } from '../../src/base/mux.ts';
import type { ToOuter } from '../../src/base/outer-node.ts';
import type { Program, WaitStatus } from '../../src/kernel/sys.ts';
import { outerNode } from '../../src/languages/outer/outer-node.ts';
import { runOuterProcess, type Container, type OuterWords } from '../../src/ui/webcontainer/outer-process.ts';
import { OuterNodes } from '../../src/worker/outer-nodes.ts';
import { testMachine, type TestMachine } from '../support/kernel.ts';
import { FakeContainer, type FakeProgram } from './fake-container.ts';

const WORDS: OuterWords = {
  starting: 'STARTING',
  refused: { input: 'REFUSED input', files: 'REFUSED files' },
  unavailable: (reason) => `UNAVAILABLE ${reason}`,
  serverReady: (port) => `PORT ${port}`,
};
const own: Program = async (sys) => {
  await sys.write(1, utf8('own node\n'));
  return 7;
};

function pair(): readonly [MessagePortLike, MessagePortLike] {
  const port = (): MessagePortLike => ({ post: () => undefined, onmessage: undefined });
  const [a, b] = [port(), port()];
  const join = (from: MessagePortLike, to: MessagePortLike) => {
    from.post = (message) => {
      const sent = structuredClone(message);
      queueMicrotask(() => to.onmessage?.(sent));
    };
  };
  join(a, b);
  join(b, a);
  return [a, b];
}

interface Outer {
  readonly machine: TestMachine;
  readonly nodes: OuterNodes;
  /** The page withdraws what it offers, as when its tab is closed. */
  leave(): void;
}

/** A machine whose `node` a page runs; `container` is what the page's boot answers. */
async function outer(
  container: () => Promise<Container>,
  files: Readonly<Record<string, string>> = {},
): Promise<Outer> {
  const nodes = new OuterNodes();
  const [workerPort, pagePort] = pair();
  createMux(workerPort).serve('node', nodes.serve);
  const page = createMux(pagePort);
  let booted = false;
  const offer = async (): Promise<void> => {
    const channel = page.open('node', {});
    const { done, value } = await channel.messages[Symbol.asyncIterator]().next();
    if (done) return;
    void offer().catch(() => undefined);
    await runOuterProcess(value as ToOuter, channel, { container, running: booted, words: WORDS });
    booted = true;
    channel.close();
  };
  void offer().catch(() => undefined);
  const machine = await testMachine({
    programs: { node: outerNode(own, () => nodes.take()) },
    files: { '/app/': '', ...files },
  });
  await new Promise((resolve) => setTimeout(resolve, 5));
  return { machine, nodes, leave: () => page.close() };
}

const fake = (program: (io: FakeProgram) => Promise<number>) => new FakeContainer(program);

test('a script finds the files of its project, and its output and status come back', async () => {
  const container = fake(async ({ args, options, files, print }) => {
    print(`${args.join(' ')} in ${options.cwd}, COLOUR=${options.env?.COLOUR}, PATH=${options.env?.PATH}\r\n`);
    const names = [...files.keys()].map((name) => name.replace(/^process-\d+/, '')).sort();
    print(`${names.join(' ')}\r\n`);
    print(text(files.get(`${options.cwd}/../package.json`.replace('/src/..', '')) as Uint8Array));
    return 3;
  });
  const { machine } = await outer(async () => container, {
    '/app/package.json': '{}',
    '/app/src/main.js': '1',
    '/app/lib/a.js': '2',
    '/etc/secret': 'x',
  });
  const result = await machine.run(['node', '/app/src/main.js', '/etc/secret'], {
    cwd: '/app/src',
    env: { COLOUR: 'blue' },
  });
  expect(result.stderr).toBe('node: STARTING\n');
  expect(result.stdout.replace(/process-\d+/, 'P')).toBe(
    'main.js /etc/secret in P/app/src, COLOUR=blue, PATH=undefined\n/app/lib/a.js /app/package.json /app/src/main.js\n{}',
  );
  expect(result.status).toBe(3);
  expect(container.running).toBe(0);
  // Nothing of the process is left there.
  expect([...container.files.keys(), ...container.folders]).toEqual(['']);
});

test('what the program wrote, changed and removed is so on the machine, while it runs and at its end', async () => {
  let goOn = (): void => undefined;
  const seen = new Promise<void>((resolve) => (goOn = resolve));
  const { machine } = await outer(
    async () =>
      fake(async ({ options, files }) => {
        files.set(`${options.cwd}/new/deep.bin`, Uint8Array.of(0, 255, 10));
        await seen;
        files.set(`${options.cwd}/kept.txt`, utf8('changed'));
        files.delete(`${options.cwd}/gone.txt`);
        return 0;
      }),
    { '/app/kept.txt': 'kept', '/app/gone.txt': 'gone', '/app/same.txt': 'same' },
  );
  const before = (await machine.files.stat('/app/same.txt')).mtime;
  const running = machine.run(['node', 'x.js'], { cwd: '/app' });
  await expect.poll(async () => machine.readFile('/app/new/deep.bin').catch(() => ''), { timeout: 5000 }).not.toBe('');
  expect(await machine.readFile('/app/kept.txt')).toBe('kept');
  goOn();
  expect((await running).status).toBe(0);
  expect(await machine.readFile('/app/kept.txt')).toBe('changed');
  await expect(machine.readFile('/app/gone.txt')).rejects.toThrow('No such file');
  expect((await machine.files.stat('/app/same.txt')).mtime).toBe(before);
  expect((await machine.files.stat('/app/new/deep.bin')).size).toBe(3);
});

test('what the process may not write is told, and stays', async () => {
  const { machine } = await outer(
    async () =>
      fake(async ({ options, files }) => {
        files.set(`${options.cwd}/kept.txt`, utf8('changed'));
        return 0;
      }),
    { '/app/kept.txt': 'kept' },
  );
  const { stderr } = await machine.run(['node', 'x.js'], { cwd: '/app', uid: 1000, gid: 1000 });
  expect(stderr).toBe('node: STARTING\nnode: cannot write back /app/kept.txt: EACCES\n');
  expect(await machine.readFile('/app/kept.txt')).toBe('kept');
});

async function onTerminal({ machine }: Outer, argv: readonly string[]) {
  const terminal = machine.kernel.createTerminal({ rows: 24, columns: 80 });
  let shown = '';
  void (async () => {
    for await (const chunk of terminal.output) shown += text(chunk);
  })();
  const process = await machine.kernel.spawn(machine.namespace, {
    path: '/bin/node',
    argv,
    env: new Map(),
    cwd: '/app',
    uid: 0,
    gid: 0,
    groups: [],
    files: [terminal.open(), terminal.open(), terminal.open()],
    terminal,
  });
  return { terminal, process, shown: () => shown };
}

test('on a terminal what is typed arrives as it is typed, and so do sizes', async () => {
  const sizes: unknown[] = [];
  const running = await onTerminal(
    await outer(async () =>
      fake(async (io) => {
        sizes.push(io.options.terminal);
        io.print('> ');
        const typed = await io.typed();
        io.print(`[${JSON.stringify(typed)}]\r\n`);
        await io.typed();
        sizes.push(...io.sizes);
        return 0;
      }),
    ),
    ['node'],
  );
  await expect.poll(running.shown).toContain('> ');
  await running.terminal.input(utf8('é\r'));
  await expect.poll(running.shown).toContain('["é\\r"]\r\n');
  running.terminal.resize({ rows: 30, columns: 100 });
  await new Promise((resolve) => setTimeout(resolve, 20));
  await running.terminal.input(utf8('x'));
  expect(await running.process.exited).toEqual({ kind: 'exited', status: 0 } satisfies WaitStatus);
  // The container's terminal echoes; ours does not add to it.
  expect(running.shown()).toBe('node: STARTING\r\n> ["é\\r"]\r\n');
  expect(sizes).toEqual([
    { rows: 24, cols: 80 },
    { rows: 30, cols: 100 },
  ]);
});

test('^C and kill end the program there, and a process here is dead of its signal', async () => {
  const ended: string[] = [];
  const started = await outer(async () =>
    fake(async ({ print, killed }) => {
      print('ready\r\n');
      await killed;
      ended.push('killed');
      return 0;
    }),
  );
  const first = await onTerminal(started, ['node', 'server.js']);
  await expect.poll(first.shown).toContain('ready');
  await first.terminal.input(utf8('\x03'));
  expect(await first.process.exited).toEqual({ kind: 'signaled', signal: 'INT' });
  await expect.poll(() => ended).toEqual(['killed']);
  const second = await onTerminal(started, ['node', 'server.js']);
  await expect.poll(second.shown).toContain('ready');
  second.process.kill('KILL');
  expect(await second.process.exited).toEqual({ kind: 'signaled', signal: 'KILL' });
  await expect.poll(() => ended).toEqual(['killed', 'killed']);
});

test('a process that is killed while the container boots does not wait for it', async () => {
  const running = await onTerminal(await outer(() => new Promise(() => undefined)), ['node', 'x.js']);
  await expect.poll(running.shown).toContain('STARTING');
  await running.terminal.input(utf8('\x03'));
  expect(await running.process.exited).toEqual({ kind: 'signaled', signal: 'INT' });
});

test('a server there is named, since nothing here reaches it', async () => {
  const { machine } = await outer(async () =>
    fake(async ({ serve }) => {
      serve(3000);
      return 0;
    }),
  );
  expect((await machine.run(['node', 'x.js'], { cwd: '/app' })).stderr).toBe('node: STARTING\nnode: PORT 3000\n');
});

test('our own node runs what cannot run there, and says why', async () => {
  const refusals: string[] = [];
  const container = fake(async () => {
    refusals.push('ran');
    return 0;
  });
  const fine = await outer(async () => container);
  const piped = await fine.machine.run(['node', 'x.js'], { cwd: '/app', stdin: 'data' });
  expect(piped).toEqual({ status: 7, stdout: 'own node\n', stderr: 'node: REFUSED input\n' });
  const many = Object.fromEntries(Array.from({ length: 2001 }, (_, index) => [`/app/f${index}`, '']));
  const large = await outer(async () => container, many);
  expect((await large.machine.run(['node', 'x.js'], { cwd: '/app' })).stderr).toBe('node: REFUSED files\n');
  const broken = await outer(() => Promise.reject(new Error('no network')));
  expect(await broken.machine.run(['node', 'x.js'], { cwd: '/app' })).toEqual({
    status: 7,
    stdout: 'own node\n',
    stderr: 'node: STARTING\nnode: UNAVAILABLE no network\n',
  });
  expect(refusals).toEqual([]);
});

test('without a page that offers one, our own node runs and says nothing of it', async () => {
  const { machine, leave } = await outer(async () => fake(async () => 0));
  leave();
  await new Promise((resolve) => setTimeout(resolve, 5));
  const nobody = await testMachine({ programs: { node: outerNode(own, () => undefined) }, files: { '/app/': '' } });
  expect(await nobody.run(['node', 'x.js'], { cwd: '/app' })).toEqual({ status: 7, stdout: 'own node\n', stderr: '' });
  expect((await machine.run(['node', '--version'])).stdout).toBe('own node\n');
});
