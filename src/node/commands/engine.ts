import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../../base/errors.ts';
import { listen, type ListenAddress, type Listening } from '../http-server.ts';
import { DEFAULT_HUB } from '../build-tree.ts';
import { nodeSandbox } from '../sandbox.ts';
import { UsageError } from '../usage-error.ts';

/**
 * `drydock engine`: serves the Engine API until it is told to stop (INT or TERM). Once it listens it says so on
 * stdout, in one line that ends with the address.
 */
export async function engine(args: readonly string[]): Promise<number> {
  const { host, data, allowPaths, hub } = optionsOf(args);
  const addresses = host.map(addressOf);
  const sandbox = await nodeSandbox({
    ...(hub ? { hub, foreignHub: true } : { hub: DEFAULT_HUB }),
    ...(data && { data }),
    ...(allowPaths && { allowPaths }),
  });
  const listening: Listening[] = [];
  try {
    const stopped = new Promise<void>((stop) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
    });
    for (const address of addresses) listening.push(await listen(sandbox.api, address));
    process.stdout.write(`API listen on ${listening.map(({ address }) => address).join(' ')}\n`);
    await stopped;
  } finally {
    await Promise.all(listening.map((server) => server.close()));
    await sandbox.close();
  }
  return 0;
}

interface EngineOptions {
  readonly host: readonly string[];
  readonly data: string | undefined;
  readonly allowPaths: readonly string[] | undefined;
  readonly hub: string | undefined;
}

function optionsOf(args: readonly string[]): EngineOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        host: { type: 'string', short: 'H', multiple: true },
        data: { type: 'string' },
        'allow-path': { type: 'string', multiple: true },
        hub: { type: 'string' },
      },
    });
    if (!values.host) throw new UsageError('--host is needed: unix://PATH or tcp://127.0.0.1:PORT');
    return {
      host: values.host,
      data: values.data === undefined ? undefined : resolve(values.data),
      hub: values.hub === undefined ? undefined : resolve(values.hub),
      allowPaths: values['allow-path']?.map((path) => resolve(path)),
    };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(messageOf(error));
  }
}

/** Only this machine may reach the engine: there is no authentication. */
export function addressOf(host: string): ListenAddress {
  const [, path] = /^unix:\/\/(.+)$/.exec(host) ?? [];
  if (path) return { unix: resolve(path) };
  const [, name, port] = /^tcp:\/\/(127\.0\.0\.1|localhost|\[::1\]):(\d{1,5})$/.exec(host) ?? [];
  if (name && Number(port) <= 65_535) return { host: name.replace(/^\[|\]$/g, ''), port: Number(port) };
  if (host.startsWith('tcp://'))
    throw new UsageError(`${host}: only loopback addresses are served, e.g. tcp://127.0.0.1:2375`);
  throw new UsageError(`${host}: not unix://PATH or tcp://127.0.0.1:PORT`);
}
