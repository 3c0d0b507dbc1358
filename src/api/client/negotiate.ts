/** What client and engine agree on before the first call (docker's `NegotiateAPIVersion`). */
import { LIMITS } from '../../base/limits.ts';
import { collect } from '../../base/streams.ts';
import { compareVersions } from '../../base/versions.ts';
import type { Transport } from '../transport.ts';
import type { HttpResponse } from '../../base/http/exchange.ts';

/** The newest version that the client speaks: that of the docker program 28.2.2. */
export const CLIENT_API_VERSION = '1.50';

export interface Negotiated {
  /** To be used in paths: the smaller one of both sides. */
  readonly version: string;
  /** The engine's newest; empty when it did not say. */
  readonly serverVersion: string;
  readonly osType: string;
  readonly experimental: boolean;
  readonly builderVersion: string;
  /** `inactive`, or a node's state. */
  readonly swarm: string;
}

export async function negotiate(transport: Transport, newest: string = CLIENT_API_VERSION): Promise<Negotiated> {
  const { headers } = await ping(transport);
  const serverVersion = headers['api-version'] ?? '';
  // An engine that says nothing is one of the first that could: docker assumes 1.24.
  const offered = serverVersion || '1.24';
  return {
    version: compareVersions(offered, newest) < 0 ? offered : newest,
    serverVersion,
    osType: headers['ostype'] ?? '',
    experimental: headers['docker-experimental'] === 'true',
    builderVersion: headers['builder-version'] ?? '',
    swarm: (headers['swarm'] ?? '').split('/')[0] as string,
  };
}

/** HEAD first; engines before 1.40 know GET only. What a failing engine says in its headers counts as well. */
async function ping(transport: Transport): Promise<HttpResponse> {
  for (const method of ['HEAD', 'GET'] as const) {
    const response = await transport.request({ method, target: '/_ping', headers: {} });
    await collect(response.body, LIMITS.requestBodyBytes);
    if (response.status < 400 || method === 'GET') return response;
  }
  throw new TypeError('unreachable');
}
