/** Where contexts are kept: `contexts/meta/<sha256 of the name>/meta.json` in the configuration directory. */
import { hex, text, utf8 } from '../../base/bytes.ts';
import { collect, sourceOf } from '../../base/streams.ts';
import type { ConfigFile } from '../config-file.ts';
import { CliFailure } from '../failure.ts';
import type { Machine } from '../machine.ts';

/** meta.json, field by field in Go's order. */
export interface ContextMeta {
  readonly Name: string;
  readonly Metadata: { readonly Description?: string };
  readonly Endpoints: { readonly docker?: DockerEndpoint };
}

export interface DockerEndpoint {
  readonly Host?: string;
  readonly SkipTLSVerify: boolean;
}

const META_BYTES = 1024 * 1024;

async function hashOf(name: string): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(name) as Uint8Array<ArrayBuffer>)));
}

export async function contextDirectory(config: ConfigFile, name: string): Promise<string> {
  return `${config.directory}/contexts/meta/${await hashOf(name)}`;
}

export async function tlsDirectory(config: ConfigFile, name: string): Promise<string> {
  return `${config.directory}/contexts/tls/${await hashOf(name)}`;
}

/** Fails with docker's text when there is no such context. */
export async function readContext(machine: Machine, config: ConfigFile, name: string): Promise<ContextMeta> {
  const path = `${await contextDirectory(config, name)}/meta.json`;
  try {
    return JSON.parse(text(await collect(machine.files.read(path), META_BYTES))) as ContextMeta;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
    throw new CliFailure(`context ${JSON.stringify(name)}: context not found: open ${path}: no such file or directory`);
  }
}

export async function hasContext(machine: Machine, config: ConfigFile, name: string): Promise<boolean> {
  const directory = await contextDirectory(config, name);
  return machine.files.stat(`${directory}/meta.json`).then(
    () => true,
    () => false,
  );
}

export async function storedContexts(machine: Machine, config: ConfigFile): Promise<readonly ContextMeta[]> {
  const directory = `${config.directory}/contexts/meta`;
  const found: ContextMeta[] = [];
  for (const id of await machine.files.readdir(directory).catch(() => [])) {
    const bytes = await collect(machine.files.read(`${directory}/${id}/meta.json`), META_BYTES);
    found.push(JSON.parse(text(bytes)) as ContextMeta);
  }
  return found;
}

export async function writeContext(machine: Machine, config: ConfigFile, meta: ContextMeta): Promise<void> {
  const directory = await contextDirectory(config, meta.Name);
  await makeDirectories(machine, directory);
  await machine.files.write(`${directory}/meta.json`, sourceOf(utf8(JSON.stringify(meta))), 0o644);
}

export async function removeContext(machine: Machine, config: ConfigFile, name: string): Promise<void> {
  const directory = await contextDirectory(config, name);
  await machine.files.unlink(`${directory}/meta.json`);
  await machine.files.rmdir(directory);
}

async function makeDirectories(machine: Machine, path: string): Promise<void> {
  const there = await machine.files.stat(path).then(
    () => true,
    () => false,
  );
  if (there) return;
  const parent = path.slice(0, path.lastIndexOf('/'));
  if (parent) await makeDirectories(machine, parent);
  await machine.files.mkdir(path, 0o755);
}

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$/;

/** Fails when no context but the one that always exists could have the name. */
export function checkName(name: string): void {
  if (name === '') throw new CliFailure('context name cannot be empty');
  if (name === 'default') throw new CliFailure('"default" is a reserved context name');
  if (!NAME.test(name))
    throw new CliFailure(
      `context name ${JSON.stringify(name)} is invalid, names are validated against regexp "${NAME.source}"`,
    );
}
