/** Keys that apt trusts: /etc/apt/trusted.gpg and the keyrings beside it. */
import type { Sys } from '../../../kernel/sys.ts';
import { exists, namesIn, writeBytes } from '../files.ts';
import { readBytes } from '../../read-all.ts';
import { decodeKeyring, encodeKeyring, parseKeys, type PublicKey } from '../../../base/keyring.ts';

export const KEYRING = '/etc/apt/trusted.gpg';

export async function trustedKeys(sys: Sys): Promise<readonly PublicKey[]> {
  const keys = [...(await keyring(sys))];
  for (const folder of ['/etc/apt/trusted.gpg.d', '/etc/apt/keyrings', '/usr/share/keyrings']) {
    for (const name of await namesIn(sys, folder)) {
      if (/\.(gpg|asc)$/.test(name)) keys.push(...parseKeys(await readBytes(sys, `${folder}/${name}`)));
    }
  }
  return keys;
}

/** What apt-key writes to. */
export async function keyring(sys: Sys): Promise<readonly PublicKey[]> {
  return (await exists(sys, KEYRING)) ? decodeKeyring(await readBytes(sys, KEYRING)) : [];
}

export async function saveKeyring(sys: Sys, keys: readonly PublicKey[]): Promise<void> {
  await writeBytes(sys, KEYRING, encodeKeyring(keys), 0o644);
}
