/** A machine for the docker program whose engine answers from a recording: in any order, each answer once. */
import { text } from '../../src/base/bytes.ts';
import { sourceOf } from '../../src/base/streams.ts';
import type { HttpResponse } from '../../src/base/http/exchange.ts';
import { FileError, type Machine } from '../../src/cli/machine.ts';

export interface Exchange {
  /** `GET /v1.45/containers/json?all=1` */
  readonly request: string;
  readonly status: number;
  readonly type: string;
  readonly body?: string;
  readonly base64?: string;
}

export interface Written {
  stdout: string;
  stderr: string;
}

export interface ReplayOptions {
  readonly argv: readonly string[];
  readonly now: number;
  readonly exchanges: readonly Exchange[];
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export function replayMachine(options: ReplayOptions): { machine: Machine; written: Written; requests: string[] } {
  const written: Written = { stdout: '', stderr: '' };
  const requests: string[] = [];
  const left = [...options.exchanges];
  const output = (name: keyof Written) => ({
    isTerminal: false,
    size: { rows: 0, columns: 0 },
    write: async (bytes: Uint8Array) => void (written[name] += text(bytes)),
  });
  const missing = (path: string) => new FileError('ENOENT', `no such file: ${path}`);
  const refuse = async (path: string): Promise<never> => {
    throw missing(path);
  };
  const machine: Machine = {
    argv: options.argv,
    env: new Map(Object.entries({ HOME: '/home/ada', ...options.env })),
    cwd: '/work',
    clock: { now: () => options.now, after: () => () => undefined },
    stdin: {
      isTerminal: false,
      source: sourceOf(new TextEncoder().encode(options.stdin ?? '')),
      setRaw: () => undefined,
    },
    stdout: output('stdout'),
    stderr: output('stderr'),
    files: {
      stat: refuse,
      lstat: refuse,
      readdir: refuse,
      readlink: refuse,
      read: (path) => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(missing(path)) }) }),
      write: refuse,
      mkdir: refuse,
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
    connect: () => ({
      request: async ({ method, target }) => {
        const name = `${method} ${target}`;
        requests.push(name);
        const at = left.findIndex((exchange) => exchange.request === name);
        if (at < 0) throw new Error(`nothing was recorded for ${name}`);
        return answerOf(left.splice(at, 1)[0] as Exchange);
      },
    }),
  };
  return { machine, written, requests };
}

function answerOf(exchange: Exchange): HttpResponse {
  const bytes =
    exchange.base64 === undefined
      ? new TextEncoder().encode(exchange.body ?? '')
      : Buffer.from(exchange.base64, 'base64');
  const answer = { status: exchange.status, headers: { 'content-type': exchange.type }, body: sourceOf(bytes) };
  if (exchange.status !== 101) return answer;
  const stream = {
    source: sourceOf(bytes),
    write: async () => true,
    closeWrite: () => undefined,
    close: () => undefined,
  };
  return { ...answer, body: sourceOf(), stream };
}
