/** Ubuntu's mirrors, and the repository where Docker's own packages for Ubuntu were. */
import type { InternetSite } from '../../internet-tree.ts';
import { repositorySite } from '../deb/repository.ts';
import type { Suite } from '../deb/repository.ts';
import type { Package } from '../package.ts';
import { dockerPackages } from './docker.ts';
import { DOCKER_KEY, archiveKeyOf } from './keys.ts';
import { SUITES, release } from './releases.ts';
import type { SuiteName } from './releases.ts';
import { UNIVERSE } from './offered.ts';

export const UBUNTU_ORIGIN = { maintainer: 'Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>' };

const DATES: Readonly<Record<SuiteName, readonly [version: string, date: string]>> = {
  precise: ['12.04', 'Wed, 25 Apr 2012 22:49:23 UTC'],
  trusty: ['14.04', 'Thu, 08 May 2014 14:19:09 UTC'],
  xenial: ['16.04', 'Thu, 21 Apr 2016 23:23:46 UTC'],
  bionic: ['18.04', 'Thu, 26 Apr 2018 23:37:48 UTC'],
  focal: ['20.04', 'Thu, 23 Apr 2020 17:33:17 UTC'],
  jammy: ['22.04', 'Thu, 21 Apr 2022 17:16:08 UTC'],
  noble: ['24.04', 'Thu, 25 Apr 2024 15:10:33 UTC'],
};

type Components = Suite['components'];
const NOTHING: Components = { main: [], restricted: [], universe: [], multiverse: [] };

function suite(name: SuiteName, pocket: string, components: Components): Suite {
  const [version, date] = DATES[name];
  const title = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  return { name: name + pocket, codename: name, version, date, description: `Ubuntu ${title} ${version}`, components };
}

function componentsOf(name: SuiteName): Components {
  const { base, offered } = release(name);
  const all = [...base, ...offered].sort((a, b) => (a.name < b.name ? -1 : 1));
  const inUniverse = ({ name: of }: Package) => UNIVERSE.has(of);
  return { ...NOTHING, main: all.filter((entry) => !inUniverse(entry)), universe: all.filter(inUniverse) };
}

export const ubuntuSites = (): readonly InternetSite[] => [
  ...SUITES.flatMap((name) => {
    const common = { origin: UBUNTU_ORIGIN, label: 'Ubuntu', keyId: archiveKeyOf(name), inRelease: !EARLY.has(name) };
    return [
      repositorySite('archive.ubuntu.com', 'ubuntu', {
        ...common,
        suites: [
          suite(name, '', componentsOf(name)),
          suite(name, '-updates', NOTHING),
          suite(name, '-backports', NOTHING),
        ],
      }),
      repositorySite('security.ubuntu.com', 'ubuntu', { ...common, suites: [suite(name, '-security', NOTHING)] }),
    ];
  }),
  repositorySite('get.docker.io', 'ubuntu', {
    origin: { maintainer: 'support@docker.com' },
    label: 'docker',
    keyId: DOCKER_KEY.fingerprint.slice(-16),
    inRelease: false,
    suites: [
      {
        name: 'docker',
        codename: 'docker',
        version: '0.1',
        description: "Docker's own packages for Ubuntu",
        date: 'Fri, 05 Feb 2016 18:07:20 UTC',
        components: { main: dockerPackages() },
      },
    ],
  }),
];

/** Releases whose mirrors had no InRelease files. */
const EARLY: ReadonlySet<SuiteName> = new Set(['precise', 'trusty']);
