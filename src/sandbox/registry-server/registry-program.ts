/** The program `registry` of the image registry:2: the distribution API over files. */
import { hex, utf8 } from '../../base/bytes.ts';
import type { HttpHandler, HttpRequest, HttpResponse } from '../../base/http/exchange.ts';
import { serveConnection } from '../../base/http/server.ts';
import { fromPem, type SandboxCertificate, TlsFailure, tlsServer } from '../../base/sandbox-tls.ts';
import { fromReadable, sourceOf, toReadable } from '../../base/streams.ts';
import { SysError } from '../../kernel/errno.ts';
import type { Program, Sys } from '../../kernel/sys.ts';
import { createRegistryServer, type RegistryHandler } from '../../registry/server.ts';
import { answer as registryAnswer } from '../../registry/server-answers.ts';
import { inBackground } from '../../userland/servers/lib/background.ts';
import { Connections, type ServedConnection } from '../../userland/servers/lib/connections.ts';
import { readFile } from '../../userland/servers/lib/files.ts';
import { htpasswdMatches } from '../../userland/servers/lib/htpasswd.ts';
import { SignalQueue } from '../../userland/servers/lib/signal-queue.ts';
import { ConfigurationError, readConfig, type RegistryConfig } from './config.ts';
import { DiskStorage } from './disk-storage.ts';
import { REGISTRY_VERSION, RegistryLog } from './registry-log.ts';

const USAGE = `Usage:
  registry serve <config> [flags]

Flags:
  -h, --help   help for serve
`;

const HELP = `The registry stores and distributes images.

Usage:
  registry [flags]
  registry [command]

Available Commands:
  help            Help about any command
  serve           Store and distribute images

Flags:
  -h, --help      help for registry
  -v, --version   show the version and exit

garbage-collect is not simulated in Drydock.
`;

export const registry: Program = async (sys) => {
  const [command, path] = sys.argv.slice(1);
  const print = async (fd: number, text: string) => void (await sys.write(fd, utf8(text)));
  if (command === '-v' || command === '--version') {
    await print(1, `registry github.com/docker/distribution ${REGISTRY_VERSION}\n`);
    return 0;
  }
  if (command === 'garbage-collect') {
    await print(
      2,
      'registry: garbage-collect is not simulated in Drydock; the real one would delete blobs that no manifest names\n',
    );
    return 1;
  }
  if (command !== 'serve') {
    await print(command === undefined || /^(-h|--help|help)$/.test(command) ? 1 : 2, HELP);
    return 0;
  }
  const file = path ?? sys.env.get('REGISTRY_CONFIGURATION_PATH');
  try {
    if (file === undefined) throw new ConfigurationError('configuration path unspecified');
    const config = readConfig(await configText(sys, file), file, sys.env);
    if (config.proxy !== undefined) throw new ConfigurationError('proxy is not simulated in Drydock');
    return await new RegistryProgram(sys, config).run();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    await print(2, `configuration error: ${error.message}\n${USAGE}`);
    return 1;
  }
};

async function configText(sys: Sys, path: string): Promise<string> {
  try {
    return await readFile(sys, path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    throw new ConfigurationError(`open ${path}: ${error.message.toLowerCase()}`);
  }
}

class RegistryProgram {
  readonly #log: RegistryLog;
  readonly #handler: RegistryHandler;
  readonly #connections: Connections;

  constructor(
    private readonly sys: Sys,
    private readonly config: RegistryConfig,
  ) {
    const id = hex(sys.random(16)).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    this.#log = new RegistryLog(sys, config.logFields, id);
    this.#handler = createRegistryServer(new DiskStorage(sys, config.directory), { bytes: (size) => sys.random(size) });
    this.#connections = new Connections(sys);
  }

  async run(): Promise<number> {
    const { sys, config } = this;
    const signals = new SignalQueue(sys, ['TERM', 'INT']);
    sys.signal('PIPE', 'ignore');
    await this.#log.say(
      'warning',
      'No HTTP secret provided - generated random secret. This may cause problems with uploads if multiple registries are behind a load-balancer. To provide a shared secret, fill in http.secret in the configuration file or set the REGISTRY_HTTP_SECRET environment variable.',
    );
    await this.#log.say('info', 'redis not configured');
    await this.#log.say('info', 'using inmemory blob descriptor cache');
    const certificate = await this.#certificate();
    const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(config.address) ?? [];
    const fd = await sys.socket('inet', 'stream');
    try {
      await sys.bind(fd, { address: host === '' ? '0.0.0.0' : host.replace(/^\[|\]$/g, ''), port: Number(port) });
      sys.listen(fd);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await this.#log.say('fatal', `listen tcp ${config.address}: bind: ${error.message.toLowerCase()}`);
      return 1;
    }
    const shown = host === '' ? `[::]:${port}` : config.address;
    await this.#log.say('info', `listening on ${shown}${certificate ? ', tls' : ''}`);
    this.#connections.accept(fd, (connection) => this.#serve(connection, certificate));
    await signals.next();
    // Go's runtime dies of the signal; as pid 1, whom it does not kill, it exits with 2.
    if (sys.pid === 1) return 2;
    sys.signal('TERM', 'default');
    sys.kill(sys.pid, 'TERM');
    return 2;
  }

  async #certificate(): Promise<SandboxCertificate | undefined> {
    const path = this.config.certificate;
    if (path === undefined) return undefined;
    try {
      const [certificate] = fromPem(await readFile(this.sys, path));
      if (certificate) return certificate;
      throw new ConfigurationError('tls: failed to find any PEM data in certificate input');
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      throw new ConfigurationError(`open ${path}: ${error.message.toLowerCase()}`);
    }
  }

  async #serve(connection: ServedConnection, certificate: SandboxCertificate | undefined): Promise<void> {
    const { sys } = this;
    let { stream } = connection;
    if (certificate) {
      try {
        ({ stream } = await tlsServer(stream, () => certificate));
      } catch (error) {
        if (!(error instanceof TlsFailure)) throw error;
        if (error.problem === 'plain') {
          await stream.write(utf8('HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n'));
        }
        return;
      }
    }
    const handler: HttpHandler = { request: (request) => this.#answer(request) };
    const [address] = connection.client;
    await serveConnection(handler, stream, {
      clock: { now: () => sys.now(), after: () => () => undefined },
      log: ({ request, line, status, bodyBytes }) => {
        const { referer = '', 'user-agent': agent = '' } = request?.headers ?? {};
        inBackground(this.#log.access(address, line, status, bodyBytes, referer, agent));
      },
    });
  }

  async #answer(request: HttpRequest): Promise<HttpResponse> {
    const started = this.sys.now();
    const { target, method, headers, body } = request;
    const fixed = Object.fromEntries(
      Object.entries(this.config.headers).map(([name, values]) => [name.toLowerCase(), values.join(', ')]),
    );
    const path = target.replace(/\?.*$/, '');
    if (path === '/')
      return { status: 200, headers: { 'content-length': '0', 'cache-control': 'no-cache' }, body: sourceOf() };
    const response =
      (await this.#refusal(request)) ??
      (method === 'DELETE' && !this.config.deletes && !/\/blobs\/uploads\//.test(path)
        ? registryAnswer(405, { errors: [{ code: 'UNSUPPORTED', message: 'The operation is unsupported.' }] })
        : await this.#handler({
            method,
            url: `http://${headers['host'] ?? 'registry'}${target}`,
            headers: new Headers(headers),
            body: body ? toReadable(body) : null,
          }));
    const answered: Record<string, string> = { ...fixed };
    for (const [name, value] of response.headers) answered[name] = value;
    await this.#tell(request, response, this.sys.now() - started);
    return {
      status: response.status,
      headers: answered,
      body: response.body ? fromReadable(response.body) : sourceOf(),
    };
  }

  async #refusal({ headers, target }: HttpRequest): Promise<Response | undefined> {
    const { htpasswd } = this.config;
    if (!htpasswd) return undefined;
    const given = /^Basic\s+(.*)$/i.exec(headers['authorization'] ?? '')?.[1];
    if (given !== undefined) {
      const [user = '', password = ''] = /^([^:]*):([^]*)$/.exec(atob(given))?.slice(1) ?? [];
      if (await htpasswdMatches(await readFile(this.sys, htpasswd.path).catch(() => ''), user, password))
        return undefined;
    }
    const name = /^\/v2\/(.+)\/(blobs|manifests|tags)\//.exec(target)?.[1];
    const detail = name === undefined ? null : [{ Type: 'repository', Class: '', Name: name, Action: 'pull' }];
    const errors = [{ code: 'UNAUTHORIZED', message: 'authentication required', detail }];
    return registryAnswer(401, { errors }, { 'WWW-Authenticate': `Basic realm="${htpasswd.realm}"` });
  }

  async #tell(request: HttpRequest, { status, headers }: Response, ms: number): Promise<void> {
    const fields = {
      'http.request.host': request.headers['host'] ?? '',
      'http.request.method': request.method,
      'http.request.uri': request.target,
      'http.request.useragent': request.headers['user-agent'] ?? '',
      'http.response.duration': `${ms.toFixed(6)}ms`,
      'http.response.status': String(status),
      'http.response.written': headers.get('content-length') ?? '0',
    };
    await this.#log.say(
      status >= 400 ? 'error' : 'info',
      status >= 400 ? 'response completed with error' : 'response completed',
      fields,
    );
  }
}
