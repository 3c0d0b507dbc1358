/** The commands of docker's client family: paths, arguments and flags of docker 28.2 (see `command.ts` for the notation). */
import type { CommandSource } from './command.ts';

export const CLIENT_COMMANDS: readonly CommandSource[] = [
  {
    paths: ['login'],
    usage: '[OPTIONS] [SERVER]',
    args: 'max 1',
    flags: ['password,p string', 'password-stdin bool', 'username,u string'],
  },
  {
    paths: ['logout'],
    usage: '[SERVER]',
    args: 'max 1',
    flags: [],
  },
  {
    paths: ['search'],
    usage: '[OPTIONS] TERM',
    args: 'exact 1',
    flags: ['filter,f filter', 'format string', 'limit int', 'no-trunc bool'],
  },
  {
    paths: ['version'],
    usage: '[OPTIONS]',
    args: 'none',
    flags: ['format,f string'],
  },
  {
    paths: ['context create'],
    usage: '[OPTIONS] CONTEXT',
    args: 'exact 1',
    flags: ['description string', 'docker stringToString=[]', 'from string'],
  },
  {
    paths: ['context export'],
    usage: '[OPTIONS] CONTEXT [FILE|-]',
    args: 'range 1 2',
    flags: [],
  },
  {
    paths: ['context import'],
    usage: 'CONTEXT FILE|-',
    args: 'exact 2',
    flags: [],
  },
  {
    paths: ['context inspect'],
    usage: '[OPTIONS] [CONTEXT] [CONTEXT...]',
    args: 'any',
    flags: ['format,f string'],
  },
  {
    paths: ['context ls'],
    usage: '[OPTIONS]',
    args: 'none',
    aliases: ['context ls', 'context list'],
    flags: ['format string', 'quiet,q bool'],
  },
  {
    paths: ['context rm'],
    usage: 'CONTEXT [CONTEXT...]',
    args: 'min 1',
    aliases: ['context rm', 'context remove'],
    flags: ['force,f bool'],
  },
  {
    paths: ['context show'],
    usage: '',
    args: 'none',
    flags: [],
  },
  {
    paths: ['context update'],
    usage: '[OPTIONS] CONTEXT',
    args: 'exact 1',
    flags: ['description string', 'docker stringToString=[]'],
  },
  {
    paths: ['context use'],
    usage: 'CONTEXT',
    args: 'cobra 1',
    flags: [],
  },
  {
    paths: ['inspect'],
    usage: '[OPTIONS] NAME|ID [NAME|ID...]',
    args: 'min 1',
    flags: ['format,f string', 'size,s bool', 'type string'],
  },
];
