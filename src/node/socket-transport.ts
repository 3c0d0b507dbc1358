/** A Transport to an engine named as DOCKER_HOST names it: `unix:///run/docker.sock`, `tcp://127.0.0.1:2375`. */
import { connect, type Socket } from 'node:net';
import { httpTransport } from '../api/transport/http-transport.ts';
import type { AbortNotice } from '../base/abort.ts';
import type { Transport } from '../api/transport.ts';
import { FailureError } from '../base/errors.ts';
import { socketDuplex } from './socket-duplex.ts';

/** There is no connection to the engine: `code` is Node's (`ECONNREFUSED`, `ENOENT`, `EACCES`, `ENOTFOUND`). */
export class ConnectFailure extends FailureError {
  constructor(
    readonly code: string | undefined,
    message: string,
    options?: ErrorOptions,
  ) {
    super('unavailable', message, options);
  }
}

/** Connects at each request: one to a host that is not there fails with ConnectFailure, in docker's words. */
export function socketTransport(dockerHost: string): Transport {
  const target = targetOf(dockerHost);
  const host = 'path' in target ? 'api.moby.localhost' : `${target.host}:${target.port}`;
  const transport = httpTransport(async (signal) => socketDuplex(await dial(dockerHost, target, signal)), { host });
  const base = 'path' in target ? '' : target.base;
  if (base === '') return transport;
  return { request: (request) => transport.request({ ...request, target: `${base}${request.target}` }) };
}

/** `base`: what stands in front of every path. */
type Target = { readonly path: string } | { readonly host: string; readonly port: number; readonly base: string };

function targetOf(dockerHost: string): Target {
  const [, scheme, rest] = /^(unix|tcp):\/\/(.*)$/.exec(dockerHost) ?? [];
  if (scheme === 'unix' && rest) return { path: rest };
  const [, host, port, base = ''] = /^(\[[^\]]+\]|[^:/]*)(?::(\d+))?(\/.*?)?\/?$/.exec(rest ?? '') ?? [];
  if (scheme !== 'tcp' || host === undefined) {
    throw new FailureError('invalid', `unable to parse docker host \`${dockerHost}\``);
  }
  return { host: host.replace(/^\[|\]$/g, '') || '127.0.0.1', port: Number(port ?? 2375), base };
}

function dial(dockerHost: string, target: Target, signal: AbortNotice | undefined): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const place = 'path' in target ? target : { host: target.host, port: target.port };
    const socket = connect({ ...place, allowHalfOpen: true, noDelay: true });
    const abort = () => {
      socket.destroy();
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', abort, { once: true });
    socket.once('connect', () => {
      signal?.removeEventListener('abort', abort);
      socket.removeAllListeners('error');
      resolve(socket);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      signal?.removeEventListener('abort', abort);
      reject(new ConnectFailure(error.code, refusal(dockerHost, target, error), { cause: error }));
    });
  });
}

/** What the docker program prints for each reason. */
function refusal(dockerHost: string, target: Target, error: NodeJS.ErrnoException): string {
  if (error.code === 'EACCES' && 'path' in target) {
    const socket = `unix://${target.path}`;
    return `permission denied while trying to connect to the Docker daemon socket at ${socket}`;
  }
  if (error.code === 'ENOTFOUND' && 'host' in target) {
    return `error during connect: dial tcp: lookup ${target.host}: no such host`;
  }
  return `Cannot connect to the Docker daemon at ${dockerHost}. Is the docker daemon running?`;
}
