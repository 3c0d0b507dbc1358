/** Random command lines for the docker program: it always ends, with a status and in words of Docker's. */
import { text } from '../../src/base/bytes.ts';
import { sourceOf } from '../../src/base/streams.ts';
import { runDocker } from '../../src/cli/docker.ts';
import { FileError, type Machine } from '../../src/cli/machine.ts';
import { flagsOf } from '../../src/cli/surface/command.ts';
import { ALL_COMMANDS, GROUPS } from '../../src/cli/surface/tree.ts';
import type { Transport } from '../../src/api/transport.ts';
import type { Chance } from './random.ts';
import { INTERNAL, word } from './random.ts';
import { NAMES } from './api.ts';

export function randomArguments(chance: Chance): string[] {
  const words: string[] = chance.chance(0.05)
    ? [chance.pick(['-D', '--debug', '-v', '--help', '-l', '-H', '-c', word(chance)])]
    : [];
  if (chance.chance(0.04)) return [...words, ...chance.many(4, () => chance.pick([word(chance), ...GROUPS]))];
  const source = chance.pick(ALL_COMMANDS);
  words.push(...chance.pick(source.paths).split(' '));
  const flags = flagsOf(source);
  for (let i = chance.below(4); flags.length && i > 0; i--) {
    const flag = chance.pick(flags);
    const value = chance.chance(0.2) ? chance.pick(NAMES) : word(chance);
    const name = flag.short && chance.chance(0.5) ? `-${flag.short}` : `--${flag.long}`;
    if (flag.type === 'bool') words.push(chance.chance(0.9) ? name : `${name}=${value}`);
    else words.push(...(chance.chance(0.5) ? [`${name}=${value}`] : [name, value]));
  }
  const names = chance.many(3, () => (chance.chance(0.6) ? chance.pick(NAMES) : word(chance)));
  return chance.chance(0.95) ? [...words, ...names] : [...words, '--', ...names];
}

/** What is wrong with how the command line was answered, or undefined. */
export async function complaintOf(
  argv: readonly string[],
  api: Transport,
  patienceMs = 150,
): Promise<string | undefined> {
  const line = `docker ${JSON.stringify(argv)}`;
  const aborter = new AbortController();
  const written = { stdout: '', stderr: '' };
  const machine = fuzzMachine(argv, api, written, aborter.signal);
  let timer: NodeJS.Timeout | undefined;
  const hang = new Promise<string>((resolve) => {
    timer = setTimeout(() => {
      aborter.abort(Object.assign(new Error('the engine went away'), { code: 'ECONNRESET' }));
      timer = setTimeout(() => resolve(`${line}: no end`), 5000);
    }, patienceMs);
  });
  try {
    const ended = runDocker(machine).then(
      (status) => {
        if (!Number.isInteger(status) || status < 0 || status > 255) return `${line}: status ${status}`;
        if (aborter.signal.aborted) return undefined;
        const own = written.stderr.split('\n').find((said) => INTERNAL.test(quoted(said, argv)));
        return own === undefined ? undefined : `${line}: ${own}`;
      },
      (error: unknown) => `${line}: ${(error as Error).stack}`,
    );
    return await Promise.race([ended, hang]);
  } finally {
    clearTimeout(timer);
  }
}

/** Without what the command line itself says: docker repeats it. */
function quoted(said: string, argv: readonly string[]): string {
  let out = said;
  for (const part of argv.flatMap((argument) => [argument, ...argument.split(/[=:,/]/)]))
    if (part.length > 1) out = out.replaceAll(part, '').replaceAll(JSON.stringify(part).slice(1, -1), '');
  return out;
}

function fuzzMachine(
  argv: readonly string[],
  api: Transport,
  written: { stdout: string; stderr: string },
  signal: AbortSignal,
): Machine {
  const missing = (path: string) => new FileError('ENOENT', `no such file: ${path}`);
  const refuse = async (path: string): Promise<never> => {
    throw missing(path);
  };
  const output = (name: 'stdout' | 'stderr') => ({
    isTerminal: false,
    size: { rows: 0, columns: 0 },
    write: async (bytes: Uint8Array) => {
      if (written[name].length < 1 << 20) written[name] += text(bytes);
    },
  });
  return {
    argv,
    env: new Map([['HOME', '/home/ada']]),
    cwd: '/work',
    clock: {
      now: () => Date.now(),
      after: (ms, run) => {
        const timer = setTimeout(run, Math.min(ms, 50));
        return () => clearTimeout(timer);
      },
    },
    stdin: { isTerminal: false, source: sourceOf(), setRaw: () => undefined },
    stdout: output('stdout'),
    stderr: output('stderr'),
    files: {
      stat: refuse,
      lstat: refuse,
      readdir: refuse,
      readlink: refuse,
      read: (path) => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(missing(path)) }) }),
      write: async () => undefined,
      mkdir: async () => undefined,
      symlink: refuse,
      link: refuse,
      chmod: refuse,
      chown: refuse,
      utimes: refuse,
      unlink: refuse,
      rmdir: refuse,
    },
    onSignal: () => () => undefined,
    download: () => Promise.reject(new Error('no way out')),
    hostname: 'docker-host',
    connect: () => ({ request: (request) => api.request({ ...request, signal }) }),
  };
}
