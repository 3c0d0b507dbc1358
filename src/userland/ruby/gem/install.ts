/** `gem install`: fetches a gem and what it depends on, unpacks them, builds extensions, says so in the words of its version. */
import { text } from '../../../base/bytes.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { gemNames, type Installation } from '../installation.ts';
import { readGem } from './archive.ts';
import { fetchFile } from './fetch.ts';
import { makeFolders, placeFile } from './files.ts';
import { compareVersions, parseInfo, parseMetadata, satisfies, specificationCode } from './specification.ts';
import type { Dependency, Specification } from './specification.ts';

export interface InstallOptions {
  readonly version: string | undefined;
  readonly documentation: boolean;
}

export interface Terminal {
  out(line: string): Promise<void>;
  error(line: string): Promise<void>;
}

/** Something that ends the command with a message on standard error. */
export class GemFailure extends Error {
  override name = 'GemFailure';
}

interface Chosen {
  readonly name: string;
  readonly version: string;
}

export async function installGems(
  sys: Sys,
  ruby: Installation,
  names: readonly string[],
  options: InstallOptions,
  terminal: Terminal,
): Promise<number> {
  const installed: Specification[] = [];
  let status = 0;
  for (const name of names) {
    try {
      const plan = await planOf(sys, ruby, name, options.version);
      for (const one of plan) installed.push(await installOne(sys, ruby, one, terminal, name));
    } catch (error) {
      if (!(error instanceof GemFailure)) throw error;
      await terminal.error(error.message);
      status = 2;
    }
  }
  await conclusion(sys, ruby, installed, options, terminal);
  return status;
}

/** Gems to install, what is depended on first. */
async function planOf(
  sys: Sys,
  ruby: Installation,
  name: string,
  version: string | undefined,
): Promise<readonly Chosen[]> {
  const present = (await Promise.all(ruby.gemPath.map((folder) => gemNames(sys, folder)))).flat();
  const plan: Chosen[] = [];
  const visit = async ({ name: wanted, requirements }: Dependency, top: boolean): Promise<void> => {
    const has = present.some(
      (one) =>
        one.replace(/-[^-]+$/, '') === wanted && requirements.every((need) => satisfies(one.replace(/^.*-/, ''), need)),
    );
    if ((has && !top) || plan.some((one) => one.name === wanted)) return;
    const info = await fetchFile(sys, `/info/${wanted}`);
    const all = info ? parseInfo(text(info)) : [];
    const fitting = all.filter((one) => requirements.every((need) => satisfies(one.version, need)));
    const best = fitting.sort((a, b) => compareVersions(b.version, a.version))[0];
    if (!best) throw new GemFailure(missing(wanted, requirements));
    for (const need of best.dependencies) await visit(need, false);
    plan.push({ name: wanted, version: best.version });
  };
  await visit(
    {
      name,
      requirements:
        version === undefined
          ? ['>= 0']
          : [`= ${version.replace(/^= ?/, '')}`].map((one) => (/[<>~]/.test(version) ? version : one)),
    },
    true,
  );
  return plan;
}

const missing = (name: string, requirements: readonly string[]) =>
  `ERROR:  Could not find a valid gem '${name}' (${requirements.join(', ')}) in any repository`;

export const isOld = ({ rubygems }: Installation) => /^[12]\./.test(rubygems);

async function installOne(
  sys: Sys,
  ruby: Installation,
  { name, version }: Chosen,
  terminal: Terminal,
  asked: string,
): Promise<Specification> {
  const full = `${name}-${version}`;
  await terminal.out(isOld(ruby) ? `Fetching: ${full}.gem (100%)` : `Fetching ${full}.gem`);
  const bytes = await fetchFile(sys, `/gems/${full}.gem`);
  if (!bytes)
    throw new GemFailure(
      `ERROR:  While executing gem ... (Gem::RemoteFetcher::FetchError)\n    bad response Not Found 404 (https://rubygems.org/gems/${full}.gem)`,
    );
  const { metadata, files } = await readGem(bytes);
  const specification = parseMetadata(metadata);
  const home = `${ruby.gemHome}/gems/${full}`;
  for (const { path, mode, content } of files) await placeFile(sys, `${home}/${path}`, content, mode);
  await build(sys, ruby, specification, home, terminal, asked);
  await placeFile(sys, `${ruby.gemHome}/cache/${full}.gem`, bytes);
  await placeFile(sys, `${ruby.gemHome}/specifications/${full}.gemspec`, specificationCode(specification));
  for (const program of specification.executables) {
    const stub = `#!${ruby.program}\nrequire 'rubygems'\ngem '${name}'\nload Gem.bin_path('${name}', '${program}')\n`;
    await placeFile(sys, `${ruby.gemPrograms}/${program}`, stub, 0o755);
  }
  return specification;
}

/** Native extensions need Ruby's headers, and a compiler with make. What comes of them is a file that nobody reads. */
async function build(
  sys: Sys,
  ruby: Installation,
  { name, extensions, version }: Specification,
  home: string,
  terminal: Terminal,
  asked: string,
): Promise<void> {
  if (extensions.length === 0) return;
  await terminal.out(
    isOld(ruby)
      ? 'Building native extensions.  This could take a while...'
      : 'Building native extensions. This could take a while...',
  );
  const logs = `Gem files will remain installed in ${home} for inspection.\nResults logged to ${home}/${(extensions[0] as string).replace(/\/[^/]+$/, '')}/gem_make.out`;
  const failed = (what: string) =>
    new GemFailure(
      `ERROR:  Error installing ${asked}:\n\tERROR: Failed to build gem native extension.\n\n        ${ruby.program} extconf.rb\n${what}\n\n\n${logs}`,
    );
  if (!(await sys.access(ruby.header, {}))) {
    throw failed(
      `${ruby.loadPath[0]}/rubygems/custom_require.rb:36:in \`require': cannot load such file -- mkmf (LoadError)\n\tfrom ${ruby.loadPath[0]}/rubygems/custom_require.rb:36:in \`require'\n\tfrom extconf.rb:1:in \`<main>'`,
    );
  }
  if (!(await sys.access('/usr/bin/gcc', {}))) {
    throw failed(
      '*** extconf.rb failed ***\nCould not create Makefile due to some reason, probably lack of\nnecessary libraries and/or headers.\n\nThe compiler failed to generate an executable file.\nYou have to install development tools first.',
    );
  }
  if (!(await sys.access('/usr/bin/make', {}))) throw failed('creating Makefile\n\nmake\nsh: 1: make: not found');
  for (const extension of extensions) {
    const [, path = name] = /^ext\/(.+)\/extconf\.rb$/.exec(extension) ?? [];
    await placeFile(
      sys,
      `${home}/lib/${path}.so`,
      `\x7fELF extension ${path} of ${name} ${version}: built into Drydock's ruby\n`,
      0o755,
    );
    await placeFile(sys, `${home}/${extension.replace(/\/[^/]+$/, '')}/Makefile`, 'SHELL = /bin/sh\nall:\n');
  }
}

async function conclusion(
  sys: Sys,
  ruby: Installation,
  installed: readonly Specification[],
  { documentation }: InstallOptions,
  terminal: Terminal,
): Promise<void> {
  for (const { name, version } of installed) await terminal.out(`Successfully installed ${name}-${version}`);
  const count = `${installed.length} gem${installed.length === 1 ? '' : 's'} installed`;
  if (isOld(ruby) && installed.length) await terminal.out(count);
  if (documentation) {
    const names = installed.map(({ name, version }) => `${name}-${version}`);
    for (const name of names) {
      if (!isOld(ruby)) await terminal.out(`Parsing documentation for ${name}`);
      await terminal.out(`Installing ri documentation for ${name}${isOld(ruby) ? '...' : ''}`);
      await makeFolders(sys, `${ruby.gemHome}/doc/${name}/ri`);
    }
    if (isOld(ruby)) {
      for (const name of names) {
        await terminal.out(`Installing RDoc documentation for ${name}...`);
        await placeFile(
          sys,
          `${ruby.gemHome}/doc/${name}/rdoc/index.html`,
          `<!DOCTYPE html>\n<title>${name}</title>\n<p>Documentation is not made in Drydock.</p>\n`,
        );
      }
    } else if (names.length)
      await terminal.out(
        `Done installing documentation for ${installed.map(({ name }) => name).join(', ')} after 0 seconds`,
      );
  }
  if (!isOld(ruby) && installed.length) await terminal.out(count);
}
