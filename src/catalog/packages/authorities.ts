/** The bundle of authorities that images trust: the one of the simulated Internet, as a certificate of its own kind. */
import { PUBLIC_AUTHORITY, toPem } from '../../base/sandbox-tls.ts';

export const AUTHORITIES = toPem({
  subject: PUBLIC_AUTHORITY,
  names: [],
  issuer: PUBLIC_AUTHORITY,
  notBefore: Date.parse('2010-01-01T00:00:00Z'),
  notAfter: Date.parse('2045-01-01T00:00:00Z'),
});
