/** docker login, docker logout */
import type { AuthResponse } from '../../api/types/system.ts';
import type { RegistryAuth } from '../../api/types/image.ts';
import { storedAuths, writeConfig, type StoredAuth } from '../config-file.ts';
import { CliFailure } from '../failure.ts';
import { readLine } from '../prompt.ts';
import { authFor, encode, HUB } from '../registry-auth.ts';
import type { Handler, Session } from '../session.ts';

export const login: Handler = async (session, flags, [server]) => {
  let username = flags.string('username');
  let password = flags.string('password');
  const key =
    !server || server === 'docker.io' || server === 'registry-1.docker.io'
      ? HUB
      : (server.replace(/^https?:\/\//, '').split('/')[0] as string);
  if (flags.changed('username') && username === '') throw new CliFailure('username is empty');
  if (flags.bool('password-stdin')) {
    if (flags.changed('password'))
      throw new CliFailure('conflicting options: cannot specify both --password and --password-stdin');
    if (username === '') throw new CliFailure('the --password-stdin option requires --username to be set');
    password = (await readAll(session)).replace(/\r?\n$/, '');
  } else if (flags.changed('password')) {
    await session.warn('WARNING! Using --password via the CLI is insecure. Use --password-stdin.\n');
  }
  const known = authFor(session.config, key);
  if (username === '' && password === '' && known.username) {
    await session.warn(`Authenticating with existing credentials... [Username: ${known.username}]\n`);
    // Off a terminal real Docker draws neither the arrow nor its frame.
    const mark = session.machine.stderr.isTerminal ? 'Info →' : ' Info ->';
    await session.warn(
      `\n${mark} To login with a different account, run 'docker logout' followed by 'docker login'\n\n\n`,
    );
    username = known.username;
    password = known.password ?? '';
  }
  if (username === '' || password === '') [username, password] = await ask(session, key, username, password);
  const auth: RegistryAuth = { username, password, serveraddress: key };
  const answer = (await session.client.systemAuth({ body: auth })) as AuthResponse;
  const auths = answer.IdentityToken
    ? { auth: encode(`${username}:`), identitytoken: answer.IdentityToken }
    : { auth: encode(`${username}:${password}`) };
  const before = storedAuths(session.config)[key];
  if (before?.auth !== auths.auth || before.identitytoken !== auths.identitytoken) await keep(session, key, auths);
  if (answer.Status) await session.print(`${answer.Status}\n`);
};

async function keep(session: Session, key: string, auth: StoredAuth): Promise<void> {
  await store(session, key, auth);
  await session.warn(
    `\nWARNING! Your credentials are stored unencrypted in '${session.config.path}'.\nConfigure a credential helper to remove this warning. See\nhttps://docs.docker.com/go/credential-store/\n\n`,
  );
}

async function ask(session: Session, key: string, username: string, password: string): Promise<[string, string]> {
  const { stdin } = session.machine;
  if (!stdin.isTerminal) throw new CliFailure('Error: Cannot perform an interactive login from a non TTY device');
  let name = username;
  if (name === '') {
    if (key === HUB)
      await session.print(
        "Log in with your Docker ID or email address to push and pull images from Docker Hub. If you don't have a Docker ID, head over to https://hub.docker.com/ to create one.\n",
      );
    await session.print('Username: ');
    name = ((await readLine(session)) ?? '').trim();
    if (name === '') throw new CliFailure('Error: Non-null Username Required');
  }
  let secret = password;
  if (secret === '') {
    await session.print('Password: ');
    secret = await readHidden(session);
    await session.print('\n');
    if (secret === '') throw new CliFailure('Error: Password Required');
  }
  return [name, secret];
}

/** With the terminal in raw mode nothing is echoed, but control keys are ours to handle. */
async function readHidden(session: Session): Promise<string> {
  const { stdin } = session.machine;
  stdin.setRaw(true);
  try {
    let secret = '';
    for await (const chunk of stdin.source) {
      for (const byte of chunk) {
        if (byte === 13 || byte === 10) return secret;
        if (byte === 3) throw new CliFailure('', 130);
        if (byte === 127 || byte === 8) secret = secret.slice(0, -1);
        else secret += String.fromCharCode(byte);
      }
    }
    return secret;
  } finally {
    stdin.setRaw(false);
  }
}

async function readAll(session: Session): Promise<string> {
  let out = '';
  const decoder = new TextDecoder();
  for await (const chunk of session.machine.stdin.source) out += decoder.decode(chunk, { stream: true });
  return out;
}

async function store(session: Session, key: string, auth: StoredAuth): Promise<void> {
  const { config } = session;
  await writeConfig(session.machine, config, { ...config.values, auths: { ...storedAuths(config), [key]: auth } });
}

export const logout: Handler = async (session, _flags, [server]) => {
  const key = !server ? HUB : (server.replace(/^https?:\/\//, '').split('/')[0] as string);
  const { [key]: removed, ...rest } = storedAuths(session.config);
  await session.print(`Removing login credentials for ${key}\n`);
  if (removed === undefined) return;
  await writeConfig(session.machine, session.config, { ...session.config.values, auths: rest });
};
