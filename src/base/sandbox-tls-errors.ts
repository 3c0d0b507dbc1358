/** The failures of a TLS connection in the words of OpenSSL 3.0 and of Go 1.21's crypto/tls and net/http. */
import { text } from './bytes.ts';
import type { TlsFailure } from './sandbox-tls.ts';

/** X509_verify_cert_error_string, or the error queue's line when it is not about the certificate. */
export function opensslText({ problem }: TlsFailure): string {
  switch (problem) {
    case 'plain':
      return 'error:0A00010B:SSL routines::wrong version number';
    case 'closed':
      return 'error:0A000126:SSL routines::unexpected eof while reading';
    case 'unknownAuthority':
      return 'unable to get local issuer certificate';
    case 'selfSigned':
      return 'self-signed certificate';
    case 'nameMismatch':
      return 'hostname mismatch';
    case 'expired':
      return 'certificate has expired';
    case 'notYetValid':
      return 'certificate is not yet valid';
  }
}

/** What follows `Get "https://host/": ` in a Go client's error. */
export function goText(failure: TlsFailure): string {
  const { problem, serverName, details } = failure;
  const verifying = 'tls: failed to verify certificate: x509: ';
  switch (problem) {
    case 'plain':
      return text((details.received ?? new Uint8Array()).subarray(0, 5)) === 'HTTP/'
        ? 'http: server gave HTTP response to HTTPS client'
        : 'tls: first record does not look like a TLS handshake';
    case 'closed':
      return 'EOF';
    case 'unknownAuthority':
    case 'selfSigned':
      return `${verifying}certificate signed by unknown authority`;
    case 'nameMismatch':
      return verifying + mismatch(serverName, details.certificate?.names ?? []);
    case 'expired':
      return `${verifying}certificate has expired or is not yet valid: current time ${second(details.now)} is after ${second(details.certificate?.notAfter)}`;
    case 'notYetValid':
      return `${verifying}certificate has expired or is not yet valid: current time ${second(details.now)} is before ${second(details.certificate?.notBefore)}`;
  }
}

/** x509.HostnameError. */
function mismatch(host: string, names: readonly string[]): string {
  const address = (name: string) => /^[\d.]+$/.test(name) || name.includes(':');
  const valid = names.filter((name) => address(name) === address(host));
  if (valid.length > 0) return `certificate is valid for ${valid.join(', ')}, not ${host}`;
  return address(host)
    ? `cannot validate certificate for ${host} because it doesn't contain any IP SANs`
    : `certificate is not valid for any names, but wanted to match ${host}`;
}

function second(ms = 0): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
