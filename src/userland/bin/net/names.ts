/** dig, host and nslookup of BIND, busybox's nslookup, and getent of glibc. */
import type { DnsMessage, DnsRecord } from '../../../base/dns-message.ts';
import { O, type Sys } from '../../../kernel/sys.ts';
import { SysError } from '../../../kernel/errno.ts';
import { text } from '../../../base/bytes.ts';
import { isAddress, query, resolveHost, ResolveError, resolverConfig } from '../lib/resolve.ts';
import { tool, type Tool } from '../lib/tool.ts';

type QueryType = 'A' | 'AAAA' | 'PTR';

interface Asked {
  readonly message: DnsMessage | undefined;
  readonly server: string;
  readonly ms: number;
}

async function askServer(sys: Sys, name: string, type: QueryType, server: string | undefined): Promise<Asked> {
  const config = await resolverConfig(sys);
  const servers = server === undefined ? config.servers : [server];
  const started = sys.now();
  try {
    const message = await query(sys, name, type, { ...config, servers });
    return { message, server: servers[0] as string, ms: sys.now() - started };
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    return { message: undefined, server: servers[0] as string, ms: sys.now() - started };
  }
}

/** `172.17.0.2` to `2.0.17.172.in-addr.arpa`. */
function reverseName(address: string): string {
  return `${address.split('.').reverse().join('.')}.in-addr.arpa`;
}

async function serverAddress(t: Tool, given: string | undefined): Promise<string | undefined> {
  if (given === undefined) return undefined;
  try {
    return (await resolveHost(t.sys, given))[0];
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    return t.die(
      `couldn't get address for '${given}': not found`,
      `couldn't get address for '${given}': not found`,
      10,
    );
  }
}

const DIG_VERSION = '9.18.49-1~deb12u3-Debian';

export const dig = tool(
  {
    name: 'dig',
    usage: '[@server] [name] [type] [+short]',
    about: 'Ask a name server',
    rawArguments: true,
    from: 'BIND',
  },
  async (t) => {
    let server: string | undefined;
    let name: string | undefined;
    let type: QueryType = 'A';
    const flags = new Set<string>();
    for (let i = 0; i < t.operands.length; i++) {
      const word = t.operands[i] as string;
      if (word.startsWith('@')) server = word.slice(1);
      else if (word.startsWith('+')) flags.add(word.slice(1));
      else if (word === '-x') {
        type = 'PTR';
        name = reverseName(t.operands[++i] ?? '');
      } else if (word === '-t') type = typeOf(t.operands[++i]) ?? (await unsimulated(t, t.operands[i] ?? ''));
      else if (word === '-h') {
        await t.out.text(await t.usageText());
        return 0;
      } else if (word.startsWith('-')) continue;
      else if (name !== undefined && /^[a-z]+$/i.test(word)) type = typeOf(word) ?? (await unsimulated(t, word));
      else name = word;
    }
    const shown = name ?? '.';
    const {
      message,
      server: asked,
      ms,
    } = await askServer(t.sys, shown.replace(/\.$/, ''), type, await serverAddress(t, server));
    const short = flags.has('short');
    if (!message) {
      if (!short) await t.out.text(banner(t));
      await t.out.text(`;; communications error to ${asked}#53: timed out\n;; no servers could be reached\n`);
      return 9;
    }
    if (short) {
      for (const { data } of message.answers)
        await t.out.text(`${data ?? ''}${data !== undefined && !isAddress(data) ? '.' : ''}\n`);
      return 0;
    }
    if (!flags.has('noall')) await t.out.text(banner(t) + header(message) + question(shown, type));
    if (message.answers.length > 0) {
      const heading = flags.has('noall') ? '' : ';; ANSWER SECTION:\n';
      await t.out.text(`${heading}${message.answers.map(recordLine).join('')}${flags.has('noall') ? '' : '\n'}`);
    }
    if (!flags.has('noall')) await t.out.text(footer(t, asked, ms, message));
    return 0;
  },
);

function typeOf(word: string | undefined): QueryType | undefined {
  const upper = word?.toUpperCase();
  return upper === 'A' || upper === 'AAAA' || upper === 'PTR' ? upper : undefined;
}

async function unsimulated(t: Tool, word: string): Promise<never> {
  return t.die(`queries for ${word.toUpperCase()} records are not simulated in Drydock`);
}

function banner(t: Tool): string {
  return `\n; <<>> DiG ${DIG_VERSION} <<>> ${t.operands.join(' ')}\n;; global options: +cmd\n`;
}

function header({ code, id, answers, authoritative, recursionAvailable }: DnsMessage): string {
  const flags = ['qr', ...(authoritative ? ['aa'] : []), 'rd', ...(recursionAvailable ? ['ra'] : [])].join(' ');
  return (
    `;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: ${code}, id: ${id}\n` +
    `;; flags: ${flags}; QUERY: 1, ANSWER: ${answers.length}, AUTHORITY: 0, ADDITIONAL: 0\n\n`
  );
}

function question(name: string, type: QueryType): string {
  const full = name.endsWith('.') ? name : `${name}.`;
  return `;; QUESTION SECTION:\n;${tabbed(full, 23)}\tIN\t${type}\n\n`;
}

/** Tabs up to a column, as dig lines its columns up. */
function tabbed(word: string, column: number): string {
  const tabs = Math.max(1, Math.ceil((column + 1 - word.length - 1) / 8));
  return word + '\t'.repeat(tabs);
}

function recordLine({ name, ttl, type, data }: DnsRecord): string {
  const value = data !== undefined && !isAddress(data) ? `${data}.` : (data ?? '');
  const full = `${name}.`;
  return `${full}${'\t'.repeat(Math.max(1, 3 - Math.floor(full.length / 8)))}${ttl}\tIN\t${type}\t${value}\n`;
}

function footer(t: Tool, server: string, ms: number, message: DnsMessage): string {
  const now = new Date(t.sys.now());
  const [, weekday, day = '', month, year, time] = /^(\w+), (\d+) (\w+) (\d+) ([\d:]+)/.exec(now.toUTCString()) ?? [];
  const size = 12 + (message.question?.name.length ?? 0) + 6 + message.answers.length * 16;
  return `;; Query time: ${Math.round(ms)} msec\n;; SERVER: ${server}#53(${server}) (UDP)\n;; WHEN: ${weekday} ${month} ${day} ${time} UTC ${year}\n;; MSG SIZE  rcvd: ${size}\n\n`;
}

/** The addresses of a name, its aliases first; the name with a domain of the search list when that is found. */
async function lookUpAll(
  sys: Sys,
  name: string,
  server: string | undefined,
): Promise<{ readonly found: readonly DnsRecord[]; readonly code: string; readonly server: string }> {
  const { search, ndots } = await resolverConfig(sys);
  const plain = name.replace(/\.$/, '');
  const names =
    name.endsWith('.') || plain.split('.').length > ndots
      ? [plain]
      : [...search.map((domain) => `${plain}.${domain}`), plain];
  let last: Asked | undefined;
  for (const candidate of names) {
    const four = await askServer(sys, candidate, 'A', server);
    last = four;
    if (!four.message) break;
    const six = await askServer(sys, candidate, 'AAAA', server);
    const found = [...four.message.answers, ...(six.message?.answers.filter(({ type }) => type === 'AAAA') ?? [])];
    if (found.length > 0) return { found, code: 'NOERROR', server: four.server };
  }
  return { found: [], code: last?.message?.code ?? 'TIMEOUT', server: last?.server ?? '' };
}

const CODES: Readonly<Record<string, number>> = { NXDOMAIN: 3, SERVFAIL: 2, REFUSED: 5, NOERROR: 0 };

export const host = tool(
  { name: 'host', usage: '[-t type] {name} [server]', about: 'Look names up', options: 't= v a 4 6 W=', from: 'BIND' },
  async (t) => {
    const [name, given] = t.operands;
    if (name === undefined) return t.usage('');
    const server = await serverAddress(t, given);
    if (server !== undefined)
      await t.out.text(`Using domain server:\nName: ${given}\nAddress: ${server}#53\nAliases: \n\n`);
    if (isAddress(name)) {
      const { message } = await askServer(t.sys, reverseName(name), 'PTR', server);
      const [answer] = message?.answers ?? [];
      if (answer?.data !== undefined) await t.out.text(`${reverseName(name)} domain name pointer ${answer.data}.\n`);
      else await t.out.text(`Host ${reverseName(name)}. not found: 3(NXDOMAIN)\n`);
      return answer ? 0 : 1;
    }
    const { found, code } = await lookUpAll(t.sys, name, server);
    if (code === 'TIMEOUT') {
      await t.out.text(';; connection timed out; no servers could be reached\n');
      return 1;
    }
    if (found.length === 0) {
      await t.out.text(`Host ${name} not found: ${CODES[code] ?? 3}(${code === 'NOERROR' ? 'NXDOMAIN' : code})\n`);
      return 1;
    }
    for (const { name: owner, type, data } of found) {
      const said =
        type === 'CNAME'
          ? `is an alias for ${data}.`
          : type === 'AAAA'
            ? `has IPv6 address ${data}`
            : `has address ${data}`;
      await t.out.text(`${owner} ${said}\n`);
    }
    return 0;
  },
);

export const nslookup = tool(
  {
    name: 'nslookup',
    usage: '[HOST] [SERVER]',
    about: 'Query the nameserver for the IP address of HOST',
    rawArguments: true,
    from: 'BIND',
  },
  async (t) => {
    const [name, given] = t.operands.filter((word) => !word.startsWith('-'));
    if (name === undefined)
      return t.busybox ? t.usage('') : t.die('the prompt of nslookup is not simulated in Drydock');
    const server = await serverAddress(t, given);
    const reverse = isAddress(name);
    const {
      found,
      code,
      server: asked,
    } = reverse ? await pointer(t.sys, name, server) : await lookUpAll(t.sys, name, server);
    const mark = t.busybox ? ':' : '#';
    if (code === 'TIMEOUT') {
      if (t.busybox) {
        await t.err(';; connection timed out; no servers could be reached\n');
        await t.out.text('\n');
      } else
        await t.out.text(`;; communications error to ${asked}#53: timed out\n;; no servers could be reached\n\n\n`);
      return 1;
    }
    await t.out.text(`Server:\t\t${asked}\nAddress:\t${asked}${mark}53\n\n`);
    if (found.length === 0) {
      const line = `** server can't find ${reverse ? reverseName(name) : name}: ${code === 'NOERROR' ? 'NXDOMAIN' : code}\n\n`;
      await t.out.text(t.busybox && !reverse ? line.repeat(2) : line);
      return 1;
    }
    if (reverse) {
      await t.out.text(`${reverseName(name)}\tname = ${found[0]?.data}${t.busybox ? '\n\n' : '.\n\n'}`);
      return 0;
    }
    // busybox asks for both kinds of address and shows two answers, even an empty one.
    const isSix = ({ type }: DnsRecord) => type === 'AAAA';
    const answers = t.busybox ? [found.filter((record) => !isSix(record)), found.filter(isSix)] : [found];
    for (const answer of answers) {
      await t.out.text('Non-authoritative answer:\n');
      for (const { name: owner, type, data } of answer) {
        if (type === 'CNAME') await t.out.text(`${owner}\tcanonical name = ${data}${t.busybox ? '' : '.'}\n`);
        else await t.out.text(`Name:\t${owner}\nAddress: ${data}\n`);
      }
      await t.out.text('\n');
    }
    return 0;
  },
);

async function pointer(sys: Sys, address: string, server: string | undefined): ReturnType<typeof lookUpAll> {
  const { message, server: asked } = await askServer(sys, reverseName(address), 'PTR', server);
  return { found: message?.answers ?? [], code: message?.code ?? 'TIMEOUT', server: asked };
}

const FILES: Readonly<Record<string, { readonly path: string; readonly separator: string | RegExp }>> = {
  passwd: { path: '/etc/passwd', separator: ':' },
  group: { path: '/etc/group', separator: ':' },
  shadow: { path: '/etc/shadow', separator: ':' },
  services: { path: '/etc/services', separator: /\s+/ },
  protocols: { path: '/etc/protocols', separator: /\s+/ },
  networks: { path: '/etc/networks', separator: /\s+/ },
};

export const getent = tool(
  {
    name: 'getent',
    usage: '[OPTION...] database [key ...]',
    about: 'Get entries from administrative database',
    options: 's|service= i|no-idn',
    from: 'GNU libc',
    usageStatus: 64,
  },
  async (t) => {
    const [database, ...keys] = t.operands;
    if (database === undefined) {
      await t.err('getent: wrong number of arguments\n');
      await t.out.text("Try `getent --help' or `getent --usage' for more information.\n");
      return 1;
    }
    if (/^(a?hosts(v[46])?)$/.test(database)) return hosts(t, database, keys);
    const file = FILES[database];
    if (!file) {
      await t.err(`Unknown database: ${database}\n`);
      await t.out.text("Try `getent --help' or `getent --usage' for more information.\n");
      return 1;
    }
    const lines = (await content(t.sys, file.path)).split('\n').filter((line) => line && !line.startsWith('#'));
    if (keys.length === 0) {
      for (const line of lines) await t.out.line(line);
      return 0;
    }
    for (const key of keys) {
      const line = lines.find((entry) => {
        const parts = entry.split(file.separator);
        return parts[0] === key || (file.separator === ':' && parts[2] === key);
      });
      if (line === undefined) return 2;
      const [name = '', ...rest] = line.split(file.separator);
      await t.out.line(file.separator === ':' ? line : `${name.padEnd(21)} ${rest.join(' ')}`);
    }
    return 0;
  },
);

async function hosts(t: Tool, database: string, keys: readonly string[]): Promise<number> {
  if (keys.length === 0) {
    for (const line of (await content(t.sys, '/etc/hosts')).split('\n')) {
      const [address, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
      if (address && names.length > 0) await t.out.line(`${address.padEnd(15)} ${names.join(' ')}`);
    }
    return 0;
  }
  const family = database.endsWith('v6') ? 6 : 4;
  for (const key of keys) {
    try {
      const addresses = await resolveHost(t.sys, key, family);
      if (database === 'hosts') {
        const names = isAddress(key) ? await namesOf(t.sys, key) : [key];
        if (names.length === 0) return 2;
        for (const address of addresses) await t.out.line(`${address.padEnd(15)} ${names.join(' ')}`);
      } else {
        for (const [i, address] of addresses.entries()) {
          await t.out.line(`${address.padEnd(15)} STREAM ${i === 0 ? key : ''}`);
          await t.out.line(`${address.padEnd(15)} DGRAM  `);
          await t.out.line(`${address.padEnd(15)} RAW    `);
        }
      }
    } catch (error) {
      if (!(error instanceof ResolveError)) throw error;
      return 2;
    }
  }
  return 0;
}

async function namesOf(sys: Sys, address: string): Promise<readonly string[]> {
  for (const line of (await content(sys, '/etc/hosts')).split('\n')) {
    const [found, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (found === address) return names;
  }
  const { message } = await askServer(sys, reverseName(address), 'PTR', undefined);
  return message?.answers.flatMap(({ data }) => (data === undefined ? [] : [data])) ?? [];
}

async function content(sys: Sys, path: string): Promise<string> {
  try {
    const fd = await sys.open(path, O.RDONLY);
    let whole = '';
    for (let part = await sys.read(fd, 65_536); part.length > 0; part = await sys.read(fd, 65_536)) whole += text(part);
    await sys.close(fd);
    return whole;
  } catch (error) {
    if (error instanceof SysError) return '';
    throw error;
  }
}
