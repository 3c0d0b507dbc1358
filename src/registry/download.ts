/** Any file by its address, over the registry client's way out: for ADD and `docker import`, as the daemon fetches it. */
import { text } from '../base/bytes.ts';
import { FailureError } from '../base/errors.ts';
import { GO_STYLE } from '../base/http/server-style.ts';
import { collect, fromReadable, sourceOf } from '../base/streams.ts';
import type { Download } from '../oci/distribution.ts';
import { dialFailure, type FetchPort } from './port.ts';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const MAX_REDIRECTS = 10;
/** Of an error's page so much is told. */
const TOLD_BYTES = 64 * 1024;

export interface DownloadOptions {
  readonly fetch: FetchPort;
  /** `address:port`, as error texts show it. */
  readonly nameserver?: string;
  readonly signal?: AbortSignal | undefined;
}

/** Of the sandbox. */
export const NAMESERVER = '10.0.0.53:53';

/** Fails with `system` in the words of Go's client. */
export async function download(url: string, options: DownloadOptions): Promise<Download> {
  let target = url;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const response = await once(target, options);
    const location = response.headers.get('location');
    if (!REDIRECTS.has(response.status) || location === null) return answerOf(url, response);
    await response.body?.cancel();
    target = new URL(location, target).href;
  }
  throw new FailureError('system', `Get "${target}": stopped after ${MAX_REDIRECTS} redirects`);
}

async function once(url: string, { fetch, nameserver = NAMESERVER, signal }: DownloadOptions): Promise<Response> {
  const fail = (why: string, cause?: unknown) => new FailureError('system', `Get "${url}": ${why}`, { cause });
  // The platform's URL would take the path for a host here.
  if (!/^https?:\/\/[^/?#]/.test(url)) {
    // Go prints no slashes before a host that is not there, unless a path follows.
    const shown = url.replace(/^(https?:)\/\/(?!\/)/, '$1');
    throw new FailureError('system', `Get "${shown}": http: no Host in request URL`);
  }
  try {
    return await fetch(url, { redirect: 'manual', ...(signal && { signal }) });
  } catch (error) {
    signal?.throwIfAborted();
    throw fail(dialFailure(error, url, nameserver), error);
  }
}

async function answerOf(url: string, response: Response): Promise<Download> {
  const { status, statusText, headers } = response;
  const source = response.body ? fromReadable(response.body) : sourceOf();
  if (status >= 400) {
    const page = text(await collect(source, TOLD_BYTES).catch(() => new Uint8Array()));
    const reason = statusText || GO_STYLE.reason(status);
    throw new FailureError('system', `failed to GET ${url} with status ${status} ${reason}: ${page}`);
  }
  const length = headers.get('content-length');
  const modified = Date.parse(headers.get('last-modified') ?? '');
  return {
    source,
    size: length === null ? undefined : Number(length),
    modified: Number.isNaN(modified) ? undefined : modified,
    contentType: headers.get('content-type') ?? '',
  };
}
