/** `~`, `~user`, `~+` and `~-`. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { O } from '../../../kernel/sys.ts';
import { attempt, chain } from '../awaitable.ts';
import type { Shell } from '../shell.ts';
import { decodeText } from '../text-bytes.ts';
import type { Builder } from './builder.ts';

export function tildeExpansion(user: string): (sh: Shell, to: Builder) => Awaitable<void> {
  return (sh, to) =>
    chain(tildeDirectory(sh, user), (directory) => {
      if (directory === undefined) to.literal(`~${user}`);
      else to.quoted(directory);
    });
}

export function tildeDirectory(sh: Shell, user: string): Awaitable<string | undefined> {
  if (user === '+') return sh.vars.get('PWD');
  if (user === '-') return sh.vars.get('OLDPWD');
  if (user === '') {
    const home = sh.vars.get('HOME');
    if (home !== undefined) return home;
  }
  return chain(passwdEntry(sh, user), (entry) => entry?.home);
}

export interface PasswdEntry {
  readonly name: string;
  readonly uid: number;
  readonly home: string;
}

/** The user by name, or the shell's own when `user` is empty. */
export function passwdEntry(sh: Shell, user: string): Awaitable<PasswdEntry | undefined> {
  const { uid } = sh.sys.credentials;
  return chain(readWhole(sh, '/etc/passwd'), (text) => {
    for (const line of (text ?? '').split('\n')) {
      const [name, , id, , , home] = line.split(':');
      if (name && (user === '' ? Number(id) === uid : name === user))
        return { name, uid: Number(id), home: home ?? '/' };
    }
    return undefined;
  });
}

/** A small file's text; undefined when it cannot be read. */
export function readWhole(sh: Shell, path: string): Awaitable<string | undefined> {
  return attempt<string | undefined>(
    () => chain(sh.sys.open(path, O.RDONLY), (fd) => readRest(sh, fd)),
    () => undefined,
  );
}

async function readRest(sh: Shell, fd: number): Promise<string> {
  let out = '';
  try {
    for (;;) {
      const chunk = await sh.sys.read(fd, 65536);
      if (chunk.length === 0) return out;
      out += decodeText(chunk);
    }
  } finally {
    await sh.sys.close(fd);
  }
}
