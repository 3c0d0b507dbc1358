/** The commands of docker's registry family: paths, arguments and flags of docker 28.2 (see `command.ts` for the notation). */
import type { CommandSource } from './command.ts';

export const REGISTRY_COMMANDS: readonly CommandSource[] = [
  {
    paths: ['manifest annotate'],
    usage: '[OPTIONS] MANIFEST_LIST MANIFEST',
    args: 'exact 2',
    flags: ['arch string', 'os string', 'os-features strings', 'os-version string', 'variant string'],
  },
  {
    paths: ['manifest create'],
    usage: 'MANIFEST_LIST MANIFEST [MANIFEST...]',
    args: 'min 2',
    flags: ['amend,a bool', 'insecure bool'],
  },
  {
    paths: ['manifest inspect'],
    usage: '[OPTIONS] [MANIFEST_LIST] MANIFEST',
    args: 'range 1 2',
    flags: ['insecure bool', 'verbose,v bool'],
  },
  {
    paths: ['manifest push'],
    usage: '[OPTIONS] MANIFEST_LIST',
    args: 'exact 1',
    flags: ['insecure bool', 'purge,p bool'],
  },
  {
    paths: ['manifest rm'],
    usage: 'MANIFEST_LIST [MANIFEST_LIST...]',
    args: 'min 1',
    flags: [],
  },
  {
    paths: ['trust key generate'],
    usage: 'NAME',
    args: 'exact 1',
    flags: ['dir string'],
  },
  {
    paths: ['trust key load'],
    usage: '[OPTIONS] KEYFILE',
    args: 'exact 1',
    flags: ['name string=signer'],
  },
  {
    paths: ['trust signer add'],
    usage: 'OPTIONS NAME REPOSITORY [REPOSITORY...] ',
    args: 'min 2',
    flags: ['key list'],
  },
  {
    paths: ['trust signer remove'],
    usage: '[OPTIONS] NAME REPOSITORY [REPOSITORY...]',
    args: 'min 2',
    flags: ['force,f bool'],
  },
  {
    paths: ['trust inspect'],
    usage: 'IMAGE[:TAG] [IMAGE[:TAG]...]',
    args: 'min 1',
    flags: ['pretty bool'],
  },
  {
    paths: ['trust revoke'],
    usage: '[OPTIONS] IMAGE[:TAG]',
    args: 'exact 1',
    flags: ['yes,y bool'],
  },
  {
    paths: ['trust sign'],
    usage: 'IMAGE:TAG',
    args: 'exact 1',
    flags: ['local bool'],
  },
];
