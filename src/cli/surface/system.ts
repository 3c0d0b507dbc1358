/** The commands of docker's system family: paths, arguments and flags of docker 28.2 (see `command.ts` for the notation). */
import type { CommandSource } from './command.ts';

export const SYSTEM_COMMANDS: readonly CommandSource[] = [
  {
    paths: ['system info', 'info'],
    usage: '[OPTIONS]',
    args: 'none',
    aliases: ['system info', 'info'],
    flags: ['format,f string'],
  },
  {
    paths: ['system df'],
    usage: '[OPTIONS]',
    args: 'none',
    minApi: '1.25',
    flags: ['format string >=1.25', 'verbose,v bool >=1.25'],
  },
  {
    paths: ['system events', 'events'],
    usage: '[OPTIONS]',
    args: 'none',
    aliases: ['system events', 'events'],
    flags: ['filter,f filter', 'format string', 'since string', 'until string'],
  },
  {
    paths: ['system prune'],
    usage: '[OPTIONS]',
    args: 'none',
    minApi: '1.25',
    flags: ['all,a bool >=1.25', 'filter filter >=1.28', 'force,f bool >=1.25', 'volumes bool >=1.25'],
  },
  { paths: ['system dial-stdio'], usage: '', args: 'none', flags: [] },
];
