/** The commands of docker's plugin family: paths, arguments and flags of docker 28.2 (see `command.ts` for the notation). */
import type { CommandSource } from './command.ts';

export const PLUGIN_COMMANDS: readonly CommandSource[] = [
  {
    paths: ['plugin create'],
    usage: '[OPTIONS] PLUGIN PLUGIN-DATA-DIR',
    args: 'min 2',
    minApi: '1.25',
    flags: ['compress bool >=1.25'],
  },
  {
    paths: ['plugin disable'],
    usage: '[OPTIONS] PLUGIN',
    args: 'exact 1',
    minApi: '1.25',
    flags: ['force,f bool >=1.25'],
  },
  {
    paths: ['plugin enable'],
    usage: '[OPTIONS] PLUGIN',
    args: 'exact 1',
    minApi: '1.25',
    flags: ['timeout int=30 >=1.25'],
  },
  {
    paths: ['plugin inspect'],
    usage: '[OPTIONS] PLUGIN [PLUGIN...]',
    args: 'min 1',
    minApi: '1.25',
    flags: ['format,f string >=1.25'],
  },
  {
    paths: ['plugin install'],
    usage: '[OPTIONS] PLUGIN [KEY=VALUE...]',
    args: 'min 1',
    minApi: '1.25',
    flags: [
      'alias string >=1.25',
      'disable bool >=1.25',
      'disable-content-trust bool=true >=1.25',
      'grant-all-permissions bool >=1.25',
    ],
  },
  {
    paths: ['plugin ls'],
    usage: '[OPTIONS]',
    args: 'none',
    aliases: ['plugin ls', 'plugin list'],
    minApi: '1.25',
    flags: ['filter,f filter >=1.25', 'format string >=1.25', 'no-trunc bool >=1.25', 'quiet,q bool >=1.25'],
  },
  {
    paths: ['plugin push'],
    usage: '[OPTIONS] PLUGIN[:TAG]',
    args: 'exact 1',
    minApi: '1.25',
    flags: ['disable-content-trust bool=true >=1.25'],
  },
  {
    paths: ['plugin rm'],
    usage: '[OPTIONS] PLUGIN [PLUGIN...]',
    args: 'min 1',
    aliases: ['plugin rm', 'plugin remove'],
    minApi: '1.25',
    flags: ['force,f bool >=1.25'],
  },
  {
    paths: ['plugin set'],
    usage: 'PLUGIN KEY=VALUE [KEY=VALUE...]',
    args: 'min 2',
    minApi: '1.25',
    flags: [],
  },
  {
    paths: ['plugin upgrade'],
    usage: '[OPTIONS] PLUGIN [REMOTE]',
    args: 'range 1 2',
    minApi: '1.26',
    flags: [
      'disable-content-trust bool=true >=1.26',
      'grant-all-permissions bool >=1.26',
      'skip-remote-check bool >=1.26',
    ],
  },
];
