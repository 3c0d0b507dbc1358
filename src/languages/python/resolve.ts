/** Names to IPv4 addresses for a program that stands still meanwhile: /etc/hosts, then the first name server that answers. */
import { text } from '../../base/bytes.ts';
import { decodeMessage, encodeQuery } from '../../base/dns-message.ts';
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import type { SyncSys } from '../guest/guest.ts';

const TIMEOUT_MS = 5000;
const MESSAGE_BYTES = 4096;
const FILE_BYTES = 65_536;

/** The addresses; EAI_NONAME when there is no such name, EAI_AGAIN when nobody could say. */
export function resolve(sys: SyncSys, name: string): readonly string[] | { readonly errno: string } {
  if (name === '') return ['0.0.0.0'];
  if (/^\d+(\.\d+){3}$/.test(name)) return [name];
  const found = lines(sys, '/etc/hosts')
    .filter(([address = '', ...names]) => names.includes(name) && !address.includes(':'))
    .map(([address]) => address as string);
  if (found.length > 0) return found;
  const servers = lines(sys, '/etc/resolv.conf').flatMap(([key, server]) =>
    key === 'nameserver' && server ? [server] : [],
  );
  for (const server of servers) {
    const answer = ask(sys, server, name);
    if (answer) return answer.length > 0 ? answer : { errno: 'EAI_NONAME' };
  }
  return { errno: 'EAI_AGAIN' };
}

function lines(sys: SyncSys, path: string): string[][] {
  try {
    const fd = sys.open(path, O.RDONLY);
    try {
      return text(sys.read(fd, FILE_BYTES))
        .split('\n')
        .map((line) => line.replace(/#.*/, '').trim().split(/\s+/));
    } finally {
      sys.close(fd);
    }
  } catch (error) {
    if (error instanceof SysError) return [];
    throw error;
  }
}

/** Undefined when the server does not answer, or cannot say. */
function ask(sys: SyncSys, server: string, name: string): readonly string[] | undefined {
  const fd = sys.socket('inet', 'datagram');
  try {
    sys.connect(fd, { address: server, port: 53 });
    sys.write(fd, encodeQuery(1, { name, type: 'A' }));
    if (sys.poll([{ fd, events: 'read' }], TIMEOUT_MS).length === 0) return undefined;
    const message = decodeMessage(sys.read(fd, MESSAGE_BYTES));
    if (message.code === 'SERVFAIL' || message.code === 'REFUSED') return undefined;
    return message.answers.flatMap(({ type, data }) => (type === 'A' && data ? [data] : []));
  } catch (error) {
    if (error instanceof SysError) return undefined;
    throw error;
  } finally {
    sys.close(fd);
  }
}
