/**
 * Signatures of the simulated archives. Their form is OpenPGP's (RFC 4880: an armored version 4 signature packet whose unhashed
 * subpacket 16 names the key), so that a missing key is reported as real apt does. They prove nothing: in place of a signature
 * stands the text's SHA-256, which the simulated apt compares. Real gpg refuses them.
 *
 * Bytes of the packet: 04, type 00 or 01, algorithm 01 (RSA), hash 08 (SHA-256), 0000 (no hashed subpackets), 000a 09 10 and the
 * key ID, the first two bytes of the sum, then the sum as one multi-precision integer (0100 and 32 bytes).
 */
import { concat, utf8 } from '../../../base/bytes.ts';
import { sha256 } from '../../../oci/digest.ts';

export async function detachedSignature(text: string, keyId: string): Promise<string> {
  return armor(await packet(text, keyId, 0));
}

export async function clearSigned(text: string, keyId: string): Promise<string> {
  const escaped = text.replace(/^-/gm, '- -');
  return `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n${escaped}${armor(await packet(text, keyId, 1))}`;
}

async function packet(text: string, keyId: string, type: 0 | 1): Promise<Uint8Array> {
  const sum = bytesOf((await sha256(utf8(text))).slice('sha256:'.length));
  const body = concat([
    Uint8Array.of(4, type, 1, 8, 0, 0, 0, 10, 9, 16),
    bytesOf(keyId),
    sum.subarray(0, 2),
    Uint8Array.of(1, 0),
    sum,
  ]);
  return concat([Uint8Array.of(0x88, body.length), body]);
}

const bytesOf = (digits: string) => Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));

function armor(bytes: Uint8Array): string {
  const base64 = (part: Uint8Array) => btoa(String.fromCharCode(...part));
  const lines = base64(bytes).match(/.{1,64}/g) ?? [];
  return `-----BEGIN PGP SIGNATURE-----\n\n${lines.join('\n')}\n=${base64(crc24(bytes))}\n-----END PGP SIGNATURE-----\n`;
}

/** The armor's checksum (RFC 4880, 6.1). */
function crc24(bytes: Uint8Array): Uint8Array {
  let crc = 0xb704ce;
  for (const byte of bytes) {
    crc ^= byte << 16;
    for (let i = 0; i < 8; i++) {
      crc <<= 1;
      if (crc & 0x1000000) crc ^= 0x1864cfb;
    }
  }
  return Uint8Array.of((crc >> 16) & 255, (crc >> 8) & 255, crc & 255);
}
