import { expect, test } from 'vitest';
import { statusOf, testMachine } from '../../../tests/support/kernel.ts';
import { SysError } from '../errno.ts';
import { O, type Program } from '../sys.ts';

async function run(program: Program, uid = 0): Promise<number> {
  const machine = await testMachine({ programs: { test: program }, files: { '/tmp/': '' } });
  const process = await machine.start(['test'], { uid });
  return statusOf(await process.exited);
}

test('descriptors end at RLIMIT_NOFILE, of children too', async () => {
  const until = async (sys: Parameters<Program>[0]) => {
    try {
      for (;;) sys.dup(0);
    } catch (error) {
      return error instanceof SysError && error.errno === 'EMFILE' ? sys.descriptors().length : 0;
    }
  };
  const status = await run(async (sys) => {
    sys.setResourceLimit('nofile', { soft: 10, hard: 10 });
    sys.fork(until);
    const result = await sys.wait(-1);
    return result?.status.kind === 'exited' ? result.status.status : 1;
  });
  expect(status).toBe(10);
});

test('a file grows to RLIMIT_FSIZE and no further: SIGXFSZ, or EFBIG for who ignores it', async () => {
  const program = (ignores: boolean): Program => {
    return async (sys) => {
      if (ignores) sys.signal('XFSZ', 'ignore');
      sys.setResourceLimit('fsize', { soft: 100, hard: 100 });
      const fd = await sys.open('/tmp/f', O.WRONLY | O.CREAT);
      try {
        await sys.write(fd, new Uint8Array(150));
      } catch (error) {
        return error instanceof SysError && error.errno === 'EFBIG' ? (await sys.stat('/tmp/f')).size : 1;
      }
      return 0;
    };
  };
  expect(await run(program(false))).toBe(128 + 25);
  expect(await run(program(true))).toBe(100);
});

test('a user has as many processes as RLIMIT_NPROC says, root has more', async () => {
  const program: Program = async (sys) => {
    sys.setResourceLimit('nproc', { soft: 1, hard: 1 });
    try {
      sys.fork(() => 0);
      return 0;
    } catch (error) {
      return error instanceof SysError && error.errno === 'EAGAIN' ? 11 : 1;
    }
  };
  expect(await run(program, 1000)).toBe(11);
  expect(await run(program)).toBe(0);
});

test('computing ends at RLIMIT_CPU', async () => {
  const status = await run(async (sys) => {
    sys.setResourceLimit('cpu', { soft: 0, hard: Infinity });
    for (;;) await sys.tick();
  });
  expect(status).toBe(128 + 24);
});

test('what is hard is raised by the privileged alone, and soft stays below it', async () => {
  const errnos: Program = async (sys) => {
    sys.setResourceLimit('nofile', { soft: 5, hard: 50 });
    const errno = (soft: number, hard: number) => {
      try {
        sys.setResourceLimit('nofile', { soft, hard });
        return 0;
      } catch (error) {
        return error instanceof SysError ? (error.errno === 'EPERM' ? 1 : error.errno === 'EINVAL' ? 2 : 3) : 4;
      }
    };
    return errno(5, 60) * 100 + errno(51, 50) * 10 + errno(50, 50);
  };
  expect(await run(errnos, 1000)).toBe(120);
  expect(await run(errnos)).toBe(20);
});
