/** Variables that tell a container of the default bridge about those it is linked to (moby, daemon/links). */
import { FailureError } from '../../base/errors.ts';
import type { EngineContext } from '../context.ts';
import type { Container } from './container.ts';
import { networkKind } from './networking.ts';

/** Of the other container's environment these stay its own. */
const PRIVATE = ['HOME', 'PATH'];

export function linkEnvironment(engine: EngineContext, container: Container): readonly string[] {
  if (networkKind(container.record.hostConfig) !== 'bridge') return [];
  return ((container.record.hostConfig.Links as readonly string[] | null) ?? []).flatMap((link) => {
    const [target = '', alias = ''] = link.split(':');
    const other = networkOwner(engine, engine.containers.find(target));
    if (!other.record.networks.bridge) {
      const name = `/${other.name}`;
      throw new FailureError('system', `Cannot link to ${name}, as it does not belong to the default network`);
    }
    if (!other.state.running) {
      const what = `/${other.name} AS /${container.name}/${alias}`;
      throw new FailureError('system', `Cannot link to a non running container: ${what}`);
    }
    const address = other.record.networks.bridge?.IPAddress;
    return address ? variables(container.name, alias, address, other) : [];
  });
}

/** Whose network a container uses: its own, or that of the container it names. */
export function networkOwner(engine: EngineContext, container: Container): Container {
  const { hostConfig } = container.record;
  if (networkKind(hostConfig) !== 'container') return container;
  const named = (hostConfig.NetworkMode ?? '').slice('container:'.length);
  return networkOwner(engine, engine.containers.find(named));
}

function variables(name: string, alias: string, address: string, { record }: Container): readonly string[] {
  const prefix = alias.toUpperCase().replaceAll('-', '_');
  const ports = exposedPorts(record.config.ExposedPorts ?? {});
  const [first] = ports;
  const environment = (record.config.Env ?? []).filter((entry) => {
    const [key = ''] = entry.split('=');
    return entry.includes('=') && !PRIVATE.includes(key);
  });
  return [
    ...(first ? [`${prefix}_PORT=${first.protocol}://${address}:${first.port}`] : []),
    ...ports.flatMap(({ port, protocol }) => {
      const one = `${prefix}_PORT_${port}_${protocol.toUpperCase()}`;
      return [
        `${one}=${protocol}://${address}:${port}`,
        `${one}_ADDR=${address}`,
        `${one}_PORT=${port}`,
        `${one}_PROTO=${protocol}`,
      ];
    }),
    `${prefix}_NAME=/${name}/${alias}`,
    ...environment.map((entry) => `${prefix}_ENV_${entry}`),
  ];
}

/** By number; of the same number TCP first. */
function exposedPorts(exposed: Readonly<Record<string, unknown>>) {
  return Object.keys(exposed)
    .map((key) => {
      const [port, protocol = 'tcp'] = key.split('/');
      return { port: Number(port), protocol };
    })
    .sort((a, b) => a.port - b.port || Number(b.protocol === 'tcp') - Number(a.protocol === 'tcp'));
}
