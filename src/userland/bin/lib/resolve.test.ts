import { bindUdp } from '../../../kernel/net/outer-sockets.ts';
import { expect, test } from 'vitest';
import { TestNetwork } from '../../../../tests/support/network.ts';
import { decodeMessage, encodeAnswer } from '../../../base/dns-message.ts';
import { utf8 } from '../../../base/bytes.ts';
import { O, type Sys } from '../../../kernel/sys.ts';
import { resolveHost, ResolveError } from './resolve.ts';

const ZONE: Readonly<Record<string, string>> = { 'web.example': '192.0.2.1', short: '192.0.2.2' };

/** A machine with these files and a name server on loopback that knows ZONE, and cannot say for `.broken`. */
async function resolveAll(files: Readonly<Record<string, string>>, names: readonly string[]): Promise<unknown[]> {
  const net = new TestNetwork();
  const { machine } = net.kernel.network;
  const asked: string[] = [];
  const server = bindUdp(machine, { address: '127.0.0.1', port: 53 }, (bytes, from) => {
    const query = decodeMessage(bytes);
    const { name = '' } = query.question ?? {};
    asked.push(name);
    const data = ZONE[name];
    const code = name.endsWith('.broken') ? 'SERVFAIL' : data ? 'NOERROR' : 'NXDOMAIN';
    const answers = data ? [{ name, type: 'A' as const, ttl: 1, data }] : [];
    server.send(encodeAnswer(query, { code, answers }), from);
  });
  return net.run(machine, async (sys) => {
    await sys.mkdir('/etc');
    for (const [path, content] of Object.entries(files)) await write(sys, path, content);
    const found: unknown[] = [];
    for (const name of names) {
      try {
        found.push(await resolveHost(sys, name, name === 'localhost' ? 'any' : 4));
      } catch (error) {
        if (!(error instanceof ResolveError)) throw error;
        found.push(error.message);
      }
    }
    return [...found, asked.join(' ')];
  });
}

async function write(sys: Sys, path: string, content: string): Promise<void> {
  const fd = await sys.open(path, O.WRONLY | O.CREAT);
  await sys.write(fd, utf8(content));
  await sys.close(fd);
}

test('addresses, /etc/hosts, then the name server', async () => {
  const files = {
    '/etc/hosts': '127.0.0.1 localhost\n::1 localhost # loopback\n192.0.2.9\tOther other.example\n',
    '/etc/resolv.conf': 'nameserver 127.0.0.1\n',
  };
  expect(await resolveAll(files, ['192.0.2.7', 'localhost', 'other', 'web.example', 'no.example', 'x.broken'])).toEqual(
    [
      ['192.0.2.7'],
      ['::1', '127.0.0.1'],
      ['192.0.2.9'],
      ['192.0.2.1'],
      'Name or service not known',
      'Temporary failure in name resolution',
      'web.example no.example x.broken x.broken',
    ],
  );
});

test('the search list comes first for names of few dots', async () => {
  const files = { '/etc/resolv.conf': 'search example\noptions ndots:1\nnameserver 127.0.0.1\n' };
  expect(await resolveAll(files, ['web', 'short', 'web.example.'])).toEqual([
    ['192.0.2.1'],
    ['192.0.2.2'],
    ['192.0.2.1'],
    'web.example short.example short web.example',
  ]);
});

test('/etc/nsswitch.conf says where to look', async () => {
  const files = { '/etc/nsswitch.conf': 'hosts: files\n', '/etc/resolv.conf': 'nameserver 127.0.0.1\n' };
  expect(await resolveAll(files, ['web.example'])).toEqual(['Name or service not known', '']);
});
