/**
 * Names to addresses for programs, as glibc's getaddrinfo(3): what /etc/nsswitch.conf says, by default /etc/hosts, then
 * the name servers of /etc/resolv.conf over UDP, with its search list and `ndots`.
 */
import { concat, text } from '../../../base/bytes.ts';
import { decodeMessage, DnsFormatError, type DnsMessage, encodeQuery } from '../../../base/dns-message.ts';
import { parseAddress } from '../../../base/ipv4.ts';
import { SysError } from '../../../kernel/errno.ts';
import { type Awaitable, O, type Sys } from '../../../kernel/sys.ts';

export type Family = 4 | 6 | 'any';

/** `message` is glibc's text of the EAI code. */
export class ResolveError extends Error {
  override name = 'ResolveError';
  constructor(readonly code: keyof typeof TEXTS) {
    super(TEXTS[code]);
  }
}

const TEXTS = {
  /** No such name. */
  EAI_NONAME: 'Name or service not known',
  /** No name server answered, or it could not say. */
  EAI_AGAIN: 'Temporary failure in name resolution',
  /** The name is there, but has no address of this family. */
  EAI_NODATA: 'No address associated with hostname',
} as const;

/** The addresses of a host, the preferred one first; an address is its own name. Fails with ResolveError. */
export function resolveHost(sys: Sys, name: string, family: Family = 4): Awaitable<readonly string[]> {
  if (isAddress(name)) {
    if (wanted(name, family)) return [name];
    throw new ResolveError('EAI_NODATA');
  }
  return resolveName(sys, name, family);
}

export function isAddress(name: string): boolean {
  return parseAddress(name) !== undefined || /^[0-9a-f]*:[0-9a-f:.]*$/i.test(name);
}

function wanted(address: string, family: Family): boolean {
  return family === 'any' || (family === 6) === address.includes(':');
}

async function resolveName(sys: Sys, name: string, family: Family): Promise<readonly string[]> {
  for (const source of await sources(sys)) {
    if (source === 'files') {
      const found = await inHosts(sys, name, family);
      if (found.length > 0) return found;
    } else if (source === 'dns') return fromDns(sys, name, family);
  }
  throw new ResolveError('EAI_NONAME');
}

/** The `hosts:` line of /etc/nsswitch.conf; what is not simulated there is passed over. */
async function sources(sys: Sys): Promise<readonly string[]> {
  const line = /^[ \t]*hosts:(.*)$/m.exec(await content(sys, '/etc/nsswitch.conf'))?.[1];
  return (
    line
      ?.replace(/\[[^\]]*\]|#.*/g, ' ')
      .trim()
      .split(/\s+/) ?? ['files', 'dns']
  );
}

async function inHosts(sys: Sys, name: string, family: Family): Promise<readonly string[]> {
  const key = name.replace(/\.$/, '').toLowerCase();
  const found: string[] = [];
  for (const line of (await content(sys, '/etc/hosts')).split('\n')) {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (names.some((one) => one.toLowerCase() === key) && wanted(address, family)) found.push(address);
  }
  // An IPv6 loopback address goes first, as RFC 6724 sorts them.
  return [...new Set(found)].sort((a, b) => Number(b === '::1') - Number(a === '::1'));
}

interface ResolverConfig {
  readonly servers: readonly string[];
  readonly search: readonly string[];
  readonly ndots: number;
  readonly timeoutMs: number;
  readonly attempts: number;
}

const MAX_SERVERS = 3;

/** resolv.conf(5). */
export async function resolverConfig(sys: Sys): Promise<ResolverConfig> {
  const servers: string[] = [];
  let search: readonly string[] = [];
  const options = new Map<string, number>();
  for (const line of (await content(sys, '/etc/resolv.conf')).split('\n')) {
    const [key, ...values] = line.trim().split(/\s+/);
    if (key === 'nameserver' && values[0]) servers.push(values[0]);
    if (key === 'search' || key === 'domain') search = values.filter((domain) => domain !== '.');
    for (const option of key === 'options' ? values : []) {
      const [label = '', value] = option.split(':');
      options.set(label, Number(value ?? 1));
    }
  }
  return {
    servers: servers.length > 0 ? servers.slice(0, MAX_SERVERS) : ['127.0.0.1'],
    search,
    ndots: options.get('ndots') ?? 1,
    timeoutMs: (options.get('timeout') ?? 5) * 1000,
    attempts: options.get('attempts') ?? 2,
  };
}

async function fromDns(sys: Sys, name: string, family: Family): Promise<readonly string[]> {
  const config = await resolverConfig(sys);
  let problem: ResolveError = new ResolveError('EAI_NONAME');
  for (const candidate of candidates(name, config)) {
    try {
      return await lookUp(sys, candidate, family, config);
    } catch (error) {
      if (!(error instanceof ResolveError)) throw error;
      problem = error;
      if (error.code === 'EAI_AGAIN') break;
    }
  }
  throw problem;
}

/** The names to ask for, in order. */
function candidates(name: string, { search, ndots }: ResolverConfig): readonly string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const searched = search.map((domain) => `${name}.${domain}`);
  const dots = name.split('.').length - 1;
  return dots >= ndots ? [name, ...searched] : [...searched, name];
}

async function lookUp(sys: Sys, name: string, family: Family, config: ResolverConfig): Promise<readonly string[]> {
  const types = family === 'any' ? (['A', 'AAAA'] as const) : family === 6 ? (['AAAA'] as const) : (['A'] as const);
  const found: string[] = [];
  let exists = false;
  for (const type of types) {
    const message = await query(sys, name, type, config);
    if (cannotSay(message)) throw new ResolveError('EAI_AGAIN');
    if (message.code !== 'NXDOMAIN') exists = true;
    for (const record of message.answers) if (record.type === type && record.data) found.push(record.data);
  }
  if (found.length > 0) return found;
  throw new ResolveError(exists ? 'EAI_NODATA' : 'EAI_NONAME');
}

function cannotSay({ code }: DnsMessage): boolean {
  return code === 'SERVFAIL' || code === 'REFUSED';
}

/** Asks the name servers one after the other until one can say; EAI_AGAIN when none answers at all. */
export async function query(
  sys: Sys,
  name: string,
  type: 'A' | 'AAAA' | 'PTR',
  config: ResolverConfig,
): Promise<DnsMessage> {
  let failed: DnsMessage | undefined;
  for (let attempt = 0; attempt < config.attempts; attempt++) {
    for (const server of config.servers) {
      const message = await ask(sys, server, name, type, config.timeoutMs);
      if (message && !cannotSay(message)) return message;
      failed ??= message;
    }
  }
  if (failed) return failed;
  throw new ResolveError('EAI_AGAIN');
}

/** One question to one server; undefined when it does not answer in time, or refuses. */
async function ask(
  sys: Sys,
  server: string,
  name: string,
  type: 'A' | 'AAAA' | 'PTR',
  timeoutMs: number,
): Promise<DnsMessage | undefined> {
  const fd = await sys.socket('inet', 'datagram');
  try {
    await sys.connect(fd, { address: server, port: 53 });
    const [high = 0, low = 0] = sys.random(2);
    const id = (high << 8) | low;
    await sys.write(fd, encodeQuery(id, { name, type }));
    const deadline = sys.now() + timeoutMs;
    for (;;) {
      const ready = await sys.poll([{ fd, events: 'read' }], Math.max(0, deadline - sys.now()));
      if (ready.length === 0) return undefined;
      const message = decodeMessage(await sys.read(fd, 4096));
      if (message.response && message.id === id) return message;
    }
  } catch (error) {
    // A name that no message can hold is nobody's.
    if (error instanceof DnsFormatError) throw new ResolveError('EAI_NONAME');
    if (error instanceof SysError && error.errno !== 'EINTR') return undefined;
    throw error;
  } finally {
    await sys.close(fd);
  }
}

async function content(sys: Sys, path: string): Promise<string> {
  let fd: number;
  try {
    fd = await sys.open(path, O.RDONLY);
  } catch (error) {
    if (error instanceof SysError) return '';
    throw error;
  }
  const parts: Uint8Array[] = [];
  try {
    for (let part = await sys.read(fd, 65_536); part.length; part = await sys.read(fd, 65_536)) parts.push(part);
  } finally {
    await sys.close(fd);
  }
  return parts.length > 0 ? text(concat(parts)) : '';
}
