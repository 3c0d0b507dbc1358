/** What the server must know before its engine runs: options of the command line over postgresql.conf. */
import { text } from '../../base/bytes.ts';
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import type { Guest } from '../guest/guest.ts';

export type Settings = ReadonlyMap<string, string>;

export interface CommandLine {
  readonly directory: string | undefined;
  /** `-c name=value` and its short forms. */
  readonly settings: Settings;
  /** `-C name`: tells the value and ends. */
  readonly tell: string | undefined;
  readonly version: boolean;
}

export class UsageError extends Error {
  override name = 'UsageError';
}

/** Short options that stand for a setting. */
const SHORT: Readonly<Record<string, string>> = {
  p: 'port',
  h: 'listen_addresses',
  k: 'unix_socket_directories',
  N: 'max_connections',
  B: 'shared_buffers',
};

const DEFAULTS: Settings = new Map([
  ['listen_addresses', 'localhost'],
  ['port', '5432'],
  ['unix_socket_directories', '/var/run/postgresql'],
  ['password_encryption', 'scram-sha-256'],
  ['max_connections', '100'],
]);

export function readCommandLine(argv: readonly string[]): CommandLine {
  const settings = new Map<string, string>();
  let directory: string | undefined;
  let tell: string | undefined;
  let version = false;
  for (let at = 1; at < argv.length; at++) {
    const word = argv[at] as string;
    const long = /^--([a-z_.-]+)=(.*)$/is.exec(word);
    const short = /^-([A-Za-z])(.*)$/s.exec(word);
    if (word === '--version' || word === '-V') version = true;
    else if (long) settings.set(settingName(long[1] as string), long[2] as string);
    else if (short) {
      const [, letter = '', attached = ''] = short;
      const value = attached !== '' ? attached : argv[++at];
      if (value === undefined) throw new UsageError(`option requires an argument -- '${letter}'`);
      if (letter === 'D') directory = value;
      else if (letter === 'C') tell = value;
      else if (letter === 'c') {
        const [, name, given] = /^([^=]+)=(.*)$/s.exec(value) ?? [];
        if (name === undefined || given === undefined) throw new UsageError(`-c ${value} requires a value`);
        settings.set(settingName(name), given);
      } else if (SHORT[letter]) settings.set(SHORT[letter], value);
      else throw new UsageError(`invalid option -- '${letter}'`);
    } else throw new UsageError(`invalid argument: "${word}"`);
  }
  return { directory, settings, tell, version };
}

const settingName = (name: string) => name.trim().replaceAll('-', '_').toLowerCase();

/** postgresql.conf and postgresql.auto.conf of a data directory, the command line over both. */
export async function readSettings(guest: Guest, directory: string, given: Settings): Promise<Settings> {
  const settings = new Map(DEFAULTS);
  for (const name of ['postgresql.conf', 'postgresql.auto.conf']) {
    const lines = (await readText(guest, `${directory}/${name}`)) ?? '';
    for (const [setting, value] of configured(lines)) settings.set(setting, value);
  }
  for (const [name, value] of given) settings.set(name, value);
  return settings;
}

function* configured(lines: string): Generator<readonly [string, string]> {
  for (const line of lines.split('\n')) {
    const [, name, quoted, plain] =
      /^\s*([A-Za-z_][\w.]*)\s*(?:=\s*|\s)(?:'((?:[^']|'')*)'|([^\s#]+))/.exec(line.replace(/^\s*#.*/, '')) ?? [];
    if (name) yield [name.toLowerCase(), quoted?.replaceAll("''", "'") ?? plain ?? ''];
  }
}

/** Undefined when there is no such file. */
export async function readText(guest: Guest, path: string): Promise<string | undefined> {
  try {
    const fd = await guest.async.open(path, O.RDONLY);
    let whole = '';
    for (;;) {
      const bytes = await guest.async.read(fd, 64 * 1024);
      if (bytes.length === 0) break;
      whole += text(bytes);
    }
    await guest.async.close(fd);
    return whole;
  } catch (error) {
    if (error instanceof SysError && error.errno === 'ENOENT') return undefined;
    throw error;
  }
}
