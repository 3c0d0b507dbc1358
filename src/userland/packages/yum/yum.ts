/** yum: installs packages from repositories with what they need, as yum 3.4.3 (CentOS 7) words it. */
import { SysError } from '../../../kernel/errno.ts';
import { tool, type Applet } from '../../bin/lib/tool.ts';
import { namesIn } from '../files.ts';
import { erase } from './erase.ts';
import { install, update } from './install.ts';
import { checkUpdate, info, list, provides, repolist, search } from './queries.ts';
import { CACHE, YumFailure } from './repository.ts';
import { LOADED, YumSession } from './session.ts';

const OPTIONS = `y|assumeyes assumeno q|quiet v|verbose h C|cacheonly! downloadonly! enablerepo= disablerepo= nogpgcheck R|randomwait=!
  setopt= installroot=! showduplicates skip-broken b|best! e|errorlevel=! d|debuglevel=! x|exclude=! noplugins`;

export const yum: Applet = tool(
  { name: 'yum', usage: '[options] COMMAND', about: 'Installs packages', options: OPTIONS, from: 'yum' },
  async (t) => {
    const [command, ...words] = t.operands;
    const session = new YumSession(t);
    try {
      return await run(session, command, words);
    } catch (error) {
      if (!(error instanceof YumFailure)) throw error;
      await t.err(`\n${error.message}\n`);
      return 1;
    }
  },
);

const HELP = `usage: yum [options] COMMAND

Commands: install, erase (remove), update, reinstall, list, info, search, provides, repolist, makecache, clean, check-update
`;

async function run(session: YumSession, command: string | undefined, words: readonly string[]): Promise<number> {
  const { t } = session;
  if (command === undefined || command === 'help' || t.has('h')) {
    await t.out.text(command === undefined && !t.has('h') ? `${LOADED}You need to give some command\n${HELP}` : HELP);
    return command === undefined && !t.has('h') ? 1 : 0;
  }
  switch (command) {
    case 'install':
    case 'localinstall':
    case 'reinstall':
      return (await session.root()) ? install(session, words, command === 'reinstall') : 1;
    case 'update':
    case 'upgrade':
      return (await session.root()) ? update(session, words) : 1;
    case 'erase':
    case 'remove':
      return (await session.root()) ? erase(session, words) : 1;
    case 'list':
      return list(session, words);
    case 'info':
      return info(session, words);
    case 'search':
      return search(session, words);
    case 'provides':
    case 'whatprovides':
      return provides(session, words);
    case 'repolist':
      return repolist(session);
    case 'makecache':
      await session.open(true);
      await session.say('Metadata Cache Created');
      return 0;
    case 'clean':
      return (await session.root()) ? clean(session) : 1;
    case 'check-update':
      return checkUpdate(session);
    case 'history':
    case 'groupinstall':
    case 'groups':
    case 'downgrade':
    case 'deplist':
      throw new YumFailure(`yum ${command} is not simulated in Drydock`);
    default:
      await t.out.text(`${LOADED}No such command: ${command}. Please use /usr/bin/yum --help\n`);
      return 1;
  }
}

async function clean(session: YumSession): Promise<number> {
  const { sys } = session.t;
  await session.say('Loaded plugins: fastestmirror');
  const repos = await namesIn(sys, CACHE);
  await session.say(`Cleaning repos: ${repos.join(' ')}`);
  for (const repo of repos) {
    for (const name of await namesIn(sys, `${CACHE}/${repo}`)) {
      try {
        await sys.unlink(`${CACHE}/${repo}/${name}`);
      } catch (error) {
        // The folder of packages stays, empty.
        if (!(error instanceof SysError)) throw error;
      }
    }
  }
  return 0;
}
