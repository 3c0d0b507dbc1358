/**
 * A blob upload (end-4 to 6, 11): mount it from another repository when that works, else open an upload, send the bytes
 * in chunks and close it with the digest. Chunks of bounded size go through every `fetch`, streaming bodies do not.
 */
import { LIMITS } from '../base/limits.ts';
import { ByteReader } from '../base/streams.ts';
import type { ByteSource } from '../base/streams.ts';
import type { Digest } from '../oci/digest-types.ts';
import { RegistryError } from '../oci/distribution.ts';
import type { RemoteRepository } from '../oci/distribution.ts';
import { refusalOf } from './answer-error.ts';
import { pushError } from './refusals.ts';
import type { RegistrySession, SessionRequest } from './session.ts';

export interface UploadBlob {
  readonly digest: Digest;
  readonly size: number;
  readonly source: () => ByteSource;
}

export interface UploadOptions {
  readonly from?: string;
  readonly progress?: (sent: number) => void;
  readonly signal?: AbortSignal;
}

type Send = (request: Omit<SessionRequest, 'scopes' | 'credentials' | 'signal'>, from?: string) => Promise<Response>;

export async function uploadBlob(
  session: RegistrySession,
  repository: RemoteRepository,
  blob: UploadBlob,
  options: UploadOptions,
): Promise<'pushed' | 'mounted'> {
  const send: Send = (request, from) =>
    session.send({
      ...request,
      scopes: [`repository:${repository.path}:pull,push`, ...(from === undefined ? [] : [`repository:${from}:pull`])],
      credentials: repository.credentials,
      signal: options.signal,
    });
  const opened = await open(send, `/v2/${repository.path}/blobs/uploads/`, blob.digest, options.from);
  if (opened === 'mounted') return 'mounted';
  const location = await sendChunks(send, session.origin, opened, blob, options);
  const closing = new URL(location);
  closing.searchParams.set('digest', blob.digest);
  const response = await send({ method: 'PUT', url: closing.href, headers: { 'Content-Length': '0' } });
  if (!response.ok) throw pushError(await refusalOf(response));
  await response.body?.cancel();
  return 'pushed';
}

async function open(send: Send, url: string, digest: Digest, from: string | undefined): Promise<Response | 'mounted'> {
  if (from !== undefined) {
    const query = new URLSearchParams({ from, mount: digest });
    const response = await send({ method: 'POST', url: `${url}?${query}` }, from);
    if (response.status === 201) {
      await response.body?.cancel();
      return 'mounted';
    }
    if (response.ok) return response;
    await response.body?.cancel();
  }
  const response = await send({ method: 'POST', url });
  if (!response.ok) throw pushError(await refusalOf(response));
  return response;
}

/** Answers where the upload is to be closed. */
async function sendChunks(
  send: Send,
  origin: string,
  opened: Response,
  blob: UploadBlob,
  options: UploadOptions,
): Promise<string> {
  let location = await locationOf(opened, origin);
  const reader = new ByteReader(blob.source());
  let sent = 0;
  try {
    for (;;) {
      const chunk = await reader.readFully(LIMITS.chunkBytes);
      if (chunk.length === 0) break;
      const response = await send({
        method: 'PATCH',
        url: location,
        headers: { 'Content-Type': 'application/octet-stream', 'Content-Range': `${sent}-${sent + chunk.length - 1}` },
        body: chunk,
      });
      if (!response.ok) throw pushError(await refusalOf(response));
      location = await locationOf(response, location);
      sent += chunk.length;
      options.progress?.(sent);
    }
  } finally {
    await reader.close();
  }
  return location;
}

async function locationOf(response: Response, base: string): Promise<string> {
  const location = response.headers.get('location');
  await response.body?.cancel();
  if (location === null) throw new RegistryError('other', 'missing location header in blob upload response');
  return new URL(location, base).href;
}
