/**
 * A real Docker Engine for tests that need one: DOCKER_HOST_REAL as docker understands it, or the folder of the parity
 * suite (DRYDOCK_PARITY), whose `with-engine.sh` runs a command beside the engine it has started (that of the port
 * DRYDOCK_PARITY_PORT).
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';

const suite = process.env.DRYDOCK_PARITY ?? join(import.meta.dirname, '../../../shared/oracle');

/** The words before a docker command line that reach the real engine; undefined when there is none. */
function prefix(): readonly string[] | undefined {
  if (process.env.DOCKER_HOST_REAL) return ['docker', '-H', process.env.DOCKER_HOST_REAL];
  const wrapper = besideEngine();
  return wrapper && [...wrapper, 'docker'];
}

/** The words before a command that is to run beside the suite's engine; undefined when there is no suite. */
export function besideEngine(port = process.env.DRYDOCK_PARITY_PORT): readonly string[] | undefined {
  const wrapper = join(suite, 'with-engine.sh');
  if (!existsSync(wrapper)) return undefined;
  return port ? [wrapper, '--port', port] : [wrapper];
}

/** A port that no engine of the suite has by itself. */
const OWN_PORT = '23771';

/**
 * An engine where nobody has left anything: the one that DRYDOCK_PARITY_PORT names, or one that is started for the caller and
 * goes when it is released.
 */
export function freshEngine(): { readonly words: readonly string[]; readonly release: () => void } {
  const named = process.env.DRYDOCK_PARITY_PORT;
  if (named) return { words: besideEngine(named) ?? [], release: () => undefined };
  const release = () => void spawnSync(join(suite, 'stop-engine.sh'), ['--wipe', '', OWN_PORT], { stdio: 'ignore' });
  release();
  execFileSync(join(suite, 'start-engine.sh'), ['', OWN_PORT], { stdio: 'ignore', timeout: 120_000 });
  return { words: besideEngine(OWN_PORT) ?? [], release };
}

export interface OwnEngine {
  /** The words before a command that is to run beside it. */
  readonly wrapper: readonly string[];
  /** Ends it, and removes all that it has kept. */
  stop(): void;
}

/** Starts another engine of the suite, for tests that take all of an engine's state away: that of whoever else works with one stays. */
export async function ownEngine(): Promise<OwnEngine> {
  const port = String(await freePort());
  // The folder that the suite takes by itself: what is installed there serves all engines.
  const folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'real-docker');
  const script = (name: string, ...args: readonly string[]) =>
    execFileSync(join(suite, name), [...args, folder, port], { stdio: 'ignore' });
  const stop = () => void script('stop-engine.sh', '--wipe');
  try {
    script('start-engine.sh');
  } catch (error) {
    stop();
    throw error;
  }
  return { wrapper: [join(suite, 'with-engine.sh'), '--port', port], stop };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Why no engine can be started, or undefined when one can. */
export function missingSuite(): string | undefined {
  if (!existsSync(join(suite, 'start-engine.sh'))) return 'no engine of its own can be started: set DRYDOCK_PARITY';
  return process.getuid?.() === 0 ? undefined : 'an engine of its own is started by root alone';
}

/** Why there is no real engine, or undefined when there is one. */
export function missingReason(): string | undefined {
  const words = prefix();
  if (!words) return 'no real engine: set DOCKER_HOST_REAL, or DRYDOCK_PARITY';
  const [command, ...args] = words as [string, ...string[]];
  const { status } = spawnSync(command, [...args, 'version'], { stdio: 'ignore', timeout: 20_000 });
  return status === 0 ? undefined : `the real engine does not answer (${words.join(' ')})`;
}

/** The command and first arguments of docker on the real engine. */
export const dockerWords = (): readonly string[] => prefix() ?? [];

export function docker(...args: readonly string[]): string {
  const [command, ...rest] = prefix() as [string, ...string[]];
  return execFileSync(command, [...rest, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
}
