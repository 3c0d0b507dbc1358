/** A small engine for the transport suite: each operation stands for one way of answering. */
import { utf8 } from '../../src/base/bytes.ts';
import { FailureError } from '../../src/base/errors.ts';
import { stdcopyFrame } from '../../src/base/stdcopy.ts';
import type { Backend } from '../../src/api/calls.ts';
import type { VersionResponse } from '../../src/api/types/system.ts';

export const TAR_BYTES = 20 * 1024 * 1024;

export interface Seen {
  /** What the backend has heard about its callers. */
  readonly aborted: string[];
  /** Chunks that the endless or long sources have given. */
  produced: number;
  release: () => void;
}

export function toyBackend(): { backend: Backend; seen: Seen } {
  const seen: Seen = { aborted: [], produced: 0, release: () => undefined };
  const backend: Backend = {
    systemVersion: async () => ({ Version: '26.1.5', ApiVersion: '1.45', Os: 'linux' }) as VersionResponse,
    systemPing: async () => ({ text: 'OK', headers: { 'builder-version': '2', swarm: 'inactive' } }),
    systemPingHead: async () => ({ 'builder-version': '2', swarm: 'inactive' }),
    containerCreate: async ({ query, body }) => {
      if (query.name === 'taken') throw new FailureError('conflict', 'Conflict. The name "/taken" is already in use');
      return { Id: `${body.Image}:${query.name}`, Warnings: ['<&>'] };
    },
    containerStart: async ({ path }) => {
      if (path['id'] === 'running') throw new FailureError('notModified', 'already started');
    },
    containerWait: async ({ path, signal }) => {
      if (path['id'] !== 'x') throw new FailureError('notFound', `No such container: ${path['id']}`);
      signal.addEventListener('abort', () => seen.aborted.push('wait'));
      return { settled: new Promise((resolve) => (seen.release = () => resolve({ StatusCode: 7 }))) };
    },
    imageCreate: async function ({ query }) {
      if (query.fromImage === 'nowhere') throw new FailureError('notFound', 'pull access denied for nowhere');
      return (async function* () {
        if (query.fromImage === 'late') throw new FailureError('system', 'before the first message');
        yield { status: 'Pulling fs layer', id: 'a' };
        yield { status: 'Pull complete', id: 'a' };
        if (query.fromImage === 'broken') throw new FailureError('system', 'unexpected EOF');
      })();
    },
    systemEvents: async ({ signal }) =>
      (async function* () {
        signal.addEventListener('abort', () => seen.aborted.push('events'));
        for (let time = 0; time < 3; time++) {
          yield {
            Type: 'container',
            Action: 'start',
            Actor: { ID: 'x', Attributes: {} },
            scope: 'local',
            time,
            timeNano: 0,
          };
        }
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
      })(),
    containerExport: async () => ({
      contentType: 'application/octet-stream',
      source: (async function* () {
        for (let at = 0; at < TAR_BYTES; at += 65536) {
          seen.produced++;
          yield new Uint8Array(65536).fill(at / 65536);
        }
      })(),
    }),
    containerArchivePut: async ({ body, path }) => {
      if (path['id'] === 'full') throw new FailureError('noSpace', 'no space left on device');
      let size = 0;
      for await (const chunk of body ?? []) {
        size += chunk.length;
        if (path['id'] === 'slow') await new Promise((resolve) => (seen.release = () => resolve(undefined)));
      }
      if (size !== TAR_BYTES) throw new FailureError('invalid', `got ${size} bytes`);
    },
    containerAttach: async ({ path }) => {
      if (path['id'] === 'nx') throw new FailureError('notFound', 'No such container: nx');
      return {
        contentType: 'application/vnd.docker.multiplexed-stream',
        converse: async (stream) => {
          let size = 0;
          await stream.write(stdcopyFrame('stdout', utf8('ready\n')));
          if (path['id'] === 'deaf') return;
          for await (const bytes of stream.source) {
            const echo = bytes.subarray(0, Math.max(0, 6 - size));
            size += bytes.length;
            if (echo.length) await stream.write(stdcopyFrame('stdout', echo));
          }
          // The client has half-closed: what is said now has to arrive all the same.
          await stream.write(stdcopyFrame('stderr', utf8(`${size} bytes\n`)));
        },
      };
    },
    execStart: async ({ body }) => {
      if (body.Detach) return { contentType: '' };
      return {
        contentType: 'application/vnd.docker.raw-stream',
        converse: async () => {
          throw new FailureError('invalid', 'Error: Exec command e has already run');
        },
      };
    },
  };
  return { backend, seen };
}
