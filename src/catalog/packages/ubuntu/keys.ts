/** Keys that sign Ubuntu's archives, and the keyrings that images bring. */
import type { PublicKey } from '../../../base/keyring.ts';
import { encodeKeyring } from '../../../base/keyring.ts';
import type { LayerFiles } from '../../layer-files.ts';
import type { SuiteName } from './releases.ts';

const KEY_2004: PublicKey = {
  fingerprint: '630239CC130E1A7FD81A27B140976EAF437D05B5',
  owner: 'Ubuntu Archive Automatic Signing Key <ftpmaster@ubuntu.com>',
};
const KEY_2012: PublicKey = {
  fingerprint: '790BC7277767219C42C86F933B4FE6ACC0B21F32',
  owner: 'Ubuntu Archive Automatic Signing Key (2012) <ftpmaster@ubuntu.com>',
};
const KEY_2018: PublicKey = {
  fingerprint: 'F6ECB3762474EDA9D21B7022871920D1991BC93C',
  owner: 'Ubuntu Archive Automatic Signing Key (2018) <ftpmaster@ubuntu.com>',
};

export const DOCKER_KEY: PublicKey = {
  fingerprint: '36A1D7869245C8950F966E92D8576A8BA88D21E9',
  owner: 'Docker Release Tool (releasedocker) <docker@dotcloud.com>',
};

const SIGNED_BY: Readonly<Record<SuiteName, PublicKey>> = {
  precise: KEY_2004,
  trusty: KEY_2004,
  xenial: KEY_2012,
  bionic: KEY_2012,
  focal: KEY_2012,
  jammy: KEY_2018,
  noble: KEY_2018,
};

/** 16 hex digits. */
export const archiveKeyOf = (suite: SuiteName): string => SIGNED_BY[suite].fingerprint.slice(-16);

/** One keyring in old images; one for each key, and one for all, since 18.04. */
export function ubuntuKeyring(files: LayerFiles, suite: SuiteName): void {
  if (suite === 'precise' || suite === 'trusty' || suite === 'xenial') {
    files.bytes('etc/apt/trusted.gpg', encodeKeyring([KEY_2004, KEY_2012]));
    files.bytes('usr/share/keyrings/ubuntu-archive-keyring.gpg', encodeKeyring([KEY_2004, KEY_2012]));
    return;
  }
  files.bytes('etc/apt/trusted.gpg.d/ubuntu-keyring-2012-archive.gpg', encodeKeyring([KEY_2012]));
  files.bytes('etc/apt/trusted.gpg.d/ubuntu-keyring-2018-archive.gpg', encodeKeyring([KEY_2018]));
  files.bytes('usr/share/keyrings/ubuntu-archive-keyring.gpg', encodeKeyring([KEY_2012, KEY_2018]));
}
