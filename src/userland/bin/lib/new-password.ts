/** Passwords that are typed, and what /etc/shadow keeps of them. */
import { utf8 } from '../../../base/bytes.ts';
import { askSecret } from './ask-secret.ts';
import { Input } from './input.ts';
import type { Tool } from './tool.ts';

/** How often Debian's pam_unix asks whoever types nothing. */
const PAM_TRIES = 3;

/** Asks twice without echo. Stored is a salted digest in Drydock's own form: nothing here logs in by password. */
export async function newPassword(t: Tool, name: string): Promise<string> {
  const input = new Input(t.sys, 0);
  if (t.busybox) await t.err(`Changing password for ${name}\n`);
  for (let tries = 0; tries < PAM_TRIES; tries++) {
    const first = await askSecret(t, input, 'New password: ');
    if (first === undefined && !t.busybox) return refuse(t, name, 'Password change has been aborted.');
    const second = await askSecret(t, input, t.busybox ? 'Retype password: ' : 'Retype new password: ');
    if (t.busybox && (first !== second || !first)) return refuse(t, name, "Passwords don't match");
    if (first !== second) return refuse(t, name, 'Sorry, passwords do not match.');
    if (first) return passwordDigest(t, first);
    await t.err('No password has been supplied.\n');
  }
  return refuse(t, name, '');
}

async function refuse(t: Tool, name: string, reason: string): Promise<never> {
  await t.err(reason && `${reason}\n`);
  const unchanged = 'Authentication token manipulation error\npasswd: password unchanged';
  return t.die(unchanged, `password for ${name} is unchanged`, t.busybox ? 1 : 10);
}

/** What /etc/shadow keeps of a password. */
export async function passwordDigest(t: Tool, password: string): Promise<string> {
  const salt = [...t.sys.random(8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(salt + password) as BufferSource));
  return `$drydock$${salt}$${[...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
