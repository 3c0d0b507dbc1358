/** docker's configuration file: credentials, default formats and detach keys. */
import { text, utf8 } from '../base/bytes.ts';
import { firstValue, JsonSyntaxError } from '../base/go-json-syntax.ts';
import { collect, sourceOf } from '../base/streams.ts';
import { CliFailure } from './failure.ts';
import type { Machine } from './machine.ts';

export interface StoredAuth {
  readonly auth?: string;
  readonly identitytoken?: string;
}

export interface ConfigFile {
  readonly directory: string;
  readonly path: string;
  /** Everything in the file, known or not: it is written back as it was. */
  readonly values: Readonly<Record<string, unknown>>;
}

const CONFIG_BYTES = 1024 * 1024;

export function configDirectory(machine: Machine, flag: string): string {
  return flag || machine.env.get('DOCKER_CONFIG') || `${machine.env.get('HOME') ?? ''}/.docker`;
}

/** A missing file is an empty one; one that cannot be read is a warning, as in real Docker. */
export async function readConfig(machine: Machine, directory: string): Promise<ConfigFile> {
  const path = `${directory}/config.json`;
  try {
    const bytes = await collect(machine.files.read(path), CONFIG_BYTES);
    return { directory, path, values: parsed(text(bytes)) };
  } catch (error) {
    if (error instanceof JsonSyntaxError) {
      await machine.stderr.write(utf8(`WARNING: Error parsing config file (${path}): ${error.message}\n`));
      return { directory, path, values: {} };
    }
    const code = (error as { code?: string }).code;
    if (code !== 'ENOENT' && code !== 'ENOTDIR')
      await machine.stderr.write(utf8(`WARNING: Error loading config file: ${path}: ${(error as Error).message}\n`));
    return { directory, path, values: {} };
  }
}

/** Throws JsonSyntaxError in Go's words. */
function parsed(content: string): Record<string, unknown> {
  const { value } = firstValue(content);
  if (value === null) return {};
  const kind = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  if (kind === 'object') return value as Record<string, unknown>;
  throw new JsonSyntaxError(`json: cannot unmarshal ${kind} into Go value of type configfile.ConfigFile`);
}

export async function writeConfig(
  machine: Machine,
  config: ConfigFile,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  try {
    await machine.files.stat(config.directory);
  } catch {
    await machine.files.mkdir(config.directory, 0o700);
  }
  // Docker's own always has this key.
  const content = JSON.stringify({ auths: {}, ...values }, null, '\t');
  try {
    await machine.files.write(config.path, sourceOf(utf8(content)), 0o600);
  } catch (error) {
    throw new CliFailure(`error saving credentials: ${(error as Error).message}`);
  }
}

/** A string setting, such as `psFormat` or `detachKeys`. */
export function setting(config: ConfigFile, name: string): string {
  const value = config.values[name];
  return typeof value === 'string' ? value : '';
}

export function storedAuths(config: ConfigFile): Readonly<Record<string, StoredAuth>> {
  return (config.values['auths'] ?? {}) as Record<string, StoredAuth>;
}
