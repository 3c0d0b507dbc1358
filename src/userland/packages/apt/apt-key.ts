/** apt-key: the keys that apt trusts, as Ubuntu 14.04's script manages them with gpg. */
import { LIMITS } from '../../../base/limits.ts';
import { parseKeys, type PublicKey } from '../../../base/keyring.ts';
import { collect } from '../../../base/streams.ts';
import { tool, type Applet, type Tool } from '../../bin/lib/tool.ts';
import { readAll, readBytes } from '../../read-all.ts';
import { httpGet, NetworkFailure } from '../http-get.ts';
import { KEYRING, keyring, saveKeyring, trustedKeys } from './keyring.ts';
import { distributionKeys } from './signature.ts';

const USAGE = `Usage: apt-key [--keyring file] [command] [arguments]

Manage apt's list of trusted keys

  apt-key add <file>          - add the key contained in <file> ('-' for stdin)
  apt-key del <keyid>         - remove the key <keyid>
  apt-key list                - list keys
  apt-key finger              - list fingerprints
  apt-key adv                 - pass advanced options to gpg (of which Drydock has --keyserver and --recv-keys)
`;

export const aptKey: Applet = tool(
  { name: 'apt-key', usage: 'COMMAND', about: 'Manages keys', rawArguments: true, from: 'apt' },
  async (t) => {
    const [command, ...words] = t.operands;
    switch (command) {
      case 'add':
        return add(t, words[0] ?? '-');
      case 'del':
      case 'rm':
      case 'remove':
        return remove(t, words[0] ?? '');
      case 'list':
      case 'finger':
      case 'fingerprint':
        return list(t, command !== 'list');
      case 'adv':
        return advanced(t, words);
      case undefined:
      case 'help':
        await t.out.text(USAGE);
        return command === undefined ? 1 : 0;
      default:
        await t.out.text(USAGE);
        return 1;
    }
  },
);

async function mayWrite(t: Tool): Promise<boolean> {
  if (t.sys.credentials.euid === 0) return true;
  await t.err('ERROR: This command can only be used by root.\n');
  return false;
}

const shortId = ({ fingerprint }: PublicKey) => fingerprint.slice(-8);

async function add(t: Tool, path: string): Promise<number> {
  if (!(await mayWrite(t))) return 1;
  const keys = parseKeys(path === '-' ? await readAll(t.sys, 0) : await readBytes(t.sys, path));
  if (keys.length === 0) {
    await t.err('gpg: no valid OpenPGP data found.\n');
    return 2;
  }
  await saveKeyring(t.sys, merge(await keyring(t.sys), keys));
  await t.out.line('OK');
  return 0;
}

function merge(before: readonly PublicKey[], more: readonly PublicKey[]): readonly PublicKey[] {
  return [...before.filter(({ fingerprint }) => !more.some((key) => key.fingerprint === fingerprint)), ...more];
}

async function remove(t: Tool, id: string): Promise<number> {
  if (!(await mayWrite(t))) return 1;
  const wanted = id.replace(/^0x/i, '').replace(/\s/g, '').toUpperCase();
  const keys = await keyring(t.sys);
  const left = keys.filter(({ fingerprint }) => wanted.length < 8 || !fingerprint.endsWith(wanted));
  if (left.length === keys.length) {
    await t.err(`gpg: key "${id}" not found: eof\ngpg: ${id}: delete key failed: eof\n`);
    return 2;
  }
  await saveKeyring(t.sys, left);
  await t.out.line('OK');
  return 0;
}

async function list(t: Tool, fingerprints: boolean): Promise<number> {
  const own = await trustedKeys(t.sys);
  const all = [
    ...distributionKeys()
      .filter(([, owner]) => owner.startsWith('Ubuntu'))
      .map(([keyId, owner]) => ({ fingerprint: keyId, owner })),
    ...own,
  ];
  await t.out.text(`${KEYRING}\n${'-'.repeat(KEYRING.length)}\n`);
  for (const key of all) {
    await t.out.line(`pub   4096R/${shortId(key)}`);
    if (fingerprints && key.fingerprint.length === 40) {
      const groups = key.fingerprint.match(/.{4}/g) ?? [];
      await t.out.line(`      Key fingerprint = ${groups.slice(0, 5).join(' ')}  ${groups.slice(5).join(' ')}`);
    }
    await t.out.text(`uid                  ${key.owner}\n\n`);
  }
  return 0;
}

/** `adv --keyserver hkp://HOST:PORT --recv-keys ID…`: what gpg does with it, in the words of gpg 1.4. */
async function advanced(t: Tool, words: readonly string[]): Promise<number> {
  if (!(await mayWrite(t))) return 1;
  const { values, ids } = optionsOf(words);
  const server = values.get('keyserver');
  const unknown = [...values.keys()].find((name) => !VALUED.has(name) && !FLAGS.has(name) && !RECEIVES.has(name));
  if (unknown !== undefined || ids.length === 0 || ![...RECEIVES].some((name) => values.has(name))) {
    await t.err(
      `apt-key: adv --${unknown ?? 'recv-keys'} is not simulated in Drydock; the real apt-key would pass it to gpg\n`,
    );
    return 2;
  }
  await t.out.line(
    `Executing: gpg --ignore-time-conflict --no-options --no-default-keyring --homedir ${temporary(t)} --no-auto-check-trustdb --trust-model always --keyring ${KEYRING} --primary-keyring ${KEYRING} ${words.join(' ')}`,
  );
  await t.out.flush();
  if (server === undefined) {
    await t.err('gpg: no keyserver known (use option --keyserver)\ngpg: keyserver receive failed: bad URI\n');
    return 2;
  }
  return receive(t, server, ids);
}

const VALUED = new Set(['keyserver', 'keyserver-options']);
const FLAGS = new Set(['no-tty', 'batch']);
const RECEIVES = new Set(['recv-keys', 'recv-key', 'recv']);

/** As gpg reads them: what no option takes for its value is a key's ID, wherever it stands. */
function optionsOf(words: readonly string[]): { values: ReadonlyMap<string, string>; ids: readonly string[] } {
  const values = new Map<string, string>();
  const ids: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    const [, name, value] = /^--?([\w-]+)(?:=(.*))?$/.exec(word) ?? [];
    if (name === undefined) ids.push(word);
    else values.set(name, value ?? (VALUED.has(name) ? (words[++i] ?? '') : ''));
  }
  return { values, ids };
}

function temporary(t: Tool): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  return `/tmp/tmp.${[...t.sys.random(10)].map((byte) => letters[byte % letters.length]).join('')}`;
}

async function receive(t: Tool, server: string, ids: readonly string[]): Promise<number> {
  const [, scheme = 'hkp', host = '', port] = /^(?:(\w+):\/\/)?([^:/]+)(?::(\d+))?/.exec(server) ?? [];
  const origin =
    scheme === 'https' || scheme === 'hkps'
      ? `https://${host}:${port ?? 443}`
      : `http://${host}:${port ?? (scheme === 'http' ? 80 : 11371)}`;
  const imported: PublicKey[] = [];
  for (const id of ids) {
    const wanted = id.replace(/^0x/i, '').toUpperCase();
    await t.err(`gpg: requesting key ${wanted.slice(-8)} from ${scheme} server ${host}\n`);
    try {
      const answer = await httpGet(t.sys, `${origin}/pks/lookup?op=get&options=mr&search=0x${wanted}`, {
        agent: 'GnuPG/1.4',
      });
      const body = await collect(answer.body, LIMITS.requestBodyBytes);
      const keys = answer.status === 200 ? parseKeys(body) : [];
      if (keys.length === 0) await t.err(`gpgkeys: key ${wanted} can't be retrieved\n`);
      for (const key of keys) await t.err(`gpg: key ${shortId(key)}: public key "${key.owner}" imported\n`);
      imported.push(...keys);
    } catch (error) {
      if (!(error instanceof NetworkFailure)) throw error;
      await t.err(
        `gpgkeys: HTTP fetch error 7: ${error.message}\ngpg: no valid OpenPGP data found.\ngpg: Total number processed: 0\ngpg: keyserver communications error: keyserver unreachable\ngpg: keyserver receive failed: keyserver unreachable\n`,
      );
      return 2;
    }
  }
  if (imported.length === 0) {
    await t.err('gpg: no valid OpenPGP data found.\ngpg: Total number processed: 0\n');
    return 2;
  }
  await saveKeyring(t.sys, merge(await keyring(t.sys), imported));
  await t.err(
    `gpg: Total number processed: ${imported.length}\ngpg:               imported: ${imported.length}  (RSA: ${imported.length})\n`,
  );
  return 0;
}
