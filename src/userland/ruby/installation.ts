/** Which Ruby a system has, told by where its program lies, and the gems that are installed for it. */
import { SysError } from '../../kernel/errno.ts';
import type { Sys } from '../../kernel/sys.ts';
import { findAll } from '../bin/lib/find-program.ts';

export interface Installation {
  /** `1.9.3` */
  readonly version: string;
  readonly patch: number;
  readonly date: string;
  readonly platform: string;
  /** What `ruby -v` prints. */
  readonly description: string;
  readonly loadPath: readonly string[];
  /** Version of RubyGems. */
  readonly rubygems: string;
  /** `1.9.1`: the version of the libraries. */
  readonly api: string;
  /** The program's path. */
  readonly program: string;
  /** Where gems are installed, and where they are looked for. */
  readonly gemHome: string;
  readonly gemPath: readonly string[];
  /** Where programs of gems go. */
  readonly gemPrograms: string;
  /** A file without which native extensions cannot be built. */
  readonly header: string;
  hasGem(name: string): Promise<boolean>;
}

type Facts = Omit<Installation, 'hasGem' | 'loadPath' | 'platform' | 'gemPath'> & {
  readonly loadPath: string;
  readonly platform?: string;
  readonly gemPath?: readonly string[];
};

const OLD = 'x86_64-linux';

const RUBIES: Readonly<Record<string, Facts>> = {
  '/usr/bin/ruby1.8': {
    version: '1.8.7',
    patch: 352,
    date: '2011-06-30',
    description: 'ruby 1.8.7 (2011-06-30 patchlevel 352) [x86_64-linux]',
    loadPath: '/usr/lib/ruby/1.8',
    rubygems: '1.8.15',
    api: '1.8',
    program: '/usr/bin/ruby1.8',
    gemHome: '/var/lib/gems/1.8',
    gemPrograms: '/var/lib/gems/1.8/bin',
    header: '/usr/lib/ruby/1.8/x86_64-linux/ruby.h',
  },
  '/usr/bin/ruby1.9.1': {
    version: '1.9.3',
    patch: 484,
    date: '2013-11-22',
    description: 'ruby 1.9.3p484 (2013-11-22 revision 43786) [x86_64-linux]',
    loadPath: '/usr/lib/ruby/1.9.1',
    rubygems: '1.8.23',
    api: '1.9.1',
    program: '/usr/bin/ruby1.9.1',
    gemHome: '/var/lib/gems/1.9.1',
    gemPrograms: '/usr/local/bin',
    header: '/usr/include/ruby-1.9.1/ruby.h',
  },
  '/usr/bin/ruby3.1': {
    version: '3.1.2',
    patch: 20,
    date: '2022-04-12',
    description: 'ruby 3.1.2p20 (2022-04-12 revision 4491bb740a) [x86_64-linux-gnu]',
    loadPath: '/usr/lib/ruby/3.1.0',
    platform: 'x86_64-linux-gnu',
    rubygems: '3.3.15',
    api: '3.1.0',
    program: '/usr/bin/ruby3.1',
    gemHome: '/var/lib/gems/3.1.0',
    gemPrograms: '/usr/local/bin',
    header: '/usr/include/ruby-3.1.0/ruby.h',
  },
  '/usr/local/bin/ruby': {
    version: '3.3.9',
    patch: 170,
    date: '2025-07-24',
    description: 'ruby 3.3.9 (2025-07-24 revision f5c772fc7c) [x86_64-linux]',
    loadPath: '/usr/local/lib/ruby/3.3.0',
    rubygems: '3.5.22',
    api: '3.3.0',
    program: '/usr/local/bin/ruby',
    gemHome: '/usr/local/bundle',
    gemPrograms: '/usr/local/bundle/bin',
    header: '/usr/local/bin/ruby',
    gemPath: ['/usr/local/bundle', '/usr/local/lib/ruby/gems/3.3.0'],
  },
  '/usr/bin/ruby': {
    version: '2.0.0',
    patch: 648,
    date: '2015-12-16',
    description: 'ruby 2.0.0p648 (2015-12-16) [x86_64-linux]',
    loadPath: '/usr/share/ruby',
    rubygems: '2.0.14.1',
    api: '2.0.0',
    program: '/usr/bin/ruby',
    gemHome: '/usr/local/share/gems',
    gemPrograms: '/usr/local/bin',
    header: '/usr/include/ruby.h',
  },
};

/** The Ruby that `argv0` or the first `ruby` along PATH is. */
export async function findInstallation(sys: Sys, name = 'ruby'): Promise<Installation> {
  const facts =
    (await factsFor(sys, name)) ?? (await factsFor(sys, 'ruby')) ?? (RUBIES['/usr/local/bin/ruby'] as Facts);
  const gemHome = sys.env.get('GEM_HOME') ?? facts.gemHome;
  const gemPath = [...new Set([gemHome, ...(facts.gemPath ?? [facts.gemHome])])];
  return {
    ...facts,
    platform: facts.platform ?? OLD,
    loadPath: [facts.loadPath],
    gemHome,
    gemPath,
    hasGem: async (gem) => {
      for (const folder of gemPath)
        if ((await gemNames(sys, folder)).some((one) => one.replace(/-[\d.]+$/, '') === gem)) return true;
      return false;
    },
  };
}

async function factsFor(sys: Sys, name: string): Promise<Facts | undefined> {
  const [path] = await findAll(sys, name);
  if (path === undefined) return undefined;
  return RUBIES[await sys.realpath(path)];
}

/** `json-1.8.3` and so on, installed below a folder. */
export async function gemNames(sys: Sys, folder: string): Promise<readonly string[]> {
  try {
    const names = (await sys.readdir(`${folder}/specifications`)).map(({ name }) => name);
    return names
      .filter((name) => name.endsWith('.gemspec'))
      .map((name) => name.slice(0, -'.gemspec'.length))
      .sort();
  } catch (error) {
    if (error instanceof SysError) return [];
    throw error;
  }
}
