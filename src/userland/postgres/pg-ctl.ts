/** `pg_ctl`: starts, stops and asks after a server by its data directory. */
import { utf8 } from '../../base/bytes.ts';
import { SysError } from '../../kernel/errno.ts';
import type { Signal } from '../../kernel/signals.ts';
import { O, type Sys } from '../../kernel/sys.ts';
import { findAll } from '../bin/lib/find-program.ts';
import type { Applet } from '../bin/lib/tool.ts';
import { fileText } from './own-user.ts';
import { PSQL_VERSION } from './psql-texts.ts';

const MODES: Readonly<Record<string, Signal>> = { smart: 'TERM', fast: 'INT', immediate: 'QUIT' };
const WAIT_MS = 100;
const PATIENCE_MS = 60_000;
const STATUS_LINE = 7;

interface Options {
  action: string | undefined;
  directory: string | undefined;
  mode: string;
  server: string;
  log: string | undefined;
  wait: boolean;
  silent: boolean;
}

export const pgCtl: Applet = async (sys, argv = sys.argv) => {
  const options = parse(sys, argv);
  const fail = async (words: string, status = 1) => {
    await sys.write(2, utf8(`pg_ctl: ${words}\n`));
    return status;
  };
  if (typeof options === 'string') return fail(`${options}\nTry "pg_ctl --help" for more information.`);
  const { action, directory } = options;
  if (action === '--version') {
    await sys.write(1, utf8(`pg_ctl (PostgreSQL) ${PSQL_VERSION}\n`));
    return 0;
  }
  if (sys.credentials.euid === 0)
    return fail(
      'cannot be run as root\nPlease log in (using, e.g., "su") as the (unprivileged) user that will\nown the server process.',
    );
  if (!directory) return fail('no database directory specified and environment variable PGDATA unset');
  const say = async (words: string) => {
    if (!options.silent) await sys.write(1, utf8(words));
  };
  const pid = await serverPid(sys, directory);
  if (action === 'start') return start(sys, directory, options, say);
  if (action === 'status') {
    await say(pid === undefined ? 'pg_ctl: no server running\n' : `pg_ctl: server is running (PID: ${pid})\n`);
    return pid === undefined ? 3 : 0;
  }
  if (action === 'stop' || action === 'restart') {
    if (pid === undefined && action === 'stop')
      return fail(`PID file "${directory}/postmaster.pid" does not exist\nIs server running?`);
    const stopped = pid === undefined ? 0 : await stop(sys, directory, pid, options, say);
    return stopped === 0 && action === 'restart' ? start(sys, directory, options, say) : stopped;
  }
  if (action === 'reload') {
    if (pid === undefined) return fail(`PID file "${directory}/postmaster.pid" does not exist\nIs server running?`);
    sys.kill(pid, 'HUP');
    await say('server signaled\n');
    return 0;
  }
  return fail(action === undefined ? 'no operation specified' : `${action} is not simulated in Drydock`);
};

function parse(sys: Sys, argv: readonly string[]): Options | string {
  const options: Options = {
    action: undefined,
    directory: sys.env.get('PGDATA'),
    mode: 'fast',
    server: '',
    log: undefined,
    wait: true,
    silent: false,
  };
  for (let at = 1; at < argv.length; at++) {
    const word = argv[at] as string;
    const [, letter, attached] = /^-([A-Za-z])(.*)$/s.exec(word) ?? [];
    if (word === '--version' || word === '-V') options.action = '--version';
    else if (letter === 'w') options.wait = true;
    else if (letter === 'W') options.wait = false;
    else if (letter === 's') options.silent = true;
    else if (letter !== undefined && 'Dmolt'.includes(letter)) {
      const value = attached || argv[++at];
      if (value === undefined) return `option requires an argument -- '${letter}'`;
      if (letter === 'D') options.directory = value;
      else if (letter === 'm') options.mode = { s: 'smart', f: 'fast', i: 'immediate' }[value] ?? value;
      else if (letter === 'o') options.server += ` ${value}`;
      else if (letter === 'l') options.log = value;
      if (!MODES[options.mode]) return `unrecognized shutdown mode "${options.mode}"`;
    } else if (letter !== undefined || word.startsWith('--')) return `unrecognized option '${word}'`;
    else options.action = word;
  }
  return options;
}

async function serverPid(sys: Sys, directory: string): Promise<number | undefined> {
  const pid = Number.parseInt((await fileText(sys, `${directory}/postmaster.pid`)) ?? '', 10);
  if (!Number.isInteger(pid)) return undefined;
  try {
    sys.kill(pid, 0);
    return pid;
  } catch (error) {
    if (error instanceof SysError) return undefined;
    throw error;
  }
}

type Say = (words: string) => Promise<void>;

async function start(sys: Sys, directory: string, { server, log, wait }: Options, say: Say): Promise<number> {
  const [path] = await findAll(sys, 'postgres');
  const [shell] = await findAll(sys, 'sh');
  if (path === undefined || shell === undefined) {
    await sys.write(2, utf8('pg_ctl: program "postgres" is needed by pg_ctl but was not found\n'));
    return 1;
  }
  const input = await sys.open('/dev/null', O.RDONLY);
  const output = log === undefined ? 1 : await sys.open(log, O.WRONLY | O.CREAT | O.APPEND, 0o600);
  // The options are words of a shell, as `-o` says.
  const child = await sys.spawn(shell, {
    argv: ['sh', '-c', `exec "$0" -D "$1"${server}`, path, directory],
    fds: new Map([
      [0, input],
      [1, output],
      [2, log === undefined ? 2 : output],
    ]),
    pgid: 0,
  });
  if (!wait) {
    await say('server starting\n');
    return 0;
  }
  await say('waiting for server to start...');
  const until = sys.now() + PATIENCE_MS;
  while (sys.now() < until) {
    const lines = (await fileText(sys, `${directory}/postmaster.pid`))?.split('\n');
    if (lines?.[0] === String(child) && lines[STATUS_LINE]?.trim() === 'ready') {
      await say(' done\nserver started\n');
      return 0;
    }
    if (await sys.wait(child, { noHang: true })) break;
    await sys.sleep(WAIT_MS);
  }
  await say(' stopped waiting\n');
  await sys.write(2, utf8('pg_ctl: could not start server\nExamine the log output.\n'));
  return 1;
}

async function stop(sys: Sys, directory: string, pid: number, { mode, wait }: Options, say: Say): Promise<number> {
  sys.kill(pid, MODES[mode] as Signal);
  if (!wait) {
    await say('server shutting down\n');
    return 0;
  }
  await say('waiting for server to shut down...');
  const until = sys.now() + PATIENCE_MS;
  while (sys.now() < until) {
    if (
      (await serverPid(sys, directory)) === undefined ||
      (await fileText(sys, `${directory}/postmaster.pid`)) === undefined
    ) {
      await say(' done\nserver stopped\n');
      return 0;
    }
    await sys.sleep(WAIT_MS);
  }
  await say(' failed\n');
  await sys.write(2, utf8('pg_ctl: server does not shut down\n'));
  return 1;
}
