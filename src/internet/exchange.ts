/** A host's service as a handler of HTTP exchanges, for connections. */
import type { HttpHandler, HttpRequest, HttpResponse } from '../base/http/exchange.ts';
import type { Clock } from '../base/ports.ts';
import { fromReadable, sourceOf, toReadable } from '../base/streams.ts';
import type { FetchHandler, Service } from './host.ts';
import { throttled } from './throttle.ts';

export function exchangeOf(service: Service, scheme: 'http' | 'https', clock: Clock): HttpHandler {
  if (service.exchange) return service.exchange;
  const handle = fetchOf(service, clock);
  return {
    request: async (request) => {
      const host = request.headers['host'] ?? 'localhost';
      return responseOf(request, await handle(requestOf(request, new URL(request.target, `${scheme}://${host}`).href)));
    },
  };
}

/** The service's answers, as slow as its line is. */
export function fetchOf({ fetch, bytesPerSecond }: Service, clock: Clock): FetchHandler {
  return async (request) => {
    if (!fetch) return new Response(null, { status: 501, statusText: 'Not Implemented' });
    const response = await fetch(request);
    if (bytesPerSecond === undefined || !response.body) return response;
    const { status, statusText, headers } = response;
    const body = toReadable(throttled(fromReadable(response.body), bytesPerSecond, clock));
    return new Response(body, { status, statusText, headers });
  };
}

function requestOf({ method, headers, body }: HttpRequest, url: string): Parameters<FetchHandler>[0] {
  return { method, url, headers: new Headers(headers), body: body ? toReadable(body) : null };
}

function responseOf({ method }: HttpRequest, response: Response): HttpResponse {
  const body = response.body && method !== 'HEAD' ? fromReadable(response.body) : sourceOf();
  return { status: response.status, headers: Object.fromEntries(response.headers), body };
}
