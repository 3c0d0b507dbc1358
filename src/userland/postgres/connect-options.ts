/** Where a client connects to: options over the environment over defaults, as libpq has them. */
import type { Sys } from '../../kernel/sys.ts';
import { userByUid } from './own-user.ts';

export interface Target {
  /** A name, an address, or the directory of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly password: string | undefined;
}

export interface GivenTarget {
  host?: string | undefined;
  port?: string | undefined;
  user?: string | undefined;
  /** A name, or a connection string. */
  database?: string | undefined;
  password?: string | undefined;
}

export const SOCKET_DIRECTORY = '/var/run/postgresql';
const DEFAULT_PORT = 5432;

export async function resolveTarget(sys: Sys, given: GivenTarget): Promise<Target> {
  const text = given.database ?? '';
  const isString = /^postgres(ql)?:\/\//.test(text) || /^\s*\w+\s*=/.test(text);
  const from: GivenTarget = isString ? parseConnectionString(text) : { database: given.database };
  const pick = (name: keyof GivenTarget, variable: string) =>
    (from[name] || undefined) ??
    (name === 'database' ? undefined : given[name] || undefined) ??
    (sys.env.get(variable) || undefined);
  const user = pick('user', 'PGUSER') ?? (await userByUid(sys, sys.credentials.euid)) ?? String(sys.credentials.euid);
  return {
    host: pick('host', 'PGHOST') ?? SOCKET_DIRECTORY,
    port: Number(pick('port', 'PGPORT') ?? DEFAULT_PORT),
    user,
    database: pick('database', 'PGDATABASE') ?? user,
    password: pick('password', 'PGPASSWORD'),
  };
}

/** `postgresql://user:password@host:port/database`, or `host=… dbname=…`. */
function parseConnectionString(text: string): GivenTarget {
  const uri = /^postgres(?:ql)?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^:/?]*)(?::(\d+))?(?:\/([^?]*))?/.exec(text);
  if (uri) {
    const [, user, password, host, port, database] = uri.map((part) => part && decodeURIComponent(part));
    return { user, password, host, port, database };
  }
  const given: GivenTarget = {};
  for (const [, name = '', quoted, plain] of text.matchAll(/(\w+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|(\S*))/g)) {
    const value = quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '';
    if (name === 'dbname') given.database = value;
    else if (name === 'host' || name === 'port' || name === 'user' || name === 'password') given[name] = value;
  }
  return given;
}
