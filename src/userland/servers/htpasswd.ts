/** htpasswd of apache2-utils: entries of password files. */
import { SysError } from '../../kernel/errno.ts';
import { Input } from '../bin/lib/input.ts';
import { tool, type Tool } from '../bin/lib/tool.ts';
import { readFile } from './lib/files.ts';
import { writeFile } from '../bin/lib/write-file.ts';
import { apr1, bcryptEntry, htpasswdMatches, sha1Entry } from './lib/htpasswd.ts';

const USAGE = `Usage:
	htpasswd [-cimB25dpsDv] [-C cost] [-r rounds] passwordfile username
	htpasswd -b[cmB25dpsDv] [-C cost] [-r rounds] passwordfile username password

	htpasswd -n[imB25dps] [-C cost] [-r rounds] username
	htpasswd -nb[mB25dps] [-C cost] [-r rounds] username password
`;

const BCRYPT_COST = 5;
const SALT_LETTERS = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

export const htpasswd = tool(
  {
    name: 'htpasswd',
    usage: '[-cimBdpsDvbn] [-C cost] passwordfile username [password]',
    about: 'Manage user files for basic authentication',
    options: 'c n b i m B C= r= d! p s D v 2! 5!',
    usageStatus: 2,
    optionError: () => USAGE,
  },
  async (t) => {
    const operands = [...t.operands];
    const path = t.has('n') ? undefined : operands.shift();
    const [user, given] = operands;
    if ((path === undefined && !t.has('n')) || user === undefined || (t.has('b') && given === undefined)) {
      await t.err(USAGE);
      return 2;
    }
    if (user.includes(':')) return t.die("username contains illegal character ':'", undefined, 6);
    const before = path === undefined || t.has('c') ? '' : await contentOf(t, path);
    if (t.has('D')) return remove(t, path as string, before, user);
    const password = t.has('b') ? (given as string) : await asked(t);
    if (t.has('v')) return check(t, before, user, password);
    const entry = `${user}:${await hashed(t, password)}`;
    if (path === undefined) {
      await t.out.text(`${entry}\n\n`);
      return 0;
    }
    const lines = before.split('\n').filter(Boolean);
    const at = lines.findIndex((line) => line.startsWith(`${user}:`));
    if (at >= 0) lines[at] = entry;
    else lines.push(entry);
    await writeFile(t.sys, path, `${lines.join('\n')}\n`);
    await t.err(`${at >= 0 ? 'Updating' : 'Adding'} password for user ${user}\n`);
    return 0;
  },
);

async function contentOf(t: Tool, path: string): Promise<string> {
  try {
    return await readFile(t.sys, path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`cannot modify file ${path}; use '-c' to create it`, undefined, 1);
  }
}

async function asked(t: Tool): Promise<string> {
  const input = new Input(t.sys, 0);
  if (t.has('i')) return (await input.line()) ?? '';
  const terminal = t.sys.isatty(0);
  if (terminal) t.sys.tcsetattr(0, { echo: false });
  try {
    await t.err('New password: ');
    const first = (await input.line()) ?? '';
    await t.err(terminal ? '\nRe-type new password: ' : '');
    const second = (await input.line()) ?? first;
    if (terminal) await t.err('\n');
    if (first !== second) await t.die('password verification error', undefined, 3);
    return first;
  } finally {
    if (terminal) t.sys.tcsetattr(0, { echo: true });
  }
}

async function hashed(t: Tool, password: string): Promise<string> {
  if (t.has('p')) return password;
  if (t.has('s')) return sha1Entry(password);
  if (t.has('B')) return bcryptEntry(password, t.sys.random(16), Number(t.value('C') ?? BCRYPT_COST));
  const salt = [...t.sys.random(8)].map((byte) => SALT_LETTERS[byte & 63]).join('');
  return apr1(password, salt);
}

async function remove(t: Tool, path: string, before: string, user: string): Promise<number> {
  const lines = before.split('\n').filter(Boolean);
  const kept = lines.filter((line) => !line.startsWith(`${user}:`));
  if (kept.length === lines.length) {
    await t.err(`User ${user} not found\n`);
    return 0;
  }
  await writeFile(t.sys, path, kept.map((line) => `${line}\n`).join(''));
  await t.err(`Deleting password for user ${user}\n`);
  return 0;
}

async function check(t: Tool, before: string, user: string, password: string): Promise<number> {
  if (!before.split('\n').some((line) => line.startsWith(`${user}:`))) {
    await t.err(`User ${user} not found\n`);
    return 6;
  }
  const good = await htpasswdMatches(before, user, password);
  await t.err(good ? `Password for user ${user} correct.\n` : 'password verification failed\n');
  return good ? 0 : 3;
}
