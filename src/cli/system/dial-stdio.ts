/** docker system dial-stdio: HTTP comes in and goes out, as a client on another machine has it brought over ssh. */
import type { HttpHandler, HttpRequest, HttpResponse } from '../../base/http/exchange.ts';
import { serveConnection } from '../../base/http/server.ts';
import { CliFailure } from '../failure.ts';
import type { Handler } from '../session.ts';

/** In Go's words. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  ECONNREFUSED: 'connection refused',
  ENOENT: 'no such file or directory',
};

export const dialStdio: Handler = async ({ machine, host }) => {
  const engine = machine.connect(host);
  try {
    await engine.request({ method: 'HEAD', target: '/_ping', headers: {} });
  } catch (error) {
    const { code = '', message = '' } = error as { code?: string; message?: string };
    const [, protocol = 'unix', address = host] = /^(\w+):\/\/(.*)$/.exec(host) ?? [];
    const reason = REASONS[code] ?? message;
    throw new CliFailure(`failed to open the raw stream connection: dial ${protocol} ${address}: connect: ${reason}`);
  }
  await serveConnection(
    { request: (request) => wholeAnswer(engine, request) },
    {
      source: machine.stdin.source,
      write: async (bytes) => {
        await machine.stdout.write(bytes);
        return true;
      },
      closeWrite: () => undefined,
      close: () => undefined,
    },
    { clock: machine.clock },
  );
};

/** An answer whose length is told comes whole, though the client has ended its side meanwhile; one without end does not. */
async function wholeAnswer(engine: HttpHandler, request: HttpRequest): Promise<HttpResponse> {
  const leaving = new AbortController();
  const leave = () => leaving.abort(request.signal?.reason);
  request.signal?.addEventListener('abort', leave, { once: true });
  if (request.signal?.aborted) leave();
  const response = await engine.request({ ...request, signal: leaving.signal });
  if (response.headers['content-length'] !== undefined) request.signal?.removeEventListener('abort', leave);
  return response;
}
