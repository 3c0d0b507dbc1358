/** keyserver.ubuntu.com: the HKP protocol's look-up of a key by its fingerprint or ID (draft-shaw-openpgp-hkp, 3). */
import { armorKeyring } from '../base/keyring.ts';
import { plainAnswer } from './answers.ts';
import type { InternetHost } from './host.ts';

/** Fingerprint and owner of keys that people are told to fetch. */
const KEYS: readonly (readonly [fingerprint: string, owner: string])[] = [
  ['36A1D7869245C8950F966E92D8576A8BA88D21E9', 'Docker Release Tool (releasedocker) <docker@dotcloud.com>'],
  ['58118E89F3A912897C070ADBF76221572C52609D', 'Docker Release Tool (releasedocker) <docker@docker.com>'],
  ['9DC858229FC7DD38854AE2D88D81803C0EBFCD88', 'Docker Release (CE deb) <docker@docker.com>'],
];

export function keyserver(): InternetHost {
  const fetch = async ({ url }: { readonly url: string }): Promise<Response> => {
    const { pathname, searchParams } = new URL(url);
    if (pathname !== '/pks/lookup') return plainAnswer(404, 'Not Found\n');
    if (searchParams.get('op') !== 'get') return plainAnswer(501, 'only op=get is simulated\n');
    const wanted = (searchParams.get('search') ?? '').replace(/^0x/i, '').toUpperCase();
    const found = wanted.length >= 8 ? KEYS.filter(([fingerprint]) => fingerprint.endsWith(wanted)) : [];
    if (found.length === 0) return plainAnswer(404, 'No results found: No keys found\n');
    const text = armorKeyring(found.map(([fingerprint, owner]) => ({ fingerprint, owner })));
    return plainAnswer(200, text, { 'Content-Type': 'application/pgp-keys' });
  };
  const plain = { tls: false, fetch };
  return {
    names: ['keyserver.ubuntu.com', 'pgp.mit.edu', 'p80.pool.sks-keyservers.net', 'ha.pool.sks-keyservers.net'],
    address: '203.0.113.50',
    ports: { 80: plain, 443: { tls: true, fetch }, 11371: plain },
  };
}
