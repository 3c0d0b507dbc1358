/** The registry's config.yml with REGISTRY_… variables over it (distribution's configuration reference). */
import { parse } from 'yaml';

export interface RegistryConfig {
  readonly address: string;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly directory: string;
  readonly deletes: boolean;
  readonly htpasswd: { readonly realm: string; readonly path: string } | undefined;
  readonly certificate: string | undefined;
  /** A registry that only passes on; not simulated. */
  readonly proxy: string | undefined;
  readonly logFields: Readonly<Record<string, string>>;
}

/** `configuration error: …`. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
}

type Tree = { [key: string]: unknown };

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

export function readConfig(yaml: string, path: string, env: ReadonlyMap<string, string>): RegistryConfig {
  let tree: unknown;
  try {
    tree = parse(yaml);
  } catch (error) {
    const [line = ''] = String(error instanceof Error ? error.message : error).split('\n');
    throw new ConfigurationError(`error parsing ${path}: ${line}`);
  }
  if (!isTree(tree)) throw new ConfigurationError(`error parsing ${path}: version not found`);
  if (tree['version'] === undefined) throw new ConfigurationError(`error parsing ${path}: unsupported version: `);
  if (String(tree['version']) !== '0.1')
    throw new ConfigurationError(`error parsing ${path}: unsupported version: "${String(tree['version'])}"`);
  for (const [name, value] of env)
    if (name.startsWith('REGISTRY_')) override(tree, name.slice('REGISTRY_'.length).toLowerCase().split('_'), value);
  const at = (...keys: string[]): unknown =>
    keys.reduce<unknown>((value, key) => (isTree(value) ? value[key] : undefined), tree);
  const said = (...keys: string[]) => (at(...keys) === undefined ? undefined : String(at(...keys)));
  if (at('storage') === undefined)
    throw new ConfigurationError(`error parsing ${path}: No storage configuration provided`);
  const driver = Object.keys(at('storage') as Tree).find((name) => !/^(cache|delete|maintenance|redirect)$/.test(name));
  if (driver !== undefined && driver !== 'filesystem' && driver !== 'inmemory')
    throw new ConfigurationError(`storage driver ${driver} is not simulated in Drydock`);
  const auth = Object.keys((at('auth') ?? {}) as Tree)[0];
  if (auth !== undefined && auth !== 'htpasswd')
    throw new ConfigurationError(`auth ${auth} is not simulated in Drydock`);
  const headers = (at('http', 'headers') ?? {}) as Readonly<Record<string, readonly string[]>>;
  return {
    address: said('http', 'addr') ?? ':5000',
    headers,
    directory: said('storage', 'filesystem', 'rootdirectory') ?? '/var/lib/registry',
    deletes: said('storage', 'delete', 'enabled') === 'true',
    htpasswd:
      auth === 'htpasswd'
        ? { realm: said('auth', 'htpasswd', 'realm') ?? '', path: said('auth', 'htpasswd', 'path') ?? '' }
        : undefined,
    certificate: said('http', 'tls', 'certificate'),
    proxy: said('proxy', 'remoteurl'),
    logFields: (at('log', 'fields') ?? {}) as Readonly<Record<string, string>>,
  };
}

/** `REGISTRY_STORAGE_DELETE_ENABLED=true`; a name with no branch below it picks the branch: `REGISTRY_AUTH=htpasswd`. */
function override(tree: Tree, keys: readonly string[], value: string): void {
  let at = tree;
  for (const key of keys.slice(0, -1)) {
    const next = isTree(at[key]) ? (at[key] as Tree) : {};
    at[key] = next;
    at = next;
  }
  const last = keys.at(-1) as string;
  if (keys.length === 1 && (last === 'auth' || last === 'storage'))
    at[last] = { [value]: isTree(at[last]) ? (at[last] as Tree)[value] : {} };
  else at[last] = value;
}
