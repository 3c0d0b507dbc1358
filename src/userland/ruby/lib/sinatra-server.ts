/** The server under Sinatra, in the words of WEBrick, until a signal ends it. */
import { utf8 } from '../../../base/bytes.ts';
import { serveConnection } from '../../../base/http/server.ts';
import type { HttpHandler } from '../../../base/http/exchange.ts';
import { sourceOf } from '../../../base/streams.ts';
import { SysError } from '../../../kernel/errno.ts';
import { strftime } from '../../bin/lib/strftime.ts';
import { Connections } from '../../servers/lib/connections.ts';
import { SignalQueue } from '../../servers/lib/signal-queue.ts';
import type { Ruby } from '../ruby.ts';
import type { Application } from './sinatra.ts';
import { answerRequest } from './sinatra-request.ts';

export async function serve(it: Ruby, application: Application): Promise<void> {
  const { sys } = it;
  const port = Number(application.settings.get('port') ?? 4567n);
  const bind = await it.text(application.settings.get('bind') ?? null);
  const say = (line: string) => sys.write(2, utf8(`${line}\n`));
  const now = () => strftime('%Y-%m-%d %H:%M:%S', sys.now());
  const old = /^1\.|^2\./.test(it.version);
  const webrick = old ? '1.3.1' : '1.8.1';
  await say(`[${now()}] INFO  WEBrick ${webrick}`);
  await say(`[${now()}] INFO  ruby ${it.version} (${it.installation.date}) [${it.installation.platform}]`);
  const listener = await sys.socket('inet', 'stream');
  const address = bind === 'localhost' ? '127.0.0.1' : bind;
  try {
    await sys.bind(listener, { address, port });
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await say(`== Someone is already performing on port ${port}!`);
    throw it.errorOf(it.exception(it.errno(error.errno), `${error.message} - bind(2) for "${bind}" port ${port}`));
  }
  sys.listen(listener);
  await say(
    `== Sinatra/1.4.5 has taken the stage on ${port} for ${it.nameOf(application.settings.get('environment') ?? null)} with backup from WEBrick`,
  );
  await say(`[${now()}] INFO  WEBrick::HTTPServer#start: pid=${sys.pid} port=${port}`);
  const signals = new SignalQueue(sys, ['INT', 'TERM', 'QUIT']);
  sys.signal('PIPE', 'ignore');
  const connections = new Connections(sys);
  // One request at a time: the interpreter is not made for two.
  let turn: Promise<unknown> = Promise.resolve();
  connections.accept(listener, async (connection) => {
    const started = { at: sys.now() };
    const [client] = connection.client;
    const handler: HttpHandler = {
      request: (request) => {
        connection.busy = true;
        started.at = sys.now();
        const answered = turn.then(async () => {
          const { status, headers, body } = await answerRequest(it, application, request, client);
          const bytes = utf8(body);
          const all = {
            ...headers,
            'content-length': String(bytes.length),
            ...SAFETY,
            server: `WEBrick/${webrick} (Ruby/${it.version}/${it.installation.date})`,
            date: strftime('%a, %d %b %Y %H:%M:%S GMT', sys.now()),
          };
          return { status, headers: all, body: sourceOf(bytes) };
        });
        turn = answered.catch(() => undefined);
        return answered;
      },
    };
    await serveConnection(handler, connection.stream, {
      log: ({ line, status, bodyBytes }) => {
        connection.busy = false;
        const seconds = ((sys.now() - started.at) / 1000).toFixed(4);
        const time = strftime('%d/%b/%Y %H:%M:%S', sys.now());
        void say(`${client} - - [${time}] "${line}" ${status} ${bodyBytes || '-'} ${seconds}`);
      },
    });
  });
  await signals.next();
  await say('== Sinatra has ended his set (crowd applauds)');
  await say(`[${now()}] INFO  going to shutdown ...`);
  await connections.end();
  await say(`[${now()}] INFO  WEBrick::HTTPServer#start done.`);
}

/** What rack-protection adds. */
const SAFETY = {
  'x-xss-protection': '1; mode=block',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
};
