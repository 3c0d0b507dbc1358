/** logger: hands a line to the system's log. Nothing listens at /dev/log here, as in a container. */
import { SysError } from '../../kernel/errno.ts';
import { toBytes, fromText } from './lib/byte-string.ts';
import { Accounts } from './lib/accounts.ts';
import { strftime } from './lib/strftime.ts';
import { tool, type Tool } from './lib/tool.ts';

const FACILITIES = 'kern user mail daemon auth syslog lpr news uucp cron authpriv ftp'.split(' ');
const LEVELS = 'emerg alert crit err warning notice info debug'.split(' ');
const ALIASES: Readonly<Record<string, string>> = { error: 'err', warn: 'warning', panic: 'emerg', security: 'auth' };

const LOG_SOCKET = '/dev/log';

export const logger = tool(
  {
    name: 'logger',
    usage: '[options] [<message>]',
    about: 'Enter messages into the system log',
    options:
      'i id=? f|file= e|skip-empty no-act p|priority= octet-count!- prio-prefix msgid=- sd-id=!- sd-param=!- s|stderr S|size= t|tag= n|server=! P|port=! T|tcp! d|udp! rfc3164 rfc5424=?! u|socket=',
    from: 'util-linux 2.38.1',
  },
  async (t) => {
    const id = t.value('id');
    if (id && !/^\d+$/.test(id)) return t.die(`failed to parse id: '${id}'`);
    const size = t.value('S');
    if (size !== undefined && !/^\d/.test(size))
      return t.die(`failed to parse message size: '${size}': Invalid argument`);
    if (t.value('msgid')?.includes(' ')) return t.die('--msgid cannot contain space');
    const priority = await priorityOf(t, t.value('p') ?? 'user.notice');
    const socket = await connected(t);
    const lines = t.operands.length ? [fromText(t.operands.join(' '))] : await linesOf(t, t.value('f') ?? '-');
    const name = t.value('t') ?? (await Accounts.read(t.sys)).userName(t.sys.credentials.uid);
    const pid = t.has('i') ? `[${t.sys.pid}]` : t.value('id') ? `[${t.value('id')}]` : '';
    for (const line of lines) {
      if (line === '' && t.has('e')) continue;
      const when = strftime('%b %e %H:%M:%S', t.sys.now());
      const [, own, rest = line] = (t.has('prio-prefix') && /^<(\d{1,3})>(.*)$/s.exec(line)) || [];
      const message = `<${own ?? priority}>${when} ${fromText(name)}${pid}: ${rest}`;
      if (t.has('s')) await t.err(`${message}\n`);
      if (socket !== undefined && !t.has('no-act')) await t.sys.write(socket, toBytes(message));
    }
  },
);

async function priorityOf(t: Tool, word: string): Promise<number> {
  const [facility, level] = word.includes('.') ? word.split('.') : ['user', word];
  const number = (names: readonly string[], name = '') =>
    /^\d+$/.test(name) ? (Number(name) < names.length ? Number(name) : -1) : names.indexOf(ALIASES[name] ?? name);
  const locals = Array.from({ length: 8 }, (_, i) => `local${i}`);
  const [high, low] = [number([...FACILITIES, '', '', '', '', ...locals], facility), number(LEVELS, level)];
  if (high < 0) return t.die(`unknown facility name: ${facility}`);
  if (low < 0) return t.die(`unknown priority name: ${level}`);
  return high * 8 + low;
}

async function connected(t: Tool): Promise<number | undefined> {
  const path = t.value('u') ?? LOG_SOCKET;
  try {
    const fd = await t.sys.socket('unix', 'datagram');
    await t.sys.connect(fd, { path });
    return fd;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    // Without -s it goes unsaid, as the real one leaves it.
    if (t.has('u') || t.has('s')) return t.die(`socket ${path}: ${error.message}`);
    return undefined;
  }
}

async function linesOf(t: Tool, path: string): Promise<string[]> {
  try {
    const input = await t.input(path);
    const lines = (await input.rest()).split('\n');
    await t.done(input);
    if (lines.at(-1) === '') lines.pop();
    return lines;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`file ${path}: ${error.message}`);
  }
}
