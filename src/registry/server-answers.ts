/** The registry server's replies: JSON, streams, and refusals by the distribution spec's error codes. */
import { toReadable } from '../base/streams.ts';
import type { ByteSource } from '../base/streams.ts';

const ALWAYS = { 'Docker-Distribution-Api-Version': 'registry/2.0' };

/** A string is sent as it is, anything else as JSON with a newline, as Docker's registry does. */
export function answer(status: number, body?: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  if (body === undefined)
    return new Response(null, { status, headers: { ...ALWAYS, 'Content-Length': '0', ...headers } });
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  const sent = typeof body === 'string' ? body : `${JSON.stringify(body)}\n`;
  return new Response(sent, { status, headers: { ...ALWAYS, 'Content-Type': type, ...headers } });
}

export function streamed(
  source: ByteSource | undefined,
  size: number,
  headers: Readonly<Record<string, string>>,
): Response {
  const all = { ...ALWAYS, 'Content-Length': String(size), ...headers };
  return new Response(source ? toReadable(source) : null, { status: 200, headers: all });
}

const REFUSALS = {
  BLOB_UNKNOWN: [404, 'blob unknown to registry'],
  BLOB_UPLOAD_UNKNOWN: [404, 'blob upload unknown to registry'],
  BLOB_UPLOAD_INVALID: [416, 'blob upload invalid'],
  DIGEST_INVALID: [400, 'provided digest did not match uploaded content'],
  MANIFEST_BLOB_UNKNOWN: [400, 'blob unknown to registry'],
  MANIFEST_INVALID: [400, 'manifest invalid'],
  MANIFEST_UNKNOWN: [404, 'manifest unknown'],
  NAME_UNKNOWN: [404, 'repository name not known to registry'],
  PAGINATION_NUMBER_INVALID: [400, 'invalid number of results requested'],
  TAG_INVALID: [400, 'manifest tag did not match URI'],
  TOOMANYREQUESTS: [429, 'too many requests'],
  UNSUPPORTED: [405, 'The operation is unsupported.'],
} as const;

export function refuse(code: keyof typeof REFUSALS, detail?: unknown): Response {
  const [status, message] = REFUSALS[code];
  return answer(status, { errors: [{ code, message, ...(detail === undefined ? {} : { detail }) }] });
}
