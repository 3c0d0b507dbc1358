/** The bytes of a pack, from a file or an address. */
import { FailureError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import { concat } from '../../base/bytes.ts';
import type { PackFile } from './open-pack.ts';

export type PackOffer =
  { readonly kind: 'file'; readonly file: File } | { readonly kind: 'address'; readonly address: string };

/** FailureError says why it cannot be had. */
export async function bringPack(offer: PackOffer, signal: AbortSignal): Promise<PackFile> {
  if (offer.kind === 'address') return fetchPack(offer.address, signal);
  const { file } = offer;
  refuseAbove(file.size);
  return { source: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

async function fetchPack(address: string, signal: AbortSignal): Promise<PackFile> {
  const url = addressOf(address);
  const answer = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer', signal }).catch(
    (error: unknown) => {
      signal.throwIfAborted();
      const reason = error instanceof Error ? error.message : String(error);
      throw new FailureError(
        'unavailable',
        `${url.href} could not be fetched (${reason}): either there is no such site, or it does not let other sites read its files (CORS)`,
      );
    },
  );
  if (!answer.ok)
    throw new FailureError('notFound', `${url.href} answers ${answer.status} ${answer.statusText}`.trim());
  refuseAbove(Number(answer.headers.get('content-length') ?? 0));
  const parts: Uint8Array[] = [];
  let size = 0;
  for (const reader = answer.body?.getReader(); reader;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    refuseAbove((size += value.length));
  }
  return { source: url.href, bytes: concat(parts) };
}

/** Relative ones are of this site. */
function addressOf(text: string): URL {
  try {
    const url = new URL(text, location.href);
    if (/^https?:$/.test(url.protocol)) return url;
  } catch {
    // Not a URL at all.
  }
  throw new FailureError('invalid', `'${text}' is no address of a file (https://…)`);
}

function refuseAbove(bytes: number): void {
  if (bytes > LIMITS.lessonPackBytes)
    throw new FailureError('invalid', `a lesson pack has at most ${LIMITS.lessonPackBytes} bytes`);
}
