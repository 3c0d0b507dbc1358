/** A Transport that speaks HTTP/1.1 over connections that it dials, one for each request. */
import { httpClient, type Dial, type HttpClientOptions } from '../../base/http/client.ts';
import type { Transport } from '../transport.ts';

/** Docker's servers take a connection over without an upgrade when the client did not ask for one. */
const HIJACKED = /^application\/vnd\.docker\.(raw|multiplexed)-stream$/;

export function httpTransport(dial: Dial, options: Pick<HttpClientOptions, 'host'>): Transport {
  return httpClient(dial, {
    ...options,
    takenOver: (request, { status, headers }) =>
      status === 200 && request.method === 'POST' && HIJACKED.test(headers['content-type'] ?? ''),
  });
}
