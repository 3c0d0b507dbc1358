/** The programs of the server, by the name they are called: `postgres` and `initdb`. */
import { utf8 } from '../../base/bytes.ts';
import { SysError } from '../../kernel/errno.ts';
import type { Guest } from '../guest/guest.ts';
import { Engine } from './engine.ts';
import { initdb } from './initdb.ts';
import { PidFile } from './pid-file.ts';
import { Server } from './server.ts';
import { ServerLog } from './server-log.ts';
import { readCommandLine, readSettings, readText, UsageError } from './settings.ts';
import { SERVER_VERSION } from './version.ts';

const AS_ROOT = `"root" execution of the PostgreSQL server is not permitted.
The server must be started under an unprivileged user ID to prevent
possible system security compromise.  See the documentation for
more information on how to properly start the server.
`;

export async function runPostgres(guest: Guest): Promise<void> {
  const name = guest.start.argv[0]?.split('/').pop() ?? 'postgres';
  guest.setSignal('PIPE', 'ignore');
  try {
    guest.exit(await (name === 'initdb' ? initdb(guest) : postgres(guest)));
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof SysError)) throw error;
    guest.write(2, utf8(`${name}: ${error.message}\n`));
    if (error instanceof UsageError) guest.write(2, utf8(`Try "${name} --help" for more information.\n`));
    guest.exit(1);
  }
}

async function postgres(guest: Guest): Promise<number> {
  const fail = (words: string): number => {
    guest.write(2, utf8(words));
    return 1;
  };
  const line = readCommandLine(guest.start.argv);
  if (line.version) {
    guest.write(1, utf8(`postgres (PostgreSQL) ${SERVER_VERSION}\n`));
    return 0;
  }
  if (guest.start.credentials.euid === 0) return fail(AS_ROOT);
  const directory = line.directory ?? new Map(guest.start.env).get('PGDATA');
  if (!directory) {
    return fail(
      'postgres does not know where to find the server configuration file.\nYou must specify the --config-file or -D invocation option or set the PGDATA environment variable.\n',
    );
  }
  if ((await readText(guest, `${directory}/postgresql.conf`)) === undefined) {
    return fail(
      `postgres: could not access the server configuration file "${directory}/postgresql.conf": No such file or directory\n`,
    );
  }
  const settings = await readSettings(guest, directory, line.settings);
  if (line.tell !== undefined) {
    const value = line.tell === 'data_directory' ? directory : settings.get(line.tell.toLowerCase());
    if (value === undefined)
      return fail(
        `postgres: ${line.tell}: Drydock knows only values that files or options set before the server runs\n`,
      );
    guest.write(1, utf8(`${value}\n`));
    return 0;
  }
  return serve(guest, directory, settings);
}

async function serve(guest: Guest, directory: string, settings: Awaited<ReturnType<typeof readSettings>>) {
  const log = new ServerLog(guest);
  const pidFile = new PidFile(guest, directory);
  const owner = await pidFile.owner();
  if (owner !== undefined) {
    log.say('FATAL', 'lock file "postmaster.pid" already exists');
    log.say('HINT', `Is another postmaster (PID ${owner}) running in data directory "${directory}"?`);
    return 1;
  }
  await pidFile.write(settings, 'starting');
  log.say('LOG', `starting PostgreSQL ${SERVER_VERSION} (PGlite) on wasm32-unknown-emscripten, 32-bit`);
  let recovered = false;
  const engine = new Engine(guest, directory, settings, {
    engine: (line) => {
      recovered ||= line.includes('database system was interrupted');
      log.engine(line);
    },
  });
  await engine.start('postgres');
  if (!recovered) log.say('LOG', `database system was shut down at ${await shutDownAt(engine)} UTC`);
  const [[superuser = 'postgres'] = []] = await engine.query('SELECT rolname FROM pg_catalog.pg_authid WHERE oid = 10');
  const server = new Server(guest, directory, settings, engine, log, pidFile, superuser, await systemUser(guest));
  await server.listen();
  await pidFile.write(settings, 'ready');
  log.say('LOG', 'database system is ready to accept connections');
  return server.ended;
}

async function shutDownAt(engine: Engine): Promise<string> {
  const time = "to_char(checkpoint_time AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')";
  const [[value = ''] = []] = await engine.query(`SELECT ${time} FROM pg_catalog.pg_control_checkpoint()`);
  return value;
}

async function systemUser(guest: Guest): Promise<string | undefined> {
  const { euid } = guest.start.credentials;
  const line = (await readText(guest, '/etc/passwd'))?.split('\n').find((one) => one.split(':')[2] === String(euid));
  return line?.split(':')[0];
}
