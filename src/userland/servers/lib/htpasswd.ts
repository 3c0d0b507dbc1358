/** Password files of htpasswd(1): bcrypt, Apache's MD5 (`$apr1$`), `{SHA}`, and plain text (nginx: `{PLAIN}`). */
import { concat, utf8 } from '../../../base/bytes.ts';

/** Whether the file has the user with this password. */
export async function htpasswdMatches(file: string, user: string, password: string): Promise<boolean> {
  const line = file.split('\n').find((entry) => entry.startsWith(`${user}:`));
  const hash = line?.slice(user.length + 1).trim();
  if (hash === undefined) return false;
  if (/^\$2[aby]\$/.test(hash)) {
    const { bcryptVerify } = await import('hash-wasm');
    return bcryptVerify({ password, hash: hash.replace(/^\$2y\$/, '$2a$') });
  }
  const [, salt] = /^\$apr1\$([^$]*)\$/.exec(hash) ?? [];
  if (salt !== undefined) return (await apr1(password, salt)) === hash;
  if (hash.startsWith('{SHA}')) return hash === (await sha1Entry(password));
  return hash.replace(/^\{PLAIN\}/, '') === password;
}

/** `$2y$05$…`, as `htpasswd -B` makes it. */
export async function bcryptEntry(password: string, salt: Uint8Array, cost: number): Promise<string> {
  const { bcrypt } = await import('hash-wasm');
  return (await bcrypt({ password, salt, costFactor: cost })).replace(/^\$2a\$/, '$2y$');
}

export async function sha1Entry(password: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', utf8(password) as Uint8Array<ArrayBuffer>));
  return `{SHA}${btoa(String.fromCharCode(...digest))}`;
}

const ALPHABET = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ROUNDS = 1000;

/** Apache's variant of the MD5 crypt of Poul-Henning Kamp (apr_md5.c describes the steps). */
export async function apr1(password: string, salt: string): Promise<string> {
  const { createMD5 } = await import('hash-wasm');
  const hasher = await createMD5();
  const md5 = (...parts: readonly Uint8Array[]): Uint8Array =>
    hasher
      .init()
      .update(concat([...parts]))
      .digest('binary');
  const word = utf8(password);
  const seed = utf8(salt);
  const mixed = md5(word, seed, word);
  const parts: Uint8Array[] = [word, utf8('$apr1$'), seed];
  for (let left = word.length; left > 0; left -= 16) parts.push(mixed.subarray(0, Math.min(16, left)));
  for (let bits = word.length; bits > 0; bits >>= 1) {
    parts.push(bits & 1 ? new Uint8Array(1) : word.length > 0 ? word.subarray(0, 1) : new Uint8Array(1));
  }
  let state = md5(...parts);
  for (let round = 0; round < ROUNDS; round++) {
    const turn: Uint8Array[] = [round & 1 ? word : state];
    if (round % 3) turn.push(seed);
    if (round % 7) turn.push(word);
    turn.push(round & 1 ? state : word);
    state = md5(...turn);
  }
  return `$apr1$${salt}$${encode(state)}`;
}

function encode(state: Uint8Array): string {
  const byte = (at: number) => state[at] as number;
  const triples = [0, 1, 2, 3, 4].map((at) => (byte(at) << 16) | (byte(at + 6) << 8) | byte(at === 4 ? 5 : at + 12));
  let out = '';
  for (const value of triples) for (let i = 0; i < 4; i++) out += ALPHABET[(value >> (6 * i)) & 0x3f];
  for (let i = 0; i < 2; i++) out += ALPHABET[(byte(11) >> (6 * i)) & 0x3f];
  return out;
}
