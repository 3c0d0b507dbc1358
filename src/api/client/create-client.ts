/** The Engine API as functions: one method an operation, made from the table, typed by `api/calls`. */
import { EMPTY, text, utf8 } from '../../base/bytes.ts';
import type { Duplex } from '../../base/duplex.ts';
import { FailureError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import { collect, sourceOf, type ByteSource } from '../../base/streams.ts';
import type { ClientCall, EngineClient } from '../calls.ts';
import { API_VERSION, OPERATIONS, type Operation, type OperationId } from '../operations.ts';
import type { Transport } from '../transport.ts';
import type { HttpRequest, HttpResponse } from '../../base/http/exchange.ts';
import { ApiError } from './api-error.ts';
import { jsonValues } from './json-values.ts';
import { requestTarget } from './request-target.ts';

export interface ClientOptions {
  /** The API version of the path's prefix, without `v`; `negotiate` finds the one to use. */
  readonly version?: string;
}

type AnyCall = ClientCall<OperationId> & {
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
};

export function createClient(transport: Transport, { version = API_VERSION }: ClientOptions = {}): EngineClient {
  return Object.create(METHODS, { transport: { value: transport }, version: { value: version } }) as EngineClient;
}

interface Bound {
  readonly transport: Transport;
  readonly version: string;
}

/** Made once: each run of the docker program has a client of its own. */
const METHODS: object = Object.fromEntries(
  Object.entries(OPERATIONS).map(([id, operation]) => [
    id,
    function (this: Bound, call: AnyCall = {}) {
      return perform(this.transport, this.version, operation, call);
    },
  ]),
);

/** Answers that are one object, with the types that Docker's client decodes them into. */
const SINGLES: Readonly<Record<string, string>> = {
  [OPERATIONS.containerInspect.path]: 'container.InspectResponse',
  [OPERATIONS.imageInspect.path]: 'image.InspectResponse',
  [OPERATIONS.networkInspect.path]: 'network.Inspect',
};

async function perform(transport: Transport, version: string, operation: Operation, call: AnyCall): Promise<unknown> {
  const response = await transport.request(requestOf(version, operation, call));
  if (response.status >= 400) throw await failureOf(response);
  const answer = await answerOf(operation, response);
  // An odd name leads elsewhere: `/containers/./json` is the list.
  const single = SINGLES[operation.path];
  if (single && Array.isArray(answer))
    throw new FailureError('invalid', `json: cannot unmarshal array into Go value of type ${single}`);
  return answer;
}

function requestOf(version: string, operation: Operation, call: AnyCall): HttpRequest {
  const { body, headers } = bodyOf(operation, call);
  return {
    method: operation.method,
    target: requestTarget(version, operation, call.path ?? {}, call.query ?? {}),
    headers: {
      'user-agent': 'Docker-Client/28.2.2 (linux)',
      ...headers,
      ...(upgrades(operation, call) && { connection: 'Upgrade', upgrade: 'tcp' }),
      ...call.headers,
    },
    ...(body && { body }),
    ...(call.signal && { signal: call.signal }),
  };
}

/** A detached exec starts by a plain request. */
function upgrades(operation: Operation, { body }: AnyCall): boolean {
  return operation.answer === 'hijack' && !(body as { readonly Detach?: boolean } | undefined)?.Detach;
}

function bodyOf(operation: Operation, call: AnyCall): { body?: ByteSource; headers: Record<string, string> } {
  if (operation.body === 'stream') {
    const body = call.body as ByteSource | undefined;
    return body ? { body, headers: { 'content-type': 'application/x-tar' } } : { headers: {} };
  }
  if (operation.body && call.body !== undefined) {
    const bytes = utf8(`${JSON.stringify(call.body)}\n`);
    const headers = { 'content-type': 'application/json', 'content-length': String(bytes.length) };
    return { body: sourceOf(bytes), headers };
  }
  // As the docker program does for an attach.
  return { headers: operation.answer === 'hijack' ? { 'content-type': 'text/plain' } : {} };
}

async function answerOf(operation: Operation, response: HttpResponse): Promise<unknown> {
  const { status, headers, body } = response;
  switch (operation.answer) {
    case 'json':
      return json(await collect(body, Number.MAX_SAFE_INTEGER));
    case 'longPoll': {
      const settled = collect(body, LIMITS.requestBodyBytes).then(json);
      settled.catch(() => undefined); // whoever does not await it does not want its failure
      return { settled };
    }
    case 'empty':
      await collect(body, LIMITS.requestBodyBytes);
      return { status };
    case 'text':
      return { text: text(await collect(body, LIMITS.requestBodyBytes)), headers };
    case 'headers':
      await collect(body, LIMITS.requestBodyBytes);
      return headers;
    case 'messages':
    case 'objects':
      return jsonValues(body);
    case 'stream':
      return { headers, source: body };
    case 'hijack':
      return { contentType: headers['content-type'] ?? '', stream: response.stream ?? endedStream(body) };
  }
}

/** An operation that answered at once, as a detached exec does: nothing to write, nothing more to read. */
function endedStream(source: ByteSource): Duplex {
  return { source, write: async () => false, closeWrite: () => undefined, close: () => undefined };
}

function json(bytes: Uint8Array): unknown {
  if (bytes.length === 0) throw new FailureError('interrupted', 'unexpected EOF');
  return JSON.parse(text(bytes));
}

/** The engine's own words: `{"message"}`, or plain text as attach answers. */
async function failureOf({ status, body }: HttpResponse): Promise<ApiError> {
  const said = text(await collect(body, LIMITS.requestBodyBytes).catch(() => EMPTY)).trim();
  try {
    const { message } = JSON.parse(said) as { message?: unknown };
    if (typeof message === 'string') return new ApiError(status, message.trim());
  } catch {
    // Not JSON: the text itself is the message.
  }
  return new ApiError(status, said || `request returned status ${status}`);
}
