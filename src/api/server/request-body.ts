/** Request bodies, read as moby's httputils.ReadJSON does. */
import { text } from '../../base/bytes.ts';
import { FailureError, messageOf } from '../../base/errors.ts';
import { firstValue } from '../../base/go-json-syntax.ts';
import { LIMITS } from '../../base/limits.ts';
import { collect } from '../../base/streams.ts';
import { BODY_OF } from '../body-shapes.ts';
import type { OperationId, Operation } from '../operations.ts';
import type { HttpRequest } from '../../base/http/exchange.ts';
import { decodeBody } from './go-decode.ts';
import { parseQuery, type Parameters } from './query.ts';

/** What Go's net/http reads of a form. */
const FORM_BYTES = 10 << 20;

/**
 * Go's ParseForm: a form in the body gives parameters that go before those of the query. The body is gone then, whatever
 * it was meant to be: curl calls any data a form unless it is told otherwise. Some operations never look.
 */
export async function withoutForm(
  id: OperationId,
  request: HttpRequest,
  query: Parameters,
): Promise<{ readonly request: HttpRequest; readonly parameters: Parameters }> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== FORM_TYPE || !request.body || request.method === 'DELETE' || UNREAD_FORMS.includes(id))
    return { request, parameters: query };
  const { body, ...rest } = request;
  const bytes = await collect(body, FORM_BYTES).catch((error: unknown) => {
    throw new FailureError('invalid', 'http: POST too large', { cause: error });
  });
  const form = parseQuery(text(bytes));
  const names = new Set([...form.keys(), ...query.keys()]);
  const parameters = new Map([...names].map((name) => [name, [...(form.get(name) ?? []), ...(query.get(name) ?? [])]]));
  return { request: rest, parameters };
}

const UNREAD_FORMS: readonly OperationId[] = ['imageBuild', 'systemAuth'];
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Since 1.24 a start takes no host configuration. The length is looked at, not what was sent (moby, postContainersStart). */
export function refuseStartBody({ headers }: HttpRequest): void {
  const unknown = headers['transfer-encoding'] !== undefined;
  if (!unknown && Number(headers['content-length'] ?? 0) <= 7) return;
  throw new FailureError(
    'invalid',
    'starting container with non-empty request body was deprecated since API v1.22 and removed in v1.24',
  );
}

/** Bodies that are lists; every other one is an object. */
const LISTS: readonly OperationId[] = ['pluginPull', 'pluginUpgrade', 'pluginSet'];

/** An empty body is an empty object, except where moby decodes it by hand. */
export async function jsonBody(id: OperationId, operation: Operation, request: HttpRequest): Promise<unknown> {
  const body = request.body ? text(await collect(request.body, LIMITS.requestBodyBytes)) : '';
  // `POST /auth` is decoded as it comes, and its failures are plain ones.
  const byHand = id === 'systemAuth';
  if (!byHand) checkContentType(request.headers['content-type'], body === '');
  if (body === '' && operation.body === 'optionalJson') return undefined;
  if (body === '' && !byHand && id !== 'containerCreate') return LISTS.includes(id) ? [] : {};
  try {
    return decoded(id, body);
  } catch (error) {
    if (byHand) throw new FailureError('system', messageOf(error));
    if (error instanceof FailureError) throw error;
    if (operation.body === 'optionalJson' && messageOf(error) === 'EOF') return undefined;
    const why = messageOf(error) === 'EOF' ? 'got EOF while reading request body' : messageOf(error);
    throw new FailureError('invalid', `invalid JSON: ${why}`);
  }
}

function decoded(id: OperationId, body: string): unknown {
  const { value, end } = firstValue(body);
  // As Go's Decoder.More: a closing bracket does not count as more.
  const more = end < body.length && !']}'.includes(body[end] as string);
  const isList = LISTS.includes(id);
  if (value === null) return checked(id, isList ? [] : {}, more);
  if (typeof value !== 'object' || Array.isArray(value) !== isList) {
    const kind = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
    throw new TypeError(`json: cannot unmarshal ${kind} into Go value of type ${BODY_OF[id] ?? 'map[string]string'}`);
  }
  const struct = BODY_OF[id];
  return checked(id, struct ? decodeBody(struct, value) : value, more);
}

/** What moby says about a well-formed body before anything looks at its fields. */
function checked(id: OperationId, value: object, more: boolean): unknown {
  if (more && id !== 'systemAuth') throw new FailureError('invalid', 'unexpected content after JSON');
  const foreign = ['HostConfig', 'NetworkingConfig'];
  if (id === 'containerCreate' && Object.keys(value).every((key) => foreign.includes(key))) {
    throw new FailureError('invalid', 'config cannot be empty in order to create a container');
  }
  return value;
}

/** No header is fine as long as there is no body. */
function checkContentType(header: string | undefined, isEmpty: boolean): void {
  if (header === undefined && isEmpty) return;
  const given = header ?? '';
  const type = (given.split(';')[0] as string).trim().toLowerCase();
  if (type === '') throw new FailureError('invalid', `malformed Content-Type header (${given}): mime: no media type`);
  if (!type.includes('/')) {
    const why = /\s/.test(type) ? 'expected slash after first token' : undefined;
    if (why) throw new FailureError('invalid', `malformed Content-Type header (${given}): mime: ${why}`);
  }
  if (type === 'application/json') return;
  throw new FailureError('invalid', `unsupported Content-Type header (${given}): must be 'application/json'`);
}
