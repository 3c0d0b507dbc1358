/** Debian's mirrors, as far as bookworm goes. */
import type { InternetSite } from '../../internet-tree.ts';
import { repositorySite } from '../deb/repository.ts';
import type { Suite } from '../deb/repository.ts';
import { bookworm } from './bookworm.ts';

const DATE = 'Sat, 06 Sep 2025 10:14:02 UTC';
const COMPONENTS = ['main'];

export const debianOrigin = { maintainer: 'Debian Maintainers <debian-devel@lists.debian.org>' };

/** The key that Debian 12's stable releases are signed with. */
const KEY_ID = 'f8d2585b8783d481';

function suite(name: string, packages: Suite['components'][string]): Suite {
  return {
    name,
    codename: name,
    version: name === 'bookworm' ? '12.12' : '12-updates',
    description: 'Debian 12.12 Released 06 September 2025',
    date: DATE,
    components: Object.fromEntries(COMPONENTS.map((component) => [component, packages])),
  };
}

export const debianSites = (): readonly InternetSite[] => {
  const origin = { origin: debianOrigin, keyId: KEY_ID, inRelease: true };
  return [
    repositorySite('deb.debian.org', 'debian', {
      ...origin,
      label: 'Debian',
      suites: [suite('bookworm', bookworm()), suite('bookworm-updates', [])],
    }),
    repositorySite('deb.debian.org', 'debian-security', {
      ...origin,
      label: 'Debian-Security',
      suites: [suite('bookworm-security', [])],
    }),
  ];
};
