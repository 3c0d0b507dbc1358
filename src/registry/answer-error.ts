/**
 * What Docker makes of a registry's refusal: the texts of distribution's `errcode` and its client's `errors.go`. A
 * refusal is a list, because a challenge with `error="insufficient_scope"` counts as one error and the body as more.
 */
import { text } from '../base/bytes.ts';
import { LIMITS } from '../base/limits.ts';
import { collect, fromReadable } from '../base/streams.ts';
import { parseChallenges } from './challenge.ts';

export interface RefusalError {
  /** The code as the registry sends it: `MANIFEST_UNKNOWN`; empty for what has none. */
  readonly code: string;
  /** `manifest unknown: manifest unknown`: the code in words, then the message. */
  readonly text: string;
  /** The registry sent the code with no detail and no message of its own: Go's client then keeps the words alone. */
  readonly bare?: boolean;
}

export interface Refusal {
  readonly status: number;
  readonly errors: readonly RefusalError[];
  /** All errors, as Go prints the list. */
  readonly text: string;
}

export async function refusalOf(response: Response): Promise<Refusal> {
  const { status } = response;
  if (status < 400 || status >= 500) {
    await response.body?.cancel();
    const line = `${status} ${response.statusText || REASONS[status] || ''}`.trim();
    return refusal(status, [{ code: '', text: `received unexpected HTTP status: ${line}` }]);
  }
  const body = response.body ? text(await collect(fromReadable(response.body), LIMITS.manifestBytes)) : '';
  const fromBody = bodyErrors(status, body);
  for (const { scheme, parameters } of parseChallenges(response.headers.get('www-authenticate'))) {
    const code = scheme === 'bearer' ? CHALLENGE_CODES[parameters['error'] ?? ''] : undefined;
    if (code) return refusal(status, [coded(code, parameters['error_description']), ...fromBody]);
  }
  return refusal(status, fromBody);
}

function refusal(status: number, errors: readonly RefusalError[]): Refusal {
  const [only] = errors;
  const whole =
    errors.length === 1 && only ? only.text : `errors:\n${errors.map((error) => `${error.text}\n`).join('')}`;
  return { status, errors, text: whole };
}

function bodyErrors(status: number, body: string): readonly RefusalError[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    if (status === 401) return [coded('UNAUTHORIZED')];
    return [
      { code: '', text: `error parsing HTTP ${status} response body: ${goJsonError(body)}: ${JSON.stringify(body)}` },
    ];
  }
  const { details, errors } = (typeof parsed === 'object' && parsed !== null ? parsed : {}) as Record<string, unknown>;
  if (typeof details === 'string' && details !== '') return [coded(STATUS_CODES[status] ?? 'UNKNOWN', details)];
  const listed = Array.isArray(errors) ? errors.flatMap(listedError) : [];
  if (listed.length > 0) return listed;
  if (status === 401) return [coded('UNAUTHORIZED')];
  const why = 'no error details found in HTTP response body';
  return [{ code: '', text: `error parsing HTTP ${status} response body: ${why}: ${JSON.stringify(body)}` }];
}

function listedError(item: unknown): RefusalError[] {
  if (typeof item !== 'object' || item === null) return [];
  const { code, message, detail } = item as Record<string, unknown>;
  if (typeof code !== 'string') return [];
  const error = coded(code, typeof message === 'string' ? message : undefined);
  const told = typeof message === 'string' && message !== '' && message !== MESSAGES[code];
  if (told || (detail !== undefined && detail !== null)) return [error];
  return [{ code, text: wordsOf(code), bare: true }];
}

function coded(code: string, message?: string): RefusalError {
  const told = message || MESSAGES[code] || MESSAGES['UNKNOWN'];
  return { code, text: `${wordsOf(code)}: ${told}` };
}

function wordsOf(code: string): string {
  return code in MESSAGES ? code.toLowerCase().replaceAll('_', ' ') : 'unknown';
}

/** What Go's encoding/json says of a body that is not JSON: its first character is wrong, or there is none. */
function goJsonError(body: string): string {
  const first = body.trimStart()[0];
  return first === undefined
    ? 'unexpected end of JSON input'
    : `invalid character '${first}' looking for beginning of value`;
}

/** The messages that go with a code when the registry sends none (distribution-spec, error codes). */
const MESSAGES: Readonly<Record<string, string>> = {
  UNKNOWN: 'unknown error',
  UNSUPPORTED: 'The operation is unsupported.',
  UNAUTHORIZED: 'authentication required',
  DENIED: 'requested access to the resource is denied',
  UNAVAILABLE: 'service unavailable',
  TOOMANYREQUESTS: 'too many requests',
  DIGEST_INVALID: 'provided digest did not match uploaded content',
  SIZE_INVALID: 'provided length did not match content length',
  NAME_INVALID: 'invalid repository name',
  TAG_INVALID: 'manifest tag did not match URI',
  NAME_UNKNOWN: 'repository name not known to registry',
  MANIFEST_UNKNOWN: 'manifest unknown',
  MANIFEST_INVALID: 'manifest invalid',
  MANIFEST_UNVERIFIED: 'manifest failed signature verification',
  MANIFEST_BLOB_UNKNOWN: 'blob unknown to registry',
  BLOB_UNKNOWN: 'blob unknown to registry',
  BLOB_UPLOAD_UNKNOWN: 'blob upload unknown to registry',
  BLOB_UPLOAD_INVALID: 'blob upload invalid',
};

const CHALLENGE_CODES: Readonly<Record<string, string>> = {
  invalid_token: 'UNAUTHORIZED',
  insufficient_scope: 'DENIED',
};

const STATUS_CODES: Readonly<Record<number, string>> = { 401: 'UNAUTHORIZED', 403: 'DENIED', 429: 'TOOMANYREQUESTS' };

const REASONS: Readonly<Record<number, string>> = {
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};
