/** nginx: its command line. */
import { utf8 } from '../../base/bytes.ts';
import { ERRNO, SysError } from '../../kernel/errno.ts';
import type { Signal } from '../../kernel/signals.ts';
import type { Sys } from '../../kernel/sys.ts';
import type { Applet } from '../bin/lib/tool.ts';
import { readFile } from './lib/files.ts';
import { ConfigError, parseConfig } from './nginx/config-parser.ts';
import { NginxLogs, logTime } from './nginx/logs.ts';
import { loadConfig, Master, pidFile, type NginxOptions } from './nginx/master.ts';

const SIGNALS: Readonly<Record<string, Signal>> = { stop: 'TERM', quit: 'QUIT', reopen: 'USR1', reload: 'HUP' };
const DEFAULT_CONFIG = '/etc/nginx/nginx.conf';
const ERROR_LOG = '/var/log/nginx/error.log';
const ACCESS_LOG = '/var/log/nginx/access.log';
/** Official images say their version in the environment; Debian 12 has this one. */
const VERSION = '1.22.1';

interface Command {
  readonly config: string;
  readonly globals: string;
  readonly prefix: string;
  readonly signal: string | undefined;
  readonly test: boolean;
  readonly dump: boolean;
  readonly quiet: boolean;
  readonly show: 'version' | 'build' | 'help' | undefined;
}

/** The command line cannot be understood: nginx's message. */
class OptionProblem extends Error {}

function parse(argv: readonly string[]): Command {
  const command = {
    config: DEFAULT_CONFIG,
    globals: '',
    prefix: '/etc/nginx',
    signal: undefined as string | undefined,
    test: false,
    dump: false,
    quiet: false,
    show: undefined as Command['show'],
  };
  for (let i = 1; i < argv.length; i++) {
    const word = argv[i] as string;
    if (!word.startsWith('-')) throw new OptionProblem(`invalid option: "${word}"`);
    for (let at = 1; at < word.length; at++) {
      const letter = word[at] as string;
      const value = (): string => {
        const given = word.slice(at + 1) || argv[++i];
        if (given === undefined) throw new OptionProblem(`option "-${letter}" requires ${NEEDS[letter]}`);
        at = word.length;
        return given;
      };
      if (letter === 'c') command.config = value();
      else if (letter === 'g') command.globals = value();
      else if (letter === 'p') command.prefix = value().replace(/\/$/, '');
      else if (letter === 'e') value();
      else if (letter === 's') {
        command.signal = value();
        if (!Object.hasOwn(SIGNALS, command.signal)) throw new OptionProblem(`invalid option: "-s ${command.signal}"`);
      } else if (letter === 't') command.test = true;
      else if (letter === 'T') command.test = command.dump = true;
      else if (letter === 'q') command.quiet = true;
      else if (letter === 'v') command.show = 'version';
      else if (letter === 'V') command.show = 'build';
      else if (letter === '?' || letter === 'h') command.show = 'help';
      else throw new OptionProblem(`invalid option: "${letter}"`);
    }
  }
  if (!command.config.startsWith('/')) command.config = `${command.prefix}/${command.config}`;
  return command;
}

const NEEDS: Readonly<Record<string, string>> = {
  c: 'file name',
  g: 'parameter',
  p: 'directory name',
  e: 'file name',
  s: 'parameter',
};

const HELP = `Usage: nginx [-?hvVtTq] [-s signal] [-p prefix]
             [-e filename] [-c filename] [-g directives]

  -t tests the configuration, -T prints it too; -q keeps silent unless it is wrong
  -s sends a signal to the master process: stop, quit, reopen, reload
  -c and -p say where the configuration and its files are, -g adds to it
  -v and -V print the version, -h this text

`;

export const nginx: Applet = async (sys, argv = sys.argv) => {
  const say = async (text: string) => void (await sys.write(2, utf8(text)));
  const version = sys.env.get('NGINX_VERSION') ?? VERSION;
  let command: Command;
  try {
    command = parse(argv);
  } catch (error) {
    if (!(error instanceof OptionProblem)) throw error;
    await say(`nginx: ${error.message}\n`);
    return 1;
  }
  if (command.show) {
    await say(`nginx version: nginx/${version}\n`);
    if (command.show === 'help') await say(HELP);
    if (command.show === 'build') await say('built by Drydock, which simulates it\n');
    return 0;
  }
  const options: NginxOptions = { path: command.config, globals: command.globals, prefix: command.prefix, version };
  const logs = new NginxLogs(sys, ERROR_LOG, ACCESS_LOG, command.prefix);
  try {
    if (command.signal !== undefined) return await sendSignal(sys, command.signal, options, say);
    return command.test ? await testConfig(sys, command, options, logs, say) : await start(sys, options, logs, say);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    if (command.test && !command.quiet && error.found === 'complete')
      await say(`nginx: the configuration file ${command.config} syntax is ok\n`);
    await logs.log('emerg', sys.pid, error.message).catch(() => undefined);
    await say(`nginx: [emerg] ${error.message}\n`);
    if (command.test) await say(`nginx: configuration file ${command.config} test failed\n`);
    return 1;
  }
};

async function testConfig(
  sys: Sys,
  command: Command,
  options: NginxOptions,
  logs: NginxLogs,
  say: (text: string) => Promise<void>,
): Promise<number> {
  const config = await loadConfig(sys, options);
  for (const warning of config.warnings) await say(`nginx: [warn] ${warning}\n`);
  if (!command.quiet) await say(`nginx: the configuration file ${command.config} syntax is ok\n`);
  await logs.use(config);
  if (!command.quiet) await say(`nginx: configuration file ${command.config} test is successful\n`);
  if (command.dump) {
    for (const { path, text } of (await parseConfig(sys, command.config, command.globals)).files) {
      await sys.write(1, utf8(`# configuration file ${path}:\n${text}\n`));
    }
  }
  return 0;
}

async function start(
  sys: Sys,
  options: NginxOptions,
  logs: NginxLogs,
  say: (text: string) => Promise<void>,
): Promise<number> {
  const config = await loadConfig(sys, options);
  for (const warning of config.warnings) await say(`nginx: [warn] ${warning}\n`);
  await logs.use(config);
  if (config.main.flag('daemon', true)) {
    // The foreground process learns whether the sockets could be bound before it leaves.
    const master = new Master(sys, options, config, logs);
    await master.listen();
    sys.fork(async (child) => {
      child.setsid();
      const own = new Master(child, options, config, logs.of(child));
      own.adopt(master);
      return own.run();
    });
    return 0;
  }
  const master = new Master(sys, options, config, logs);
  await master.listen();
  return master.run();
}

async function sendSignal(
  sys: Sys,
  name: string,
  options: NginxOptions,
  say: (text: string) => Promise<void>,
): Promise<number> {
  const config = await loadConfig(sys, options);
  const stamp = (level: string) => `${logTime(sys.now())} [${level}] ${sys.pid}#${sys.pid}: `;
  await say(`${stamp('notice')}signal process started\n`);
  const path = pidFile(config);
  let pid: number;
  try {
    pid = Number((await readFile(sys, path)).trim());
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await say(`nginx: [error] open() "${path}" failed (${ERRNO[error.errno][0]}: ${error.message})\n`);
    return 1;
  }
  if (!pid) {
    await say(`nginx: [error] invalid PID number "" in "${path}"\n`);
    return 1;
  }
  try {
    sys.kill(pid, SIGNALS[name] as Signal);
    return 0;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await say(
      `nginx: [alert] kill(${pid}, ${name === 'reload' ? 1 : name === 'stop' ? 15 : 3}) failed (${ERRNO[error.errno][0]}: ${error.message})\n`,
    );
    return 1;
  }
}
