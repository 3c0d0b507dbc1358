/** The program `gem`. */
import { utf8 } from '../../../base/bytes.ts';
import type { Sys } from '../../../kernel/sys.ts';
import type { Applet } from '../../bin/lib/tool.ts';
import { findInstallation, gemNames, type Installation } from '../installation.ts';
import { FetchFailure } from './fetch.ts';
import { removeTree } from './files.ts';
import { readTextIfAny } from '../../read-all.ts';
import { GemFailure, installGems, type Terminal } from './install.ts';
import { compareVersions } from './specification.ts';

const HELP = `RubyGems is a sophisticated package manager for Ruby.

  Usage:
    gem -h/--help
    gem -v/--version
    gem command [arguments...] [options...]

  Simulated in Drydock:
    gem install NAME... [-v VERSION] [--no-ri --no-rdoc | --no-document]
    gem uninstall NAME... [-a -x]
    gem list [-i | -e] [REGEXP]
    gem env
    gem which FILE
`;

const REAL = new Set(
  'build cert check cleanup contents dependency fetch generate_index lock mirror open outdated owner pristine push query rdoc search server signin signout sources specification stale unpack update yank'.split(
    ' ',
  ),
);

export const gem: Applet = async (sys, argv = sys.argv) => {
  const ruby = await findInstallation(sys, argv[0]?.replace(/gem/, 'ruby'));
  const terminal: Terminal = {
    out: async (line) => void (await sys.write(1, utf8(`${line}\n`))),
    error: async (line) => void (await sys.write(2, utf8(`${line}\n`))),
  };
  const [command = '--help', ...words] = argv.slice(1);
  try {
    return await run(sys, ruby, command, words, terminal);
  } catch (error) {
    if (error instanceof FetchFailure) {
      await terminal.error(
        `ERROR:  Could not find a valid gem '${words.find((word) => !word.startsWith('-')) ?? ''}' (>= 0), here is why:\n          Unable to download data from https://rubygems.org/ - ${error.message}`,
      );
      return 2;
    }
    if (!(error instanceof GemFailure)) throw error;
    await terminal.error(error.message);
    return 1;
  }
};

async function run(
  sys: Sys,
  ruby: Installation,
  command: string,
  words: readonly string[],
  terminal: Terminal,
): Promise<number> {
  switch (command) {
    case 'install':
    case 'i':
      return install(sys, ruby, words, terminal);
    case 'uninstall':
      return uninstall(sys, ruby, words, terminal);
    case 'list':
    case 'l':
      return list(sys, ruby, words, terminal);
    case 'env':
    case 'environment':
      await terminal.out(environment(sys, ruby, words[0]));
      return 0;
    case '-v':
    case '--version':
      await terminal.out(ruby.rubygems);
      return 0;
    case '-h':
    case '--help':
    case 'help':
      await terminal.out(HELP.trimEnd());
      return 0;
    case 'which':
      return which(sys, ruby, words, terminal);
    default:
      if (REAL.has(command))
        throw new GemFailure(`ERROR:  gem ${command} is not simulated in Drydock; the real gem has it`);
      throw new GemFailure(
        `ERROR:  While executing gem ... (${ruby.rubygems.startsWith('1.') ? 'RuntimeError' : 'Gem::CommandLineError'})\n    Unknown command ${command}`,
      );
  }
}

async function install(sys: Sys, ruby: Installation, words: readonly string[], terminal: Terminal): Promise<number> {
  const names: string[] = [];
  let version: string | undefined;
  const rc = (await readTextIfAny(sys, '/usr/local/etc/gemrc')) ?? (await readTextIfAny(sys, '/etc/gemrc')) ?? '';
  let documentation = !rc.includes('--no-document');
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    if (word === '-v' || word === '--version') version = words[++i];
    else if (word.startsWith('--version=')) version = word.slice('--version='.length);
    else if (/^(?:--no-document|--no-ri|--no-rdoc|-N|--no-doc)$/.test(word)) documentation = false;
    else if (!word.startsWith('-')) names.push(word);
  }
  if (names.length === 0) {
    throw new GemFailure(
      'ERROR:  While executing gem ... (Gem::CommandLineError)\n    Please specify at least one gem name (e.g. gem build GEMNAME)',
    );
  }
  if (sys.credentials.euid !== 0 && ruby.gemHome.startsWith('/var')) {
    throw new GemFailure(
      `ERROR:  While executing gem ... (Gem::FilePermissionError)\n    You don't have write permissions ${ruby.rubygems.startsWith('1.') ? 'into' : 'for'} the ${ruby.gemHome} directory.`,
    );
  }
  return installGems(sys, ruby, names, { version, documentation }, terminal);
}

async function uninstall(sys: Sys, ruby: Installation, words: readonly string[], terminal: Terminal): Promise<number> {
  let status = 0;
  for (const name of words.filter((word) => !word.startsWith('-'))) {
    const found = (await gemNames(sys, ruby.gemHome)).filter((one) => one.replace(/-[^-]+$/, '') === name);
    if (found.length === 0) {
      await terminal.error(
        ruby.rubygems.startsWith('1.')
          ? `ERROR:  While executing gem ... (Gem::InstallError)\n    gem "${name}" is not installed`
          : `Gem '${name}' is not installed`,
      );
      status = ruby.rubygems.startsWith('1.') ? 1 : 0;
    }
    for (const full of found) {
      const specification = (await readTextIfAny(sys, `${ruby.gemHome}/specifications/${full}.gemspec`)) ?? '';
      const programs = [...(/s\.executables = \[(.*)\]/.exec(specification)?.[1] ?? '').matchAll(/"([^"]+)"/g)].map(
        ([, program]) => program as string,
      );
      for (const program of programs) {
        await terminal.out(`Removing ${program}`);
        await removeTree(sys, `${ruby.gemPrograms}/${program}`);
      }
      for (const path of [`gems/${full}`, `doc/${full}`, `cache/${full}.gem`, `specifications/${full}.gemspec`])
        await removeTree(sys, `${ruby.gemHome}/${path}`);
      await terminal.out(`Successfully uninstalled ${full}`);
    }
  }
  return status;
}

/** The installed gems. `-i` only asks whether one is there: true and status 0, or false and 1. */
async function list(sys: Sys, ruby: Installation, words: readonly string[], terminal: Terminal): Promise<number> {
  const asked = listQuery(words);
  // Until RubyGems 2 a name was matched from its beginning, and the headline came on a pipe, too.
  const old = ruby.rubygems.startsWith('1.');
  const found = await matchingGems(sys, ruby, asked, old);
  if (asked.installed) {
    if (asked.pattern === undefined) {
      await terminal.error('ERROR:  You must specify a gem name');
      return 4;
    }
    await terminal.out(String(found.length > 0));
    return found.length > 0 ? 0 : 1;
  }
  if (!asked.quiet && (old || sys.isatty(1))) await terminal.out('\n*** LOCAL GEMS ***\n');
  for (const [name, all] of found) await terminal.out(asked.versions ? `${name} (${all.join(', ')})` : name);
  return 0;
}

interface ListQuery {
  readonly pattern: string | undefined;
  readonly installed: boolean;
  readonly exact: boolean;
  readonly versions: boolean;
  readonly quiet: boolean;
}

function listQuery(words: readonly string[]): ListQuery {
  const query = { installed: false, exact: false, versions: true, quiet: false };
  let pattern: string | undefined;
  for (const word of words) {
    if (word === '-i' || word === '--installed') query.installed = true;
    else if (word === '-e' || word === '--exact') query.exact = true;
    else if (word === '--no-versions') query.versions = false;
    else if (word === '-q' || word === '--quiet') query.quiet = true;
    else if (word.startsWith('-') && !/^(?:-l|--local|--versions)$/.test(word)) {
      throw new GemFailure(`ERROR:  gem list ${word} is not simulated in Drydock`);
    } else if (!word.startsWith('-')) pattern = word;
  }
  return { ...query, pattern };
}

async function matchingGems(
  sys: Sys,
  ruby: Installation,
  { pattern, exact }: ListQuery,
  anchored: boolean,
): Promise<readonly (readonly [name: string, versions: readonly string[]])[]> {
  const expression = new RegExp(`${anchored ? '^' : ''}${pattern ?? ''}`, 'i');
  const wanted = (name: string) => (exact && pattern !== undefined ? name === pattern : expression.test(name));
  const versions = new Map<string, string[]>();
  for (const folder of ruby.gemPath) {
    for (const full of await gemNames(sys, folder)) {
      const name = full.replace(/-[^-]+$/, '');
      versions.set(name, [...(versions.get(name) ?? []), full.slice(name.length + 1)]);
    }
  }
  return [...versions]
    .filter(([name]) => wanted(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, all]) => [name, all.sort((a, b) => compareVersions(b, a))]);
}

function environment(sys: Sys, ruby: Installation, what: string | undefined): string {
  if (what === 'gemdir' || what === 'home') return ruby.gemHome;
  if (what === 'version') return ruby.rubygems;
  if (what === 'gempath' || what === 'path') return ruby.gemPath.join(':');
  const items = (list: readonly string[]) => list.map((one) => `\n     - ${one}`).join('');
  return `RubyGems Environment:
  - RUBYGEMS VERSION: ${ruby.rubygems}
  - RUBY VERSION: ${ruby.version} (${ruby.date} patchlevel ${ruby.patch}) [${ruby.platform}]
  - INSTALLATION DIRECTORY: ${ruby.gemHome}
  - RUBY EXECUTABLE: ${ruby.program}
  - EXECUTABLE DIRECTORY: ${ruby.gemPrograms}
  - RUBYGEMS PLATFORMS:${items(['ruby', ruby.platform])}
  - GEM PATHS:${items([...ruby.gemPath, `${sys.env.get('HOME') ?? '/root'}/.gem/ruby/${ruby.api}`])}
  - GEM CONFIGURATION:${items([':update_sources => true', ':verbose => true', ':backtrace => false', ':bulk_threshold => 1000'])}
  - REMOTE SOURCES:${items(['http://rubygems.org/'])}`;
}

async function which(sys: Sys, ruby: Installation, words: readonly string[], terminal: Terminal): Promise<number> {
  let status = 0;
  for (const word of words) {
    const places = [...ruby.loadPath.map((folder) => `${folder}/${word}.rb`)];
    for (const folder of ruby.gemPath)
      for (const full of await gemNames(sys, folder)) places.push(`${folder}/gems/${full}/lib/${word}.rb`);
    let found: string | undefined;
    for (const place of places)
      if (found === undefined && (await readTextIfAny(sys, place)) !== undefined) found = place;
    if (found !== undefined) await terminal.out(found);
    else {
      await terminal.error(`ERROR:  Can't find ruby library file or shared library ${word}`);
      status = 1;
    }
  }
  return status;
}
