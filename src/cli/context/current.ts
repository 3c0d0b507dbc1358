/** Which engine to talk to: -H, --context, DOCKER_HOST, DOCKER_CONTEXT or the current context. */
import { text } from '../../base/bytes.ts';
import { collect } from '../../base/streams.ts';
import { setting, type ConfigFile } from '../config-file.ts';
import { CliFailure } from '../failure.ts';
import type { Flags } from '../flags/parse.ts';
import type { Machine } from '../machine.ts';
import { contextDirectory } from './store.ts';

export const DEFAULT_HOST = 'unix:///var/run/docker.sock';
const META_BYTES = 1024 * 1024;

export async function currentHost(machine: Machine, config: ConfigFile, flags: Flags): Promise<string> {
  if (flags.changed('context') && flags.changed('host'))
    throw new CliFailure('conflicting options: cannot specify both --host and --context');
  try {
    return await chooseHost(machine, config, flags);
  } catch (error) {
    if (error instanceof CliFailure)
      throw new CliFailure(`Failed to initialize: unable to resolve docker endpoint: ${error.message}`);
    throw error;
  }
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
  const path = `${await contextDirectory(config, name)}/meta.json`;
  try {
    const meta = JSON.parse(text(await collect(machine.files.read(path), META_BYTES))) as {
      Endpoints?: { docker?: { Host?: string } };
    };
    return meta.Endpoints?.docker?.Host || DEFAULT_HOST;
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error;
    throw new CliFailure(`context ${JSON.stringify(name)}: context not found: open ${path}: no such file or directory`);
  }
}

/** docker's ParseHost: a bare name means TCP, with the usual port. */
function normalHost(host: string): string {
  const text = host.trim();
  if (text === '') return DEFAULT_HOST;
  if (text.startsWith('unix://')) return text === 'unix://' ? DEFAULT_HOST : text;
  if (/^(npipe|fd|ssh|https?):\/\//.test(text)) return text;
  const match = /^(?:(\w+):\/\/)?(.*)$/.exec(text) as RegExpExecArray;
  if (match[1] !== undefined && match[1] !== 'tcp') throw new CliFailure(`invalid bind address format: ${host}`);
  const rest = match[2] as string;
  const name = rest.split('/')[0] as string;
  const withPort = /:\d+$/.test(name) ? rest : rest.replace(name, `${name || 'localhost'}:2375`);
  return `tcp://${withPort}`;
}
