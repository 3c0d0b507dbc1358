/** What rubygems.org answers over the simulated network. */
import { httpClient } from '../../../base/http/client.ts';
import { LIMITS } from '../../../base/limits.ts';
import { authoritiesOf, PUBLIC_AUTHORITY, TlsFailure, tlsClient } from '../../../base/sandbox-tls.ts';
import { collect } from '../../../base/streams.ts';
import { SysError } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { ResolveError, resolveHost } from '../../bin/lib/resolve.ts';
import { socketDuplex } from '../../bin/lib/socket-duplex.ts';
import { readTextIfAny } from '../../read-all.ts';

const HOST = 'rubygems.org';
const PORT = 443;

/** The server cannot be reached; in the words of RubyGems. */
export class FetchFailure extends Error {
  override name = 'FetchFailure';
}

/** Undefined when the server has no such file. */
export async function fetchFile(sys: Sys, path: string): Promise<Uint8Array | undefined> {
  const client = httpClient(() => connect(sys), { host: HOST });
  const { status, body } = await client.request({ method: 'GET', target: path, headers: { 'user-agent': 'RubyGems' } });
  const bytes = await collect(body, LIMITS.fileBytes);
  if (status === 404) return undefined;
  if (status !== 200) throw new FetchFailure(`bad response ${status} (https://${HOST}${path})`);
  return bytes;
}

async function connect(sys: Sys) {
  let address: string;
  try {
    address = (await resolveHost(sys, HOST))[0] as string;
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    throw new FetchFailure(`no such name (https://${HOST}/specs.4.8.gz)`);
  }
  const fd = await sys.socket('inet', 'stream');
  try {
    await sys.connect(fd, { address, port: PORT });
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    throw new FetchFailure(`${error.message} - connect(2) (https://${HOST}/specs.4.8.gz)`);
  }
  try {
    const bundle = await readTextIfAny(sys, '/etc/ssl/certs/ca-certificates.crt');
    // RubyGems brings the authority of its own server, for systems that have none.
    const authorities = [PUBLIC_AUTHORITY, ...(bundle === undefined ? [] : authoritiesOf(bundle))];
    return (await tlsClient(socketDuplex(sys, fd), { serverName: HOST, authorities, now: sys.now() })).stream;
  } catch (error) {
    if (!(error instanceof TlsFailure)) throw error;
    throw new FetchFailure(
      `SSL_connect returned=1 errno=0 state=error: certificate verify failed (https://${HOST}/specs.4.8.gz)`,
    );
  }
}
