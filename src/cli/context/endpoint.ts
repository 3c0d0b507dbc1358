/** `--docker host=tcp://1.2.3.4:2376,skip-tls-verify=true`: how a context reaches its engine (cli/context/docker). */
import { CliFailure } from '../failure.ts';
import { parseBoolean } from '../flags/numbers.ts';
import { fileErrorText, resolvePath } from '../paths.ts';
import type { Session } from '../session.ts';
import { currentEndpoint, normalHost } from './current.ts';
import { readContext, type DockerEndpoint } from './store.ts';

const KEYS = ['from', 'host', 'ca', 'cert', 'key', 'skip-tls-verify'];

/** `given`: the pairs of the flag; none means the configuration in use. */
export async function dockerEndpoint(
  session: Session,
  given: Readonly<Record<string, string>>,
): Promise<DockerEndpoint> {
  try {
    return await endpointOf(session, given);
  } catch (error) {
    throw new CliFailure(`unable to create docker endpoint config: ${(error as Error).message}`);
  }
}

async function endpointOf(session: Session, given: Readonly<Record<string, string>>): Promise<DockerEndpoint> {
  const unknown = Object.keys(given).filter((key) => !KEYS.includes(key));
  if (unknown.length) throw new Error(`unrecognized config key: ${unknown.sort().join(', ')}`);
  if (given['from'] !== undefined) {
    if (given['from'] === 'default') return currentEndpoint(session);
    const { Endpoints } = await readContext(session.machine, session.config, given['from']);
    return Endpoints.docker ?? { SkipTLSVerify: false };
  }
  for (const key of ['ca', 'key', 'cert']) if (given[key]) await checkFile(session, given[key]);
  let skip = false;
  if (given['skip-tls-verify'] !== undefined) {
    try {
      skip = parseBoolean(given['skip-tls-verify']);
    } catch (error) {
      const text = JSON.stringify(given['skip-tls-verify']);
      throw new Error(`skip-tls-verify: parsing ${text}: invalid syntax`, { cause: error });
    }
  }
  if (given['ca'] || given['key'] || given['cert'])
    throw new Error('TLS keys of contexts are not simulated in Drydock: real Docker would keep them with the context');
  const { host } = given;
  if (host === undefined) return { SkipTLSVerify: skip };
  try {
    return { Host: strictHost(host), SkipTLSVerify: skip };
  } catch (error) {
    throw new Error(`unable to apply docker endpoint options: ${(error as Error).message}`, { cause: error });
  }
}

/** The client itself wants a protocol, where `-H` guesses TCP. */
function strictHost(host: string): string {
  if (!host.includes('://')) throw new Error(`unable to parse docker host \`${host}\``);
  return normalHost(host);
}

async function checkFile(session: Session, path: string): Promise<void> {
  try {
    await session.machine.files.stat(resolvePath(session.machine.cwd, path));
  } catch (error) {
    throw new Error(fileErrorText('open', path, error), { cause: error });
  }
}
