/**
 * An Engine API server over a backend: itself a Transport, so that the page, the shell's docker and a socket reach it
 * alike. Routes, parameters and statuses come from the table of operations; texts are moby's.
 */
import { FailureError } from '../../base/errors.ts';
import { compareVersions } from '../../base/versions.ts';
import type { Backend, BackendAnswer, Call } from '../calls.ts';
import { API_VERSION, MIN_API_VERSION, type OperationId } from '../operations.ts';
import type { Transport } from '../transport.ts';
import type { HttpRequest, HttpResponse } from '../../base/http/exchange.ts';
import {
  attachErrorResponse,
  emptyResponse,
  errorResponse,
  headersResponse,
  hijackResponse,
  jsonResponse,
  longPollResponse,
  messagesResponse,
  objectsResponse,
  streamResponse,
  textResponse,
} from './answers.ts';
import { Exchange, type RequestWatch } from './exchange.ts';
import { parseQuery, typedQuery } from './query.ts';
import { jsonBody, refuseStartBody, withoutForm } from './request-body.ts';
import { decodedPath, redirectOf, routeOf, splitVersion, type Route } from './routes.ts';
import { olderVersion } from './versions.ts';
import { websocketResponse } from './websocket.ts';

export interface ServerOptions {
  /** For the header `Server`; the release that is simulated when it is not given. */
  readonly engineVersion?: string;
  readonly apiVersion?: string;
  readonly minApiVersion?: string;
  readonly watch?: RequestWatch;
}

const ENGINE_VERSION = '26.1.5';

export function createServer(backend: Backend, options: ServerOptions = {}): Transport {
  const server = new Server(backend, options);
  return { request: (request) => server.respond(request) };
}

class Server {
  readonly #apiVersion: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(
    private readonly backend: Backend,
    private readonly options: ServerOptions,
  ) {
    this.#apiVersion = options.apiVersion ?? API_VERSION;
    this.#headers = {
      'api-version': this.#apiVersion,
      'docker-experimental': 'false',
      ostype: 'linux',
      server: `Docker/${options.engineVersion ?? ENGINE_VERSION} (linux)`,
    };
  }

  async respond(request: HttpRequest): Promise<HttpResponse> {
    const [rawPath, query = ''] = splitOnce(request.target, '?');
    const fullPath = decodedPath(rawPath as string);
    const clean = redirectOf(fullPath);
    if (clean !== undefined) {
      const location = `${encodeURI(clean)}${query && `?${query}`}`;
      return { ...emptyResponse(301, { location }) };
    }
    const { version, path } = splitVersion(fullPath);
    const method: string = request.method;
    if (method === 'OPTIONS') return emptyResponse(200, this.#headers);
    const route = routeOf(method, path);
    const beside = route ? undefined : (await import('./unsimulated.ts')).routeBeside(method, path, query);
    if (!route && !beside) return errorResponse(new FailureError('notFound', 'page not found'), {});
    const refusal = version === undefined ? undefined : this.#refusal(version);
    if (refusal) {
      const { 'docker-experimental': _, ...headers } = this.#headers;
      return errorResponse(refusal, headers);
    }
    if (!route) return errorResponse(beside, this.#headers);
    return this.#perform(route, version, request, query);
  }

  #refusal(version: string): FailureError | undefined {
    const least = this.options.minApiVersion ?? MIN_API_VERSION;
    if (compareVersions(version, least) < 0) {
      const why = `client version ${version} is too old. Minimum supported API version is ${least}`;
      return new FailureError('invalid', `${why}, please upgrade your client to a newer version`);
    }
    if (compareVersions(version, this.#apiVersion) > 0) {
      const why = `client version ${version} is too new. Maximum supported API version is ${this.#apiVersion}`;
      return new FailureError('invalid', why);
    }
    return undefined;
  }

  async #perform(
    route: Route,
    version: string | undefined,
    request: HttpRequest,
    query: string,
  ): Promise<HttpResponse> {
    const { id, operation } = route;
    const exchange = new Exchange({
      id,
      operation,
      version,
      headers: this.#headers,
      upgrade: request.headers['upgrade'],
      client: request.signal,
      watch: this.options.watch,
    });
    try {
      const perform = this.backend[id] as ((call: unknown) => Promise<unknown>) | undefined;
      if (!perform) throw (await import('./unsimulated.ts')).unsimulated(id, operation, request);
      const { request: rest, parameters } = await withoutForm(id, request, parseQuery(query));
      const older = await olderVersion(version);
      const typed = typedQuery(id, operation, parameters);
      const body = await bodyOf(route, rest);
      const call: Call<OperationId> = {
        path: route.path,
        query: older ? older.currentQuery(id, version as string, typed, parameters) : typed,
        headers: request.headers,
        body: (older ? older.currentBody(id, version as string, body) : body) as undefined,
        get signal() {
          return exchange.signal;
        },
      };
      const response = await exchange.unlessLeft(() =>
        this.#answer(exchange, request.headers, async () => {
          const answer = await perform.call(this.backend, call);
          return older
            ? older.olderAnswer(id, version as string, answer, (other) =>
                this.backend.networkInspect?.({ ...call, path: { id: other }, query: {}, body: undefined }),
              )
            : newestAnswer(id, answer);
        }),
      );
      if (!exchange.goesOn) exchange.end();
      return response;
    } catch (error) {
      exchange.end();
      // There is nobody left to answer.
      exchange.throwIfLeft();
      return id === 'containerAttach' ? attachErrorResponse(error) : errorResponse(error, this.#headers);
    }
  }

  async #answer(
    exchange: Exchange,
    headers: HttpRequest['headers'],
    perform: () => Promise<unknown>,
  ): Promise<HttpResponse> {
    const { operation } = exchange;
    if (exchange.id === 'imageLoad') {
      const load = perform() as Promise<BackendAnswer<'imageLoad'>>;
      return load.then(
        (messages) => messagesResponse(exchange, messages),
        (error: unknown) => messagesResponse(exchange, undefined, error),
      );
    }
    const answer = await perform();
    switch (operation.answer) {
      case 'json':
        return jsonResponse(operation.status, this.#headers, answer);
      case 'empty':
        return emptyResponse(operation.status, this.#headers);
      case 'text':
        return textResponse(exchange, answer as BackendAnswer<'systemPing'>);
      case 'headers':
        return headersResponse(exchange, answer as BackendAnswer<'systemPingHead'>);
      case 'longPoll':
        return longPollResponse(exchange, (answer as BackendAnswer<'containerWait'>).settled);
      case 'messages':
        return messagesResponse(exchange, answer as AsyncIterable<unknown>);
      case 'objects':
        return objectsResponse(exchange, answer as AsyncIterable<unknown>);
      case 'stream':
        return streamResponse(exchange, answer as BackendAnswer<'containerExport'>);
      case 'hijack':
        if (exchange.id === 'containerAttachWebsocket') {
          return websocketResponse(headers, answer as BackendAnswer<'containerAttach'>);
        }
        return hijackResponse(exchange, answer as BackendAnswer<'containerAttach'>);
    }
  }
}

/** What only clients of versions before the newest are told. */
function newestAnswer(id: OperationId, answer: unknown): unknown {
  if (id !== 'imageInspect') return answer;
  const { Container: _, ContainerConfig: __, ...image } = answer as BackendAnswer<'imageInspect'>;
  return image;
}

async function bodyOf({ id, operation }: Route, request: HttpRequest): Promise<unknown> {
  if (id === 'containerStart') refuseStartBody(request);
  if (operation.body === 'stream') return request.body;
  if (operation.body) return jsonBody(id, operation, request);
  return undefined;
}

function splitOnce(text: string, mark: string): string[] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
