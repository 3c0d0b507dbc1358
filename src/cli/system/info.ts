/** docker info */
import type { InfoResponse } from '../../api/types/system.ts';
import { currentContext } from '../context/current.ts';
import { printFormatted } from '../format/one-value.ts';
import { bytesSize } from '../format/units.ts';
import { typed } from '../inspect/schema.ts';
import type { Handler } from '../session.ts';
import { CLI_API_VERSION, CLI_BUILD, CLI_BUILD_TIME, CLI_GO_VERSION, CLI_VERSION } from '../version.ts';

type Info = InfoResponse & Readonly<Record<string, unknown>>;

export const info: Handler = async (session, flags) => {
  const context = currentContext(session.machine, session.config);
  let server: Info | undefined;
  let failure: unknown;
  try {
    server = (await session.client.systemInfo()) as Info;
  } catch (error) {
    failure = error;
  }
  const format = flags.string('format');
  const debug = session.debug;
  if (format !== '') {
    const client = clientInfo(context, debug);
    await printFormatted(session, format, typed('system.dockerInfo', { ...server, ClientInfo: client }));
  } else {
    await session.print(
      `Client:\n Version:    ${CLI_VERSION}\n Context:    ${context}\n Debug Mode: ${debug}\n\nServer:\n`,
    );
    if (server) await session.print(`${serverText(server)}\n`);
    for (const warning of (server?.['Warnings'] as readonly string[] | null) ?? []) await session.warn(`${warning}\n`);
  }
  if (failure) throw failure;
};

function clientInfo(context: string, debug: boolean): object {
  return {
    Debug: debug,
    Version: CLI_VERSION,
    DefaultAPIVersion: CLI_API_VERSION,
    GitCommit: CLI_BUILD,
    GoVersion: CLI_GO_VERSION,
    Os: 'linux',
    Arch: 'amd64',
    BuildTime: CLI_BUILD_TIME,
    Context: context,
    Plugins: [],
    Warnings: null,
  };
}

function serverText(server: Info): string {
  const lines: string[] = [];
  const text = (key: string) => String(server[key] ?? '');
  const add = (label: string, value: unknown) => lines.push(` ${label}: ${value as string}`);
  const list = (value: unknown) => ((value as readonly string[] | null | undefined) ?? []) as readonly string[];
  add('Containers', server.Containers);
  add(' Running', server.ContainersRunning);
  add(' Paused', server.ContainersPaused);
  add(' Stopped', server.ContainersStopped);
  add('Images', server.Images);
  if (server.ServerVersion) add('Server Version', server.ServerVersion);
  if (server.Driver) add('Storage Driver', server.Driver);
  for (const [key, value] of (server['DriverStatus'] as readonly [string, string][] | null) ?? [])
    add(` ${key}`, value);
  if (text('LoggingDriver')) add('Logging Driver', text('LoggingDriver'));
  if (text('CgroupDriver')) add('Cgroup Driver', text('CgroupDriver'));
  if (text('CgroupVersion')) add('Cgroup Version', text('CgroupVersion'));
  const plugins = (server['Plugins'] ?? {}) as Readonly<Record<string, readonly string[] | null>>;
  lines.push(' Plugins:');
  add(' Volume', list(plugins['Volume']).join(' '));
  add(' Network', list(plugins['Network']).join(' '));
  if (list(plugins['Authorization']).length) add(' Authorization', list(plugins['Authorization']).join(' '));
  add(' Log', list(plugins['Log']).join(' '));
  const swarm = server['Swarm'] as { LocalNodeState?: string } | undefined;
  add('Swarm', swarm?.LocalNodeState || 'inactive');
  const runtimes = Object.keys((server['Runtimes'] ?? {}) as object).sort();
  if (runtimes.length) add('Runtimes', runtimes.join(' '));
  if (runtimes.length) add('Default Runtime', text('DefaultRuntime'));
  add('Init Binary', text('InitBinary'));
  const commit = (key: string) => String((server[key] as { ID?: string } | undefined)?.ID ?? '');
  add('containerd version', commit('ContainerdCommit'));
  add('runc version', commit('RuncCommit'));
  add('init version', commit('InitCommit'));
  securityLines(list(server['SecurityOptions']), lines);
  add('Kernel Version', text('KernelVersion'));
  add('Operating System', text('OperatingSystem'));
  add('OSType', text('OSType'));
  add('Architecture', text('Architecture'));
  add('CPUs', text('NCPU'));
  add('Total Memory', bytesSize(Number(server['MemTotal'] ?? 0)));
  add('Name', server.Name);
  add('ID', server.ID);
  add('Docker Root Dir', text('DockerRootDir'));
  add('Debug Mode', text('Debug') || 'false');
  for (const [label, key] of [
    ['HTTP Proxy', 'HttpProxy'],
    ['HTTPS Proxy', 'HttpsProxy'],
    ['No Proxy', 'NoProxy'],
  ] as const) {
    if (text(key)) add(label, text(key));
  }
  const labels = list(server['Labels']);
  if (labels.length) lines.push(' Labels:', ...labels.map((label) => `  ${label}`));
  add('Experimental', text('ExperimentalBuild') || 'false');
  registryLines(server, lines);
  add('Live Restore Enabled', text('LiveRestoreEnabled') || 'false');
  if (text('ProductLicense')) add('Product License', text('ProductLicense'));
  return `${lines.join('\n')}\n`;
}

function securityLines(options: readonly string[], lines: string[]): void {
  if (options.length === 0) return;
  lines.push(' Security Options:');
  for (const option of options) {
    const pairs = option.split(',').map((pair) => pair.split('='));
    const name = pairs.find(([key]) => key === 'name')?.[1] ?? option;
    lines.push(`  ${name}`);
    for (const [key, value] of pairs)
      if (key !== 'name') lines.push(`   ${key === 'profile' ? 'Profile' : key}: ${value}`);
  }
}

function registryLines(server: Info, lines: string[]): void {
  const config = server['RegistryConfig'] as
    | {
        InsecureRegistryCIDRs?: readonly string[];
        IndexConfigs?: Readonly<Record<string, { Secure: boolean }>>;
        Mirrors?: readonly string[] | null;
      }
    | undefined;
  const insecure = [
    ...Object.entries(config?.IndexConfigs ?? {})
      .filter(([, index]) => !index.Secure)
      .map(([name]) => name),
    ...(config?.InsecureRegistryCIDRs ?? []),
  ];
  if (insecure.length) lines.push(' Insecure Registries:', ...insecure.map((name) => `  ${name}`));
  if (config?.Mirrors?.length) lines.push(' Registry Mirrors:', ...config.Mirrors.map((mirror) => `  ${mirror}`));
}
