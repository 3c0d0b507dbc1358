/** Which engine to talk to: -H, --context, DOCKER_HOST, DOCKER_CONTEXT or the current context. */
import { configDirectory, setting, type ConfigFile } from '../config-file.ts';
import { CliFailure, notSimulated } from '../failure.ts';
import type { Flags } from '../flags/parse.ts';
import type { Machine } from '../machine.ts';
import { fileErrorText, resolvePath } from '../paths.ts';
import type { Session } from '../session.ts';
import { readContext, type DockerEndpoint } from './store.ts';

export const DEFAULT_HOST = 'unix:///var/run/docker.sock';

export async function currentHost(machine: Machine, config: ConfigFile, flags: Flags): Promise<string> {
  if (flags.changed('context') && flags.changed('host'))
    throw new CliFailure('conflicting options: cannot specify both --host and --context');
  try {
    const host = await chooseHost(machine, config, flags);
    if (flags.bool('tls') || flags.bool('tlsverify') || machine.env.get('DOCKER_TLS_VERIFY'))
      await requireTls(machine, flags);
    return host;
  } catch (error) {
    if (error instanceof HostSyntaxFailure) throw new CliFailure(`Failed to initialize: ${error.message}`);
    if (error instanceof CliFailure)
      throw new CliFailure(`Failed to initialize: unable to resolve docker endpoint: ${error.message}`);
    throw error;
  }
}

/** A host that the client's own parser refuses, not the one of the flag. */
class HostSyntaxFailure extends CliFailure {}

/** The authority's certificate is read before anything else is tried. */
async function requireTls(machine: Machine, flags: Flags): Promise<void> {
  const path = flags.changed('tlscacert') ? flags.string('tlscacert') : `${configDirectory(machine, '')}/ca.pem`;
  await machine.files.stat(resolvePath(machine.cwd, path)).catch((error: unknown) => {
    throw new CliFailure(fileErrorText('open', path, error));
  });
  throw notSimulated('docker --tls', 'encrypt the connection to the engine');
}

async function chooseHost(machine: Machine, config: ConfigFile, flags: Flags): Promise<string> {
  const hosts = flags.list('host');
  if (hosts.length > 1) throw new CliFailure('Specify only one -H');
  if (hosts[0] !== undefined) return normalHost(hosts[0]);
  const name = currentContext(machine, config, flags);
  if (name === 'default') return normalHost(machine.env.get('DOCKER_HOST') || DEFAULT_HOST);
  return contextHost(machine, config, name);
}

export function currentContext(machine: Machine, config: ConfigFile, flags?: Flags): string {
  if (flags?.changed('context') && flags.string('context')) return flags.string('context');
  if (machine.env.get('DOCKER_HOST')) return 'default';
  return machine.env.get('DOCKER_CONTEXT') || setting(config, 'currentContext') || 'default';
}

export async function contextHost(machine: Machine, config: ConfigFile, name: string): Promise<string> {
  const { Endpoints } = await readContext(machine, config, name);
  return Endpoints.docker?.Host || DEFAULT_HOST;
}

/** What the context `default` stands for. */
export function currentEndpoint({ machine }: Session): DockerEndpoint {
  return { Host: machine.env.get('DOCKER_HOST') || DEFAULT_HOST, SkipTLSVerify: false };
}

/** docker's ParseHost: a bare name means TCP, with the usual port. */
export function normalHost(host: string): string {
  const text = host.trim();
  if (text === '') return DEFAULT_HOST;
  if (text.startsWith('unix://')) return text === 'unix://' ? DEFAULT_HOST : text;
  if (text === 'ssh://') {
    throw new HostSyntaxFailure('ssh host connection is not valid: invalid SSH URL: hostname is empty');
  }
  if (text === 'fd://') throw new HostSyntaxFailure(`unable to parse docker host \`${host}\``);
  if (text.startsWith('ssh://'))
    throw notSimulated('docker -H ssh://', 'run `docker system dial-stdio` on that machine over ssh');
  if (text.startsWith('npipe://')) throw new HostSyntaxFailure('protocol not available');
  if (text.startsWith('fd://')) return text;
  const match = /^(?:(\w+):\/\/)?(.*)$/.exec(text) as RegExpExecArray;
  if (match[1] !== undefined && match[1] !== 'tcp') throw new CliFailure(`invalid bind address format: ${host}`);
  const rest = match[2] as string;
  const name = rest.split('/')[0] as string;
  if (name.startsWith('[') && !name.includes(']')) {
    throw new CliFailure(`parse ${JSON.stringify(text)}: missing ']' in host`);
  }
  const [, port] = /(:[^\]:]*)$/.exec(name) ?? [];
  if (port !== undefined && !/^:\d*$/.test(port)) {
    throw new CliFailure(`parse ${JSON.stringify(text)}: invalid port ${JSON.stringify(port)} after host`);
  }
  const withPort = /:\d+$/.test(name) ? rest : rest.replace(name, `${name.replace(/:$/, '') || 'localhost'}:2375`);
  return `tcp://${withPort}`;
}
