import { describe, expect, test } from 'vitest';
import { text, utf8 } from './bytes.ts';
import { duplexPair } from './duplex.ts';
import { serveConnection } from './http/server.ts';
import { authoritiesOf, fromPem, PUBLIC_AUTHORITY, tlsClient, tlsServer, toPem } from './sandbox-tls.ts';
import type { SandboxCertificate, TlsFailure } from './sandbox-tls.ts';
import { goText, opensslText } from './sandbox-tls-errors.ts';
import { collect, sourceOf } from './streams.ts';

const now = Date.UTC(2026, 0, 15);
const certificate: SandboxCertificate = {
  subject: 'example.com',
  names: ['example.com', '*.example.com'],
  issuer: PUBLIC_AUTHORITY,
  notBefore: Date.UTC(2025, 0, 1),
  notAfter: Date.UTC(2027, 0, 1),
};
const asked = { serverName: 'www.example.com', authorities: [PUBLIC_AUTHORITY], now };

async function failure(options: Partial<typeof asked>, shown: Partial<SandboxCertificate> = {}): Promise<TlsFailure> {
  const [client, server] = duplexPair();
  tlsServer(server, () => ({ ...certificate, ...shown })).catch(() => undefined);
  return tlsClient(client, { ...asked, ...options }).then(
    () => Promise.reject(new Error('connected')),
    (error: unknown) => error as TlsFailure,
  );
}

test('both sides speak plainly after the handshake', async () => {
  const [client, server] = duplexPair();
  const serving = tlsServer(server, () => certificate).then(async ({ stream, serverName }) => {
    await stream.write(utf8(`hello, ${serverName}`));
    stream.closeWrite();
    return text(await collect(stream.source, 100));
  });
  const { stream, certificate: shown } = await tlsClient(client, asked);
  await stream.write(utf8('good day'));
  stream.closeWrite();
  expect(text(await collect(stream.source, 100))).toBe('hello, www.example.com');
  expect([await serving, shown]).toEqual(['good day', certificate]);
});

describe('what a client finds wrong', () => {
  test.each([
    ['unknownAuthority', { authorities: [] }, {}, 'certificate signed by unknown authority'],
    ['selfSigned', {}, { issuer: 'example.com' }, 'certificate signed by unknown authority'],
    ['nameMismatch', { serverName: 'a.b.example.com' }, {}, 'not a.b.example.com'],
    ['expired', { now: Date.UTC(2028, 0, 1) }, {}, '2028-01-01T00:00:00Z is after 2027-01-01T00:00:00Z'],
    ['notYetValid', { now: 0 }, {}, '1970-01-01T00:00:00Z is before 2025-01-01T00:00:00Z'],
  ])('%s', async (problem, options, shown, go) => {
    const found = await failure(options, shown);
    expect(found.problem).toBe(problem);
    expect(goText(found)).toContain(go);
  });
});

test('a client of TLS meets a plain server, and a plain client a server of TLS', async () => {
  const [client, server] = duplexPair();
  void serveConnection({ request: () => Promise.reject(new Error('asked')) }, server);
  const error = (await tlsClient(client, asked).catch((thrown: unknown) => thrown)) as TlsFailure;
  expect([opensslText(error), goText(error)]).toEqual([
    'error:0A00010B:SSL routines::wrong version number',
    'http: server gave HTTP response to HTTPS client',
  ]);
  const source = sourceOf(utf8('GET / HTTP/1.1\r\n\r\n'));
  const plain = { source, write: () => Promise.resolve(true), closeWrite: () => undefined, close: () => undefined };
  const met = (await tlsServer(plain, () => certificate).catch((thrown: unknown) => thrown)) as TlsFailure;
  expect(text(met.details.received as Uint8Array)).toBe('GET / HTTP/1.1\r\n\r\n');
});

test('certificates in files', () => {
  const real = '-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkq\n-----END CERTIFICATE-----\n';
  expect(fromPem(`# comment\n${toPem(certificate)}${real}`)).toEqual([certificate, undefined]);
  expect(authoritiesOf(real)).toEqual([PUBLIC_AUTHORITY]);
  expect(authoritiesOf(toPem({ ...certificate, subject: 'My CA' }) + real + real)).toEqual(['My CA', PUBLIC_AUTHORITY]);
  expect(authoritiesOf('')).toEqual([]);
});
