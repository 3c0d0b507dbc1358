/** Variables that tell a container of the default bridge about those it is linked to (moby, daemon/links). */
import type { EngineContext } from '../context.ts';
import type { Container } from './container.ts';
import { networkKind } from './networking.ts';

/** Of the other container's environment these stay its own. */
const PRIVATE = ['HOME', 'PATH'];

export function linkEnvironment(engine: EngineContext, container: Container): readonly string[] {
  if (networkKind(container.record.hostConfig) !== 'bridge') return [];
  return ((container.record.hostConfig.Links as readonly string[] | null) ?? []).flatMap((link) => {
    const [target = '', alias = target] = link.split(':');
    const other = engine.containers.find(target);
    const address = other.record.networks.bridge?.IPAddress;
    return address ? variables(container.name, alias, address, other) : [];
  });
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

/** TCP first, then by number. */
function exposedPorts(exposed: Readonly<Record<string, unknown>>) {
  return Object.keys(exposed)
    .map((key) => {
      const [port, protocol = 'tcp'] = key.split('/');
      return { port: Number(port), protocol };
    })
    .sort((a, b) => Number(b.protocol === 'tcp') - Number(a.protocol === 'tcp') || a.port - b.port);
}
