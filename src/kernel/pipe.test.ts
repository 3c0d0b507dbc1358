import { expect, test } from 'vitest';
import { testMachine } from '../../tests/support/kernel.ts';
import { text, utf8 } from '../base/bytes.ts';
import { SysError } from './errno.ts';
import { O, type Program, type Sys } from './sys.ts';

async function inside(body: Program, files?: Record<string, string>): Promise<string> {
  const machine = await testMachine({ programs: { main: body }, ...(files && { files }) });
  const { stdout, stderr, status } = await machine.run(['main']);
  return `${stdout}${stderr}[${status}]`;
}

const say = (sys: Sys, words: unknown) => sys.write(1, utf8(`${JSON.stringify(words)} `));
const errnoOf = async (act: () => unknown) => {
  try {
    await act();
    return 'ok';
  } catch (error) {
    if (error instanceof SysError) return error.errno;
    throw error;
  }
};

test('bytes come out as they went in, small and large, with back-pressure', async () => {
  const out = await inside(async (sys) => {
    const [reader, writer] = sys.pipe();
    let filled = 0;
    const child = sys.fork(async (child) => {
      await child.close(reader);
      for (let i = 0; i < 200; i++) {
        await child.write(writer, new Uint8Array(i * 37).fill(i));
        filled = i;
      }
      return 0;
    });
    await sys.close(writer);
    const before = filled;
    let expected = 0;
    let wrong = 0;
    let size = 0;
    for (;;) {
      const chunk = await sys.read(reader, 5000);
      if (chunk.length === 0) break;
      for (const byte of chunk) {
        if (byte < expected) wrong++;
        expected = byte;
      }
      size += chunk.length;
    }
    await sys.wait(child);
    await say(sys, [before < 70, size, wrong, filled]);
    return 0;
  });
  expect(out).toBe(`${JSON.stringify([true, (199 * 200 * 37) / 2, 0, 199])} [0]`);
});

test('a reader that waits while one long write goes on takes all of it', async () => {
  const out = await inside(async (sys) => {
    const [reader, writer] = sys.pipe();
    const child = sys.fork(async (child) => {
      await child.close(reader);
      await child.sleep(1);
      return (await child.write(writer, new Uint8Array(1_000_000))) === 1_000_000 ? 0 : 1;
    });
    await sys.close(writer);
    let size = 0;
    for (;;) {
      const chunk = await sys.read(reader, 1_000_000);
      if (chunk.length === 0) break;
      size += chunk.length;
    }
    const ended = await sys.wait(child);
    await say(sys, [size, ended?.status]);
    return 0;
  });
  expect(out).toBe('[1000000,{"kind":"exited","status":0}] [0]');
});

test('nobody reads: SIGPIPE, or EPIPE when that is ignored', async () => {
  const out = await inside(async (sys) => {
    const [reader, writer] = sys.pipe();
    await sys.close(reader);
    const child = sys.fork(async (child) => {
      await child.write(writer, utf8('x'));
      return 0;
    });
    await say(sys, await sys.wait(child));
    sys.signal('PIPE', 'ignore');
    await say(sys, await errnoOf(() => sys.write(writer, utf8('x'))));
    return 0;
  });
  expect(out).toBe('{"pid":3,"status":{"kind":"signaled","signal":"PIPE"}} "EPIPE" [0]');
});

test('a writer that waits learns that the reader went away', async () => {
  const out = await inside(async (sys) => {
    const [reader, writer] = sys.pipe();
    const child = sys.fork(async (child) => {
      await child.close(reader);
      await child.write(writer, new Uint8Array(200_000));
      return 0;
    });
    await sys.read(reader, 10);
    await sys.close(reader);
    await say(sys, (await sys.wait(child))?.status);
    return 0;
  });
  expect(out).toBe('{"kind":"signaled","signal":"PIPE"} [0]');
});

test('poll, O_NONBLOCK and FIFOs', async () => {
  const out = await inside(async (sys) => {
    const [reader, writer] = sys.pipe();
    const [other] = sys.pipe();
    const both = [reader, other].map((fd) => ({ fd, events: 'read' as const }));
    await say(sys, await sys.poll(both, 0));
    await say(sys, await sys.poll(both, 5));
    const child = sys.fork(async (child) => {
      await child.sleep(5);
      await child.write(writer, utf8('!'));
      return 0;
    });
    await say(sys, [(await sys.poll(both))[0] === reader]);
    await sys.wait(child);
    await sys.mknod('/tmp/fifo', 'fifo', 0o600);
    await say(sys, await errnoOf(() => sys.open('/tmp/fifo', O.WRONLY | O.NONBLOCK)));
    sys.fork(async (child) => {
      const fd = await child.open('/tmp/fifo', O.WRONLY);
      await child.write(fd, utf8('by name'));
      return 0;
    });
    const fd = await sys.open('/tmp/fifo', O.RDONLY);
    await say(sys, [text(await sys.read(fd, 100)), (await sys.read(fd, 100)).length]);
    return 0;
  });
  expect(out).toBe('[] [] [true] "ENXIO" ["by name",0] [0]');
});
