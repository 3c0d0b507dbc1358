/** The docker program: finds the command that the words name, reads its flags, runs it, and says what went wrong. */
import { utf8 } from '../base/bytes.ts';
import { configDirectory, readConfig } from './config-file.ts';
import { currentHost } from './context/current.ts';
import { errorText, exitStatusOf } from './errors.ts';
import { CliFailure, notSimulated } from './failure.ts';
import { checkArguments } from './flags/arguments.ts';
import { FlagError, HelpRequest, parseFlags, type Flags } from './flags/parse.ts';
import { commandHelp, groupHelp, helpWidth, newerOrSame, useLine } from './help.ts';
import type { Machine } from './machine.ts';
import { builderNotice } from './image/builder-notice.ts';
import { HANDLERS, INSTEAD } from './registry.ts';
import { Session } from './session.ts';
import { flagsOf, parseFlagLine, type CommandSource, type FlagSpec } from './surface/command.ts';
import { cliPlugin } from './surface/cli-plugins.ts';
import { unsimulatedFlag } from './surface/unsimulated.ts';
import { findCommand } from './surface/tree.ts';
import { API_VERSION, CLI_BUILD, CLI_VERSION } from './version.ts';

/** Answers the exit status. */
export async function runDocker(machine: Machine): Promise<number> {
  try {
    return await dispatch(machine);
  } catch (error) {
    const message = errorText(error);
    if (message) await machine.stderr.write(utf8(`${message}\n`));
    return exitStatusOf(error);
  }
}

/** Those without a default of their own here have one in the configuration directory. */
const GLOBAL_FLAGS: readonly FlagSpec[] = [
  'config string',
  'context,c string',
  'debug,D bool',
  'host,H list',
  'log-level,l string=info',
  'tls bool',
  'tlscacert string',
  'tlscert string',
  'tlskey string',
  'tlsverify bool',
  'version,v bool',
].map(parseFlagLine);

function helpOfGroup(machine: Machine, path: string): string {
  const directory = configDirectory(machine, '');
  const defaults: Readonly<Record<string, string>> = {
    config: directory,
    tlscacert: `${directory}/ca.pem`,
    tlscert: `${directory}/cert.pem`,
    tlskey: `${directory}/key.pem`,
  };
  const flags = GLOBAL_FLAGS.map((flag) => ({ ...flag, fallback: defaults[flag.long] ?? flag.fallback }));
  return groupHelp(path, flags, helpWidth(machine));
}

async function dispatch(machine: Machine): Promise<number> {
  const print = (text: string) => machine.stdout.write(utf8(text));
  const rootUsage = (error: FlagError) =>
    new CliFailure(
      `${error.message}\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]\n\nRun 'docker --help' for more information`,
      125,
    );
  const root = await readOrHelp(
    machine,
    machine.argv,
    { command: '', specs: GLOBAL_FLAGS, optionsFirst: true },
    () => helpOfGroup(machine, ''),
    rootUsage,
  );
  if (!root) return 0;
  checkLogLevel(root.flags);
  if (root.flags.bool('version')) {
    await print(`Docker version ${CLI_VERSION}, build ${CLI_BUILD}\n`);
    return 0;
  }
  const wantsHelp = root.args[0] === 'help';
  const found = findCommand(wantsHelp ? root.args.slice(1) : root.args);
  if (found.kind === 'group') {
    const [first] = found.rest;
    if (found.path === 'checkpoint' && !wantsHelp) throw new CliFailure(`docker checkpoint is ${EXPERIMENTAL}`);
    if (first === undefined || wantsHelp) {
      if (wantsHelp && first !== undefined) throw new CliFailure(`unknown help topic: ${found.rest.join(' ')}`);
      const text = helpOfGroup(machine, found.path);
      if (found.path === 'builder' && !wantsHelp) await builderNotice(machine);
      if (found.path === 'manifest' && !wantsHelp) await machine.stderr.write(utf8('\n'));
      await (wantsHelp ? print(text) : machine.stderr.write(utf8(text)));
      return 0;
    }
    if (found.path === 'builder') await builderNotice(machine);
    return groupWord(machine, found.path, found.rest, () => helpOfGroup(machine, found.path));
  }
  const help = () => commandHelp(found.path, found.source, helpWidth(machine));
  if (wantsHelp) {
    if (found.rest.length) throw new CliFailure(`unknown help topic: ${found.rest.join(' ')}`);
    await print(help());
    return 0;
  }
  return runCommand(machine, root.flags, found.path, found.source, found.rest, help);
}

/** A word after a group that names nothing in it. */
async function groupWord(machine: Machine, path: string, rest: readonly string[], help: () => string): Promise<number> {
  const name = `docker ${path}`.trimEnd();
  const plugin = path === '' ? cliPlugin(rest[0] as string) : undefined;
  if (plugin) throw notSimulated(`docker ${rest[0]}`, plugin);
  // One group alone says in its usage that a command follows.
  const usage = path ? `\n\nUsage:  ${name}${path === 'volume' ? ' COMMAND' : ''}` : '';
  if (rest.includes('--help')) {
    await machine.stdout.write(utf8(help()));
    return 0;
  }
  if (rest[0]?.startsWith('-')) {
    const fail = (error: FlagError) =>
      new CliFailure(`${error.message}${usage}\n\nRun '${name} --help' for more information`, 125);
    const read = await readOrHelp(machine, rest, { command: path, specs: [], optionsFirst: false }, help, fail);
    if (read?.args.length === 0) await machine.stderr.write(utf8(help()));
    if (!read?.args.length) return 0;
  }
  throw new CliFailure(
    `docker: unknown command: ${name} ${rest[0]}${usage}\n\nRun '${name} --help' for more information`,
  );
}

/** Commands whose --platform has its default from DOCKER_DEFAULT_PLATFORM. */
const PLATFORMED = new Set(['container run', 'container create', 'image pull', 'image build', 'image import']);

async function runCommand(
  machine: Machine,
  global: Flags,
  path: string,
  source: CommandSource,
  words: readonly string[],
  help: () => string,
): Promise<number> {
  const key = source.paths[0] as string;
  if (source.experimental) throw new CliFailure(`docker ${path} is ${EXPERIMENTAL}`);
  if (key === 'image build' || path.startsWith('builder ')) await builderNotice(machine);
  const platform = machine.env.get('DOCKER_DEFAULT_PLATFORM');
  const specs =
    platform && PLATFORMED.has(key)
      ? flagsOf(source).map((spec) => (spec.long === 'platform' ? { ...spec, fallback: platform } : spec))
      : flagsOf(source);
  const line = useLine(path, source);
  const usageFailure = (error: FlagError) =>
    new CliFailure(`${error.message}\n\nUsage:  ${line}\n\nRun 'docker ${path} --help' for more information`, 125);
  const read = await readOrHelp(
    machine,
    words,
    { command: key, specs, optionsFirst: source.options === 'first' },
    help,
    usageFailure,
  );
  if (!read) return 0;
  checkArguments(source.args, read.args.length, `docker ${path}`, line);
  checkSupport(read.flags);
  const handler = HANDLERS[key];
  if (!handler) throw notSimulated(`docker ${path}`, INSTEAD[key.split(' ')[0] as string] ?? 'do it');
  const refused = unsimulatedFlag(key, read.flags);
  if (refused) throw notSimulated(`docker ${path} --${refused.flag}`, refused.instead);
  const directory = configDirectory(machine, global.changed('config') ? global.string('config') : '');
  const config = await readConfig(machine, directory);
  const host = await currentHost(machine, config, global);
  return (await handler(new Session(machine, host, config, path, global.bool('debug')), read.flags, read.args)) ?? 0;
}

type Grammar = Parameters<typeof parseFlags>[1];

/** Undefined when help was printed instead. */
async function readOrHelp(
  machine: Machine,
  words: readonly string[],
  grammar: Grammar,
  help: () => string,
  wrap: (error: FlagError) => CliFailure,
): Promise<ReturnType<typeof parseFlags> | undefined> {
  try {
    return parseFlags(words, grammar);
  } catch (error) {
    if (error instanceof HelpRequest) {
      // Only the root says so on standard error.
      const notice = utf8(error.short ? 'Flag shorthand -h has been deprecated, use --help\n' : '');
      if (error.short) await (grammar.command === '' ? machine.stderr : machine.stdout).write(notice);
      await machine.stdout.write(utf8(help()));
      return undefined;
    }
    throw error instanceof FlagError ? wrap(error) : error;
  }
}

function checkSupport(flags: Flags): void {
  const failures: string[] = [];
  for (const name of [...flags.given].sort()) {
    const spec = flags.spec(name) as FlagSpec;
    if (spec.minApi && !newerOrSame(API_VERSION, spec.minApi))
      failures.push(
        `"--${name}" requires API version ${spec.minApi}, but the Docker daemon API version is ${API_VERSION}`,
      );
    else if (spec.os && spec.os !== 'linux')
      failures.push(
        `"--${name}" is only supported on a Docker daemon running on ${spec.os}, but the Docker daemon is running on linux`,
      );
    else if (spec.experimental) failures.push(`"--${name}" is ${EXPERIMENTAL}`);
  }
  if (failures.length) throw new CliFailure(failures.join('\n'));
}

const EXPERIMENTAL = 'only supported on a Docker daemon with experimental features enabled';

function checkLogLevel(flags: Flags): void {
  const level = flags.string('log-level').toLowerCase();
  if (level && !['panic', 'fatal', 'error', 'warn', 'warning', 'info', 'debug', 'trace'].includes(level))
    throw new CliFailure(`Unable to parse logging level: ${flags.string('log-level')}`);
}

/** For lessons. */
export function isSimulated(source: CommandSource): boolean {
  return HANDLERS[source.paths[0] as string] !== undefined;
}
