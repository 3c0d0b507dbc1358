/** Apache httpd 2.4: the programs httpd, apache2, and apachectl, in the layouts of the official image, Debian and CentOS. */
import { utf8 } from '../../base/bytes.ts';
import { ERRNO, SysError } from '../../kernel/errno.ts';
import type { Signal } from '../../kernel/signals.ts';
import type { Sys } from '../../kernel/sys.ts';
import { execCommand } from '../bin/lib/find-program.ts';
import { basename } from '../bin/lib/path.ts';
import { isAddress, resolveHost, ResolveError } from '../bin/lib/resolve.ts';
import type { Applet } from '../bin/lib/tool.ts';
import { readFile } from './lib/files.ts';
import { type ApacheConfig, buildConfig, last, type VirtualHost } from './apache/config.ts';
import { ApacheConfigError, ApacheParser } from './apache/config-parser.ts';
import { ApacheLogs } from './apache/logs.ts';
import { ApacheParent, bindAll, type ApacheIdentity } from './apache/server.ts';

interface Layout {
  readonly program: string;
  readonly root: string;
  readonly config: string;
  readonly pid: string;
}

const OFFICIAL: Layout = {
  program: 'httpd',
  root: '/usr/local/apache2',
  config: '/usr/local/apache2/conf/httpd.conf',
  pid: 'logs/httpd.pid',
};
const DEBIAN: Layout = {
  program: 'apache2',
  root: '/etc/apache2',
  config: '/etc/apache2/apache2.conf',
  pid: '/var/run/apache2/apache2.pid',
};
const CENTOS: Layout = {
  program: 'httpd',
  root: '/etc/httpd',
  config: '/etc/httpd/conf/httpd.conf',
  pid: '/run/httpd/httpd.pid',
};

/** By the files that are there: one program runs under both names. */
async function layoutOf(sys: Sys, called: string): Promise<Layout> {
  const preferred = called === 'apache2' ? [DEBIAN, OFFICIAL, CENTOS] : [OFFICIAL, CENTOS, DEBIAN];
  for (const layout of preferred) if (await sys.access(layout.config, {})) return layout;
  return preferred[0] as Layout;
}

/** What the package databases of the image say, or its environment. */
async function identityOf(sys: Sys, { program }: Layout): Promise<Omit<ApacheIdentity, 'commandLine'>> {
  const release = await textOf(sys, '/etc/os-release');
  const name = /^NAME="?(\w+)/m.exec(release)?.[1] ?? 'Unix';
  if (program === 'apache2') {
    const installed = /^Package: apache2(?:-bin)?\n(?:.+\n)*?Version: (?:\d+:)?([\d.]+)/m.exec(
      await textOf(sys, '/var/lib/dpkg/status'),
    )?.[1];
    return { program, version: installed ?? '2.4.65', platform: name };
  }
  const given = sys.env.get('HTTPD_VERSION');
  if (given === undefined && name === 'CentOS') return { program, version: '2.4.6', platform: 'CentOS' };
  return { program, version: given ?? '2.4.65', platform: 'Unix' };
}

async function textOf(sys: Sys, path: string): Promise<string> {
  try {
    return await readFile(sys, path);
  } catch (error) {
    if (error instanceof SysError) return '';
    throw error;
  }
}

interface Command {
  readonly defines: ReadonlySet<string>;
  readonly action: string;
  readonly config: string | undefined;
  readonly root: string | undefined;
  readonly show: 'version' | 'build' | 'test' | 'hosts' | 'modules' | 'help' | undefined;
  readonly extra: readonly string[];
}

/** The command line is wrong; `message` as Apache says it. */
class Usage extends Error {}

function parse(argv: readonly string[]): Command {
  const defines = new Set<string>();
  const extra: string[] = [];
  let action = 'start';
  let config: string | undefined;
  let root: string | undefined;
  let show: Command['show'];
  for (let i = 1; i < argv.length; i++) {
    const word = argv[i] as string;
    const letter = word[1] ?? '';
    if (!word.startsWith('-') || letter === '') throw new Usage('');
    const value = (): string => {
      const given = word.slice(2) || argv[++i];
      if (given === undefined) throw new Usage(`option requires an argument -- ${letter}`);
      return given;
    };
    if (letter === 'D') defines.add(value());
    else if (letter === 'k') action = value();
    else if (letter === 'f') config = value();
    else if (letter === 'd') root = value();
    else if (letter === 'c' || letter === 'C') extra.push(value());
    else if (letter === 'e' || letter === 'E') value();
    else if (letter === 'X') defines.add('FOREGROUND');
    else if (letter === 'v') show = 'version';
    else if (letter === 'V') show = 'build';
    else if (letter === 't') show = 'test';
    else if (letter === 'S') show = 'hosts';
    else if (letter === 'M') show = 'modules';
    else if (letter === 'h') show = 'help';
    else throw new Usage(`illegal option -- ${letter}`);
  }
  if (!/^(start|restart|graceful|graceful-stop|stop)$/.test(action)) throw new Usage('illegal option -- k');
  return { defines, action, config, root, show, extra };
}

const usage = (program: string) => `Usage: ${program} [-D name] [-d directory] [-f file]
               [-C "directive"] [-c "directive"]
               [-k start|restart|graceful|graceful-stop|stop]
               [-v] [-V] [-h] [-t] [-S] [-M] [-X]
`;

export const httpd: Applet = async (sys, argv = sys.argv) => {
  const say = async (text: string) => void (await sys.write(2, utf8(text)));
  const layout = await layoutOf(sys, basename(argv[0] ?? sys.program));
  let command: Command;
  try {
    command = parse(argv);
  } catch (error) {
    if (!(error instanceof Usage)) throw error;
    await say(`${error.message && `${layout.program}: ${error.message}\n`}${usage(layout.program)}`);
    return 1;
  }
  return new Apache(sys, argv, layout, command, say).run();
};

class Apache {
  #parser: ApacheParser | undefined;

  constructor(
    private readonly sys: Sys,
    private readonly argv: readonly string[],
    private readonly layout: Layout,
    private readonly command: Command,
    private readonly say: (text: string) => Promise<void>,
  ) {}

  async run(): Promise<number> {
    const { sys, layout, command, argv } = this;
    const identity = await identityOf(sys, layout);
    if (command.show === 'version' || command.show === 'build') {
      await sys.write(
        1,
        utf8(
          `Server version: Apache/${identity.version} (${identity.platform})\nServer built:   as simulated by Drydock\n`,
        ),
      );
      return 0;
    }
    if (command.show === 'help') {
      await sys.write(1, utf8(usage(layout.program)));
      return 0;
    }
    const config = await this.#load(identity.version);
    if (!config) return 1;
    await this.#nameWarning(config);
    if (command.show === 'test') {
      await this.say('Syntax OK\n');
      return 0;
    }
    if (command.show === 'hosts') return this.#showHosts(config);
    if (command.show === 'modules') {
      const { modules, builtIn } = this.#parser as ApacheParser;
      const names = [...modules].map((name) => ` ${name} (${builtIn.includes(name) ? 'static' : 'shared'})\n`);
      await sys.write(1, utf8(`Loaded Modules:\n${names.join('')}`));
      return 0;
    }
    const pidPath = this.#pidPath(config);
    const running = await this.#running(pidPath);
    if (command.action !== 'start') return this.#signal(running, config, identity, pidPath);
    if (running !== undefined && running !== sys.pid) {
      await sys.write(1, utf8(`httpd (pid ${running}) already running\n`));
      return 0;
    }
    return this.#start(config, { ...identity, commandLine: withoutAction(argv) }, pidPath);
  }

  async #load(version: string): Promise<ApacheConfig | undefined> {
    const { sys, layout, command } = this;
    const root = command.root ?? layout.root;
    const given = command.config ?? layout.config;
    const path = given.startsWith('/') ? given : `${root}/${given}`;
    const parser = new ApacheParser({ sys, root, defines: command.defines, version, program: layout.program });
    this.#parser = parser;
    try {
      const directives = await parser.file(path);
      parser.check();
      for (const warning of parser.warnings)
        await this.say(`[${new Date(sys.now()).toUTCString().slice(5, 25)}] [core:warn] ${warning}\n`);
      const undefinedVariable = directives.find(
        ({ name, args }) => name === 'DefaultRuntimeDir' && args[0]?.startsWith('${'),
      );
      if (undefinedVariable) {
        const { line, file } = undefinedVariable;
        throw new ApacheConfigError(
          `${layout.program}: Syntax error on line ${line} of ${file}: DefaultRuntimeDir must be a valid directory, absolute or relative to ServerRoot`,
        );
      }
      const config = await buildConfig(sys, directives, parser.modules, root);
      if (!parser.hasProcesses)
        throw new ApacheConfigError(`AH00534: ${layout.program}: Configuration error: No MPM loaded.`);
      return config;
    } catch (error) {
      if (error instanceof ApacheConfigError) await this.say(`${error.message}\n`);
      else if (error instanceof SysError)
        await this.say(`${layout.program}: Could not open configuration file ${path}: ${error.message}\n`);
      else throw error;
      return undefined;
    }
  }

  /** A server without a name looks for one, and says when it finds none. */
  async #nameWarning(config: ApacheConfig): Promise<void> {
    if (last(config.main, 'ServerName') !== undefined) return;
    const name = this.sys.uname().nodename;
    if (name.includes('.')) return;
    let address = '127.0.0.1';
    try {
      address = (await resolveHost(this.sys, name))[0] ?? address;
    } catch (error) {
      if (!(error instanceof ResolveError)) throw error;
    }
    if (!isAddress(address)) return;
    await this.say(
      `AH00558: ${this.layout.program}: Could not reliably determine the server's fully qualified domain name, using ${address}. Set the 'ServerName' directive globally to suppress this message\n`,
    );
  }

  #pidPath(config: ApacheConfig): string {
    const given = last(config.main, 'PidFile') ?? this.layout.pid;
    return given.startsWith('/') ? given : `${config.root}/${given}`;
  }

  async #running(pidPath: string): Promise<number | undefined> {
    const pid = Number((await textOf(this.sys, pidPath)).trim());
    if (!pid) return undefined;
    try {
      this.sys.kill(pid, 0);
      return pid;
    } catch (error) {
      if (error instanceof SysError) return undefined;
      throw error;
    }
  }

  async #signal(
    running: number | undefined,
    config: ApacheConfig,
    identity: Omit<ApacheIdentity, 'commandLine'>,
    pidPath: string,
  ): Promise<number> {
    const { action } = this.command;
    if (running === undefined) {
      if (action === 'stop' || action === 'graceful-stop') {
        await this.say('httpd (no pid file) not running\n');
        return 1;
      }
      await this.say('httpd not running, trying to start\n');
      return this.#start(config, { ...identity, commandLine: withoutAction(this.argv) }, pidPath);
    }
    const signals: Readonly<Record<string, Signal>> = {
      stop: 'TERM',
      restart: 'HUP',
      graceful: 'USR1',
      'graceful-stop': 'WINCH',
    };
    this.sys.kill(running, signals[action] as Signal);
    if (action === 'stop') while (await this.#running(pidPath)) await this.sys.sleep(20);
    return 0;
  }

  async #start(config: ApacheConfig, identity: ApacheIdentity, pidPath: string): Promise<number> {
    const { sys, layout, command } = this;
    if (config.listens.length === 0) {
      await this.say('no listening sockets available, shutting down\nAH00015: Unable to open logs\n');
      return 1;
    }
    const sockets = await bindAll(sys, config, new Map());
    if (!(sockets instanceof Map)) {
      const { place, error } = sockets;
      const code = ERRNO[error.errno][0];
      await this.say(
        `(${code})${error.message}: AH00072: make_sock: could not bind to address ${place}\nno listening sockets available, shutting down\nAH00015: Unable to open logs\n`,
      );
      return 1;
    }
    const logs = new ApacheLogs(sys, config);
    const failed = await logs.use();
    if (failed) {
      const code = ERRNO[failed.error.errno][0];
      await this.say(
        `(${code})${failed.error.message}: AH00091: ${layout.program}: could not open error log file ${failed.path}.\nAH00015: Unable to open logs\n`,
      );
      return 1;
    }
    const parent = (own: Sys, ownLogs: ApacheLogs) => {
      const say = async (text: string) => void (await own.write(2, utf8(text)));
      const again = new Apache(own, this.argv, layout, command, say);
      const reload = () => again.#load(identity.version);
      return new ApacheParent(own, identity, pidPath, config, ownLogs, reload, sockets).run();
    };
    if (command.defines.has('FOREGROUND') || command.defines.has('DEBUG')) return parent(sys, logs);
    sys.fork((child) => {
      child.setsid();
      return parent(child, logs.of(child));
    });
    return 0;
  }

  async #showHosts(config: ApacheConfig): Promise<number> {
    const lines = hostLines(config.hosts, this.sys.uname().nodename);
    await this.sys.write(
      1,
      utf8(
        `VirtualHost configuration:\n${lines}ServerRoot: "${config.root}"\nMain DocumentRoot: "${last(config.main, 'DocumentRoot') ?? ''}"\nPidFile: "${this.#pidPath(config)}"\n`,
      ),
    );
    return 0;
  }
}

/** The log tells the command line without what was to be done. */
function withoutAction(argv: readonly string[]): string {
  return argv.filter((word, i) => word !== '-k' && argv[i - 1] !== '-k').join(' ');
}

/** Hosts of one place: the first is the default, and the only one needs no list. */
function hostLines(hosts: readonly VirtualHost[], own: string): string {
  const places = new Map<string, VirtualHost[]>();
  for (const host of hosts) {
    const place = `*:${host.port ?? '*'}`;
    places.set(place, [...(places.get(place) ?? []), host]);
  }
  const lines = [...places].flatMap(([place, [first, ...others]]) => {
    const shown = (host: VirtualHost) => `${host.name ?? own} (${host.where})`;
    const aliases = ({ aliases: names }: VirtualHost, indent: string) =>
      names.map((name) => `${indent}${/[*?]/.test(name) ? 'wild alias' : 'alias'} ${name}`);
    const [host] = [first as VirtualHost];
    if (others.length === 0) return [`${place.padEnd(22)} ${shown(host)}`, ...aliases(host, ' '.repeat(16))];
    return [
      `${place.padEnd(22)} is a NameVirtualHost`,
      `         default server ${shown(host)}`,
      ...[host, ...others].flatMap((one) => [
        `         port ${one.port ?? '*'} namevhost ${shown(one)}`,
        ...aliases(one, ' '.repeat(17)),
      ]),
    ];
  });
  return lines.map((line) => `${line}\n`).join('');
}

/** apachectl and apache2ctl: reads envvars, and runs the server with `-k`. */
export const apachectl: Applet = async (sys, argv = sys.argv) => {
  const debian = await sys.access(DEBIAN.config, {});
  const program = debian
    ? '/usr/sbin/apache2'
    : (await sys.access(OFFICIAL.config, {}))
      ? '/usr/local/apache2/bin/httpd'
      : '/usr/sbin/httpd';
  const env = new Map(sys.env);
  if (debian)
    for (const [name, value] of variables(await textOf(sys, '/etc/apache2/envvars'), env)) env.set(name, value);
  const [action = '', ...rest] = argv.slice(1);
  const words = /^(start|stop|restart|graceful|graceful-stop)$/.test(action)
    ? ['-k', action, ...rest]
    : action === 'configtest'
      ? ['-t', ...rest]
      : argv.slice(1);
  if (action === 'status' || action === 'fullstatus') {
    await sys.write(2, utf8(`apachectl: ${action} needs lynx, which is not simulated in Drydock\n`));
    return 1;
  }
  if (debian) {
    const directory = env.get('APACHE_RUN_DIR') ?? '/var/run/apache2';
    for (const path of [directory, env.get('APACHE_LOCK_DIR') ?? '/var/lock/apache2']) {
      try {
        await sys.mkdir(path, 0o755);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
      }
    }
  }
  if (!debian || words.some((word) => /FOREGROUND/.test(word))) return execCommand(sys, [program, ...words], env);
  const pid = await sys.spawn(program, { argv: [program, ...words], env });
  const result = await sys.wait(pid);
  const status = result?.status.kind === 'exited' ? result.status.status : 1;
  if (status !== 0 && /^(start|configtest|restart|graceful)$/.test(action)) {
    await sys.write(
      1,
      utf8(`Action '${argv.slice(1).join(' ')}' failed.\nThe Apache error log may have more information.\n`),
    );
  }
  return status;
};

/** `export NAME=value` lines of envvars, with earlier variables put in. */
function variables(text: string, env: ReadonlyMap<string, string>): Map<string, string> {
  const found = new Map<string, string>();
  const suffix = '';
  for (const [, name = '', raw = ''] of text.matchAll(/^\s*(?:export\s+)?([A-Z_]+)=(.*)$/gm)) {
    const value = raw
      .replace(/^["']|["']$/g, '')
      .replace(/\$\{?(\w+)\}?/g, (_, key: string) =>
        key === 'SUFFIX' ? suffix : (found.get(key) ?? env.get(key) ?? ''),
      );
    if (name !== 'SUFFIX') found.set(name, value);
  }
  return found;
}
