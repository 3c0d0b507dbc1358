/** Modules that are short: os, url, querystring, crypto, tty, dns, perf_hooks. */
import { Buffer } from 'buffer';
import { isAddress, resolveHost, ResolveError } from '../../userland/bin/lib/resolve.ts';
import type { Sys } from '../../kernel/sys.ts';
import type { Guest } from '../guest/guest.ts';
import type { EventLoop } from './event-loop.ts';
import { codedError } from './system-error.ts';
import { SIGNALS } from '../../kernel/signals.ts';
import { ERRNO } from '../../kernel/errno.ts';

export function osModule(guest: Guest): Record<string, unknown> {
  const { start } = guest;
  const env = new Map(start.env);
  const read = (path: string): string => {
    const fd = guest.sync.open(path, 0);
    try {
      return new TextDecoder().decode(guest.sync.read(fd, 65_536));
    } finally {
      guest.sync.close(fd);
    }
  };
  const meminfo = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(read('/proc/meminfo'))?.[1] ?? 0) * 1024;
  const user = () => {
    const { uid, gid } = start.credentials;
    const line = read('/etc/passwd')
      .split('\n')
      .find((one) => one.split(':')[2] === String(uid));
    const [username = String(uid), , , , , homedir = '/', shell = ''] = line?.split(':') ?? [];
    return { uid, gid, username, homedir, shell };
  };
  return {
    EOL: '\n',
    devNull: '/dev/null',
    arch: () => 'x64',
    platform: () => 'linux',
    type: () => start.system.sysname,
    release: () => start.system.release,
    version: () => start.system.version,
    machine: () => start.system.machine,
    hostname: () => start.system.nodename,
    homedir: () => env.get('HOME') ?? user().homedir,
    tmpdir: () => (env.get('TMPDIR') ?? '/tmp').replace(/(.)\/$/, '$1'),
    endianness: () => 'LE',
    uptime: () => Number(read('/proc/uptime').split(' ')[0]),
    loadavg: () => read('/proc/loadavg').split(' ').slice(0, 3).map(Number),
    totalmem: () => meminfo('MemTotal'),
    freemem: () => meminfo('MemAvailable'),
    availableParallelism: () => (read('/proc/cpuinfo').match(/^processor/gm) ?? ['']).length,
    cpus: () =>
      (read('/proc/cpuinfo').match(/^processor/gm) ?? ['']).map(() => ({
        model: /^model name\s*: (.*)$/m.exec(read('/proc/cpuinfo'))?.[1] ?? '',
        speed: 0,
        times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 },
      })),
    networkInterfaces: () =>
      Object.fromEntries(
        guest.sync.interfaces().map(({ name, addresses, mac, loopback }) => [
          name,
          addresses.map(({ address, prefix }) => ({
            address,
            netmask: address.includes(':') ? '' : netmask(prefix),
            family: address.includes(':') ? 'IPv6' : 'IPv4',
            mac,
            internal: loopback,
            cidr: `${address}/${prefix}`,
          })),
        ]),
      ),
    userInfo: user,
    constants: {
      signals: Object.fromEntries(Object.entries(SIGNALS).map(([name, { number }]) => [`SIG${name}`, number])),
      errno: Object.fromEntries(Object.entries(ERRNO).map(([name, [number]]) => [name, number])),
    },
  };
}

function netmask(prefix: number): string {
  const bits = prefix === 0 ? 0 : (0xffffffff << (32 - prefix)) >>> 0;
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.');
}

export const querystring = {
  parse: (text: string): Record<string, string | string[]> => {
    const out = Object.create(null) as Record<string, string | string[]>;
    for (const [key, value] of new URLSearchParams(text)) {
      const before = out[key];
      out[key] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
    }
    return out;
  },
  stringify: (values: Record<string, unknown>): string =>
    Object.entries(values)
      .flatMap(([key, value]) =>
        (Array.isArray(value) ? value : [value]).map((one) => `${escapeQuery(key)}=${escapeQuery(String(one))}`),
      )
      .join('&'),
  escape: escapeQuery,
  unescape: decodeURIComponent,
};

function escapeQuery(text: string): string {
  return encodeURIComponent(text);
}

export const url: Record<string, unknown> = {
  URL,
  URLSearchParams,
  fileURLToPath: (address: string | URL) => decodeURIComponent(new URL(address).pathname),
  pathToFileURL: (path: string) => new URL(`file://${encodeURI(path).replace(/[?#]/g, encodeURIComponent)}`),
  format: (address: unknown) =>
    address instanceof URL ? address.href : legacyFormat(address as Record<string, unknown>),
  resolve: (from: string, to: string) => {
    const resolved = new URL(to, new URL(from, 'resolve://'));
    return resolved.protocol === 'resolve:' ? resolved.pathname + resolved.search + resolved.hash : resolved.href;
  },
  parse: legacyParse,
};

function legacyParse(address: string, parseQuery = false): Record<string, unknown> {
  const absolute = /^[a-z][a-z0-9+.-]*:/i.test(address);
  const parsed = new URL(address, 'http://drydock.invalid');
  const own = (value: string) => (value === '' ? null : value);
  const query = own(parsed.search.slice(1));
  return {
    protocol: absolute ? parsed.protocol : null,
    slashes: absolute ? true : null,
    auth: absolute && parsed.username ? `${parsed.username}${parsed.password ? `:${parsed.password}` : ''}` : null,
    host: absolute ? parsed.host : null,
    port: absolute ? own(parsed.port) : null,
    hostname: absolute ? parsed.hostname : null,
    hash: own(parsed.hash),
    search: own(parsed.search),
    query: parseQuery ? querystring.parse(query ?? '') : query,
    pathname: own(parsed.pathname),
    path: own(parsed.pathname + parsed.search),
    href: absolute ? parsed.href : address,
  };
}

function legacyFormat({
  protocol,
  host,
  hostname,
  port,
  pathname,
  search,
  query,
  hash,
}: Record<string, unknown>): string {
  const scheme = protocol ? `${String(protocol).replace(/:$/, '')}://` : '';
  const place = host ?? (hostname ? `${String(hostname)}${port ? `:${String(port)}` : ''}` : '');
  const asked = search ?? (query ? `?${querystring.stringify(query as Record<string, unknown>)}` : '');
  return `${scheme}${String(place)}${String(pathname ?? '')}${String(asked)}${String(hash ?? '')}`;
}

/** Names by the container's own /etc/hosts and name servers. */
export function dnsModule(guest: Guest, loop: EventLoop): Record<string, unknown> {
  // The resolver asks for calls that go on; those it uses are among a guest's.
  const sys = {
    ...guest.async,
    now: () => performance.now(),
    random: (size: number) => crypto.getRandomValues(new Uint8Array(size)),
  } as unknown as Sys;
  const find = async (name: string): Promise<readonly string[]> => {
    if (isAddress(name)) return [name];
    try {
      return await loop.during(Promise.resolve(resolveHost(sys, name, 4)));
    } catch (error) {
      if (!(error instanceof ResolveError)) throw error;
      const code = error.code === 'EAI_AGAIN' ? 'EAI_AGAIN' : 'ENOTFOUND';
      const failed = Object.assign(new Error(`getaddrinfo ${code} ${name}`), {
        errno: code === 'EAI_AGAIN' ? -3001 : -3008,
        code,
        syscall: 'getaddrinfo',
        hostname: name,
      });
      throw failed;
    }
  };
  type Done = (error: unknown, address?: unknown, family?: number) => void;
  const lookup = (name: string, ...rest: readonly unknown[]): void => {
    const done = rest.at(-1) as Done;
    const { all } = (typeof rest[0] === 'object' && rest[0] !== null ? rest[0] : {}) as { all?: boolean };
    find(name).then(
      (found) =>
        loop.run(() =>
          all
            ? done(
                null,
                found.map((address) => ({ address, family: 4 })),
              )
            : done(null, found[0], 4),
        ),
      (error: unknown) => loop.run(() => done(error)),
    );
  };
  const resolve4 = (name: string, done: Done): void => {
    find(name).then(
      (found) => loop.run(() => done(null, found)),
      (error: unknown) => loop.run(() => done(error)),
    );
  };
  return {
    lookup,
    resolve4,
    resolve: resolve4,
    promises: {
      lookup: async (name: string) => ({ address: (await find(name))[0], family: 4 }),
      resolve4: find,
      resolve: find,
    },
  };
}

export const perfHooks = { performance };

export function randomBytes(size: number, done?: (error: null, bytes: Buffer) => void): Buffer | undefined {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size; at += RANDOM_BYTES) crypto.getRandomValues(bytes.subarray(at, at + RANDOM_BYTES));
  if (!done) return bytes;
  queueMicrotask(() => done(null, bytes));
  return undefined;
}

/** As many as the browser gives at once. */
const RANDOM_BYTES = 65_536;

export interface Hasher {
  init(): unknown;
  update(bytes: Uint8Array): unknown;
  digest(form: 'hex'): string;
}

export function cryptoModule(hashers: ReadonlyMap<string, () => Hasher>): Record<string, unknown> {
  const createHash = (algorithm: string) => {
    const make = hashers.get(algorithm.toLowerCase().replace('-', ''));
    if (!make) throw codedError('ERR_OSSL_EVP_UNSUPPORTED', 'Digest method not supported');
    const parts: Uint8Array[] = [];
    const hash = {
      update: (data: unknown, encoding?: string) => {
        parts.push(
          typeof data === 'string' ? Buffer.from(data, encoding as 'utf8') : new Uint8Array(data as Uint8Array),
        );
        return hash;
      },
      digest: (encoding?: string) => {
        const hasher = make();
        hasher.init();
        for (const part of parts) hasher.update(part);
        const bytes = Buffer.from(hasher.digest('hex'), 'hex');
        return encoding && encoding !== 'buffer' ? bytes.toString(encoding as 'hex') : bytes;
      },
    };
    return hash;
  };
  return {
    createHash,
    getHashes: () => [...hashers.keys()],
    randomBytes,
    randomInt: (low: number, high?: number) => {
      const [from, to] = high === undefined ? [0, low] : [low, high];
      const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
      return from + Math.floor((word / 2 ** 32) * (to - from));
    },
    randomUUID: () => crypto.randomUUID(),
    timingSafeEqual: (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, i) => byte === b[i]),
    webcrypto: crypto,
    subtle: crypto.subtle,
  };
}
