/** The commands of docker's volume family: paths, arguments and flags of docker 28.2 (see `command.ts` for the notation). */
import type { CommandSource } from './command.ts';

export const VOLUME_COMMANDS: readonly CommandSource[] = [
  {
    paths: ['volume create'],
    usage: '[OPTIONS] [VOLUME]',
    args: 'max 1',
    flags: [
      'availability string swarm=active >=1.42 swarm',
      'driver,d string=local',
      'group string >=1.42 swarm',
      'label list',
      'limit-bytes bytes >=1.42 swarm',
      'name string hidden',
      'opt,o map=map[]',
      'required-bytes bytes >=1.42 swarm',
      'scope string=single >=1.42 swarm',
      'secret map=map[] >=1.42 swarm',
      'sharing string=none >=1.42 swarm',
      'topology-preferred list >=1.42 swarm',
      'topology-required list >=1.42 swarm',
      'type string=block >=1.42 swarm',
    ],
  },
  {
    paths: ['volume inspect'],
    usage: '[OPTIONS] VOLUME [VOLUME...]',
    args: 'min 1',
    flags: ['format,f string'],
  },
  {
    paths: ['volume ls'],
    usage: '[OPTIONS]',
    args: 'none',
    aliases: ['volume ls', 'volume list'],
    flags: ['cluster bool >=1.42 swarm', 'filter,f filter', 'format string', 'quiet,q bool'],
  },
  {
    paths: ['volume prune'],
    usage: '[OPTIONS]',
    args: 'none',
    minApi: '1.25',
    flags: ['all,a bool >=1.42', 'filter filter >=1.25', 'force,f bool >=1.25'],
  },
  {
    paths: ['volume rm'],
    usage: '[OPTIONS] VOLUME [VOLUME...]',
    args: 'min 1',
    aliases: ['volume rm', 'volume remove'],
    flags: ['force,f bool >=1.25'],
  },
  {
    paths: ['volume update'],
    usage: '[OPTIONS] [VOLUME]',
    args: 'exact 1',
    minApi: '1.42',
    flags: ['availability string swarm=active >=1.42 swarm'],
  },
];
