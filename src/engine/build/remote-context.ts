/** A build context by its address, `POST /build?remote=` (moby, builder/remotecontext/remote.go and mimetype.go). */
import { FailureError, messageOf } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import { collect } from '../../base/streams.ts';
import type { EngineContext } from '../context.ts';
import { downloadFile } from '../download.ts';
import { progress, told, type Say } from '../messages.ts';

export interface RemoteContext {
  /** A Dockerfile and nothing else; otherwise a tar archive, compressed or not. */
  readonly kind: 'dockerfile' | 'archive';
  readonly bytes: Uint8Array;
}

/** Fails with `system` before anything is said when there is nothing usable. */
export async function remoteContext(
  engine: EngineContext,
  url: string,
  signal: AbortSignal,
  say: Say,
): Promise<RemoteContext> {
  const fail = (doing: string, why: string) => new FailureError('system', `error ${doing} ${url}: ${why}`);
  const file = await downloadFile(engine.registry, url, signal).catch((error: unknown) => {
    if (error instanceof FailureError && error.kind === 'notImplemented') throw error;
    throw fail('downloading remote context', messageOf(error));
  });
  const steps: number[] = [];
  const bytes = await collect(
    told(file.source, (read) => void steps.push(read)),
    LIMITS.buildContextBytes,
  );
  const cannotTell = (why: string) => fail('detecting content type for remote', why);
  if (bytes.length === 0) throw cannotTell('empty response');
  const type = usableType(file.contentType, bytes);
  if (type === undefined) throw cannotTell(`unsupported Content-Type ${JSON.stringify(file.contentType)}`);
  for (const read of steps) say(progress(url, 'Downloading context', read, undefined));
  if (type !== 'text/plain') return { kind: 'archive', bytes };
  say({});
  return { kind: 'dockerfile', bytes };
}

/** Servers call a file without an extension a stream of octets: then its first bytes tell. */
function usableType(given: string, bytes: Uint8Array): string | undefined {
  const type = given === '' || given === 'application/octet-stream' ? sniffed(bytes) : given;
  return /application\/((x-)?tar|octet-stream|(x-)?(gzip|bzip2?|xz))|text\/plain/.exec(type)?.[0];
}

/** Go looks at the first hundred bytes here (net/http, DetectContentType), for what concerns a build. */
function sniffed(bytes: Uint8Array): string {
  const head = bytes.subarray(0, 100);
  if (head[0] === 0x1f && head[1] === 0x8b && head[2] === 0x08) return 'application/x-gzip';
  const latin = String.fromCharCode(...head);
  if (/^\s*<(!doctype html|html|head|body|script|div|p|h1|a|!--)[\s>]/i.test(latin)) return 'text/html';
  return /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]/.test(latin) ? 'application/octet-stream' : 'text/plain';
}
